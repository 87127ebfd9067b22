"""Statements are numbered when the bot meets them, by their ids alone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.clock import SystemClock
from bot.discord.briefings import BriefingComposer
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.store import open_store
from briefs import paths
from tests.paths import REPOSITORY


async def test_a_start_numbers_what_is_there_without_reading_it(tmp_path: Path) -> None:
    library = await LiveLibrary.open(REPOSITORY, paths.cache_dir(REPOSITORY))
    try:
        async with open_store(tmp_path / "state.db", SystemClock()) as state:
            client: Any = None
            core: Any = SimpleNamespace(library=library, store=state, preferences=None, settings=Settings())
            composer = BriefingComposer(client, core)
            await composer.number_statements()
            numbers = await state.subscriptions.numbers()
            assert composer._snapshot is None
            snapshot = await composer.snapshot()
            assert snapshot.numbers == numbers and snapshot.newest == len(numbers) > 100
    finally:
        await library.close()
