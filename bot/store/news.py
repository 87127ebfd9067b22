"""What has changed, for the other processes of the bot: each drops what it holds of it in memory.

The table is what counts; that a process is woken is only sooner than its next look.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import suppress

from sqlalchemy import Connection, delete, func, select

from bot.store.database import Database
from bot.store.errors import StoreUnavailable
from bot.store.schema import news

USERS, ERASURE, LIBRARY = "users", "erased", "library"
EVERYTHING = "everything"  # something was missed: a copy was put back, or the process was away for long
_GUILD = "guild "
_KEPT = 24 * 3600 * 1000  # milliseconds
_AGAIN = 1.0  # seconds until another try where the database does not answer
log = logging.getLogger(__name__)


def of_guild(guild_id: int) -> str:
    """The subject that says: this server's settings are others now."""
    return f"{_GUILD}{guild_id}"


def guild_of(subject: str) -> int | None:
    """The server whose settings are others now; None where it is about something else."""
    return int(subject.removeprefix(_GUILD)) if subject.startswith(_GUILD) else None


def tell(database: Database, connection: Connection, subject: str) -> None:
    """Within the transaction that changes it: whoever reads the news finds the change."""
    # held to the commit, so that numbers are seen in their order, and none is left out
    database.lock(connection, "news")
    newest = select(func.coalesce(func.max(news.c.number), 0)).scalar_subquery()
    row = {"number": newest + 1, "subject": subject, "told_at": database.moment}
    connection.execute(news.insert().values(row))
    database.alarm(connection)


class NewsLog:
    """Read on by each process; old entries go, but for the newest, by which the next is numbered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tell(self, subject: str) -> None:
        """To all processes, this one among them. Raises StoreUnavailable."""
        await self._database.write(lambda connection: tell(self._database, connection, subject))

    async def newest(self) -> int:
        """The number of the newest entry: read it before what is held in memory is read. 0 for none."""
        return int(await self._database.fetch_value(select(func.coalesce(func.max(news.c.number), 0))))

    async def since(self, number: int) -> tuple[int, tuple[str, ...]]:
        """The newest number, and what changed after `number`; EVERYTHING where that is not known."""
        # in one statement, with what was read last: the newest is never dropped, so that it is there still
        columns = select(news.c.number, news.c.subject).where(news.c.number >= number)
        found = await self._database.fetch_all(columns.order_by(news.c.number))
        newest = found[-1]["number"] if found else 0
        if not found and number:
            newest = await self.newest()
        elif not found or found[0]["number"] == max(number, 1):
            fresh = (row["subject"] for row in found if row["number"] > number)
            return newest, tuple(dict.fromkeys(fresh))
        return newest, (EVERYTHING,)

    async def follow(self, number: int) -> AsyncGenerator[tuple[str, ...]]:
        """What changes from now on, for ever; while the database does not answer, nothing."""
        woken = asyncio.Event()
        while True:
            try:
                async with self._database.listening(woken.set) as hears:
                    woken.set()  # what came before it could be heard
                    while hears():
                        with suppress(TimeoutError):
                            await asyncio.wait_for(woken.wait(), self._database.looked_at)
                        woken.clear()
                        number, subjects = await self.since(number)
                        if subjects:
                            yield subjects
            except (StoreUnavailable, OSError) as error:
                log.warning("what other processes change is not heard: %s", error)
            except Exception:
                log.exception("what other processes change is not heard")
            await asyncio.sleep(_AGAIN)

    async def forget_older(self) -> None:
        """Drop what every process has read long ago."""
        newest = select(func.max(news.c.number)).scalar_subquery()
        old = (news.c.told_at < self._database.moment - _KEPT) & (news.c.number < newest)
        await self._database.execute(delete(news).where(old))
