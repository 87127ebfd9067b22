"""What the bot notes about itself: single values by name, and which commands Discord already has."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.database import Database
from bot.store.schema import command_sync, meta


class Metadata:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, name: str, value: str) -> None:
        row = {"name": name, "value": value, "changed_at": self._database.clock.now()}
        async with self._database.write() as connection:
            await connection.execute(self._database.upsert(meta, row))

    async def noted(self, name: str) -> str | None:
        async with self._database.read() as connection:
            found = await connection.execute(select(meta.c.value).where(meta.c.name == name))
            return found.scalar_one_or_none()

    async def get_or_create(self, name: str, value: str) -> str:
        """The value under `name`, which the first caller sets: such as the salt of this database."""
        row = {"name": name, "value": value, "changed_at": self._database.clock.now()}
        async with self._database.write() as connection:
            await self._database.insert_or_leave(connection, meta, [row])
            found = await connection.execute(select(meta.c.value).where(meta.c.name == name))
            return str(found.scalar_one())

    async def synced(self, scope: str) -> str | None:
        """The hash of the command tree that Discord has for "global" or a server's id."""
        async with self._database.read() as connection:
            query = select(command_sync.c.tree_hash).where(command_sync.c.scope == scope)
            return (await connection.execute(query)).scalar_one_or_none()

    async def note_sync(self, scope: str, tree_hash: str) -> None:
        row = {"scope": scope, "tree_hash": tree_hash, "synced_at": self._database.clock.now()}
        async with self._database.write() as connection:
            await connection.execute(self._database.upsert(command_sync, row))
