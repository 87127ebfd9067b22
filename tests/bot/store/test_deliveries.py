"""Subscriptions and deliveries: what is owed, claimed, told, and why."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.store import Store, open_store
from bot.store.delivery_types import DeliveryBatch, Lease, delivery_id
from bot.store.subscriptions import Subscription, SubscriptionSettings
from briefs.briefing.schedule import Due, due
from briefs.errors import UserError
from tests.bot.store.rows import deliveries_of


def owed(clock, subscription: Subscription) -> Due:
    decided = {subscription.key: subscription.last_day} if subscription.last_day else {}
    [item] = due(clock.now(), [subscription.schedule], decided)
    return item


def batch(clock, slot: str = "2026-03-03", parts: int = 1, pair: str | None = None) -> DeliveryBatch:
    return DeliveryBatch(slot, date(2026, 3, 3), ("{}",) * parts, 5, pair, clock.now() + timedelta(hours=6))


def mine(clock, holder: str = "me", seconds: float = 30) -> Lease:
    return Lease(holder, clock.now() + timedelta(seconds=seconds))


@pytest.fixture
async def subscription(state: Store, clock) -> Subscription:
    """Daily at nine, added just after nine on 2 March, looked at on 3 March at nine."""
    clock.turn(seconds=1)
    added = await state.subscriptions.add(SubscriptionSettings(5, guild_id=1, owner_id=2, local_time=time(9)))
    clock.turn(days=1, seconds=-1)
    return added


async def test_a_new_subscription_is_due_from_now_and_knows_the_archive(state: Store, clock) -> None:
    assert await state.subscriptions.register_statements(["a", "b", "c"]) == 3
    clock.turn(minutes=1)
    added = await state.subscriptions.add(
        SubscriptionSettings(5, timezone="Asia/Tokyo", local_time=time(7), days=(1, 3))
    )
    assert added.seen_to == 3
    assert added.next_due_at == datetime(2026, 3, 3, 22, tzinfo=UTC)  # Wednesday seven o'clock in Tokyo
    assert await state.subscriptions.get(added.key) == added


async def test_a_rebuilt_library_makes_nothing_new(state: Store) -> None:
    await state.subscriptions.register_statements(["a", "b"])
    assert await state.subscriptions.register_statements(["b", "a"]) == 0
    assert await state.subscriptions.register_statements(["c", "b"]) == 1
    assert await state.subscriptions.register_statements([]) == 0
    assert await state.subscriptions.register_statements(["a", "b"]) == 0  # and again after it was gone
    assert await state.subscriptions.numbers() == {"a": 1, "b": 2, "c": 3}


async def test_a_large_library_is_numbered_in_its_order(state: Store) -> None:
    ids = [f"statement-{n}" for n in range(2500)]
    await state.subscriptions.register_statements(ids[700:800])
    assert await state.subscriptions.register_statements(ids) == 2400
    numbers = await state.subscriptions.numbers()
    assert sorted(numbers.values()) == list(range(1, 2501))
    assert sorted(numbers, key=numbers.__getitem__) == ids[700:800] + ids[:700] + ids[800:]


async def test_due_ones_come_in_order_and_in_pages(state: Store, clock) -> None:
    for hour in (11, 10, 12):
        await state.subscriptions.add(SubscriptionSettings(hour, local_time=time(hour)))
    assert await state.subscriptions.due(clock.now()) == ()
    clock.turn(hours=2)
    found = await state.subscriptions.due(clock.now())
    assert [item.settings.channel_id for item in found] == [10, 11]
    assert found[0].next_due_at is not None
    rest = await state.subscriptions.due(clock.now(), after=(found[0].next_due_at, found[0].key))
    assert [item.settings.channel_id for item in rest] == [11]


async def test_a_refused_edit_changes_nothing(state: Store, subscription: Subscription) -> None:
    for changes in ({"timezone": "Europe/Atlantis"}, {"days": ()}):
        with pytest.raises(UserError):
            await state.subscriptions.edit(subscription.key, **changes)
    assert await state.subscriptions.get(subscription.key) == subscription
    assert await state.subscriptions.edit("nobody", topics=("x",)) is None


async def test_an_edit_of_topics_leaves_the_time_alone(
    state: Store, clock, subscription: Subscription
) -> None:
    edited = await state.subscriptions.edit(subscription.key, topics=("syria",))
    assert edited is not None
    assert (edited.settings.topics, edited.next_due_at) == (("syria",), subscription.next_due_at)


async def test_an_edited_time_counts_from_now_and_doubles_no_day(
    state: Store, clock, subscription: Subscription
) -> None:
    assert await state.deliveries.claim(subscription, batch(clock), mine(clock), owed(clock, subscription))
    edited = await state.subscriptions.edit(subscription.key, local_time=time(18))
    assert edited is not None and edited.next_due_at == datetime(2026, 3, 4, 18, tzinfo=UTC)
    moved = await state.subscriptions.edit(subscription.key, timezone="Pacific/Auckland", local_time=time(8))
    assert moved is not None and moved.next_due_at == datetime(2026, 3, 3, 19, tzinfo=UTC)  # 4 March there


async def test_pause_and_resume(state: Store, clock, subscription: Subscription) -> None:
    assert await state.subscriptions.pause(subscription.key, "asked")
    assert not await state.subscriptions.pause(subscription.key, "asked")
    clock.turn(days=5, hours=1)
    assert await state.subscriptions.due(clock.now()) == ()
    resumed = await state.subscriptions.resume(subscription.key)
    assert resumed is not None and resumed.next_due_at == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert resumed.paused_reason is None


async def test_only_one_of_two_processes_gets_a_day(address, clock) -> None:
    async with open_store(address, clock) as first, open_store(address, clock) as second:
        added = await first.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
        clock.turn(days=1)
        item = owed(clock, added)
        claims = (
            state.deliveries.claim(added, batch(clock), mine(clock, name), item)
            for state, name in ((first, "a"), (second, "b"), (first, "c"), (second, "d"))
        )
        assert sorted(map(len, await asyncio.gather(*claims))) == [0, 0, 0, 1]
        assert await second.subscriptions.due(clock.now()) == ()


@pytest.mark.parametrize("change", ["edit", "pause", "remove"])
async def test_a_subscription_that_changed_meanwhile_is_not_claimed(
    state: Store, clock, subscription: Subscription, change: str
) -> None:
    item = owed(clock, subscription)
    if change == "edit":
        await state.subscriptions.edit(subscription.key, local_time=time(10))
    elif change == "pause":
        await state.subscriptions.pause(subscription.key, "asked")
    else:
        await state.subscriptions.remove(subscription.key)
    assert not await state.deliveries.claim(subscription, batch(clock), mine(clock), item)
    assert await deliveries_of(state, subscription.key) == ()


async def test_a_briefing_is_told_when_its_last_message_stands(
    state: Store, clock, subscription: Subscription
) -> None:
    item = owed(clock, subscription)
    await state.deliveries.claim(subscription, batch(clock, parts=2, pair="a|b|t"), mine(clock), item)
    first, second = await state.deliveries.of_slot(subscription.key, "2026-03-03")
    await state.deliveries.confirm(first, 100)
    halfway = await state.subscriptions.get(subscription.key)
    assert halfway is not None and halfway.seen_to == 0
    await state.deliveries.confirm(second, 101)
    told = await state.subscriptions.get(subscription.key)
    assert told is not None and (told.seen_to, told.last_dated) == (5, date(2026, 3, 3))
    assert await state.deliveries.pairs(subscription.key) == {"a|b|t": (date(2026, 3, 3), 1)}
    assert [(found.outcome, found.day) for found in await state.deliveries.decisions(subscription.key)] == [
        ("delivered", date(2026, 3, 3))
    ]
    assert await state.deliveries.last_sent() == clock.now()
    await state.deliveries.confirm(second, 101)  # a second look changes nothing
    assert len(await state.deliveries.decisions(subscription.key)) == 1


async def test_what_a_dead_process_left_is_taken_over_by_one(
    state: Store, clock, subscription: Subscription
) -> None:
    key = subscription.key
    await state.deliveries.claim(subscription, batch(clock), mine(clock), owed(clock, subscription))
    assert await state.deliveries.open() == ()
    assert await state.deliveries.take_over(key, "2026-03-03", mine(clock, "other")) == ()
    clock.turn(seconds=31)
    assert await state.deliveries.open() == ((key, "2026-03-03"),)
    [taken] = await state.deliveries.take_over(key, "2026-03-03", mine(clock, "other"))
    assert taken.holder == "other"
    assert not await state.deliveries.extend_lease(replace(taken, holder="me"), mine(clock).until)
    assert await state.deliveries.extend_lease(taken, mine(clock).until, attempt=True)


async def test_giving_up_pauses_and_is_news_once(state: Store, clock, subscription: Subscription) -> None:
    for slot, news in (("2026-03-03", True), ("now-a", False)):
        assert await state.deliveries.claim(subscription, batch(clock, slot), mine(clock))
        assert not await state.deliveries.claim(subscription, batch(clock, "now-b"), mine(clock))
        [row] = await state.deliveries.of_slot(subscription.key, slot)
        assert await state.deliveries.abandon(row, "failed", "forbidden", pause=True) == news
    after = await state.subscriptions.get(subscription.key)
    assert after is not None
    assert (after.paused_reason, after.next_due_at, after.seen_to) == ("forbidden", None, 0)


async def test_what_was_perhaps_read_counts_as_told(state: Store, clock, subscription: Subscription) -> None:
    await state.deliveries.claim(subscription, batch(clock), mine(clock), owed(clock, subscription))
    [row] = await deliveries_of(state, subscription.key)
    await state.deliveries.abandon(row, "unsettled", "unreadable")
    after = await state.subscriptions.get(subscription.key)
    assert after is not None and after.seen_to == 5
    assert (await state.deliveries.decisions(subscription.key))[0].facts["reason"] == "unreadable"


async def test_skipped_and_missed_days_are_decided_too(
    state: Store, clock, subscription: Subscription
) -> None:
    clock.turn(days=3, hours=7)
    item = owed(clock, subscription)
    assert await state.deliveries.skip(subscription, item, "late", date(2026, 3, 6))
    assert not await state.deliveries.skip(subscription, item, "late", date(2026, 3, 6))
    rows = await deliveries_of(state, subscription.key)
    assert {row.slot: row.reason for row in rows} == {
        "2026-03-03": "missed", "2026-03-04": "missed", "2026-03-05": "missed", "2026-03-06": "late",
    }  # fmt: skip
    why = await state.deliveries.decisions(subscription.key)
    assert [(found.facts["reason"], found.day.day) for found in why] == [("late", 6), ("missed", 5)]
    assert why[0].facts["late"] == 7 * 60


async def test_why_keeps_ten(state: Store, clock, subscription: Subscription) -> None:
    current: Subscription | None = subscription
    for day in range(3, 16):
        assert current is not None
        await state.deliveries.skip(current, owed(clock, current), "empty", date(2026, 3, day))
        current = await state.subscriptions.get(subscription.key)
        clock.turn(days=1)
    assert [found.day.day for found in await state.deliveries.decisions(subscription.key)] == list(
        range(15, 5, -1)
    )


async def test_old_deliveries_go_and_open_ones_stay(state: Store, clock, subscription: Subscription) -> None:
    await state.deliveries.claim(subscription, batch(clock, "now-a"), mine(clock))
    [row] = await state.deliveries.of_slot(subscription.key, "now-a")
    await state.deliveries.confirm(row, 1)
    told = await state.subscriptions.get(subscription.key)
    assert told is not None
    assert not await state.deliveries.claim(subscription, batch(clock), mine(clock)), "composed too early"
    assert await state.deliveries.claim(told, batch(clock), mine(clock))
    clock.turn(days=91)
    assert await state.deliveries.forget_older() == 1
    assert [row.slot for row in await deliveries_of(state, subscription.key)] == ["2026-03-03"]


def test_a_delivery_id_fits_a_nonce() -> None:
    assert delivery_id("abcdefghij", "2026-03-03", 12) == "abcdefghij-20260303-12"
    with pytest.raises(ValueError, match="longer"):
        delivery_id("abcdefghij", "now-abcdefghijkl", 0)
