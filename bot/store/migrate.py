"""Bring a state database to the newest version, one whole migration at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.backup import copy_database, refuse_newer, require_own
from bot.store.database import Database
from bot.store.schema import WIDTH
from bot.store.scripts import Migration, shipped_migrations

VERSIONS = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)"


async def upgrade(database: Database, migrations: tuple[Migration, ...] | None = None) -> tuple[int, int]:
    """Apply what is missing; (version before, version after). A copy is kept before anything changes.

    All of it is one transaction, each migration with its own version row: what fails leaves nothing behind,
    and nobody who starts at the same time finds half of it and keeps a copy of that. Raises UserError when
    the database is newer than this program, or is another program's.
    """
    if database.file:
        require_own(database.file)  # before it is opened for writing, which already changes a file
    steps = shipped_migrations() if migrations is None else migrations
    newest = max((step.version for step in steps), default=0)
    before = await version(database)
    refuse_newer("the state database", before, newest)
    missing = [step for step in steps if step.version > before]
    if missing:
        await _apply(database, missing, left=before)
    return before, newest


def backup_path(file: Path, version: int) -> Path:
    """Where the copy goes that is made before leaving `version`."""
    return file.with_name(f"{file.name}.v{version}.bak")


async def version(database: Database) -> int:
    """The newest migration applied; 0 for an empty database."""

    def read_or_begin(connection: Connection) -> int:
        database.lock(connection, VERSIONS)  # or two that start at once both make the table
        connection.exec_driver_sql(VERSIONS)
        return _newest_version(connection)

    return await database.write(read_or_begin)


async def existing_version(database: Database) -> int:
    """As version(), and an empty database stays so. Raises StoreUnavailable."""

    def read(connection: Connection) -> int:
        return _newest_version(connection) if inspect(connection).has_table("schema_version") else 0

    return await database.read(read)


def _newest_version(connection: Connection) -> int:
    return int(connection.execute(text("SELECT max(version) FROM schema_version")).scalar_one() or 0)


async def _apply(database: Database, steps: Sequence[Migration], left: int = 0) -> None:
    """In one transaction; before the version `left` is left, a copy of it is kept."""

    def run_statements(connection: Connection) -> None:
        # asked again within the transaction, which on SQLite holds the lock from its start
        database.lock(connection, VERSIONS)
        reached = _newest_version(connection)
        if database.file and reached == left > 0:
            # what is committed is copied: of several processes by the one that has the lock
            copy_database(database.file, backup_path(database.file, left))
        for step in steps:
            if step.version > reached:  # or another process was quicker
                _run(connection, step, database.clock.now().strftime(WIDTH))

    await database.write(run_statements)


def _run(connection: Connection, step: Migration, at: str) -> None:
    for statement in step.statements:
        connection.exec_driver_sql(statement)
    row = {"version": step.version, "at": at}
    connection.execute(text("INSERT INTO schema_version (version, applied_at) VALUES (:version, :at)"), row)
