"""A count that only grows: by it one sees that a database is not the one of a moment ago."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from bot.store.database import Database
from bot.store.schema import meta

NAME = "heartbeat"
RESTORED_BEATS = 1440  # a day of one a minute: that long a copy that was put back counts as such


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """`token` is the database's, anew each time a copy is put back; `count` its beats since, `at` the last.

    `restored`: a copy was put back not long ago, so that what was sent since it was made is unknown here.
    """

    token: str
    count: int
    at: datetime
    restored: bool = False


class Heartbeats:
    """One row, which every process on the database counts on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self) -> Heartbeat | None:
        """The newest beat; None in a database that never had one."""
        return await self._database.read(_read)

    async def beat(self) -> Heartbeat:
        """Count one further."""
        now, token = self._database.clock.now(), self._database.token()

        def count(connection: Connection) -> Heartbeat:
            self._database.lock(connection, NAME)
            before = _read(connection) or Heartbeat(token, 0, now)
            restored = before.restored and before.count < RESTORED_BEATS
            after = replace(before, count=before.count + 1, at=now, restored=restored)
            row = {"name": NAME, "value": heartbeat_value(after), "changed_at": now}
            connection.execute(self._database.upsert(meta, row))
            return after

        return await self._database.write(count)


def heartbeat_value(beat: Heartbeat) -> str:
    """As it stands in the table `meta`; the moment is the row's own."""
    return json.dumps({"token": beat.token, "count": beat.count, "restored": beat.restored})


def _read(connection: Connection) -> Heartbeat | None:
    row = connection.execute(select(meta).where(meta.c.name == NAME)).mappings().first()
    return Heartbeat(**json.loads(row["value"]), at=row["changed_at"]) if row else None
