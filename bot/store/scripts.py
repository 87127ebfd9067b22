"""The numbered scripts that lead a state database from version to version, as they are shipped."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from importlib.resources import files


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


def newest_version() -> int:
    """The version that this program brings a database to, and the newest that it can read."""
    return max((step.version for step in shipped_migrations()), default=0)
