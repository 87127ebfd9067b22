"""The state moves from SQLite to PostgreSQL and back without loss, or not at all."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Connection, Integer, Table, func, select, text

from bot.store import (
    Store,
    SubscriptionSettings,
    back_up_state,
    copy_state,
    open_store,
    portable,
    restore_into,
)
from bot.store.database import connect
from bot.store.schema import metadata
from bot.store.schema.column_types import IsoDate, JsonText, UtcDateTime
from briefs.errors import UserError
from tests.bot.store.conftest import HandClock

NUMBER = 5  # rows that are put into each table
LARGE = 1 << 62  # as large as an id of Discord's may be


def value_of(column: Column[Any], row: int) -> Any:
    """One that its kind of column may hold, as odd as that may be."""
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return value_of(key.column, row)
    for kind, value in (
        (BigInteger, LARGE + row),
        (Boolean, bool(row % 2)),
        (Integer, row),
        (UtcDateTime, datetime(2026, 3, 1 + row, 9, 0, 0, row, UTC)),
        (IsoDate, date(2026, 3, 1 + row)),
        (JsonText, {"кто": ["Лавров", "“", row]}),
    ):
        if isinstance(column.type, kind):
            return value
    return f"{column.name} ключ\n“{row}”"


def fill(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        connection.execute(table.delete())
        for row in range(NUMBER):
            values = {column.name: value_of(column, row) for column in table.columns}
            nothing = {column.name: None for column in table.columns if column.nullable and row == 0}
            connection.execute(table.insert(), values | nothing)


async def contents(state: Store) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    found = {}
    for table in metadata.sorted_tables:
        rows = await state.database.fetch_all(select(table))
        found[table.name] = sorted((dict(row) for row in rows), key=str)
    return found


@pytest.fixture
async def empty(postgresql: str, clock: HandClock) -> str:
    database = connect(postgresql, clock)
    for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
        await database.execute(text(statement))
    await database.close()
    return postgresql


async def test_there_and_back_again(file: Path, empty: str, clock: HandClock, tmp_path: Path) -> None:
    async with open_store(file, clock) as state:
        await state.database.write(fill)
        before = await contents(state)
    assert {len(rows) for rows in before.values()} == {NUMBER}
    assert await copy_state(file, empty, clock) == NUMBER * len(before)
    async with open_store(empty, clock) as state:
        assert await contents(state) == before
    await copy_state(empty, tmp_path / "back.db", clock)
    async with open_store(tmp_path / "back.db", clock) as state:
        assert await contents(state) == before


async def test_nothing_is_written_over(file: Path, tmp_path: Path, clock: HandClock) -> None:
    for place, channel in ((file, 5), (tmp_path / "other.db", 6)):
        async with open_store(place, clock) as state:
            await state.subscriptions.add(SubscriptionSettings(channel, local_time=time(9)))
    with pytest.raises(UserError, match="holds something already") as raised:
        await copy_state(file, tmp_path / "other.db", clock)
    assert "empty" in (raised.value.hint or "")
    async with open_store(tmp_path / "other.db", clock) as state:
        assert [one.settings.channel_id for one in await state.subscriptions.all()] == [6]
    with pytest.raises(UserError, match=r"none\.db does not exist"):
        await copy_state(tmp_path / "none.db", tmp_path / "new.db", clock)


async def test_a_copy_that_fails_leaves_nothing(
    file: Path, empty: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_store(file, clock) as state:
        await state.database.write(fill)
    rows = portable._rows

    def broken(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
        if table is metadata.sorted_tables[-1]:
            raise OSError("the disk does not answer")
        return rows(connection, table)

    monkeypatch.setattr(portable, "_rows", broken)
    with pytest.raises(OSError, match="does not answer"):
        await copy_state(file, empty, clock)
    async with open_store(empty, clock) as state:
        count = select(func.count()).select_from(metadata.tables["subscriptions"])
        assert await state.database.fetch_value(count) == 0


async def test_a_backup_of_postgresql_is_put_back_without_who_was_erased(
    empty: str, tmp_path: Path, clock: HandClock
) -> None:
    backup = tmp_path / "backup.db"
    async with open_store(empty, clock) as state:
        await state.subscriptions.add(SubscriptionSettings(None, "dm", user_id=1, local_time=time(9)))
        await state.subscriptions.add(SubscriptionSettings(None, "dm", user_id=2, local_time=time(9)))
        await back_up_state(empty, backup, clock)
        clock.turn(hours=1)
        await state.privacy.erase_user(1)
        async with open_store(backup, clock) as copy:
            assert [one.settings.user_id for one in await copy.subscriptions.all()] == [2], "in it as well"
        await state.subscriptions.add(SubscriptionSettings(None, "dm", user_id=3, local_time=time(9)))
    await restore_into(empty, backup, clock)
    async with open_store(empty, clock) as state:
        assert [one.settings.user_id for one in await state.subscriptions.all()] == [2]
    with pytest.raises(UserError, match="no backup"):
        await restore_into(empty, Path(__file__), clock)


async def test_the_command_moves_it_and_says_how_much(
    file: Path, clock: HandClock, tmp_path: Path, onrecord: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    async with open_store(file, clock) as state:
        await state.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    other = tmp_path / "other.db"
    done = await asyncio.to_thread(onrecord, "state", "copy", str(file), str(other))
    assert done.returncode == 0 and "copied, in one transaction" in done.stdout
    again = await asyncio.to_thread(onrecord, "state", "copy", str(file), str(other))
    assert again.returncode == 2 and "holds something already" in again.stderr
    nobody = "postgresql://onrecord@127.0.0.1:9/onrecord"
    dead = await asyncio.to_thread(onrecord, "state", "copy", str(file), nobody)
    assert dead.returncode == 2 and dead.stderr.count("\n") == 1, dead.stderr
