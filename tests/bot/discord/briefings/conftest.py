"""A loopback Discord with the bot in it, one clock for both, and a small library made by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.bot.discord.briefings.app import BriefingApp, OneClock, open_briefing_app
from tests.briefs.briefing.fixtures import brief, library, say  # noqa: F401
from tests.discord_double import Double


@pytest.fixture
def clock() -> OneClock:
    """Eight in the morning, UTC, on a Monday in March."""
    return OneClock()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state database that does not wait for the disk: nobody pulls the plug here."""
    monkeypatch.setattr(
        "bot.store.sqlite_backend.PRAGMAS", ("journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON")
    )
    return tmp_path / "state.db"


@pytest.fixture
async def double(clock: OneClock) -> AsyncIterator[Double]:
    async with Double(clock=clock.double) as made:
        yield made
        made.check()


@pytest.fixture
def open_app(
    file: Path, double: Double, clock: OneClock
) -> Callable[..., AbstractAsyncContextManager[BriefingApp]]:
    """Opens the bot; one after the other is a restart, one in the other an overlapping deploy."""

    def made(**more: Any) -> AbstractAsyncContextManager[BriefingApp]:
        return open_briefing_app(file, double, clock, **more)

    return made


@pytest.fixture
async def app(
    open_app: Callable[..., AbstractAsyncContextManager[BriefingApp]],
) -> AsyncIterator[BriefingApp]:
    async with open_app() as made:
        yield made
