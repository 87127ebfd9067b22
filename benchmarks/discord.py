"""Discord: interactions a second and their latency, beside a bare discord.py bot in the same run.

    python -m benchmarks.discord [--statements N]

Each bot is a process of its own; the loopback Discord is this one. A latency runs from
INTERACTION_CREATE to the callback, as the loopback Discord sees it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engine import PEOPLE, TOPICS, synthetic
from briefs.index import IndexReader, ThreadedConnection, build
from briefs.query import INDEX, QueryEngine
from tests.discord_double import Double, limits
from tests.discord_double.interactions import InteractionRecord
from tests.discord_double.world import User

ONE_BY_ONE, AT_ONCE, ROUNDS = 200, 200, 5
USERS = 2 * AT_ONCE  # so that nobody asks too fast
Ask = Callable[[int], Awaitable[InteractionRecord]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds one at a time, then for 200 at once (median of the rounds)."""

    p50: float
    p99: float
    many_p50: float
    many_p99: float
    per_second: float
    start: float  # seconds from process start to the first command answered
    resident: float  # MB


def share(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


@asynccontextmanager
async def process(double: Double, *command: str, folder: str, card: Path) -> AsyncIterator[tuple[int, float]]:
    """A bot connected to the loopback Discord: its process id, and when it was started."""
    environment = {
        **os.environ,
        "ONRECORD_DISCORD_API": double.address,
        "DISCORD_TOKEN": double.token,
        "ONRECORD_DATA": folder,
        "ONRECORD_CARD": str(card),
    }
    started = time.perf_counter()
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *command, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await double.connected(timeout=60)
        yield running.pid, started
    finally:
        running.terminate()
        await running.wait()


def asks(double: Double, users: list[User], pairs: list[tuple[str, str]]) -> tuple[Ask, Ask]:
    """A question, and a keystroke; the number chooses who asks and what."""

    async def position(n: int) -> InteractionRecord:
        person, topic = pairs[n % len(pairs)]
        options = {"person": person, "topic": topic}
        user = users[n % len(users)]
        record = await double.slash(double.guild, "general", user, "position", options=options)
        await record.response(timeout=60)
        return record

    async def keystroke(n: int) -> InteractionRecord:
        typed = pairs[n % len(pairs)][0][: 3 + n % 5]
        user = users[n % len(users)]
        record = await double.autocomplete(
            double.guild, "general", user, "position", focused="person", options={"person": typed}
        )
        await record.response(timeout=60)
        return record

    return position, keystroke


async def measured(double: Double, pid: int, started: float, ask: Ask) -> Figures:
    await ask(0)
    start = time.perf_counter() - started
    await asyncio.sleep(1)  # what the start leaves to do is no part of the answers
    singles = [(await ask(n)).latency or 0.0 for n in range(ONE_BY_ONE)]
    rounds = []
    for number in range(ROUNDS):
        begun = time.perf_counter()
        records = await asyncio.gather(*(ask(number * AT_ONCE + n) for n in range(AT_ONCE)))
        seconds = time.perf_counter() - begun
        latencies = [record.latency or 0.0 for record in records]
        rounds.append((share(latencies, 0.5), share(latencies, 0.99), AT_ONCE / seconds))
        await asyncio.sleep(0.5)
    middle = sorted(rounds)[ROUNDS // 2]
    return Figures(
        share(singles, 0.5) * 1000,
        share(singles, 0.99) * 1000,
        middle[0] * 1000,
        middle[1] * 1000,
        middle[2],
        start,
        _resident(pid),
    )


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def show(name: str, ours: Figures, bare: Figures | None = None) -> None:
    beside = ""
    if bare is not None:
        ratio = ours.many_p50 / bare.many_p50
        beside = f"; {ours.p50 - bare.p50:+.1f} ms one at a time, {ratio:.2f} times at once"
    print(
        f"{name}: one at a time p50 {ours.p50:.1f} p99 {ours.p99:.1f} ms; {AT_ONCE} at once p50 "
        f"{ours.many_p50:.0f} p99 {ours.many_p99:.0f} ms, {ours.per_second:.0f} a second{beside}"
    )


limits.FIRST_RESPONSE_SECONDS = 120.0  # a late answer is measured here, not refused


async def compared(
    label: str, command: Sequence[str], pairs: list[tuple[str, str]], must: tuple[float, int]
) -> None:
    """Both bots in turn on the same loopback Discord, position and then autocomplete.

    `must` is what is asked of its start (seconds) and of its memory (MB). The bare bot answers with the
    card that ours answered the first question with.
    """
    found: dict[str, list[Figures]] = {}
    seconds, megabytes = must
    with tempfile.TemporaryDirectory() as cards:
        card = Path(cards) / "card.json"
        for name, arguments in (("onrecord", command), ("bare", ("benchmarks.bare_bot",))):
            found[name] = await _of_one(arguments, pairs, card)
    for at, what in enumerate(("position", "autocomplete")):
        show(f"{label}, {what}, bare discord.py", found["bare"][at])
        show(f"{label}, {what}, OnRecord", found["onrecord"][at], found["bare"][at])
    ours, bare = found["onrecord"][0], found["bare"][0]
    print(
        f"{label}: first answer after {ours.start:.2f} s (must be {seconds}; bare {bare.start:.2f}), "
        f"resident {ours.resident:.0f} MB (must be {megabytes}; bare {bare.resident:.0f})"
    )


async def _of_one(command: Sequence[str], pairs: list[tuple[str, str]], card: Path) -> list[Figures]:
    """One bot, question and keystroke; its first answer is left in `card` where none is there."""
    with tempfile.TemporaryDirectory() as folder:
        async with Double(openapi_checks=False) as double:
            users = [double.world.add_user(f"user{n}") for n in range(USERS)]
            for user in users:
                double.world.add_member(double.guild, user)
            async with process(double, *command, folder=folder, card=card) as (pid, started):
                asked = asks(double, users, pairs)
                figures = [await measured(double, pid, started, asked[0])]
                if not card.exists():
                    [message, *_] = double.posts("general")
                    card.write_text(json.dumps(message.components), "utf-8")
                return [*figures, await measured(double, pid, started, asked[1])]


async def serve(index: Path) -> None:
    """The bot on a bare index, which no library stands behind: for the synthetic one."""
    from bot.clock import SystemClock
    from bot.discord.client import OnRecordBot
    from bot.discord.heap import set_heap_aside
    from bot.discord.lifecycle import override_api_base, prepare_names
    from bot.live_library import LiveLibrary
    from bot.settings import Settings
    from bot.store import open_store

    override_api_base(os.environ["ONRECORD_DISCORD_API"])
    connection = IndexReader(await ThreadedConnection.open(index))
    engine = QueryEngine(index.parent, connection, await connection.registry(), ())
    library = await LiveLibrary.of_engine(index.parent, index.parent, engine)
    async with open_store(Path(os.environ["ONRECORD_DATA"]) / "state.db", SystemClock()) as state:
        async with (
            OnRecordBot(Settings(), library, state, SystemClock()) as bot,
            asyncio.TaskGroup() as tasks,
        ):
            tasks.create_task(prepare_names(bot))
            tasks.create_task(set_heap_aside(library, bot.wait_until_ready))
            await bot.start(os.environ["DISCORD_TOKEN"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--serve", type=Path)
    options = parser.parse_args()
    if options.serve:
        from bot.discord.heap import collecting_later

        with collecting_later():
            asyncio.run(serve(options.serve))
        return
    asyncio.run(compared("five articles", ("bot", "run"), [("sergei-lavrov", "missile-defence")], (1.2, 110)))
    if not options.statements:
        return
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        build(synthetic(options.statements, chance), Path(folder) / INDEX)
        pairs = [
            (f"person-{chance.randrange(PEOPLE)}", f"topic-{chance.randrange(TOPICS)}") for _ in range(2000)
        ]
        command = ("benchmarks.discord", "--serve", str(Path(folder) / INDEX))
        asyncio.run(compared(f"{options.statements:,} statements", command, pairs, (2.5, 220)))


if __name__ == "__main__":
    main()
