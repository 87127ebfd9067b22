"""The whole state from one kind of database to another, by way of an SQLite file.

The file is a state database like any other: it is also what a backup of a PostgreSQL state is.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, func, select

from bot.clock import Clock
from bot.store.backup import back_up, copy_database, mark_as_restored, refuse_newer, version_of
from bot.store.carry_over import carry_over
from bot.store.database import Database, connect
from bot.store.migrate import existing_version, upgrade
from bot.store.schema import copies, metadata
from bot.store.scripts import newest_version
from briefs.errors import UserError

_TABLES = tuple(metadata.sorted_tables)  # what others refer to stands before them
_AT_ONCE = 500  # rows that are held in memory


async def copy_state(source: str | Path, target: str | Path, clock: Clock) -> int:
    """All rows of one state database into another, which is empty or made; how many.

    Files or SQLAlchemy addresses. `target` gets all in one transaction, or nothing. Raises UserError.
    """
    if isinstance(source, Path) and not source.is_file():
        raise UserError(f"{source.name} does not exist", "name the state database that is to be copied")
    with _between() as file:
        await dump(source, file, clock)
        database = connect(target, clock)
        try:
            await upgrade(database)
            return await _load(database, file, replace=False)
        finally:
            await database.close()


async def back_up_state(address: str | Path, target: Path, clock: Clock) -> None:
    """A backup of a state of either kind, also while the bot runs; deletions reach it later, by its name.

    `target` appears whole or not at all. Raises UserError.
    """
    if isinstance(address, Path):
        await asyncio.to_thread(back_up, address, target)
        return
    database = connect(address, clock)
    try:
        if await _refuse_older(database) == 0:
            raise UserError("that database holds no state yet", "the first start of the bot makes it")
        row = {"path": str(target.absolute()), "made_at": clock.now()}
        await database.execute(database.upsert(copies, row))
    finally:
        await database.close()
    with _between() as file:
        await dump(address, file, clock)
        await asyncio.to_thread(copy_database, file, target)


async def dump(source: str | Path, file: Path, clock: Clock) -> None:
    """What `source` holds at one moment, as a new SQLite file of this program's version. Raises UserError."""
    if isinstance(source, Path):
        copy_database(source, file)
    new = connect(file, clock)
    try:
        await upgrade(new)
    finally:
        await new.close()
    if isinstance(source, Path):
        return
    database = connect(source, clock)
    try:
        await _refuse_older(database)
        await upgrade(database)
        await database.read(lambda connection: _write_out(connection, file))
    finally:
        await database.close()


async def _refuse_older(database: Database) -> int:
    """What is only read is not brought to another version, under a bot that may run on it; its version."""
    found, newest = await existing_version(database), newest_version()
    if 0 < found < newest:
        hint = "use the program that it runs with, or start the bot with this one first"
        raise UserError(f"the state database is of version {found}, and this program's is {newest}", hint)
    return found


async def restore_into(target: str, backup: Path, clock: Clock) -> None:
    """Puts a backup in the place of what a PostgreSQL state holds, in one transaction.

    Whoever deleted their data since it was made is erased in it first. Raises UserError.
    """
    if version_of(backup) == 0:
        hint = "name a file that `onrecord state backup` wrote"
        raise UserError(f"{backup.name} is no backup of a state database", hint)
    refuse_newer("the backup", version_of(backup), newest_version())
    with _between() as prepared, _between() as current:
        await dump(backup, prepared, clock)
        await dump(target, current, clock)
        carry_over(current, prepared)
        mark_as_restored(prepared)
        database = connect(target, clock)
        try:
            await _load(database, prepared, replace=True)
        finally:
            await database.close()


def _write_out(connection: Connection, file: Path) -> None:
    # one moment for all tables: else a message is in one and its subscription no longer in the other
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    with _opened(file) as written:
        for table in _TABLES:
            written.execute(table.delete())  # what the migrations themselves put there
            for rows in _rows(connection, table):
                written.execute(table.insert(), rows)


async def _load(database: Database, file: Path, *, replace: bool) -> int:
    def write(connection: Connection) -> int:
        if not replace and (kept := _in_use(connection)):
            raise UserError(
                f"the database that is copied into holds something already (in {kept})",
                "name an empty one: nothing of it was changed",
            )
        for table in reversed(_TABLES):
            connection.execute(table.delete())
        count = 0
        with _opened(file) as read:
            for table in _TABLES:
                for rows in _rows(read, table):
                    connection.execute(table.insert(), rows)
                    count += len(rows)
        return count

    return await database.write(write)


def _in_use(connection: Connection) -> str | None:
    """The first table of people's own in which something stands; what a start writes does not count."""
    started = {"meta", "command_sync", "known_statements", "processes", "shard_leases", "paces", "news"}
    for table in _TABLES:
        if table.name not in started and connection.execute(select(func.count()).select_from(table)).scalar():
            return table.name
    return None


def _rows(connection: Connection, table: object) -> Iterator[list[dict[str, object]]]:
    found = connection.execution_options(yield_per=_AT_ONCE).execute(select(table))  # type: ignore[call-overload]
    for part in found.mappings().partitions():
        yield [dict(row) for row in part]


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    """One transaction on an SQLite file that nobody else has."""
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _between() -> Iterator[Path]:
    """A file for its owner alone, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        yield Path(folder) / "state.db"
