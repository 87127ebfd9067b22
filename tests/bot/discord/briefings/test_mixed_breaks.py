"""Restores, clock steps and unclear answers at random: nobody gets a briefing twice, nobody misses one.

Discord goes by one clock, the machine of the bot by another that is set wrong now and then. Each day must
have its briefing once in each place. The ordinary tests do a few, `make soak` four hundred.
"""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from bot.store import SubscriptionSettings, copy_database, restore_database
from tests.bot.discord.briefings.app import EIGHT, BriefingApp, OneClock
from tests.bot.discord.briefings.test_crash_safety import carried
from tests.bot.discord.briefings.test_destination import EVERYTHING_NEW
from tests.bot.discord.briefings.test_faults import ONE_HAND
from tests.discord_double import Double
from tests.discord_double.world import Message

OpenApp = Callable[..., AbstractAsyncContextManager[BriefingApp]]
BREAKS = ("restore", "copy back", "step", "step", "lost", "error", "refused")
EVENTS = (*BREAKS, "backup", "restart", "new")  # which make the breaks meet different states
POST = r"/channels/\d+/(messages|threads)$"
STEPS = (-40 * 1440, -1500, -300, -6, 6, 45, 300, 700, 1500, 40 * 1440)  # minutes


class MachineClock(OneClock):
    """Of the machine that the bot runs on: Discord's, and `ahead` by what somebody set it wrong by."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


@dataclass
class Tally:
    """What a run came to."""

    events: Counter[str] = field(default_factory=Counter)
    briefings: int = 0
    messages: int = 0
    doubled: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    on_another_day: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.events += other.events
        self.briefings += other.briefings
        self.messages += other.messages
        self.doubled += other.doubled
        self.missing += other.missing
        self.on_another_day += other.on_another_day

    def __str__(self) -> str:
        events = ", ".join(f"{name} {count}" for name, count in sorted(self.events.items()))
        breaks = sum(self.events[name] for name in set(BREAKS))
        return (
            f"{breaks} breaks of continuity ({events}): {self.briefings} briefings owed, {self.messages} "
            f"messages; doubled {len(self.doubled)}, lost or missing {len(self.missing)}, "
            f"on another day {len(self.on_another_day)}"
        )


@pytest.fixture(scope="module")
def total(said_at_the_end: Callable[[object], None]) -> Iterator[Tally]:
    """Of all stories, printed at the end; each is judged by its own."""
    made = Tally()
    yield made
    said_at_the_end(made)


@pytest.fixture
def clock() -> OneClock:
    return MachineClock()


@dataclass
class Story:
    """A bot that lives through breaks; `copies` are of its database."""

    open_app: OpenApp
    double: Double
    clock: MachineClock
    file: Path
    chance: Random
    tally: Tally = field(default_factory=Tally)
    copies: list[Path] = field(default_factory=list)
    keys: dict[str, SubscriptionSettings] = field(default_factory=dict)

    async def live(self, breaks: int) -> None:
        left = breaks
        while left:
            async with self.open_app(rules=ONE_HAND, sync_at_start=False) as app:
                if not self.keys:
                    await self._subscribe(app)
                    self._copy()
                event = ""
                while left and event not in ("restart", "copy back"):
                    await self._pass(app, self.chance.choice((1, 2, 5, 11)))
                    event = self.chance.choice(EVENTS)
                    self.tally.events[event] += 1
                    left -= event in BREAKS
                    await self._break(app, event)
            if event == "copy back":
                shutil.copy(self.chance.choice(self.copies[-3:]), self.file)
                for name in ("-wal", "-shm"):
                    self.file.with_name(self.file.name + name).unlink(missing_ok=True)
            # Somebody mends the clock, or sets it wrong, before the next start.
            if self.chance.random() < 0.3:
                self.clock.ahead = timedelta(minutes=self.chance.choice((*STEPS, 0, 0, 0)))
        self.clock.ahead = timedelta()
        self.double.faults.clear()
        async with self.open_app(rules=ONE_HAND, sync_at_start=False) as app:
            await self._pass(app, 30)

    async def _subscribe(self, app: BriefingApp) -> None:
        await app.bot.briefings.composer.snapshot()
        guild, reader = self.double.guild, self.double.user("reader")
        places = (
            SubscriptionSettings(self.double.channel("general").id, "channel", guild.id, local_time=time(9)),
            SubscriptionSettings(self.double.channel("archive").id, "forum", guild.id, local_time=time(13)),
            SubscriptionSettings(
                self.double.world.dm(reader).id, "dm", user_id=reader.id, local_time=time(6)
            ),
        )
        for settings in places:
            self.keys[(await app.state.subscriptions.add(settings)).key] = settings

    async def _pass(self, app: BriefingApp, hours: int) -> None:
        """Time goes by in halves of an hour; the dispatcher looks twice, as it does every two seconds."""
        for _ in range(hours * 2):
            for _ in range(2):
                looking = asyncio.create_task(app.bot.briefings.dispatcher.run_once())
                while not (await asyncio.wait({looking}, timeout=2.0))[0]:
                    self.clock.turn(seconds=20)
                await looking
                self.clock.turn(seconds=15)
            self.clock.turn(minutes=29, seconds=30)

    async def _break(self, app: BriefingApp, event: str) -> None:
        faults = self.double.faults
        if event == "backup":
            self._copy()
        elif event == "restore":
            restore_database(self.chance.choice(self.copies[-3:]), self.file)
        elif event == "step":
            wrong = timedelta(minutes=self.chance.choice(STEPS))
            self.clock.ahead = timedelta() if self.clock.ahead and self.chance.random() < 0.7 else wrong
        elif event == "lost":
            faults.add(None, POST, method="POST", lost=True, times=self.chance.choice((1, 2)))
        elif event == "error":
            status = self.chance.choice((500, 502, 503, 504))
            faults.add(status, POST, method="POST", lost=True, times=self.chance.choice((1, 2)))
        elif event == "refused":
            faults.add(503, POST, method="POST", times=self.chance.choice((1, 2)))
        elif event == "new":
            await app.state.database.execute(text(EVERYTHING_NEW))

    def _copy(self) -> None:
        copy = self.file.with_name(f"copy-{len(self.copies)}.db")
        copy_database(self.file, copy)
        self.copies.append(copy)

    def count(self) -> None:
        """Each day's briefing against what stands in the channels: by its first message."""
        last = self.clock.double.now()
        for key, settings in self.keys.items():
            place = self.double.channel(str(settings.channel_id))
            around = [place, *(c for c in self.double.world.channels.values() if c.parent is place)]
            found = [m for c in around for m in c.messages.values() if _is_briefing(m)]
            self.tally.messages += len(found)
            ids = Counter(map(carried, found))
            self.tally.doubled += [name for name, count in ids.items() if count > 1]
            firsts = {name: m for m in found if (name := carried(m)).endswith("-0") and "-now" not in name}
            days: Counter[str] = Counter(name.split("-")[1][:8] for name in firsts)
            self.tally.doubled += [f"{key}-{day}" for day, count in days.items() if count > 1]
            for day in _days(settings, last):
                self.tally.briefings += 1
                if not days[day]:
                    self.tally.missing.append(f"{key}-{day}")
            for name, message in firsts.items():
                at = datetime.fromtimestamp(message.timestamp, UTC)
                if name.split("-")[1][:8] != f"{at:%Y%m%d}":
                    self.tally.on_another_day.append(f"{name} on {at:%d %H:%M}")


def _is_briefing(message: Message) -> bool:
    return bool(message.components) and not message.deleted


def _days(settings: SubscriptionSettings, last: float) -> Iterator[str]:
    """The days whose time had come at least an hour before the end."""
    day: date = EIGHT.date()
    end = datetime.fromtimestamp(last, UTC) - timedelta(hours=1)
    while (at := datetime.combine(day, settings.local_time, UTC)) < end:
        if at > EIGHT:
            yield f"{day:%Y%m%d}"
        day += timedelta(days=1)


Tell = Callable[..., Awaitable[None]]


@pytest.fixture
def live_through(open_app: OpenApp, double: Double, clock: MachineClock, file: Path, total: Tally) -> Tell:
    async def tell(seed: int, breaks: int, deaf: bool = False) -> None:
        """`deaf`: whoever runs the bot takes no direct messages, so that none shows what time it is."""
        double.user("owner").accepts_dms = not deaf
        story = Story(open_app, double, clock, file, Random(seed))
        await story.live(breaks)
        story.count()
        total.add(story.tally)
        assert (story.tally.doubled, story.tally.missing) == ([], []), str(story.tally)

    return tell


@pytest.mark.timeout(120)
async def test_a_few_breaks(live_through: Tell) -> None:
    await live_through(8, 6)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(2, 14))
async def test_three_hundred_breaks(live_through: Tell, seed: int) -> None:
    await live_through(seed, 25)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(14, 18))
async def test_a_hundred_breaks_of_which_nobody_can_be_told(live_through: Tell, seed: int) -> None:
    await live_through(seed, 25, deaf=True)
