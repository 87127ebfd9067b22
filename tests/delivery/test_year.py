"""A year for subscriptions in ten zones, with the bot down now and then: each local day one decision."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from bot.state.subscriptions import Subscription, Wish
from briefs.schedule import local_day, occurrences
from delivery.stage import Stage

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe",
    "Africa/Casablanca", "Asia/Kathmandu", "America/Nuuk", "Pacific/Chatham", "Pacific/Kiritimati",
)  # fmt: skip
# The weeks in which these zones change their clocks; make soak goes through the whole year.
WEEKS = [(date(2026, 3, 6), 5), (date(2026, 3, 26), 7), (date(2026, 9, 24), 12), (date(2026, 10, 23), 10)]
YEAR = pytest.param(date(2026, 3, 1), 366, marks=pytest.mark.soak)
TIMES = (time(0), time(2, 30), time(9), time(23, 30))


async def subscribe(stage: Stage, count: int) -> list[Subscription]:
    found = []
    for number in range(count):
        days = (1, 2, 3, 4, 5, 6, 7) if number % 5 else (1, 3, 5)
        wish = Wish(number, timezone=ZONES[number % 10], local_time=TIMES[number % 4], days=days)
        found.append(await stage.state.subscriptions.add(wish))
    return found


async def next_moment(stage: Stage, end: datetime) -> datetime:
    """When the loop has something to do next: the clock goes there at once."""
    waiting = await stage.state.subscriptions.due(end, 1)
    return (waiting[0].next_due_at if waiting else None) or end


@pytest.mark.parametrize(("start", "length"), [*WEEKS, YEAR])
@pytest.mark.timeout(900)
async def test_each_local_day_is_decided_once(stage: Stage, start: date, length: int) -> None:
    stage.clock.moment = datetime.combine(start, time(12), UTC)
    end = stage.clock.now() + timedelta(days=length)
    subscriptions, chance = await subscribe(stage, 20), Random(3)
    courier, down = stage.courier(), 0
    while stage.clock.now() < end:
        stage.clock.moment = max(stage.clock.now(), await next_moment(stage, end))
        if chance.random() < 0.02:
            stage.clock.turn(hours=chance.choice([1, 5, 9, 60]))
            down += 1
        await courier.tick()
    assert down
    for subscription in subscriptions:
        owed = [o.day for o in _until(subscription, stage.clock.now())]
        rows = await stage.state.deliveries.of(subscription.key)
        decided = Counter(date.fromisoformat(row.slot) for row in rows)
        assert decided == Counter(owed), subscription.wish.timezone
        sent = [m for m in stage.world.messages if m.channel == subscription.wish.channel_id]
        confirmed = [row for row in rows if row.status == "confirmed"]
        assert [m.nonce for m in sent] == [row.id for row in confirmed]
        assert {row.status for row in rows} <= {"confirmed", "skipped"}
        for message in sent:
            assert (
                json.loads(message.body)["dated"]
                == local_day(message.at, subscription.wish.timezone).isoformat()
            )


def _until(subscription: Subscription, end: datetime) -> list:
    found = []
    for occurrence in occurrences(subscription.schedule, None):
        if occurrence.at > end:
            return found
        found.append(occurrence)
    return found
