"""10,000 briefings due at once, claimed by four processes on one PostgreSQL, some of them killed at it.

    python -m benchmarks.claims [--briefings N] [--processes N] [--kills N]

Claims, leases and confirmations are the bot's own, as many at a time, and of the servers of a process's own
shards; Discord is a file that takes a line a message and honours no nonce, so that what is sent twice stands
there twice. The killed come again under another name. A peer on the same server, in the same run: bare
asyncpg takes as many rows one by one, by FOR UPDATE SKIP LOCKED, and writes one beside each.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from bot.clock import SystemClock
from bot.delivery import DeliverySettings
from bot.store import (
    Delivery,
    DeliveryBatch,
    Lease,
    Served,
    Store,
    Subscription,
    SubscriptionSettings,
    open_store,
)
from bot.store.schema import deliveries, subscriptions
from briefs.briefing import due
from tests.postgresql import programs, server

AS_SHIPPED = DeliverySettings()
SERVERS, SHARDS = 1000, 16
BAR = 10.0  # seconds in which all are to be claimed
LEASE = timedelta(seconds=5)  # after which another takes over what a killed process was at
PEER_TAKES = (
    "UPDATE peer SET taken = true WHERE id IN (SELECT id FROM peer WHERE NOT taken ORDER BY id LIMIT 1"
    " FOR UPDATE SKIP LOCKED) RETURNING id"
)


class Worker:
    """One process: takes what is due and what another left, posts it, confirms it."""

    def __init__(self, state: Store, posted: Path, holder: str, place: int, of: int) -> None:
        self._state, self._posted, self._holder = state, posted, holder
        own = (shard for shard in range(SHARDS) if shard % of == place)
        self._served = Served(SHARDS, frozenset(own))
        self._numbers = itertools.count()

    async def run(self) -> None:
        """For ever."""
        while True:
            left = await self._state.deliveries.open(served=self._served)
            jobs = [self._take_over(*found) for found in left]
            page = AS_SHIPPED.batch_size
            waits = await self._state.subscriptions.due(datetime.now(UTC), page, served=self._served)
            jobs += [self._claim(one) for one in waits]
            waiting = iter(jobs)

            async def worker(waiting: Iterator[Coroutine[None, None, None]] = waiting) -> None:
                for job in waiting:
                    await job

            await asyncio.gather(*(worker() for _ in range(AS_SHIPPED.workers)))
            if not jobs:
                await asyncio.sleep(0.1)

    async def _claim(self, subscription: Subscription) -> None:
        found = due(datetime.now(UTC), [subscription.schedule], {}, timedelta(hours=3))
        if not found:
            return
        slot = found[0].day.isoformat()
        batch = DeliveryBatch(slot, found[0].day, ("{}",), 0, None, datetime.now(UTC) + timedelta(hours=1))
        for part in await self._state.deliveries.claim(subscription, batch, self._lease(), found[0]):
            await self._post(part)

    async def _take_over(self, key: str, slot: str) -> None:
        for part in await self._state.deliveries.take_over(key, slot, self._lease()):
            if f"{part.id}\n" in self._posted.read_text("utf-8"):
                await self._state.deliveries.confirm(part, 1)
            else:
                await self._post(part)

    async def _post(self, part: Delivery) -> None:
        with self._posted.open("a", encoding="utf-8") as file:
            file.write(f"{part.id}\n")
        await self._state.deliveries.confirm(part, 1)

    def _lease(self) -> Lease:
        return Lease(f"{self._holder}-{next(self._numbers)}", datetime.now(UTC) + LEASE)


async def work(address: str, posted: str, of: str, place: str, holder: str) -> None:
    async with open_store(address, SystemClock()) as state:
        Path(f"{posted}.{holder}").touch()  # ready; it begins when all are
        while not Path(posted).exists():
            await asyncio.sleep(0.02)
        await Worker(state, Path(posted), holder, int(place), int(of)).run()


async def peer_work(address: str, count: int) -> None:
    """Rows taken one after the other, each with a row written beside it, on one connection."""
    import asyncpg

    connection = await asyncpg.connect(address)
    while True:
        async with connection.transaction():
            taken = await connection.fetchval(PEER_TAKES)
            if taken is None:
                return
            await connection.execute("INSERT INTO peer_rows VALUES ($1, now(), 'held')", taken)


async def subscribe(address: str, count: int) -> None:
    async with open_store(address, SystemClock()) as state:
        due = (datetime.now(UTC) - timedelta(minutes=1)).replace(second=0, microsecond=0)
        # a server's shard is worked out from what stands before the last 22 bits of its id
        servers = [SubscriptionSettings(1, "channel", n << 22, local_time=due.time()) for n in range(SERVERS)]
        await asyncio.gather(*(state.subscriptions.add(servers[n % SERVERS]) for n in range(count)))
        started = {"next_due_at": due, "starts_at": due - timedelta(minutes=1)}
        await state.database.execute(update(subscriptions).values(started))


class Workers:
    """Processes of one kind, in the place of each that is killed another."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._count = 0
        self.running: dict[int, asyncio.subprocess.Process] = {}

    async def start(self, place: int) -> None:
        self._count += 1
        own = (str(place), f"holder-{self._count}")
        command = (sys.executable, "-m", "benchmarks.claims", *self._arguments, *own)
        self.running[place] = await asyncio.create_subprocess_exec(*command)

    async def kill(self, place: int) -> None:
        process = self.running.pop(place)
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def measure(address: str, posted: Path, count: int, processes: int, kills: int) -> tuple[float, float]:
    """Seconds until all were claimed, and until all stood, from when all processes were ready."""
    chance, workers = random.Random(7), Workers("--work", address, str(posted), str(processes))
    for place in range(processes):
        await workers.start(place)
    while len(list(posted.parent.glob(f"{posted.name}.*"))) < processes:
        await asyncio.sleep(0.05)
    posted.touch()
    claimed_after, begun = 0.0, time.perf_counter()
    kill_at = [count * (n + 1) // (kills + 1) for n in range(kills)]
    async with open_store(address, SystemClock()) as state:
        query = select(func.count(), func.count().filter(deliveries.c.status == "confirmed"))
        while True:
            claimed, confirmed = await state.database.read(lambda c: c.execute(query).one())
            now = time.perf_counter()
            if kill_at and claimed >= kill_at[0]:
                kill_at.pop(0)
                killed = chance.randrange(processes)
                await workers.kill(killed)
                await workers.start(killed)
            if claimed >= count and not claimed_after:
                claimed_after = now - begun
            if confirmed >= count:
                break
            await asyncio.sleep(0.05)
    for place in list(workers.running):
        await workers.kill(place)
    return claimed_after, now - begun


async def peer(address: str, count: int, processes: int) -> float:
    """Seconds for the same number of rows, by bare asyncpg."""
    import asyncpg

    connection = await asyncpg.connect(address)
    await connection.execute("CREATE TABLE peer (id int PRIMARY KEY, taken bool NOT NULL DEFAULT false)")
    await connection.execute("CREATE TABLE peer_rows (id int PRIMARY KEY, at timestamptz, status text)")
    await connection.execute("INSERT INTO peer SELECT generate_series(1, $1::int)", count)
    workers, begun = Workers("--peer", address, str(count)), time.perf_counter()
    for place in range(processes):
        await workers.start(place)
    while not await connection.fetchval("SELECT count(*) FROM peer_rows"):
        await asyncio.sleep(0.005)
    begun = time.perf_counter()
    for process in workers.running.values():
        await process.wait()
    await connection.close()
    return time.perf_counter() - begun


async def compare(count: int, processes: int, kills: int) -> int:
    with server() as own, tempfile.TemporaryDirectory() as folder:
        await subscribe(own.address, count)
        posted = Path(folder) / "posted"
        claimed, stood = await measure(own.address, posted, count, processes, kills)
        by_peer = await peer(own.address, count, processes)
        messages = Counter(posted.read_text("utf-8").split())
    doubled, lost = sum(n > 1 for n in messages.values()), count - len(messages)
    print(
        f"{count:,} briefings, {processes} processes, {kills} of them killed: claimed in {claimed:.1f} s,"
        f" all stand after {stood:.1f} s, {doubled} doubled, {lost} lost; bare SKIP LOCKED {by_peer:.1f} s"
        f" (ratio {claimed / by_peer:.1f})"
    )
    if claimed > BAR:
        print(f"over the bar of {BAR:.0f} s")
    return int(bool(doubled or lost))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--briefings", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--work", nargs=5, help=argparse.SUPPRESS)
    parser.add_argument("--peer", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        asyncio.run(work(*given.work))
        return 0
    if given.peer:
        asyncio.run(peer_work(given.peer[0], int(given.peer[1])))
        return 0
    if not programs():
        print("no PostgreSQL is installed, or no asyncpg")
        return 0
    return asyncio.run(compare(given.briefings, given.processes, given.kills))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", os.getcwd())
    sys.exit(main())
