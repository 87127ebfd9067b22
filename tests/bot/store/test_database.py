"""Transactions: shared, cancelled, refused, and beside one another."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.store import Store
from tests.paths import REPOSITORY

COUNT = text("SELECT count(*) FROM meta")


def insert(name: str):
    statement = text("INSERT INTO meta VALUES (:name, '', '')").bindparams(name=name)
    return lambda connection: connection.execute(statement).rowcount


async def test_small_changes_asked_for_at_once_share_a_transaction(state: Store, file: Path) -> None:
    others_see = set()

    def observed(name: str):
        def work(connection: Connection) -> int:
            with closing(sqlite3.connect(file)) as other:
                others_see.update(other.execute("SELECT count(*) FROM meta"))
            return insert(name)(connection)

        return work

    done = await asyncio.gather(*(state.database.write_batched(observed(f"n{n}")) for n in range(20)))
    assert done == [1] * 20 and await state.database.fetch_value(COUNT) == 20
    assert others_see == {(0,)}  # nobody saw some of them without the others


async def test_one_that_fails_in_a_shared_transaction_fails_alone(state: Store) -> None:
    names = ["a", "b", "a", "c"]
    done = await asyncio.gather(
        *(state.database.write_batched(insert(name)) for name in names), return_exceptions=True
    )
    failed = [at for at, one in enumerate(done) if isinstance(one, DBAPIError)]
    assert failed in ([0], [2])  # of the two “a”: on PostgreSQL either may come first
    assert await state.database.fetch_value(COUNT) == 3


async def test_a_cancelled_caller_leaves_no_half_of_a_transaction(state: Store, file: Path) -> None:
    begun, free = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(connection: Connection) -> None:
        insert("first")(connection)
        loop.call_soon_threadsafe(begun.set)
        free.wait()
        insert("second")(connection)

    task = asyncio.create_task(state.database.write(slow))
    waiting = asyncio.create_task(state.database.write(insert("never begun")))
    await begun.wait()
    task.cancel()
    waiting.cancel()
    free.set()
    await asyncio.gather(task, waiting, return_exceptions=True)
    assert task.cancelled() and waiting.cancelled()
    assert await state.database.write(insert("then")) == 1
    names = ["first", "second", "then"]
    assert await state.database.fetch_column(text("SELECT name FROM meta ORDER BY name")) == names


async def test_readers_do_not_wait_for_a_writer(state: Store, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(state.database.write(insert("late")))
        await asyncio.sleep(0.05)
        assert await state.database.fetch_value(COUNT) == 0 and not writing.done()
        other.rollback()
        assert await writing == 1


async def test_an_error_of_the_driver_breaks_nothing_that_follows(state: Store) -> None:
    for _ in range(3):
        with pytest.raises(DBAPIError):
            await state.database.execute(text("INSERT INTO nowhere VALUES (1)"))
        with pytest.raises(DBAPIError):
            await state.database.fetch_value(text("SELECT nothing FROM nowhere"))
    assert await state.metadata.get_or_create("a", "b") == "b"


def test_a_file_needs_neither_greenlet_nor_the_asyncio_half_of_sqlalchemy() -> None:
    code = "import sys, bot.store; assert not {'greenlet', 'sqlalchemy.ext.asyncio'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=True)
