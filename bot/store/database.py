"""One durable database: transactions, and what went wrong in a user's words.

SQLite by default; a PostgreSQL address (postgresql+asyncpg://...) takes its place without other
changes. A transaction is a plain function of an SQLAlchemy connection: it runs whole, off the event
loop, so that nothing else can come between its statements.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Executable, RowMapping, Table, func, make_url, select
from sqlalchemy.exc import ArgumentError

from bot.clock import Clock
from bot.store.backend import Backend, T, Work
from bot.store.errors import translate_errors
from bot.store.sqlite_backend import SQLiteBackend
from briefs.errors import UserError

Tokens = Callable[[], str]
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no l, o, 0 or 1: keys are read aloud and typed


def random_token() -> str:
    """A key of ten characters (50 bits): short enough for a button, too many to guess."""
    # one question to the system for all ten: a rush of answers asks for many keys; 32 letters divide 256
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(10))


class Database:
    """What the repositories share: transactions, single statements, the clock and new keys.

    Everything awaited here raises StoreUnavailable where somebody can act on it. A caller that is
    cancelled leaves no half of a transaction: it is not begun, or it goes on to its end.
    """

    def __init__(self, backend: Backend, file: Path | None, clock: Clock, tokens: Tokens) -> None:
        self._backend = backend
        self.file = file
        self.clock = clock
        self.token = tokens

    async def read(self, work: Work[T]) -> T:
        """What `work` reads; each of its statements sees what is committed when it starts."""
        with translate_errors():
            return await self._backend.read(work)

    async def write(self, work: Work[T]) -> T:
        """What `work` returns, in one transaction; an error undoes all of it."""
        with translate_errors():
            return await self._backend.write(work)

    async def write_batched(self, work: Work[T]) -> T:
        """Like `write`, in a transaction that `work` may share with others who ask at the same time.

        One wait for the disk then serves many small changes. `work` must be harmless to run twice:
        when another's fails, all are undone and each runs again alone.
        """
        with translate_errors():
            return await self._backend.write_batched(work)

    async def fetch_all(self, query: Executable) -> Sequence[RowMapping]:
        """Every row, by column name."""
        return await self.read(lambda connection: connection.execute(query).mappings().all())

    async def fetch_one(self, query: Executable) -> RowMapping | None:
        """The first row, if there is one."""
        return await self.read(lambda connection: connection.execute(query).mappings().first())

    async def fetch_column(self, query: Executable) -> Sequence[Any]:
        """The first value of each row."""
        return await self.read(lambda connection: connection.execute(query).scalars().all())

    async def fetch_value(self, query: Executable) -> Any:
        """The first value of the first row; None where there is no row."""
        return await self.read(lambda connection: connection.execute(query).scalar())

    async def execute(self, statement: Executable) -> int:
        """Run one statement that changes something; how many rows it changed."""
        return await self.write(lambda connection: connection.execute(statement).rowcount)

    def lock(self, connection: Connection, name: str) -> None:
        """Keep other transactions that ask for `name` waiting until this one ends.

        For what is worked out from several rows, or from none: such as the next number of a table.
        """
        self._backend.lock(connection, name)

    @property
    def moment(self) -> ColumnElement[int]:
        """For a statement: milliseconds since 1970 by the database's own clock, the same for all machines."""
        return self._backend.moment

    @property
    def looked_at(self) -> float:
        """Seconds between two looks for what other processes have changed."""
        return self._backend.looked_at

    def alarm(self, connection: Connection) -> None:
        """With the commit of this transaction, wake whoever is `listening`, where the database can."""
        self._backend.alarm(connection)

    def listening(self, woken: Callable[[], None]) -> AbstractAsyncContextManager[Callable[[], bool]]:
        """`woken` is called at each alarm; what is entered says whether that still holds."""
        return self._backend.listening(woken)

    def insert_or_leave(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
        """INSERT rows, leaving alone what is there under the same key; how many were new."""
        if not rows:
            return 0
        statement = self._backend.insert(table).on_conflict_do_nothing()
        given = [dict(row) for row in rows]
        if self._backend.counts_rows_of_many:
            return connection.execute(statement, given).rowcount
        # asyncpg's executemany() gives no count: what is returned is counted, by one statement for all
        return len(connection.execute(statement.returning(*table.primary_key), given).all())

    def upsert(self, table: Table, row: Mapping[str, Any]) -> Executable:
        """INSERT, or UPDATE of the row with the same primary key."""
        # PostgreSQL wants to be told which key conflicts; SQLite takes the same words
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in row.items() if name not in keys}
        return self.insert_or_update(table, row, rest)  # type: ignore[no-any-return]

    def insert_or_update(self, table: Table, row: Mapping[str, Any], changes: Mapping[str, Any]) -> Any:
        """INSERT, or make `changes`, which may speak of the row as it is, where its primary key is there."""
        keys = [column.name for column in table.primary_key]
        insert = self._backend.insert(table).values(dict(row))
        return insert.on_conflict_do_update(index_elements=keys, set_=dict(changes))

    async def truncate_log(self) -> None:
        """Leave nothing of what was deleted in the write-ahead log. On PostgreSQL that is the server's."""
        with translate_errors():
            await self._backend.truncate_log()

    async def compact(self) -> bool:
        """Wipe, once, what an earlier version left in free pages; False where the file is busy."""
        with translate_errors():
            return await self._backend.compact()

    async def close(self) -> None:
        """Finishes what was asked for and closes every connection."""
        await self._backend.close()


def count_rows(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    """How many rows of a table there are of that kind, within the caller's transaction."""
    return int(connection.execute(select(func.count()).select_from(table).where(which)).scalar_one())


def connect(address: str | Path, clock: Clock, tokens: Tokens = random_token) -> Database:
    """A Database for a file or an SQLAlchemy address; nothing is opened yet.

    Raises UserError for an address that cannot be understood or whose driver is not installed.
    """
    if isinstance(address, str) and "://" in address:
        return _from_address(address, clock, tokens)
    file = Path(address)  # not resolved: it may not exist yet
    return Database(SQLiteBackend(file), file, clock, tokens)


def _from_address(address: str, clock: Clock, tokens: Tokens) -> Database:
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite" and url.database:
            return connect(Path(url.database), clock, tokens)
        if url.get_backend_name() != "postgresql":
            hint = "such as postgresql://user@host/onrecord"
            raise UserError("the state database is a file or PostgreSQL, nothing else", hint)
        return Database(_postgresql(url), None, clock, tokens)
    except (ArgumentError, ValueError) as error:
        raise UserError(
            "the state database's address cannot be read", "such as sqlite:///state.db"
        ) from error
    except ImportError as error:
        raise UserError(
            "the driver for that state database is not installed", "pip install 'onrecord[postgresql]'"
        ) from error


def _postgresql(url: URL) -> Backend:
    # Imported where it is needed: SQLAlchemy's asyncio half costs a start 8 MB and a fifth of a second.
    from bot.store.postgresql_backend import PostgreSQLBackend

    return PostgreSQLBackend(
        url.set(drivername="postgresql+asyncpg") if url.drivername == "postgresql" else url
    )
