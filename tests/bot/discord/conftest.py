"""`app` is the bot in a furnished server; `open_app` opens several, one after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.ingest import FeedProbe
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.store import open_store
from briefs import paths
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, connected
from tests.discord_double import Double
from tests.paths import REPOSITORY


@pytest.fixture(autouse=True)
def articles_are_read_at_once(forked_worker: None) -> None:
    """None of these tests is about how the process starts that reads articles."""


@pytest.fixture
def open_app(cache: Path, tmp_path: Path) -> OpenApp:
    """Opens the bot; the same `tmp_path` is the same state database, as after a restart."""

    @asynccontextmanager
    async def opened(
        double: Double | None = None,
        config: Settings = CONFIG,
        root: Path = REPOSITORY,
        checked: bool = True,
        **more: Any,
    ) -> AsyncIterator[BotInServer]:
        async with open_store(tmp_path / "state.db", SystemClock()) as state:
            live_library = await LiveLibrary.open(root, paths.cache_dir(root))
            try:
                if double is None:
                    async with Double() as fresh, connected(fresh, config, live_library, state, more) as app:
                        yield app
                        if checked:
                            fresh.check()
                else:
                    async with connected(double, config, live_library, state, more) as app:
                        yield app
            finally:
                await live_library.close()

    return opened


@pytest.fixture
async def app(open_app: OpenApp) -> AsyncIterator[BotInServer]:
    async with open_app() as made:
        yield made


@pytest.fixture(autouse=True)
def no_feed_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that somebody follows is not visited: a test with a website of its own takes this back."""

    async def probed(worker: object, url: str) -> FeedProbe:
        return FeedProbe(url)

    monkeypatch.setattr("bot.ingest.poll_loop.probe_feed", probed)
