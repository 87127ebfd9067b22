"""The pages that feeds announced, each with what became of it: nothing is lost silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.store.database import Database
from bot.store.schema import visits
from briefs.ingest import NEED_ATTENTION, FetchRecord

_MAX_VALUES = 500  # values in one statement; SQLite's oldest limit is 999


class FetchLog:
    """One row a page; it is the FetchLogPort that a poller keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, feed: str, entries: Sequence[str]) -> dict[str, str]:
        """Those of the entries that were visited already, with the address that each had then."""

        def look_up(connection: Connection) -> dict[str, str]:
            found: dict[str, str] = {}
            for start in range(0, len(entries), _MAX_VALUES):
                some = visits.c.entry.in_(entries[start : start + _MAX_VALUES])
                wanted = select(visits.c.entry, visits.c.url).where(visits.c.feed == feed, some)
                found.update((row.entry, row.url) for row in connection.execute(wanted))
            return found

        return await self._database.read(look_up)

    async def put(self, record: FetchRecord) -> None:
        """Keeps it in place of an earlier record of the page."""
        row = {name: getattr(record, name) for name in FetchRecord.__slots__}
        await self._database.execute(self._database.upsert(visits, row))

    async def due(self, now: datetime) -> tuple[FetchRecord, ...]:
        """Pages that failed for a reason that passes, and whose time has come again."""
        return await self._where(visits.c.again_at <= now)

    async def of(self, feed: str, limit: int = 10) -> tuple[FetchRecord, ...]:
        """The newest visits of one feed, and every page that failed or was warned of, however old."""
        # a page that failed must not be pushed out of sight by ten that went well
        newest = await self._where(visits.c.feed == feed, limit=limit)
        flagged = await self._where(visits.c.feed == feed, visits.c.outcome.in_(NEED_ATTENTION))
        listed = {record.entry for record in newest}
        return (*newest, *(record for record in flagged if record.entry not in listed))

    async def forget(self, feed: str) -> None:
        """Drops every record of a feed that is no longer followed."""
        await self._database.execute(delete(visits).where(visits.c.feed == feed))

    async def _where(self, *conditions: Any, limit: int | None = None) -> tuple[FetchRecord, ...]:
        query = select(visits).where(*conditions).order_by(visits.c.visited_at.desc()).limit(limit)
        return tuple(FetchRecord(**row) for row in await self._database.fetch_all(query))
