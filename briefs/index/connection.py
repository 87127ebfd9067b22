"""A read-only way into the facts index: in a thread of its own for a bot, direct for one command.

Both are awaited alike. The direct one never waits for anything, so a single command needs no event
loop: `run` drives it, and starting a process costs neither asyncio nor a thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from briefs.errors import UserError

T = TypeVar("T")
Row = tuple[Any, ...]


_DAMAGES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}


class DamagedIndex(UserError):
    """The file of the index no longer holds what was written to it."""

    def __init__(self) -> None:
        super().__init__("the index file is damaged", "`onrecord index` builds it anew")


@contextmanager
def _damage_reported() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as bad:
        if getattr(bad, "sqlite_errorcode", 0) & 0xFF in _DAMAGES:
            raise DamagedIndex from bad
        raise


class Connection(Protocol):
    async def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]: ...

    async def close(self) -> None: ...


def address(path: Path) -> str:
    """The index never changes in place, so nobody's lock or read-only folder need bother a reader."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


class BlockingConnection:
    """sqlite3 in the caller's own thread."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(address(path), uri=True)

    async def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        with _damage_reported():
            return self._db.execute(sql, values).fetchall()

    async def close(self) -> None:
        self._db.close()


class ThreadedConnection:
    """aiosqlite: a query never holds the event loop."""

    def __init__(self, db: Any) -> None:
        self._db = db

    @classmethod
    async def open(cls, path: Path) -> ThreadedConnection:
        import aiosqlite

        return cls(await aiosqlite.connect(address(path), uri=True))

    async def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        with _damage_reported():
            return list(await self._db.execute_fetchall(sql, values))

    async def close(self) -> None:
        await self._db.close()


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that awaits nothing but Direct connections."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    coroutine.close()
    raise RuntimeError("the coroutine waited for something that needs an event loop")
