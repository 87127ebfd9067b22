"""Several processes, one bot: SIGKILL of one while briefings go out, and another goes on with its servers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.store import open_store
from tests.bot.discord.app import text_of
from tests.bot.discord.shards.cluster import Cluster, eventually
from tests.discord_double import Double

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[Cluster]:
    async with Double(openapi_checks=False) as double:
        double.gateway.shards = double.gateway.max_concurrency = 4
        double.gateway.enforce_concurrency = True
        made = Cluster(double, tmp_path / "state.db", 4, lease=3.0)
        made.furnish()
        yield made
        for process in made.running.values():
            process.kill()


@pytest.mark.timeout(300)
async def test_one_of_two_is_killed_while_briefings_go_out(cluster: Cluster) -> None:
    double, each = cluster.double, 8
    async with open_store(cluster.state, SystemClock()) as store:
        cluster.start("one")
        cluster.start("two")
        await cluster.held(store, {"one": 2, "two": 2}, 120)
        await cluster.subscribe(each)
        await eventually(lambda: cluster.posted() >= 8, 120)
        await cluster.kill("one")
        await cluster.held(store, {"two": 4}, 120)
        await eventually(lambda: cluster.posted() >= 4 * each, 120)
        async with asyncio.timeout(60):
            while any(await store.deliveries.has_work()):
                await asyncio.sleep(0.2)
        assert [len(room.messages) for room in cluster.rooms] == [each] * 4
        for room in cluster.rooms:
            record = await double.slash(room.guild, room, "reader", "position", options=POSITION)
            assert "Sergei Lavrov" in text_of(await record.answer())
        assert {one.removed_at for one in await store.preferences.all_guilds()} <= {None}
    assert await cluster.stop() == [0]
    assert not double.violations
