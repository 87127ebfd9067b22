"""PostgreSQL stops and starts under the bot: answers go on, the rest is told to wait, and nothing is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.discord.health import Health
from bot.live_library import LiveLibrary
from bot.store import open_store
from briefs import paths
from tests.bot.discord.app import CONFIG, connected, text_of
from tests.discord_double import Double
from tests.paths import REPOSITORY
from tests.postgresql import programs, server

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}
SUBSCRIBE = {"time": "10:00", "timezone": "UTC"}
REFUSED = "What the bot remembers cannot be reached just now"


@pytest.mark.soak
async def test_it_is_started_again_under_the_bot(
    cache: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if not programs():
        pytest.skip("no PostgreSQL is installed, or no asyncpg")
    library = await LiveLibrary.open(REPOSITORY, paths.cache_dir(REPOSITORY))
    with server() as own:
        async with (
            open_store(own.address, SystemClock()) as state,
            Double() as double,
            connected(double, CONFIG, library, state, {}) as app,
        ):
            health = Health(app.bot, app.bot.core, tmp_path / "health.json")
            before = await app.slash("position", **POSITION)
            await app.written()
            await asyncio.to_thread(own.stop, "fast")
            during = await app.slash("position", **POSITION)
            assert "Sergei Lavrov" in text_of(during)
            for command, options in (
                ("briefings subscribe", SUBSCRIBE),
                ("briefing", {}),
                ("setup", {}),
            ):
                assert REFUSED in text_of(await app.slash(command, user="manager", **options)), command
            assert REFUSED in text_of(await app.click(before, "›"))
            assert "does not answer" in str((await health.report())["state"])
            await asyncio.to_thread(own.start)
            assert "every day at 10:00" in text_of(
                await app.slash("briefings subscribe", user="manager", **SUBSCRIBE)
            )
            assert (await health.report())["state"] is None
            await app.written()
            for posted in (before, during):  # what was answered while it was away is kept too
                assert "Sergei Lavrov" in text_of(await app.click(posted, "›"))
            assert len(await state.subscriptions.all()) == 1
            double.check()
    await library.close()
    faults = [
        one for one in caplog.records if one.exc_info and "StoreUn" not in type(one.exc_info[1]).__name__
    ]
    assert faults == []
