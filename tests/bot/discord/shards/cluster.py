"""Several processes of one bot on one database and one loopback Discord, with briefings that are due."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.clock import SystemClock
from bot.store import LEASE, Store, SubscriptionSettings, open_store
from briefs import paths
from tests import forked
from tests.discord_double import Double
from tests.discord_double.world import Channel
from tests.paths import REPOSITORY

DELIVERY_LEASE = 8.0  # seconds


class AnHourAgo(SystemClock):
    def now(self) -> datetime:
        return datetime.now(UTC) - timedelta(hours=1)


async def eventually(probe: Callable[[], bool], seconds: float) -> None:
    """Wait until it is so, looking now and then: it takes long, and processor time counts."""
    async with asyncio.timeout(seconds):
        while not probe():
            await asyncio.sleep(0.2)


@dataclass
class Cluster:
    """`rooms` are one channel in each of the servers, of which each shard has as many.

    `lease` is for how many seconds a process holds its shards.
    """

    double: Double
    state: str | Path
    shards: int
    lease: float = LEASE / 1000
    rooms: list[Channel] = field(default_factory=list)
    running: dict[str, ForkServerProcess] = field(default_factory=dict)

    def furnish(self, servers_a_shard: int = 1) -> None:
        world = self.double.world
        for shard in range(self.shards):
            for number in range(servers_a_shard):
                guild = world.add_guild(
                    f"server {shard}-{number}", self.double.owner, shard=(shard, self.shards)
                )
                world.add_member(guild, world.user("reader"))
                self.rooms.append(world.add_channel(guild, f"room-{shard}-{number}"))

    async def subscribe(self, each: int) -> None:
        """So many briefings in each room, due half an hour ago."""
        due = (datetime.now(UTC) - timedelta(minutes=30)).time().replace(second=0, microsecond=0)
        async with open_store(self.state, AnHourAgo()) as store:
            for room in self.rooms:
                assert room.guild is not None
                for _ in range(each):
                    chosen = SubscriptionSettings(room.id, "channel", room.guild.id, local_time=due)
                    await store.subscriptions.add(chosen)

    def start(self, name: str) -> None:
        given = [str(self.state), self.double.address, self.double.token, str(paths.cache_dir(REPOSITORY)),
                 name, str(self.shards), str(DELIVERY_LEASE), str(self.lease)]  # fmt: skip
        self.running[name] = forked.start("tests.bot.discord.shards.one_process", *given)

    async def kill(self, name: str) -> None:
        """SIGKILL, and what it was connected with is gone when this returns."""
        process, before = self.running.pop(name), len(self.double.gateway.connected)
        process.kill()
        assert await asyncio.to_thread(forked.ended, process, 30) == -signal.SIGKILL
        with suppress(TimeoutError):  # it may have held nothing just then
            await eventually(lambda: len(self.double.gateway.connected) < before, 5)

    async def stop(self) -> list[int]:
        """Every exit status, once all are told to stop."""
        for process in self.running.values():
            process.terminate()
        ended = [asyncio.to_thread(forked.ended, one, 60) for one in self.running.values()]
        self.running.clear()
        return await asyncio.gather(*ended)

    def connected(self) -> Counter[int]:
        """How many connections each shard has."""
        return Counter(one.shard[0] for one in self.double.gateway.connected)

    async def whole(self, seconds: float) -> None:
        """Wait until each shard has one connection."""
        once = Counter(range(self.shards))
        await eventually(lambda: self.connected() == once, seconds)

    def posted(self) -> int:
        return sum(len(room.messages) for room in self.rooms)

    async def held(self, store: Store, wanted: dict[str, int], seconds: float) -> None:
        """Wait until these processes alone hold so many shards each, and each shard has one connection."""
        async with asyncio.timeout(seconds):
            while wanted != {one.name: len(one.shards) for one in await store.processes.all() if one.alive}:
                await asyncio.sleep(0.2)
        await self.whole(seconds)
