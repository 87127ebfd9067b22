"""SQLite: blocking SQLAlchemy on two threads, one that writes and one that reads.

A transaction is one trip to its thread and back, however many statements it has. Readers have a
thread of their own because a writer waits: for the disk at each commit, for other programs' locks
up to BUSY_SECONDS.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    NullPool,
    create_engine,
    literal_column,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.private_files import close_to_others, make_private_file
from bot.store.backend import T, Work
from bot.store.copies import COMPANIONS, WIPED
from bot.store.worker import WorkerThread

log = logging.getLogger(__name__)
BUSY_SECONDS = 5.0
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a claim must outlive a power cut, or a briefing goes out twice
    "foreign_keys = ON",
    "journal_size_limit = 16777216",
    "secure_delete = ON",  # what a user deletes is overwritten, and not only forgotten
)


class SQLiteBackend:
    """A file, which is created with the first transaction where it is missing.

    Small writes that come while another is committing share the next transaction (group commit).
    """

    insert = staticmethod(sqlite.insert)
    counts_rows_of_many = True
    moment: ColumnElement[int] = literal_column(
        "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)", BigInteger
    )
    looked_at = 1.0

    def __init__(self, file: Path) -> None:
        engine = create_engine(
            URL.create("sqlite", database=str(file)),
            # No isolation level: else the driver begins transactions by itself, and too late to hold DDL.
            connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
            poolclass=NullPool,
            hide_parameters=True,  # else an error's own text holds what a user wrote, and goes into the log
        )
        self._reader = _ConnectionThread(engine, file, "state-reader")
        # The write lock from the start: a transaction that reads first and finds the lock taken when
        # it comes to write would have to be run anew.
        self._writer = _ConnectionThread(engine, file, "state-writer", begin="BEGIN IMMEDIATE")
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._flushing: asyncio.Task[None] | None = None

    async def read(self, work: Work[T]) -> T:
        return await self._reader.transaction(work)

    async def write(self, work: Work[T]) -> T:
        return await self._writer.transaction(work)

    async def write_batched(self, work: Work[T]) -> T:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        return await future

    async def truncate_log(self) -> None:
        if await self._writer.run(_truncate_log):
            log.info("the write-ahead log is in use and is emptied later")

    async def compact(self) -> bool:
        return await self._writer.run(_compact)

    def lock(self, connection: Connection, name: str) -> None:
        """Nothing to do: whoever writes has the whole database from the start of the transaction."""

    def alarm(self, connection: Connection) -> None:
        """Nothing to do: SQLite can wake nobody, and the others look every second."""

    @asynccontextmanager
    async def listening(self, woken: Callable[[], None]) -> AsyncIterator[Callable[[], bool]]:
        yield lambda: True

    async def close(self) -> None:
        await self._writer.close()
        await self._reader.close()

    async def _flush(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                # one that fails undoes all: each then runs alone, so that only its own caller hears of it
                if len(batch) == 1 or not await self._in_one_transaction(batch):
                    for work, future in batch:
                        await self._alone(work, future)
        finally:
            self._flushing = None

    async def _in_one_transaction(self, batch: list[tuple[Work[Any], asyncio.Future[Any]]]) -> bool:
        try:
            results = await self.write(lambda connection: [work(connection) for work, _ in batch])
        except Exception:
            return False
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)
        return True

    async def _alone(self, work: Work[Any], future: asyncio.Future[Any]) -> None:
        try:
            result = await self.write(work)
        except Exception as error:
            if not future.done():
                future.set_exception(error)
        else:
            if not future.done():
                future.set_result(result)


def _truncate_log(connection: Connection) -> bool:
    """Whether another process still reads what is in the log."""
    return bool(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar())


def _compact(connection: Connection) -> bool:
    if connection.exec_driver_sql("PRAGMA user_version").scalar() == WIPED:
        return True
    try:
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql(f"PRAGMA user_version = {WIPED}")
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        return False
    return not _truncate_log(connection)


class _ConnectionThread:
    """A thread and the one connection that it alone uses."""

    def __init__(self, engine: Engine, file: Path, name: str, begin: str | None = None) -> None:
        self._engine = engine
        self._file = file
        self._begin = begin
        self._thread = WorkerThread(name)
        self._connection: Connection | None = None

    def transaction(self, work: Work[T]) -> asyncio.Future[T]:
        return self._thread.run(partial(self._transaction, work))

    def run(self, work: Work[T]) -> asyncio.Future[T]:
        """What `work` returns, outside of any transaction."""
        return self._thread.run(partial(self._run, work))

    async def close(self) -> None:
        await self._thread.stop(self._disconnect)

    def _transaction(self, work: Work[T]) -> T:
        with self._connected() as connection, connection.begin():
            if self._begin:
                connection.exec_driver_sql(self._begin)
            return work(connection)

    def _run(self, work: Work[T]) -> T:
        with self._connected() as connection:
            result = work(connection)
            connection.commit()  # which SQLAlchemy alone believes to have begun something
            return result

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._connection is None:
            self._connection = self._connect()
        try:
            yield self._connection
        except DBAPIError:
            self._disconnect()  # whatever broke, the next one has a sound connection
            raise

    def _connect(self) -> Connection:
        with suppress(OSError):  # SQLite says itself, in known words, why a file cannot be opened
            make_private_file(self._file)
        # New companions get the file's own mode; those that a crash left may be of before.
        for companion in COMPANIONS:
            with suppress(OSError):
                close_to_others(self._file.with_name(self._file.name + companion))
        connection = self._engine.connect()
        try:
            for pragma in PRAGMAS:
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            connection.commit()
        except BaseException:
            connection.close()
            raise
        return connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
