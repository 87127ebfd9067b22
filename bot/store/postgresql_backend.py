"""PostgreSQL through asyncpg; SQLAlchemy runs the same plain functions on a connection that awaits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, BigInteger, ColumnElement, Connection, func, literal_column, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.backend import T, Work

_CHANNEL = "onrecord"


class PostgreSQLBackend:
    """Many writers at a time; each transaction sees what is committed when a statement of it starts."""

    insert = staticmethod(postgresql.insert)
    counts_rows_of_many = False
    # not now(), which stands still in a transaction
    moment: ColumnElement[int] = literal_column(
        "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)", BigInteger
    )
    looked_at = 10.0

    def __init__(self, address: URL) -> None:
        self._engine = create_async_engine(address, pool_pre_ping=True, hide_parameters=True)

    async def read(self, work: Work[T]) -> T:
        async with self._engine.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Work[T]) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

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
        async with self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.add_listener(_CHANNEL, lambda *_: woken())
            driver.add_termination_listener(lambda *_: woken())
            try:
                yield lambda: not driver.is_closed()
            finally:
                await connection.invalidate()  # it is of no use to others, who would be woken too

    async def close(self) -> None:
        await self._engine.dispose()
