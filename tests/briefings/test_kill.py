"""SIGKILL of the whole bot around a delivery, a second process beside it: no message twice, none lost.

A briefing that was claimed, not posted, and found a day later gives way to that day's, which tells the same.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.state import opened
from bot.state.subscriptions import Wish
from briefs import places
from tests.briefings.hall import EIGHT, REPOSITORY, OneClock
from tests.discord_double import Double

POINTS = ("before-claim", "after-claim", "after-send", "after-confirm")
# Each chain kills four times.
CHAINS = max(1, int(os.environ.get("ONRECORD_SOAK", "200")) // len(POINTS))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[tuple[Double, OneClock, Path]]:
    """Subscriptions of a channel, a forum and a person, each to the whole library as news."""
    clock, file = OneClock(), tmp_path / "state.db"
    async with Double(clock=clock.double, openapi_checks=False) as double:
        guild, reader = double.guild, double.user("reader")
        async with opened(file, clock) as state:
            direct = double.world.dm(reader)
            wishes = (
                Wish(double.channel("general").id, "channel", guild.id, local_time=time(9)),
                Wish(double.channel("archive").id, "forum", guild.id, local_time=time(9)),
                Wish(direct.id, "dm", user_id=reader.id, local_time=time(9)),
            )
            for wish in wishes:
                await state.subscriptions.add(wish)
        yield double, clock, file


async def run(
    double: Double, clock: OneClock, file: Path, point: str, skipped: int = 0
) -> asyncio.subprocess.Process:
    arguments = [str(file), double.address, double.token, str(places.cache(REPOSITORY)),
                 clock.now().isoformat(), point, str(skipped)]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "tests.briefings.process", *arguments]
    return await asyncio.create_subprocess_exec(*command, env=environment)


def shown(double: Double, wish: Wish) -> list[str]:
    """Which delivery each of the bot's messages in a place carries, threads included."""
    places_ = [double.channel(str(wish.channel_id))]
    places_ += [one for one in double.world.channels.values() if one.parent is places_[0]]
    messages = [message for place in places_ for message in place.messages.values()]
    return [one.components[0]["components"][0]["custom_id"].rpartition(":")[2] for one in messages]


async def killed_and_started_again(world: tuple[Double, OneClock, Path], seed: int) -> None:
    """Each point kills once, at its first, second or third passing; the next start is soon or a day later."""
    double, clock, file = world
    chance, kills = Random(seed), 0
    clock.to(EIGHT + timedelta(hours=1, seconds=1))
    for point in chance.sample(POINTS, len(POINTS)):
        process = await run(double, clock, file, point, chance.randrange(3))
        beside = await run(double, clock, file, "nowhere") if chance.random() < 0.2 else None
        status = await asyncio.wait_for(process.wait(), 60)
        assert status in (-signal.SIGKILL, 0)
        if beside is not None:
            clock.turn(seconds=90)  # its own clock runs on; the double's follows
            assert await asyncio.wait_for(beside.wait(), 100) == 0
        kills += status != 0
        clock.turn(**chance.choice([{"seconds": 70}, {"minutes": 10}, {"days": 1}]))
    last = await run(double, clock, file, "nowhere")
    assert await asyncio.wait_for(last.wait(), 100) == 0
    assert kills
    async with opened(file, clock) as state:
        for subscription in await state.subscriptions.due(clock.now() + timedelta(days=2)):
            rows = await state.deliveries.of(subscription.key)
            confirmed = [row.id for row in rows if row.status == "confirmed"]
            assert confirmed and sorted(shown(double, subscription.wish)) == sorted(confirmed)
            rest = {(row.status, row.reason) for row in rows if row.status != "confirmed"}
            assert rest <= {("skipped", "missed"), ("skipped", "late"), ("failed", "window")}


@pytest.mark.timeout(120)
async def test_the_bot_killed_and_started_again(world: tuple[Double, OneClock, Path]) -> None:
    await killed_and_started_again(world, 1)


@pytest.mark.soak
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(2, CHAINS + 2))
async def test_the_bot_killed_again_and_again(world: tuple[Double, OneClock, Path], seed: int) -> None:
    await killed_and_started_again(world, seed)


def test_the_points_are_those_of_the_courier() -> None:
    code = (REPOSITORY / "bot" / "delivery.py").read_text(encoding="utf-8")
    assert all(f'_checkpoint("{point}")' in code for point in POINTS)
