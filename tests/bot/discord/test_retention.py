"""What is kept for a limited time is erased when that time is over, in the database and in memory."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.discord.core import Preferences
from bot.discord.retention import purge_expired
from bot.store import PostedAnswer, Store, SubscriptionSettings, open_store
from bot.store.schema import deliveries, gap_askers, posted_answers
from briefs.briefing import Due
from tests.bot.delivery.fakes import HandClock

TABLES = {"questions": gap_askers, "answers": posted_answers, "deliveries": deliveries}


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def state(tmp_path: Path, clock: HandClock) -> AsyncIterator[Store]:
    numbers = itertools.count(1)
    async with open_store(tmp_path / "state.db", clock, tokens=lambda: f"key{next(numbers)}") as state:
        yield state


async def leave_traces(state: Store, clock: HandClock) -> None:
    now = clock.now()
    await state.unanswered.record("person", 2, person="putin")
    answer = PostedAnswer("key", 1, 5, 6, 2, "position", {}, 0, now)
    await state.sent_answers.keep_all([(answer, ())])
    subscription = await state.subscriptions.add(SubscriptionSettings(5, guild_id=1, owner_id=2))
    assert subscription.next_due_at is not None
    day = subscription.next_due_at.date()
    due = Due(subscription.key, day, subscription.next_due_at, True, timedelta(), ())
    assert await state.deliveries.skip(subscription, due, "empty", day)


async def counts(state: Store) -> dict[str, int]:
    return {
        name: int(await state.database.fetch_value(select(func.count()).select_from(table)))
        for name, table in TABLES.items()
    }


async def test_each_kind_is_erased_in_its_time_and_not_before(state: Store, clock: HandClock) -> None:
    preferences = Preferences(state)
    await preferences.load()
    await leave_traces(state, clock)
    clock.turn(days=80)
    await purge_expired(state, preferences)
    assert await counts(state) == {"questions": 1, "answers": 1, "deliveries": 1}
    clock.turn(days=20)
    await purge_expired(state, preferences)
    assert await counts(state) == {"questions": 0, "answers": 1, "deliveries": 0}
    clock.turn(days=400)
    await purge_expired(state, preferences)
    assert await counts(state) == {"questions": 0, "answers": 0, "deliveries": 0}


async def test_a_copy_that_the_program_made_goes_after_thirty_days(
    state: Store, clock: HandClock, tmp_path: Path
) -> None:
    preferences, copy = Preferences(state), tmp_path / "state.db.before-restore"
    copy.write_bytes(b"of before")
    os.utime(copy, (clock.now().timestamp(),) * 2)
    clock.turn(days=29)
    await purge_expired(state, preferences)
    assert copy.exists()
    clock.turn(days=2)
    await purge_expired(state, preferences)
    assert not copy.exists()


async def test_a_server_that_left_is_forgotten_in_memory_too(state: Store, clock: HandClock) -> None:
    preferences = Preferences(state)
    await preferences.change_guild(1, language="ru")
    await preferences.guild_left(1)
    clock.turn(days=31)
    await purge_expired(state, preferences)
    assert preferences.guild(1).language is None
