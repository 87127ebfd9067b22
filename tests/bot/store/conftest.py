"""A state database in a temporary folder, and a clock that stands until it is turned."""

from __future__ import annotations

import inspect
import itertools
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bot.store import Store, open_store
from bot.store.database import connect
from tests.postgresql import programs, serving


class HandClock:
    def __init__(self, start: datetime) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.moment.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.turn(seconds=seconds)

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 3, 2, 9, tzinfo=UTC))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is asked of a state database is asked of both kinds, but for what is about its file."""
    own = metafunc.fixturenames
    if "kind" in own:
        about_a_file = {"file", "tmp_path"} & inspect.signature(metafunc.function).parameters.keys()
        metafunc.parametrize("kind", ["sqlite"] if about_a_file else ["sqlite", "postgresql"])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL database: the one that is named, or one of the tests' own."""
    if named := os.environ.get("TEST_POSTGRESQL"):
        assert (make_url(named).database or "").endswith("test"), "this empties the database"
        yield named
    elif programs():
        with serving() as address:
            yield address
    else:
        pytest.skip("no PostgreSQL is installed, or no asyncpg")


@pytest.fixture
async def address(
    kind: str, request: pytest.FixtureRequest, file: Path, clock: HandClock
) -> AsyncIterator[str | Path]:
    """Where the state is: the file, or an empty PostgreSQL database."""
    if kind == "sqlite":
        yield file
        return
    named: str = request.getfixturevalue("postgresql")
    database = connect(named, clock)
    for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
        await database.execute(text(statement))
    await database.close()
    yield named


@pytest.fixture
async def state(address: str | Path, clock: HandClock) -> AsyncIterator[Store]:
    numbers = itertools.count(1)
    async with open_store(address, clock, tokens=lambda: f"key{next(numbers)}") as state:
        yield state
