"""What the bot notes about itself: single values by name, and which commands Discord already has."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from bot.store.database import Database
from bot.store.schema import command_sync, meta


class Metadata:
    """Values by name, and for each scope the hash of the commands that Discord has."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_or_create(self, name: str, value: str) -> str:
        """The value under `name`, which the first caller sets: such as the salt of this database."""
        row = {"name": name, "value": value, "changed_at": self._database.clock.now()}

        # two processes may start at once: the second reads what the first has written
        def keep_and_read(connection: Connection) -> str:
            self._database.insert_or_leave(connection, meta, [row])
            return str(connection.execute(_value(name)).scalar_one())

        return await self._database.write(keep_and_read)

    async def synced_hash(self, scope: str) -> str | None:
        """The hash of the command tree that Discord has for "global" or a server's id."""
        query = select(command_sync.c.tree_hash).where(command_sync.c.scope == scope)
        tree_hash: str | None = await self._database.fetch_value(query)
        return tree_hash

    async def note_sync(self, scope: str, tree_hash: str) -> None:
        """Discord has this command tree now: the next start need not send it."""
        row = {"scope": scope, "tree_hash": tree_hash, "synced_at": self._database.clock.now()}
        await self._database.execute(self._database.upsert(command_sync, row))


def _value(name: str) -> Select[Any]:
    return select(meta.c.value).where(meta.c.name == name)
