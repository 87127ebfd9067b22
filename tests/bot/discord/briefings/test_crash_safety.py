"""SIGKILL of the whole bot around a delivery, a second process beside it: no message twice, none lost.

A briefing that was claimed, not posted, and found a day later gives way to that day's, which tells the same;
one that stands in part is finished.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time as real
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

import pytest

from bot.store import open_store
from bot.store.subscriptions import Subscription, SubscriptionSettings
from briefs import paths
from tests import forked
from tests.bot.discord.app import ids_of
from tests.bot.discord.briefings.app import EIGHT, OneClock
from tests.bot.store.rows import deliveries_of
from tests.discord_double import Double
from tests.discord_double.world import Channel, Message
from tests.paths import REPOSITORY

POINTS = ("before-claim", "after-claim", "after-send", "after-confirm")
LEASE = 8.0  # seconds; a dead process's work is free again then
SHORT_LEASE = 2.0  # where no second process is beside that a busy machine might hold up for so long
TWICE = (*POINTS, *POINTS, "anywhere", "anywhere")
CHAINS = -(-int(os.environ.get("ONRECORD_SOAK", "200")) // (2 * len(POINTS)))
GIVEN_WAY = {("skipped", "missed"), ("skipped", "late"), ("failed", "window")}


@dataclass
class Tally:
    """What the chains of a run came to."""

    kills: Counter[str] = field(default_factory=Counter)
    beside: int = 0
    restarts: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    sent: int = 0
    given_way: int = 0

    def __str__(self) -> str:
        kills = ", ".join(f"{point} {count}" for point, count in sorted(self.kills.items()))
        again = ", ".join(f"{after} {count}" for after, count in sorted(self.restarts.items()))
        return (
            f"{self.kills.total()} kills ({kills}), {self.beside} with a second process beside; "
            f"started again after {again}. {self.messages} messages; of {self.sent + self.given_way} days of "
            f"subscriptions {self.sent} have one briefing, {self.given_way} gave way to a later day's"
        )


@pytest.fixture(scope="module")
def tally(said_at_the_end: Callable[[object], None]) -> Iterator[Tally]:
    """What it came to stands at the end of `make soak`."""
    made = Tally()
    yield made
    said_at_the_end(made)


@dataclass
class Place:
    """A database, its Discord, and the clock of both."""

    double: Double
    clock: OneClock
    file: Path
    tally: Tally
    lease: float = LEASE

    def everything_is_new(self) -> None:
        """So that each day's briefing has several messages."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute("UPDATE subscriptions SET seen_to = 0")

    def start(self, point: str, skipped: int = 0) -> ForkServerProcess:
        arguments = [str(self.file), self.double.address, self.double.token, str(paths.cache_dir(REPOSITORY)),
                     self.clock.now().isoformat(), str(self.lease), point, str(skipped)]  # fmt: skip
        return forked.start("tests.bot.discord.briefings.crashing_process", *arguments)

    async def run(self, point: str, skipped: int = 0, beside: bool = False) -> bool:
        """Whether it was killed. The clock of Discord follows those of the processes."""
        begun = real.monotonic()
        second = self.start("nowhere") if beside else None
        status = await asyncio.to_thread(forked.ended, self.start(point, skipped), 60)
        assert status in (-signal.SIGKILL, 0)
        assert second is None or await asyncio.to_thread(forked.ended, second, 60) == 0
        self.clock.turn(seconds=real.monotonic() - begun)
        self.tally.beside += beside
        self.tally.kills.update([point] if status else [])
        return status != 0

    def next_day(self) -> None:
        """Nine o'clock of the next day, whatever the time was."""
        days = (self.clock.now() - EIGHT).days + 1
        self.clock.to(EIGHT + timedelta(days=days, hours=1, seconds=1))
        self.everything_is_new()

    def messages(self, settings: SubscriptionSettings) -> list[Message]:
        """All that stands in a place, threads and posts included."""
        place = self.double.channel(str(settings.channel_id))
        around: list[Channel] = [place]
        around += [one for one in self.double.world.channels.values() if one.parent is place]
        return [message for one in around for message in one.messages.values()]


@pytest.fixture
async def place(tmp_path: Path, tally: Tally) -> AsyncIterator[Place]:
    """Subscriptions of a channel, a forum and a person."""
    clock, file = OneClock(), tmp_path / "state.db"
    async with Double(clock=clock.double, openapi_checks=False) as double:
        double.limiter.buckets.clear()  # their pace costs real seconds; the tests of faults keep to it
        guild, reader = double.guild, double.user("reader")
        async with open_store(file, clock) as state:
            direct = double.world.dm(reader)
            all_settings = (
                SubscriptionSettings(double.channel("general").id, "channel", guild.id, local_time=time(9)),
                SubscriptionSettings(double.channel("archive").id, "forum", guild.id, local_time=time(9)),
                SubscriptionSettings(direct.id, "dm", user_id=reader.id, local_time=time(9)),
            )
            for settings in all_settings:
                await state.subscriptions.add(settings)
        yield Place(double, clock, file, tally)


async def killed_and_started_again(place: Place, seed: int, points: tuple[str, ...]) -> None:
    """Killed once for each of `points`; the next start is at once, soon, or a day later."""
    chance = Random(seed)
    waiting = chance.sample(points, len(points))
    place.next_day()
    while waiting:
        if await place.run(waiting[0], chance.randrange(3), beside=chance.random() < 0.25):
            waiting.pop(0)
            after = chance.choice(["a second", "ten minutes", "a day"])
            place.tally.restarts[after] += 1
            seconds = {"a second": 1, "ten minutes": 600, "a day": 86400}[after]
            place.clock.turn(seconds=seconds)
        else:  # everything was delivered before the point was passed so often
            place.next_day()
    assert not await place.run("nowhere")
    async with open_store(place.file, place.clock) as state:
        for subscription in await state.subscriptions.due(place.clock.now() + timedelta(days=2)):
            await check(place, state, subscription)


async def check(place: Place, state, subscription: Subscription) -> None:
    """Each message once, each day decided once, and what shows a statement is kept for corrections."""
    rows = await deliveries_of(state, subscription.key)
    confirmed = {row.id: row for row in rows if row.status == "confirmed"}
    stand = {carried(message): message for message in place.messages(subscription.settings)}
    assert Counter(map(carried, place.messages(subscription.settings))) == Counter(confirmed.keys())
    assert {(row.status, row.reason) for row in rows if row.status != "confirmed"} <= GIVEN_WAY
    days = Counter(date.fromisoformat(row.slot) for row in rows if not row.part)
    first, last = min(days), max(days)
    assert days == Counter(first + timedelta(days=step) for step in range((last - first).days + 1))
    for id, message in stand.items():
        kept = await state.sent_answers.answer(id)
        assert kept is None or (kept.channel_id, kept.message_id) == (message.channel.id, message.id)
        assert (kept is not None) == any(id.startswith("or:s:briefone:") for id in ids_of(message))
    sent = {row.slot for row in confirmed.values()}
    assert all(row.status == "confirmed" for row in rows if row.slot in sent), "all of it or nothing"
    place.tally.messages += len(stand)
    place.tally.sent += len(sent)
    place.tally.given_way += len(days) - len(sent)


def carried(message: Message) -> str:
    return next(id for id in ids_of(message) if ":briefing:" in id).rpartition(":")[2]


@pytest.mark.timeout(180)
async def test_the_bot_killed_and_started_again(place: Place) -> None:
    place.lease = SHORT_LEASE
    await killed_and_started_again(place, 1, POINTS)
    assert not place.tally.beside


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(2, CHAINS + 2))
async def test_the_bot_killed_again_and_again(place: Place, seed: int) -> None:
    await killed_and_started_again(place, seed, TWICE)


def test_the_points_are_those_of_the_dispatcher() -> None:
    code = "".join(
        (REPOSITORY / "bot/delivery" / f"{name}.py").read_text() for name in ("dispatcher", "message_sender")
    )
    assert all(f'_inject_fault("{point}")' in code for point in POINTS)
