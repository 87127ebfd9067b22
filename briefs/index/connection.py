"""Read-only connections to the index: in a thread of its own for a bot, blocking for one command.

Both are awaited alike. The blocking one never waits for anything, so that a single command needs no event
loop: `run` drives it, and starting a process costs neither asyncio nor a thread.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from briefs.errors import UserError

T = TypeVar("T")
# Rows that are made into values on the event loop, in one or two milliseconds: to hand them to a thread would
# take longer. All of a large library took five seconds, in which the bot answered nobody.
MOST_AT_ONCE = 32
IndexRow = tuple[Any, ...]


# What SQLite says of a file that is cut short, overwritten or on a failing disk (primary result codes).
_DAMAGES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}


class DamagedIndex(UserError):
    """The file of the index no longer holds what was written to it."""

    def __init__(self) -> None:
        super().__init__("the index file is damaged", "`onrecord index` builds it anew")


@contextmanager
def _damage_reported() -> Iterator[None]:
    """Turns the errors of a damaged file into one that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as bad:
        # The low byte is the primary code; extended ones say in the rest where it happened.
        if getattr(bad, "sqlite_errorcode", 0) & 0xFF in _DAMAGES:
            raise DamagedIndex from bad
        raise


class Connection(Protocol):
    """What a reader needs of an open index. Both methods raise :class:`DamagedIndex` or `sqlite3.Error`."""

    async def rows(self, sql: str, values: Sequence[object] = ()) -> list[IndexRow]:
        """All rows of a query; `values` stand for its question marks."""
        ...

    async def made(self, make: Callable[[IndexRow], T], sql: str, values: Sequence[object] = ()) -> list[T]:
        """What `make` makes of each row of a query; of many rows it is called in another thread."""
        ...

    async def beside(self, size: int, work: Callable[[], T]) -> T:
        """What `work` on so many values gives; of many it is called in another thread."""
        ...

    async def close(self) -> None:
        """Close the file; no query may follow."""
        ...


def address(path: Path) -> str:
    """The SQLite address of an index, to be opened with `uri=True`.

    The index never changes in place. Opened as immutable, it needs no lock and no write access to its folder.
    """
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def reading_copy(path: Path) -> Path:
    """The file to keep open in place of the index `path`: itself, or on Windows a new copy.

    Nobody can replace a file there that is open. Copies that nobody has open any more are removed by the way.
    Raises :class:`OSError` where none can be made.
    """
    if os.name != "nt":
        return path
    import secrets
    import shutil

    for left in path.parent.glob(f"{path.name}.*.read"):
        with suppress(OSError):  # it is in use
            os.unlink(left)
    copy = path.with_name(f"{path.name}.{secrets.token_hex(6)}.read")
    shutil.copyfile(path, copy)
    return copy


class BlockingConnection:
    """sqlite3 in the caller's own thread. Raises :class:`sqlite3.Error` where there is no such file."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(address(path), uri=True)

    async def rows(self, sql: str, values: Sequence[object] = ()) -> list[IndexRow]:
        """See :class:`Connection`."""
        with _damage_reported():
            return self._db.execute(sql, values).fetchall()

    async def made(self, make: Callable[[IndexRow], T], sql: str, values: Sequence[object] = ()) -> list[T]:
        """See :class:`Connection`."""
        return list(map(make, await self.rows(sql, values)))

    async def beside(self, size: int, work: Callable[[], T]) -> T:
        """See :class:`Connection`."""
        return work()

    async def close(self) -> None:
        """See :class:`Connection`."""
        self._db.close()


class ThreadedConnection:
    """aiosqlite: a query runs in a thread of its own and never holds the event loop."""

    def __init__(self, db: Any) -> None:
        self._db = db

    @classmethod
    async def open(cls, path: Path) -> ThreadedConnection:
        """Open an index. Raises :class:`sqlite3.Error` where there is no such file."""
        import aiosqlite

        return cls(await aiosqlite.connect(address(path), uri=True))

    async def rows(self, sql: str, values: Sequence[object] = ()) -> list[IndexRow]:
        """See :class:`Connection`."""
        with _damage_reported():
            return list(await self._db.execute_fetchall(sql, values))

    async def made(self, make: Callable[[IndexRow], T], sql: str, values: Sequence[object] = ()) -> list[T]:
        """See :class:`Connection`."""
        rows = await self.rows(sql, values)
        return await self.beside(len(rows), lambda: list(map(make, rows)))

    async def beside(self, size: int, work: Callable[[], T]) -> T:
        """See :class:`Connection`."""
        if size <= MOST_AT_ONCE:
            return work()
        import asyncio  # a command of the terminal starts without it

        return await asyncio.to_thread(work)

    async def close(self) -> None:
        """See :class:`Connection`."""
        await self._db.close()


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that awaits nothing but a :class:`BlockingConnection`.

    Raises :class:`RuntimeError` for one that has to wait for anything else.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    coroutine.close()
    raise RuntimeError("the coroutine waited for something that needs an event loop")
