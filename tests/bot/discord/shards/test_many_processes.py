"""16 shards in 4 processes on PostgreSQL: killed again and again, the database started anew."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from time import monotonic

import pytest

from bot.clock import SystemClock
from bot.store import StoreUnavailable, open_store
from tests.bot.discord.shards.cluster import DELIVERY_LEASE, Cluster
from tests.discord_double import Double
from tests.postgresql import Server, programs, server

SHARDS, PROCESSES, SERVERS = 16, 4, 8
EACH = -(-int(os.environ.get("ONRECORD_SOAK", "200")) * 50 // (SHARDS * SERVERS))  # briefings in each room
EVENLY = {f"process-{number}": SHARDS // PROCESSES for number in range(PROCESSES)}
BACK = 30.0  # seconds until a dead process's shards are served again
EXEMPT = ("/interactions/", "/webhooks/")
pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]


@dataclass
class Tally:
    """What a run came to."""

    back: dict[str, list[float]] = field(default_factory=dict)
    briefings: int = 0
    seconds: float = 0.0
    busiest: int = 0

    def __str__(self) -> str:
        kills = "; ".join(
            f"{len(times)} {what}, shards back in {max(times):.1f} s at most"
            for what, times in self.back.items()
        )
        return (
            f"{SHARDS} shards in {PROCESSES} processes: {self.briefings} briefings in {self.seconds:.0f} s, "
            f"none lost, none doubled, at most {self.busiest} requests in a second; {kills}"
        )


@pytest.fixture
def postgresql() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("no PostgreSQL is installed, or no asyncpg")
    with server() as made:
        yield made


@pytest.fixture
async def cluster(postgresql: Server) -> AsyncIterator[Cluster]:
    async with Double(openapi_checks=False) as double:
        double.gateway.shards, double.gateway.enforce_concurrency = SHARDS, True
        made = Cluster(double, postgresql.address, SHARDS)
        made.furnish(SERVERS)
        yield made
        for process in made.running.values():
            process.kill()


def busiest_second(moments: Sequence[float]) -> int:
    most = first = 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def sent_at(double: Double) -> list[float]:
    return [one.at for one in double.requests if not one.template.startswith(EXEMPT)]


async def killed(cluster: Cluster, chance: Random, tally: Tally, again: bool) -> None:
    """One of them, and started again as its supervisor does, or left dead until others have its shards."""
    name = chance.choice(sorted(cluster.running))
    begun = monotonic()
    await cluster.kill(name)
    if again:
        cluster.start(name)
    await cluster.whole(120)
    tally.back.setdefault("killed and started again" if again else "killed", []).append(monotonic() - begun)
    if not again:
        cluster.start(name)


async def test_killed_again_and_again_no_briefing_is_lost(
    cluster: Cluster, postgresql: Server, said_at_the_end: Callable[[object], None]
) -> None:
    chance, tally = Random(1), Tally(briefings=EACH * len(cluster.rooms))
    async with open_store(cluster.state, SystemClock()) as store:
        for name in EVENLY:
            cluster.start(name)
        await cluster.held(store, EVENLY, 600)
        await cluster.subscribe(EACH)
        begun, restarted = monotonic(), False
        while cluster.posted() < tally.briefings:
            await asyncio.sleep(chance.uniform(2, 15))
            if not restarted and cluster.posted() > tally.briefings // 3:
                await asyncio.to_thread(postgresql.stop, "fast")
                await asyncio.sleep(4)
                await asyncio.to_thread(postgresql.start)
                restarted = True
            elif cluster.posted() < tally.briefings:
                await cluster.held(store, EVENLY, 600)  # of one that held more, more have to begin
                await killed(cluster, chance, tally, again=chance.random() < 0.5)
            assert monotonic() - begun < 3000
        tally.seconds = monotonic() - begun
        async with asyncio.timeout(240):
            while True:
                try:
                    if not any(await store.deliveries.has_work()):
                        break
                except StoreUnavailable:
                    pass
                await asyncio.sleep(0.5)
        await asyncio.sleep(2 * DELIVERY_LEASE)  # in which a doubled one would come
    assert [len(room.messages) for room in cluster.rooms] == [EACH] * len(cluster.rooms)
    assert set(await cluster.stop()) == {0}
    assert restarted and not cluster.double.violations
    tally.busiest = busiest_second(sent_at(cluster.double))
    said_at_the_end(tally)
    assert max(max(times) for times in tally.back.values()) <= BACK
    assert tally.busiest <= 50
