"""The feeds that are polled, and how each of them is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, delete, exists, or_, select, update

from bot.store.database import Database, count_rows
from bot.store.erasure import UNLISTED
from bot.store.errors import CapReached
from bot.store.schema import FOLLOWED, audit, feeds

FeedStatus = Literal["proposed", "active", "refused"]

# Each proposal is a card that a curator reads and an address that is looked at by hand.
PROPOSED_BY_USER = 5  # within a day: who knows more good feeds names them to the curators in a message
WAITING_OF_SERVER = 10  # undecided: more of them would fill the curators' channel from one side
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """A server's feed is a proposal until a curator makes it active.

    `etag` and `last_modified` are the server's own words, given back at the next visit; `failures` counts
    those in a row, `next_at` is None for a feed that is not polled.
    """

    url: str
    guild_id: int | None
    added_by: str | None
    added_at: datetime
    status: FeedStatus
    title: str | None
    etag: str | None
    last_modified: str | None
    last_ok_at: datetime | None
    last_error: str | None
    last_error_at: datetime | None
    failures: int
    next_at: datetime | None


class Feeds:
    """One row a feed; it is the FeedSchedule that a poller asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, url: str, *, added_by: str | None, status: FeedStatus = "active", guild_id: int | None = None
    ) -> bool:
        """False when the feed is there already; it then stays as it is."""
        now = self._database.clock.now()
        row = {
            "url": url, "guild_id": guild_id, "added_by": added_by, "added_at": now, "status": status,
            "failures": 0, "next_at": now if status == "active" else None,
        }  # fmt: skip
        return await self._database.write(
            lambda connection: self._database.insert_or_leave(connection, feeds, [row]) == 1
        )

    async def propose(self, url: str, *, added_by: str, guild_id: int | None) -> bool:
        """Keep what a server proposes; False when the feed is there already, whoever added it.

        Raises CapReached.
        """
        database, now = self._database, self._database.clock.now()
        lately = (feeds.c.added_by == added_by) & (feeds.c.added_at > now - _DAY)
        waiting = (feeds.c.guild_id == guild_id) & (feeds.c.status == "proposed")
        row = {
            "url": url, "guild_id": guild_id, "added_by": added_by, "added_at": now, "status": "proposed",
            "failures": 0, "next_at": None,
        }  # fmt: skip

        def count_and_keep(connection: Connection) -> bool:
            # counted where it is written, one after the other: of many at a time each would see none
            database.lock(connection, "feeds")
            if count_rows(connection, feeds, lately) >= PROPOSED_BY_USER:
                raise CapReached("user", PROPOSED_BY_USER)
            if count_rows(connection, feeds, waiting) >= WAITING_OF_SERVER:
                raise CapReached("server", WAITING_OF_SERVER)
            return database.insert_or_leave(connection, feeds, [row]) == 1

        return await database.write(count_and_keep)

    async def proposed_by(self, guild_id: int) -> tuple[Feed, ...]:
        """What a server proposed, whatever became of it; not what curators follow of themselves."""
        # earlier versions kept the server in which a curator followed a feed: the audit tells them apart
        taken = exists().where(audit.c.subject == feeds.c.url, audit.c.deed == FOLLOWED)
        return await self._where(feeds.c.guild_id == guild_id, or_(feeds.c.status != "active", taken))

    async def decide(self, url: str, status: FeedStatus) -> bool:
        """Make a proposed feed active or refuse it; False when there is none such."""
        next_at = self._database.clock.now() if status == "active" else None
        # a refused feed keeps its row: proposed again, it stays refused
        return await self._set(url, status=status, next_at=next_at)

    async def due(self, limit: int = 50) -> tuple[Feed, ...]:
        """Active feeds whose time has come, the longest waiting first."""
        now = self._database.clock.now()
        return await self._where(feeds.c.status == "active", feeds.c.next_at <= now, limit=limit)

    async def all(self) -> tuple[Feed, ...]:
        """Every feed of whatever status, in the order in which they are due."""
        return await self._where()

    async def polled(
        self, url: str, next_at: datetime, *, title: str | None, etag: str | None, last_modified: str | None
    ) -> None:
        """The feed answered, be it "not modified"."""
        await self._set(
            url, next_at=next_at, title=title, etag=etag, last_modified=last_modified,
            last_ok_at=self._database.clock.now(), last_error=None, last_error_at=None, failures=0,
        )  # fmt: skip

    async def failed(self, url: str, next_at: datetime, error: str) -> None:
        """The feed could not be read; how it did before stays."""
        await self._set(
            url, next_at=next_at, last_error=error, last_error_at=self._database.clock.now(),
            failures=feeds.c.failures + 1,  # counted by the database: a value read before may be old
        )  # fmt: skip

    async def remove(self, url: str) -> bool:
        """False when there was none such. The audit forgets its address too."""

        def take_off(connection: Connection) -> bool:
            found = connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount == 1
            connection.execute(UNLISTED)
            return found

        return await self._database.write(take_off)

    async def _set(self, url: str, **values: Any) -> bool:
        return await self._database.execute(update(feeds).where(feeds.c.url == url).values(**values)) == 1

    async def _where(self, *conditions: Any, limit: int | None = None) -> tuple[Feed, ...]:
        query = select(feeds).where(*conditions).order_by(feeds.c.next_at, feeds.c.url).limit(limit)
        return tuple(Feed(**row) for row in await self._database.fetch_all(query))
