"""10,000 briefings due in the same minute, through the real bot and a loopback Discord; and a tick with none.

    python -m benchmarks.briefings [COUNT] [--follow]

With --follow as many standing questions, each told in a channel of its own, find something at once.

The clock is moved by hand: whoever waits for the limiter moves it on, so that the 200 seconds which
Discord's 50 requests a second ask for need not be sat out. The ratio to that limit is thus the
scheduler's and the limiter's alone; what the processor took is printed beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import itertools
import resource
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from pathlib import Path

from sqlalchemy import update

from bot.delivery import DeliverySettings
from bot.discord.briefings import BriefingComposer
from bot.discord.client import OnRecordBot
from bot.discord.http import REQUESTS_A_SECOND
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.store import Store, SubscriptionSettings, open_store
from bot.store.schema import follow_questions, meta
from briefs import paths
from tests.discord_double import Double, ManualClock, running
from tests.discord_double.world import Channel

REPOSITORY = Path(__file__).resolve().parents[1]
EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
QUIET_TICKS = 200


class Timeline:
    """Moves on to the next moment somebody waits for once nobody has anything else to do."""

    def __init__(self) -> None:
        self.double = ManualClock(EIGHT)
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.double.now(), UTC)

    def monotonic(self) -> float:
        return self.double.now()

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if seconds >= 2:  # the rounds of other features; the limiter asks for less
            await future
        heapq.heappush(self._waiting, (self.monotonic() + seconds, next(self._numbers), future))
        await future

    async def move(self, idle: float = 0.001) -> None:
        """For ever: the earliest sleeper wakes. The pause leaves the processor to the database threads."""
        while True:
            await asyncio.sleep(idle)
            if self._waiting:
                moment, _, future = heapq.heappop(self._waiting)
                self.double.set(max(moment, self.monotonic()))
                if not future.done():
                    future.set_result(None)


def channels_of(double: Double, count: int) -> list[Channel]:
    """One for each, there before the bot comes, as the gateway tells it of them then."""
    return [double.world.add_channel(double.guild, f"news-{number}") for number in range(count)]


async def subscribe(state: Store, double: Double, channels: list[Channel]) -> None:
    """Each in a channel of its own, at nine."""
    work = (
        state.subscriptions.add(
            SubscriptionSettings(channel.id, guild_id=double.guild.id, local_time=wall(9))
        )
        for channel in channels
    )
    await asyncio.gather(*work)


async def follow(state: Store, double: Double, channels: list[Channel]) -> None:
    """Each in a channel of its own, at once; what the library has counts as new to it."""
    asked = {"people": ["dmitry-medvedev"]}
    work = (
        state.follows.add(
            SubscriptionSettings(
                channel.id, guild_id=double.guild.id, purpose="follow", cadence="at-once", most_a_day=10
            ),
            asked,
            "",
            None,
        )
        for channel in channels
    )
    await asyncio.gather(*work)
    await state.database.execute(update(follow_questions).values(since=0))
    matched = meta.c.name == "follow_matched_to"
    await state.database.execute(update(meta).where(matched).values(value="0"))


def memory() -> float:
    """Megabytes that the process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def quiet(bot: OnRecordBot) -> None:
    """A look around when nobody is due: the median, and the processor's share."""
    took, processor = [], time.process_time()
    for _ in range(QUIET_TICKS):
        start = time.perf_counter()
        await bot.briefings.dispatcher.run_once()
        took.append(time.perf_counter() - start)
    spent = (time.process_time() - processor) / QUIET_TICKS
    median = sorted(took)[len(took) // 2]
    print(
        f"a look around, nobody due: {median * 1000:.2f} ms, processor {spent * 1000:.2f} ms (aim: under 5)"
    )


async def measure(count: int, folder: Path, following: bool = False) -> None:
    clock = Timeline()
    async with open_store(folder / "state.db", clock) as state:
        double = Double(clock=clock.double, openapi_checks=False, rate_limits=True)
        async with double:
            library = await LiveLibrary.open(REPOSITORY, paths.cache_dir(REPOSITORY))
            bot = OnRecordBot(
                Settings(),
                library,
                state,
                clock,
                delivery_settings=DeliverySettings(poll_interval=3600),
                guild_ready_timeout=0.05,
            )
            # what is in the library is not new to those who subscribe now
            await BriefingComposer(bot, bot.core).snapshot()
            channels = channels_of(double, count)
            if not following:
                await subscribe(state, double, channels)
            moving = asyncio.create_task(clock.move())
            async with running(double, bot):
                await bot.wait_until_ready()
                await quiet(bot)
                if following:
                    await bot.follow.look()  # the mark up to which the library is matched
                    await follow(state, double, channels)
                    print(f"found {await bot.follow.look():,} at once")
                await deliver(bot, double, clock, count)
            moving.cancel()
            await library.close()


async def deliver(bot: OnRecordBot, double: Double, clock: Timeline, count: int) -> None:
    clock.double.set(EIGHT + timedelta(hours=1))
    before, begun, start = memory(), time.perf_counter(), clock.monotonic()
    processor = time.process_time()
    while await bot.briefings.dispatcher.run_once():
        pass
    took, spent = time.perf_counter() - begun, time.process_time() - processor
    sent = [one for one in double.requests if one.method == "POST" and one.path.endswith("/messages")]
    posted = Counter(one.path for one in sent if one.status == 200)
    ideal = count / REQUESTS_A_SECOND
    elapsed = max(one.at for one in sent) - start
    print(f"posted {sum(posted.values()):,}, twice {sum(n > 1 for n in posted.values())},"
          f" refused with 429: {double.limiter.refused}")  # fmt: skip
    print(f"by the clock {elapsed:.1f} s, at the limit {ideal:.1f} s: ratio {elapsed / ideal:.3f} (aim: 1.1)")
    print(f"in real time {took:.1f} s, processor {spent:.1f} s (Discord's side included),"
          f" {spent / count * 1000:.2f} ms each")  # fmt: skip
    print(f"memory: {before:.0f} MB before, {memory():.0f} MB at most, the loopback Discord included")


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("count", nargs="?", type=int, default=10_000)
    ask.add_argument("--follow", action="store_true", help="standing questions that find something")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(given.count, Path(folder), given.follow))


if __name__ == "__main__":
    main()
