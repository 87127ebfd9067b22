"""One durable database: connections, transactions, and what went wrong in a user's words.

SQLite by default; a PostgreSQL address (postgresql+asyncpg://...) takes its place without other
changes. SQLAlchemy's own transactions on SQLite begin too late to hold DDL, hence the explicit BEGIN.
"""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.clock import Clock
from bot.store import driver
from briefs.errors import UserError

Tokens = Callable[[], str]
Result = TypeVar("Result")
Work = Callable[[AsyncConnection], Awaitable[Result]]
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no l, o, 0 or 1: keys are read aloud and typed
BUSY_SECONDS = 5.0
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a claim must outlive a power cut, or a briefing goes out twice
    "foreign_keys = ON",
    "journal_size_limit = 16777216",
)


def random_token() -> str:
    """A key of ten characters (50 bits): short enough for a button, too many to guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


class Database:
    """The engine and its two ways in: `read()` and `write()`."""

    def __init__(self, engine: AsyncEngine, file: Path | None, clock: Clock, tokens: Tokens) -> None:
        self.engine = engine
        self.file = file
        self.clock = clock
        self.token = tokens
        self._reading = engine.execution_options(begin=None)
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._turn = asyncio.Lock()
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._flushing: asyncio.Task[None] | None = None

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading; each statement sees what is committed when it starts."""
        with translate_errors():
            async with self._reading.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that holds the write lock from its start; an error undoes all of it.

        SQLite lets one writer in at a time and makes the others poll: within this process they
        queue here instead.
        """
        with translate_errors():
            if not self.sqlite:
                async with self.engine.begin() as connection:
                    yield connection
                return
            async with self._turn, self._writing.begin() as connection:
                yield connection

    async def write_batched(self, work: Work[Result]) -> Result:
        """Run `work` in a transaction that it may share with others who ask at the same time.

        One wait for the disk then serves many small changes. `work` must be harmless to run twice:
        when another's fails, all are undone and each runs again alone.
        """
        if not self.sqlite:
            async with self.write() as connection:
                return await work(connection)
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        return await future

    async def _flush(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                if len(batch) == 1 or not await self._shared(batch):
                    for work, future in batch:
                        await self._alone(work, future)
        finally:
            self._flushing = None

    async def _shared(self, batch: list[tuple[Work[Any], asyncio.Future[Any]]]) -> bool:
        try:
            async with self.write() as connection:
                results = [await work(connection) for work, _ in batch]
        except Exception:
            return False
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)
        return True

    async def _alone(self, work: Work[Any], future: asyncio.Future[Any]) -> None:
        try:
            async with self.write() as connection:
                result = await work(connection)
        except Exception as error:
            if not future.done():
                future.set_exception(error)
        else:
            if not future.done():
                future.set_result(result)

    async def insert_or_leave(
        self, connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> int:
        """INSERT rows, leaving alone what is there under the same key; how many were new."""
        if self.sqlite:
            statement = sqlite.insert(table).on_conflict_do_nothing()
            return int((await connection.execute(statement, list(rows))).rowcount) if rows else 0
        new = 0
        for row in rows:  # PostgreSQL's driver does not count the rows of many
            done = await connection.execute(postgresql.insert(table).on_conflict_do_nothing(), dict(row))
            new += int(done.rowcount)
        return new

    def upsert(self, table: Table, row: Mapping[str, Any]) -> Any:
        """INSERT, or UPDATE of the row with the same primary key."""
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in row.items() if name not in keys}
        insert = sqlite.insert(table) if self.sqlite else postgresql.insert(table)
        return insert.values(dict(row)).on_conflict_do_update(index_elements=keys, set_=rest)

    async def close(self) -> None:
        await self.engine.dispose()


PHRASES = (
    ("database is locked", "the state database is busy", "another program holds it; try again"),
    ("disk is full", "there is no room left for the state database", "free some space on its disk"),
    ("readonly database", "the state database cannot be written", "check the file's permissions"),
    ("unable to open", "the state database cannot be opened", "check that its folder exists"),
    ("not a database", "the state database is damaged", "put a backup back: onrecord state restore"),
    ("malformed", "the state database is damaged", "put a backup back: onrecord state restore"),
    ("disk I/O error", "the disk of the state database does not answer", "check the disk"),
)


class StoreUnavailable(UserError):
    """The state database did not do what it was asked; nothing of it was changed."""


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn the driver's errors that somebody can act on into StoreUnavailable; leave the others alone."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", error))
        for part, message, hint in PHRASES:
            if part in said:
                raise StoreUnavailable(message, hint) from error
        raise


def connect(address: str | Path, clock: Clock, tokens: Tokens = random_token) -> Database:
    """A Database for a file or an SQLAlchemy address; nothing is opened yet.

    Raises UserError for an address that cannot be understood or whose driver is not installed.
    """
    if isinstance(address, str) and "://" in address:
        return _from_address(address, clock, tokens)
    file = Path(address)
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{file}",
        connect_args={"timeout": BUSY_SECONDS, "async_creator_fn": driver.connection},
        pool_size=3,
        max_overflow=2,
        pool_timeout=60,
    )
    _prepare_sqlite(engine)
    return Database(engine, file, clock, tokens)


def check_readable(file: Path) -> None:
    """Raise StoreUnavailable for a file that SQLite cannot open, before threads are started for it."""
    with translate_errors(), closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA schema_version").fetchone()


def _from_address(address: str, clock: Clock, tokens: Tokens) -> Database:
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite" and url.database:
            return connect(Path(url.database), clock, tokens)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+asyncpg")
        engine = create_async_engine(url, pool_pre_ping=True)
    except (ArgumentError, ValueError) as error:
        raise UserError(
            "the state database's address cannot be read", "such as sqlite:///state.db"
        ) from error
    except ImportError as error:
        raise UserError(
            "the driver for that state database is not installed", "pip install 'onrecord[postgresql]'"
        ) from error
    return Database(engine, None, clock, tokens)


def _prepare_sqlite(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def opened(connection: Any, record: object) -> None:
        connection.isolation_level = None  # the driver must not begin or commit by itself
        cursor = connection.cursor()
        try:
            for pragma in PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()  # the pool does not know of it yet, and its thread would live on
            raise
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Any) -> None:
        begin = connection.get_execution_options().get("begin", "BEGIN")
        if begin:
            connection.exec_driver_sql(begin)
