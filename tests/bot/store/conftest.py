"""A state database in a temporary folder, and a clock that stands until it is turned."""

from __future__ import annotations

import inspect
import itertools
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bot.store import Store, open_store
from bot.store.database import connect

POSTGRESQL = os.environ.get("TEST_POSTGRESQL")  # such as postgresql://user@host/onrecord_test


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


@pytest.fixture
async def address(request: pytest.FixtureRequest, file: Path, clock: HandClock) -> str | Path:
    """Where the state is: the file, or the PostgreSQL database that was asked for, where no file is meant."""
    about_a_file = {"file", "tmp_path"} & inspect.signature(request.function).parameters.keys()
    if not POSTGRESQL or about_a_file:
        return file
    assert (make_url(POSTGRESQL).database or "").endswith("test"), "this empties the database"
    database = connect(POSTGRESQL, clock)
    for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
        await database.execute(text(statement))
    await database.close()
    return POSTGRESQL


@pytest.fixture
async def state(address: str | Path, clock: HandClock) -> AsyncIterator[Store]:
    numbers = itertools.count(1)
    async with open_store(address, clock, tokens=lambda: f"key{next(numbers)}") as state:
        yield state
