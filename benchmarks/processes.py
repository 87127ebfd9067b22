"""How long an answer takes with the bot in several processes, beside the same bot in one, in the same run.

    python -m benchmarks.processes [--processes N] [--rate A_SECOND] [--asked N] [--rounds N] [--state KIND]

Questions come to servers of eight shards at random moments, whether earlier ones are answered or not. The
bots take turns on one loopback Discord and one database, first SQLite, then PostgreSQL. A latency runs from
INTERACTION_CREATE to the callback, as the loopback Discord sees it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks.discord import share
from bot.clock import SystemClock
from bot.store import open_store
from tests.discord_double import Double
from tests.discord_double.interactions import InteractionRecord
from tests.discord_double.world import Channel, User
from tests.postgresql import programs, serving

SHARDS, USERS_EACH = 8, 50  # one process begins them five seconds apart
BAR = 1.1  # times the p99 of one process
PAIRS = tuple(
    (person, topic)
    for person in ("sergei-lavrov", "anders-fogh-rasmussen", "james-appathurai")
    for topic in ("missile-defence", "nato-russia-relations", "afghanistan")
)
Room = tuple[Channel, list[User]]


def furnish(double: Double) -> list[Room]:
    """One server with one channel for each shard."""
    world, rooms = double.world, list[Room]()
    double.gateway.shards = double.gateway.max_concurrency = SHARDS
    for shard in range(SHARDS):
        guild = world.add_guild(f"server {shard}", double.owner, shard=(shard, SHARDS))
        users = [world.add_user(f"user {shard}-{number}") for number in range(USERS_EACH)]
        for user in users:
            world.add_member(guild, user)
        rooms.append((world.add_channel(guild, f"room {shard}"), users))
    return rooms


@asynccontextmanager
async def running(double: Double, state: str, folder: str, processes: int) -> AsyncIterator[None]:
    environment = {
        **os.environ,
        "ONRECORD_DISCORD_API": double.address,
        "DISCORD_TOKEN": double.token,
        "ONRECORD_DATA": folder,
        "ONRECORD_STATE": state,
    }
    arguments = ("--processes", str(processes), "--shards", str(SHARDS)) if processes > 1 else ()
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", *arguments, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await settled(double, state, processes)
        yield
    finally:
        bot.terminate()
        await bot.wait()
        await double.until(lambda: not double.gateway.connected, timeout=30)


async def settled(double: Double, state: str, processes: int) -> None:
    """All shards are connected, and those that moved from one process to another have arrived."""
    evenly = [SHARDS // processes] * processes if processes > 1 else [0]
    async with (
        open_store(state if "://" in state else Path(state), SystemClock()) as store,
        asyncio.timeout(200),
    ):
        while evenly != [len(one.shards) for one in await store.processes.all() if one.alive]:
            await asyncio.sleep(0.5)
    await double.connected(SHARDS, timeout=120)
    await asyncio.sleep(5)  # in which the last one has its servers


async def latencies(double: Double, rooms: Sequence[Room], asked: int, rate: float) -> list[float]:
    """In seconds, of questions that come at random moments, so many a second."""
    chance, places = random.Random(7), cycle(rooms)

    async def ask(room: Room, number: int) -> InteractionRecord:
        channel, users = room
        person, topic = PAIRS[number % len(PAIRS)]
        given = {"person": person, "topic": topic}
        user = users[number // SHARDS % len(users)]
        record = await double.slash(channel.guild, channel, user, "position", options=given)
        await record.response(timeout=60)
        return record

    for number in range(len(PAIRS)):  # each process has answered each of them once
        await asyncio.gather(*(ask(room, number) for room in rooms))
        await asyncio.sleep(0.3)
    await asyncio.sleep(2)
    under_way = []
    for number in range(asked):
        under_way.append(asyncio.create_task(ask(next(places), number)))
        await asyncio.sleep(chance.expovariate(rate))
    return [record.latency or 0.0 for record in await asyncio.gather(*under_way)]


async def compare(given: argparse.Namespace, kind: str, state: str, folder: str) -> None:
    found = dict[int, list[list[float]]]()
    async with Double(openapi_checks=False) as double:
        rooms = furnish(double)
        for _ in range(given.rounds):
            for processes in (1, given.processes):
                async with running(double, state, folder, processes):
                    measured = await latencies(double, rooms, given.asked, given.rate)
                    found.setdefault(processes, []).append(measured)
    p99 = {who: median(share(one, 0.99) for one in rounds) * 1000 for who, rounds in found.items()}
    p50 = {who: median(share(one, 0.5) for one in rounds) * 1000 for who, rounds in found.items()}
    print(
        f"{kind}, {given.rate:.0f} questions a second: one process p50 {p50[1]:.1f} p99 {p99[1]:.1f} ms;"
        f" {given.processes} processes p50 {p50[given.processes]:.1f} p99 {p99[given.processes]:.1f} ms"
        f" ({p99[given.processes] / p99[1]:.2f} times, must be {BAR})"
    )


async def measure(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if given.state != "PostgreSQL":
            await compare(given, "SQLite", os.path.join(folder, "state.db"), folder)
        if given.state == "SQLite":
            return
        with serving() if programs() else nullcontext() as address:
            if address is None:
                print("no PostgreSQL is installed, or no asyncpg")
            else:
                await compare(given, "PostgreSQL", address, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--rate", type=float, default=25)
    parser.add_argument("--asked", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--state", choices=("SQLite", "PostgreSQL"), help="that one alone")
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
