"""Paces that all processes of one bot keep together: one row each, by the database's own clock."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, case, select, update

from bot.store.database import Database
from bot.store.schema import paces

_FARTHEST = 600_000  # milliseconds: what is due later was written by a clock that was ahead


class Paces:
    """Places in a queue of equal steps, the generic cell rate algorithm with its one number in a row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(self, name: str, places: int, every: float) -> float:
        """Take the next places, `every` seconds apart; seconds from now to the first.

        The time that the question takes is within them: who waits that long comes a little late, never early.
        Raises StoreUnavailable.
        """
        step, now = round(every * 1000), self._database.moment
        row = {"name": name, "due": now + places * step}
        query = self._database.insert_or_update(paces, row, {"due": _not_before(now) + places * step})

        def take(connection: Connection) -> tuple[int, int]:
            due, at = connection.execute(query.returning(paces.c.due, now)).one()
            return int(due), int(at)

        due, at = await self._database.write(take)
        return max(0, due - places * step - at) / 1000

    async def block(self, name: str, seconds: float) -> None:
        """Let nobody go for that long, whoever asks; what is due later stays so."""
        now, until = self._database.moment, self._database.moment + round(seconds * 1000)
        later = case((paces.c.due > until, _not_before(now)), else_=until)
        row = {"name": name, "due": until}
        await self._database.execute(self._database.insert_or_update(paces, row, {"due": later}))

    async def take(self, name: str, every: float) -> float:
        """Take a turn where it is free, for `every` seconds: 0. Else nothing, and seconds until it may be."""
        now = self._database.moment
        free = (paces.c.name == name) & ((paces.c.due <= now) | (paces.c.due > now + _FARTHEST))
        turn = update(paces).where(free).values(due=now + round(every * 1000))

        def try_it(connection: Connection) -> float:
            self._database.insert_or_leave(connection, paces, [{"name": name, "due": 0}])
            if connection.execute(turn).rowcount:
                return 0.0
            left: Any = connection.execute(paces.select().with_only_columns(paces.c.due - now).where(
                paces.c.name == name
            )).scalar_one()  # fmt: skip
            return max(1, int(left)) / 1000

        return await self._database.write(try_it)

    async def idle(self, name: str) -> float:
        """Seconds for which a turn has been there for whoever wanted it; 0 where it is taken."""
        query = select(self._database.moment - paces.c.due).where(paces.c.name == name)
        return max(0, int(await self._database.fetch_value(query) or 0)) / 1000


def _not_before(now: Any) -> Any:
    sound = (paces.c.due > now) & (paces.c.due < now + _FARTHEST)
    return case((sound, paces.c.due), else_=now)
