"""`room` is a furnished server with the bot in it; `rooms` opens several, one after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.store import open_store
from briefs import paths
from tests.bot.discord.app import CONFIG, Room, Rooms, connected
from tests.discord_double import Double
from tests.paths import REPOSITORY


@pytest.fixture(autouse=True)
def articles_are_read_at_once(forked_worker: None) -> None:
    """None of these tests is about how the process starts that reads articles."""


@pytest.fixture
def rooms(cache: Path, tmp_path: Path) -> Rooms:
    """Opens rooms; the same `tmp_path` is the same state database, as after a restart."""

    @asynccontextmanager
    async def opened_room(
        double: Double | None = None,
        config: Settings = CONFIG,
        root: Path = REPOSITORY,
        checked: bool = True,
        **more: Any,
    ) -> AsyncIterator[Room]:
        async with open_store(tmp_path / "state.db", SystemClock()) as state:
            shelf = await LiveLibrary.open(root, paths.cache_dir(root))
            try:
                if double is None:
                    async with Double() as fresh, connected(fresh, config, shelf, state, more) as room:
                        yield room
                        if checked:
                            fresh.check()
                else:
                    async with connected(double, config, shelf, state, more) as room:
                        yield room
            finally:
                await shelf.close()

    return opened_room


@pytest.fixture
async def room(rooms: Rooms) -> AsyncIterator[Room]:
    async with rooms() as made:
        yield made
