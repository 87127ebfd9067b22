"""The pages that were taken in, when each is looked at again, and what became of its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.store.database import Database
from bot.store.schema import source_statements, sources
from briefs.ingest.archive import CHANGED, Finding, SourceRecord, StatementSource


class Sources:
    """One row a page; it is the SourceLog that a checker keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, url: str) -> SourceRecord | None:
        """The record of the page with this address."""
        return next(iter(await self._where(sources.c.url == url)), None)

    async def due(self, now: datetime, limit: int = 50) -> tuple[SourceRecord, ...]:
        """Pages whose time has come, the longest waiting first."""
        return await self._where(sources.c.next_at <= now, limit=limit)

    async def all(self, changed: bool = False) -> tuple[SourceRecord, ...]:
        """Every page, or those alone whose words are no longer there, in the order in which they are due."""
        return await self._where(*([sources.c.outcome.in_(CHANGED)] if changed else []))

    async def put(self, record: SourceRecord) -> None:
        """Keeps the record in place of an earlier one of its address."""
        row = {name: getattr(record, name) for name in SourceRecord.__slots__}
        await self._database.execute(self._database.upsert(sources, row))

    async def findings(self, url: str | None = None) -> tuple[StatementSource, ...]:
        """What became of the statements of one page, or of all, by statement."""
        asked = [] if url is None else [source_statements.c.url == url]
        rows = await self._database.fetch_all(
            select(source_statements).where(*asked).order_by(source_statements.c.statement)
        )
        return tuple(_finding(row) for row in rows)

    async def found(self, url: str, findings: Sequence[StatementSource]) -> None:
        """Keeps these findings in place of all earlier ones of the page."""
        database = self._database

        def exchange(connection: Connection) -> None:
            connection.execute(delete(source_statements).where(source_statements.c.url == url))
            for each in findings:
                row = {"statement": each.statement, "url": url, "since": each.since}
                row["finding"] = asdict(each.finding)
                connection.execute(database.upsert(source_statements, row))

        await database.write(exchange)

    async def _where(self, *conditions: Any, limit: int | None = None) -> tuple[SourceRecord, ...]:
        query = select(sources).where(*conditions).order_by(sources.c.next_at, sources.c.url).limit(limit)
        return tuple(SourceRecord(**row) for row in await self._database.fetch_all(query))


def _finding(row: Any) -> StatementSource:
    return StatementSource(row["statement"], row["url"], Finding(**row["finding"]), row["since"])
