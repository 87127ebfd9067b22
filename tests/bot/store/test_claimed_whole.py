"""A briefing is claimed with all its messages or not at all, and what a reader has seen stays seen."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import delete, update

from bot.store import Store, SubscriptionSettings
from bot.store.delivery_confirmations import advance_watermarks
from bot.store.delivery_types import DeliveryBatch, Lease
from bot.store.schema import deliveries
from tests.bot.store.rows import deliveries_of


def batch(clock, seen_to: int = 5) -> DeliveryBatch:
    later = clock.now() + timedelta(hours=1)
    return DeliveryBatch("now-abcde", date(2026, 3, 2), ("{}", "{}"), seen_to, None, later)


async def test_where_one_message_is_anothers_none_is_claimed(state: Store, clock) -> None:
    subscription = await state.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    lease = Lease("me", clock.now() + timedelta(seconds=30))
    assert len(await state.deliveries.claim(subscription, batch(clock), lease)) == 2
    await state.database.execute(delete(deliveries).where(deliveries.c.part == 0))
    await state.database.execute(update(deliveries).values(status="failed"))
    assert await state.deliveries.claim(subscription, batch(clock), lease) == ()
    assert [row.part for row in await deliveries_of(state, subscription.key)] == [1]


async def test_an_older_briefing_makes_nothing_new_again(state: Store, clock) -> None:
    await state.subscriptions.register_statements([f"s-{number}" for number in range(9)])
    subscription = await state.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    lease = Lease("me", clock.now() + timedelta(seconds=30))
    older, _ = await state.deliveries.claim(subscription, batch(clock, 5), lease)
    await state.database.write(lambda connection: advance_watermarks(state.database, connection, [older]))
    kept = await state.subscriptions.get(subscription.key)
    assert kept is not None and (subscription.seen_to, kept.seen_to) == (9, 9)
