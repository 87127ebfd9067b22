"""How much of each kind stands in the database, for whoever watches over the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from bot.store.database import Database, count_rows
from bot.store.schema import candidates, deliveries, feeds


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """`deliveries` are messages of briefings by their status; a feed fails whose last visit did."""

    candidates_waiting: int
    feeds_followed: int
    feeds_failing: int
    deliveries: Mapping[str, int]


async def count_all(database: Database) -> StoreCounts:
    """As it stands now. Raises StoreUnavailable."""

    def read(connection: Connection) -> StoreCounts:
        followed = feeds.c.status == "active"
        by_status = select(deliveries.c.status, func.count()).group_by(deliveries.c.status)
        return StoreCounts(
            candidates_waiting=count_rows(connection, candidates, candidates.c.status == "waiting"),
            feeds_followed=count_rows(connection, feeds, followed),
            feeds_failing=count_rows(connection, feeds, followed & (feeds.c.failures > 0)),
            deliveries={status: number for status, number in connection.execute(by_status)},
        )

    return await database.read(read)
