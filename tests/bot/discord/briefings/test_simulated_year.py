"""A year of the bot in a loopback Discord: twenty subscriptions in ten zones, the bot down now and then.

The clock goes from one due minute to the next, so that the year takes as long as its messages do. The
ordinary tests live through the weeks in which clocks change, `make soak` through the whole year.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.store import Store
from bot.store.deliveries import Delivery
from bot.store.subscriptions import Subscription, SubscriptionSettings
from briefs.briefing.schedule import EVERY_DAY, local_day, occurrences
from briefs.i18n import Translator
from briefs.text.dates import date_in_words
from tests.bot.discord.app import ids_of, text_of
from tests.bot.discord.briefings.app import BriefingApp, OneClock
from tests.bot.store.rows import deliveries_of
from tests.discord_double import Double
from tests.discord_double.world import Channel, Message

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe",
    "Africa/Casablanca", "Asia/Kathmandu", "America/Nuuk", "Pacific/Chatham", "Pacific/Kiritimati",
)  # fmt: skip
TIMES = (time(0), time(2, 30), time(9), time(23, 30))
QUIET = ("line", "pair", "skip")


@dataclass(frozen=True)
class Span:
    """Before each of the `outages`, in hours, the bot goes on for days: from one of `lives` to the other."""

    start: datetime
    days: int
    lives: tuple[int, int]
    outages: tuple[int, ...]


YEAR = Span(datetime(2027, 3, 1, 12, tzinfo=UTC), 366, (40, 60), (1, 5, 7, 60, 30, 9))  # 29 February is in it
MARCH = Span(datetime(2027, 3, 12, 12, tzinfo=UTC), 4, (1, 2), (7,))  # New York and Casablanca
SPRING = Span(datetime(2027, 3, 26, 12, tzinfo=UTC), 10, (1, 3), (1, 60))  # autumn in the south
AUTUMN = Span(datetime(2027, 10, 28, 12, tzinfo=UTC), 13, (2, 4), (5, 30))
OpenApp = Callable[..., AbstractAsyncContextManager[BriefingApp]]


class Calendar(OneClock):
    """Only the limiter's short waits end: the rounds of other features would go with every due minute."""

    async def sleep(self, seconds: float) -> None:
        if seconds >= 2:
            await asyncio.get_running_loop().create_future()
        await super().sleep(seconds)


@pytest.fixture
def clock() -> OneClock:
    return Calendar()


@pytest.fixture
def span(request: pytest.FixtureRequest) -> Span:
    return request.param


@pytest.fixture
async def double(clock: OneClock, span: Span) -> AsyncIterator[Double]:
    """Without Discord's document, against which the other tests hold every request."""
    clock.to(span.start)
    async with Double(clock=clock.double, openapi_checks=False) as made:
        yield made
        made.check()


def places(double: Double) -> list[tuple[str, Channel]]:
    """Twenty places, of every kind that a briefing goes to."""
    world, guild = double.world, double.guild
    found = [("channel", world.add_channel(guild, f"news-{number}")) for number in range(13)]
    found += [("forum", world.add_forum(guild, f"forum-{number}", "daily")) for number in range(3)]
    for number in range(2):
        opened = world.add_thread(found[number][1], f"thread-{number}", double.owner, double.mint.fixed(), 0)
        found.append(("thread", opened))
    return [*found, *(("dm", world.dm(double.user(name))) for name in ("reader", "manager"))]


async def subscribe(app: BriefingApp, found: list[tuple[str, Channel]]) -> list[Subscription]:
    await app.bot.briefings.composer.snapshot()
    made = []
    for number, (kind, place) in enumerate(found):
        whose: dict[str, Any] = {"guild_id": app.double.guild.id}
        if kind == "dm":
            whose = {"user_id": place.recipients[-1].id}
        settings = SubscriptionSettings(
            place.id, kind, **whose, timezone=ZONES[number % 10], local_time=TIMES[number % 4],
            days=EVERY_DAY if number % 5 else (1, 3, 5), when_empty=QUIET[number % 3],
        )  # fmt: skip
        made.append(await app.state.subscriptions.add(settings))
    return made


def next_moment(file: Path) -> datetime:
    """When the bot has something to do next: the clock goes there at once."""
    with closing(sqlite3.connect(file)) as connection:
        [[text]] = connection.execute("SELECT min(next_due_at) FROM subscriptions")
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def live(app: BriefingApp, file: Path, until: datetime) -> None:
    while (moment := next_moment(file)) < until:
        app.clock.to(max(app.clock.now(), moment))
        await app.bot.briefings.dispatcher.run_once()
    app.clock.to(max(app.clock.now(), until))


def messages(app: BriefingApp, subscription: Subscription) -> list[Message]:
    """All that stands in a subscription's place, the posts of a forum and threads of a channel included."""
    place = app.double.channel(str(subscription.settings.channel_id))
    around = [place, *(c for c in app.double.world.channels.values() if c.parent is place)]
    mine = place if subscription.settings.kind == "thread" else None
    found = [m for c in around for m in c.messages.values() if mine or not c.name.startswith("thread-")]
    return sorted(found, key=lambda message: message.id)


def carried(message: Message) -> str:
    return next(id for id in ids_of(message) if ":briefing:" in id).rpartition(":")[2]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "span",
    [
        pytest.param(MARCH, id="march", marks=pytest.mark.soak),
        pytest.param(SPRING, id="spring"),
        pytest.param(AUTUMN, id="autumn"),
        pytest.param(YEAR, id="year", marks=pytest.mark.soak),
    ],
    indirect=True,
)
async def test_each_local_day_is_decided_once(
    span: Span, open_app: OpenApp, file: Path, clock: OneClock, double: Double
) -> None:
    found, chance, subscriptions = places(double), Random(3), []
    for hours in span.outages:
        async with open_app(rules=None) as app:
            subscriptions = subscriptions or await subscribe(app, found)
            length = chance.randrange(*span.lives)
            await live(app, file, clock.now() + timedelta(days=length))
        clock.turn(hours=hours)
    async with open_app(rules=None) as app:
        await live(app, file, span.start + timedelta(days=span.days))
        for subscription in subscriptions:
            await check(app, app.state, subscription)


async def check(app: BriefingApp, state: Store, subscription: Subscription) -> None:
    settings = subscription.settings
    rows = await deliveries_of(state, subscription.key)
    owed = Counter(days_until(subscription, app.clock.now()))
    assert Counter(date.fromisoformat(row.slot) for row in rows if not row.part) == owed, settings.timezone
    assert {row.status for row in rows} <= {"confirmed", "skipped"}
    sent = messages(app, subscription)
    confirmed = {row.id: row for row in rows if row.status == "confirmed"}
    assert Counter(map(carried, sent)) == Counter(confirmed.keys())
    for message in sent:
        dated(message, confirmed[carried(message)], settings)


def dated(message: Message, row: Delivery, settings: SubscriptionSettings) -> None:
    """The date that stands on it is its own day, or that on which it went out for several."""
    day = local_day(datetime.fromtimestamp(message.timestamp, UTC), settings.timezone)
    assert row.dated in (date.fromisoformat(row.slot), day)
    assert text_of(message).startswith(f"Briefing for {date_in_words(row.dated, Translator('en'))}")


def days_until(subscription: Subscription, end: datetime) -> list[date]:
    found = []
    for occurrence in occurrences(subscription.schedule, None):
        if occurrence.at >= end:
            return found
        found.append(occurrence.day)
    return found
