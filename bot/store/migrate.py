"""Bring a state database to the newest version, one whole migration at a time."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, text

from bot.store.backup import copy_database
from bot.store.column_types import WIDTH
from bot.store.database import Database
from briefs.errors import UserError

VERSIONS = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Migration:
    """The SQL statements that lead to `version` from the one before."""

    version: int
    statements: tuple[str, ...]


def shipped_migrations() -> tuple[Migration, ...]:
    """The numbered scripts in bot/store/migrations, in order."""
    scripts = [entry for entry in files("bot.store.migrations").iterdir() if entry.name.endswith(".sql")]
    return tuple(
        Migration(int(script.name.partition("_")[0]), split_statements(script.read_text(encoding="utf-8")))
        for script in sorted(scripts, key=lambda script: script.name)
    )


def split_statements(script: str) -> tuple[str, ...]:
    """The statements of a script; a semicolon inside a string or a comment ends none.

    Raises ValueError for a script that ends in the middle of one.
    """
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    if pending.strip():
        raise ValueError(f"a migration ends in the middle of a statement: {pending.strip()[:60]!r}")
    return tuple(statements)


async def upgrade(database: Database, migrations: tuple[Migration, ...] | None = None) -> tuple[int, int]:
    """Apply what is missing; (version before, version after). A copy is kept before anything changes.

    Each migration is one transaction with its own version row: one that fails leaves nothing
    behind. Raises UserError when the database is newer than this program.
    """
    steps = shipped_migrations() if migrations is None else migrations
    newest = max((step.version for step in steps), default=0)
    before = await version(database)
    if before > newest:
        raise UserError(
            f"the state database is of version {before}, this program knows {newest}",
            "install the newer program, or put an older backup back",
        )
    # a new database has nothing to keep
    if 0 < before < newest and database.file:
        copy_database(database.file, backup_path(database.file, before))
    for step in steps:
        if step.version > before:
            await _apply(database, step)
    return before, newest


def backup_path(file: Path, version: int) -> Path:
    """Where the copy goes that is made before leaving `version`."""
    return file.with_name(f"{file.name}.v{version}.bak")


async def version(database: Database) -> int:
    """The newest migration applied; 0 for an empty database."""

    def read_or_begin(connection: Connection) -> int:
        connection.exec_driver_sql(VERSIONS)
        return _newest_version(connection)

    return await database.write(read_or_begin)


def _newest_version(connection: Connection) -> int:
    return int(connection.execute(text("SELECT max(version) FROM schema_version")).scalar_one() or 0)


async def _apply(database: Database, step: Migration) -> None:
    row = {"version": step.version, "at": database.clock.now().strftime(WIDTH)}

    def run_statements(connection: Connection) -> None:
        # asked again within the transaction, which on SQLite holds the lock from its start
        if _newest_version(connection) >= step.version:
            return  # another process was quicker
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.execute(
            text("INSERT INTO schema_version (version, applied_at) VALUES (:version, :at)"), row
        )

    await database.write(run_statements)
