"""aiosqlite with one trip to the database's thread for each statement; SQLAlchemy's own way takes four."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite


class Cursor:
    """What SQLAlchemy asks of a cursor; a statement is run, read to its end and closed in one go."""

    arraysize = 1

    def __init__(self, connection: DriverConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        return await self._run(sqlite3.Cursor.execute, sql, parameters)

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        return await self._run(sqlite3.Cursor.executemany, sql, parameters)

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []

    async def _run(self, what: Any, sql: str, parameters: Any) -> Self:
        await self._connection._execute(self._in_thread, what, sql, parameters)  # type: ignore[no-untyped-call]
        return self

    def _in_thread(self, what: Any, sql: str, parameters: Any) -> None:
        cursor = self._connection._conn.cursor()
        try:
            what(cursor, sql, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class DriverConnection(aiosqlite.Connection):
    def cursor(self) -> Cursor:  # type: ignore[override]
        return Cursor(self)

    async def rollback(self) -> None:
        """Every connection that goes back to the pool is rolled back: mostly there is nothing to."""
        if self.in_transaction:
            await super().rollback()


def connection(file: str, **options: Any) -> DriverConnection:
    """For SQLAlchemy's `async_creator_fn`; not open yet."""
    made = DriverConnection(partial(sqlite3.connect, file, **options), iter_chunk_size=64)
    made._thread.daemon = True  # a process that ends must not wait for it
    return made
