"""What came in and is not curated, made ready for a command that looks through it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.settings import existing_state, read_settings
from bot.terminal.context import CliContext
from briefs.errors import UserError
from briefs.index import TAKEN_IN, taken_in_stamp


def taken_in(context: CliContext) -> Path | None:
    """The index of what came in and is not curated, as the queue is now; None where none is to be had."""
    address = existing_state(read_settings(context.root))
    if address is None:
        return None
    path = context.cache / TAKEN_IN
    if isinstance(address, Path):
        if _is_newer(path, address) and taken_in_stamp(path):
            return path
        if _is_empty(address):
            with suppress(OSError):
                path.unlink(missing_ok=True)  # what was taken out of the queue is found no more
            return None
    import asyncio  # a library without a queue needs neither

    from bot.clock import SystemClock
    from bot.store import open_store

    async def refreshed() -> Path | None:
        async with open_store(address, SystemClock()) as store:
            return await store.taken_in.refreshed(context.cache)

    # The library is what is curated: it is asked whatever becomes of the rest.
    with suppress(UserError, OSError):
        return asyncio.run(refreshed())
    return None


def _is_newer(path: Path, state: Path) -> bool:
    """Whether an index was written after the last change of a state database."""
    files = (state, state.with_name(state.name + "-wal"))
    changed = max(file.stat().st_mtime_ns for file in files if file.exists())
    return path.is_file() and path.stat().st_mtime_ns > changed


def _is_empty(state: Path) -> bool:
    """Whether nothing came in that waits; False where that cannot be seen.

    Asked without the store: SQLAlchemy takes three times as long to load as a quotation to check.
    """
    try:
        with closing(sqlite3.connect(f"{state.resolve().as_uri()}?mode=rw", uri=True)) as db:
            sql = "SELECT EXISTS (SELECT 1 FROM candidates) OR EXISTS (SELECT 1 FROM quiet_articles)"
            return bool(db.execute(sql).fetchone() == (0,))
    except sqlite3.Error:
        return False
