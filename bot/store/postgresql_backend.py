"""PostgreSQL through asyncpg; SQLAlchemy runs the same plain functions on a connection that awaits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg
from sqlalchemy import URL, BigInteger, ColumnElement, Connection, func, literal_column, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.patience import seconds_left
from bot.store.backend import T, Work
from bot.store.errors import AWAY, TOO_SLOW, StoreUnreachable, of_state

_AWAY_SECONDS = 5.0  # a restart of the server takes less: who asks meanwhile waits
_PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds between tries to connect; the last again and again
_CONNECTING = 10.0  # seconds for a server that takes a connection and says nothing
# Milliseconds: what a machine that is gone without a word has locked is the others' again.
_FORSAKEN = 30_000

_CHANNEL = "onrecord"


class PostgreSQLBackend:
    """Many writers at a time; each transaction sees what is committed when a statement of it starts.

    A server that is away is waited for, up to five seconds, or as long as whoever asked can wait. What breaks
    at work is not tried again: whether a commit was heard nobody knows, and the caller knows best.
    """

    insert = staticmethod(postgresql.insert)
    counts_rows_of_many = False
    # not now(), which stands still in a transaction
    moment: ColumnElement[int] = literal_column(
        "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)", BigInteger
    )
    looked_at = 10.0

    def __init__(self, address: URL) -> None:
        server = {"idle_in_transaction_session_timeout": str(_FORSAKEN)}
        given = {"timeout": _CONNECTING, "server_settings": server}
        self._engine = create_async_engine(
            address, pool_pre_ping=True, hide_parameters=True, connect_args=given
        )
        self._given_up = set[asyncio.Task[Any]]()

    async def read(self, work: Work[T]) -> T:
        return await self._in_time(self._read(work))

    async def write(self, work: Work[T]) -> T:
        return await self._in_time(self._write(work))

    async def write_batched(self, work: Work[T]) -> T:
        return await self.write(work)

    async def truncate_log(self) -> None:
        pass  # the server's own: its log and its free space are for who runs it

    async def compact(self) -> bool:
        return True

    def lock(self, connection: Connection, name: str) -> None:
        # an advisory lock, as a row that is about to be inserted cannot be locked
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))

    def alarm(self, connection: Connection) -> None:
        connection.execute(select(func.pg_notify(_CHANNEL, "")))

    @asynccontextmanager
    async def listening(self, woken: Callable[[], None]) -> AsyncIterator[Callable[[], bool]]:
        async with self._connected() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.add_listener(_CHANNEL, lambda *_: woken())
            driver.add_termination_listener(lambda *_: woken())
            try:
                yield lambda: not driver.is_closed()
            finally:
                await connection.invalidate()  # it is of no use to others, who would be woken too

    async def close(self) -> None:
        await self._engine.dispose()

    async def _read(self, work: Work[T]) -> T:
        async with self._connected() as connection:
            return await connection.run_sync(work)

    async def _write(self, work: Work[T]) -> T:
        async with self._connected() as connection, connection.begin():
            return await connection.run_sync(work)

    async def _in_time(self, transaction: Coroutine[Any, Any, T]) -> T:
        """Raises StoreUnavailable, also once whoever asked can wait no longer."""
        limit = seconds_left()
        if limit is None:
            return await transaction
        task = asyncio.create_task(transaction)
        try:
            if (await asyncio.wait({task}, timeout=limit))[0]:
                return task.result()
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            raise
        # Not awaited: a server that says nothing is asked to cancel what it is at, which takes its time too.
        task.cancel()
        self._given_up.add(task)
        task.add_done_callback(self._forget)
        raise StoreUnreachable(*TOO_SLOW)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._given_up.discard(task)
        if not task.cancelled():
            task.exception()  # or asyncio complains that nobody asked

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        with _translated():
            connection = await self._connect()
            try:
                yield connection
            finally:
                await connection.close()

    async def _connect(self) -> AsyncConnection:
        clock = asyncio.get_running_loop().time
        end, pauses = clock() + _AWAY_SECONDS, iter(_PAUSES)
        while True:
            try:
                with _translated():
                    return await self._engine.connect()
            except (TimeoutError, PoolTimeout) as error:
                raise StoreUnreachable(*TOO_SLOW) from error
            except (OSError, asyncpg.InterfaceError, StoreUnreachable) as error:
                pause = next(pauses, _PAUSES[-1])
                if clock() + pause > end:
                    raise StoreUnreachable(*AWAY) from error
                await asyncio.sleep(pause)


@contextmanager
def _translated() -> Iterator[None]:
    """The driver's errors, wrapped by SQLAlchemy or, at a connection's beginning and end, as they are."""
    try:
        yield
    except (DBAPIError, asyncpg.PostgresError) as error:
        if known := of_state(getattr(getattr(error, "orig", error), "sqlstate", None)):
            raise known from error
        if getattr(error, "connection_invalidated", False):
            raise StoreUnreachable(*AWAY) from error
        raise
