"""A briefing is claimed with all its messages or not at all, and what a reader has seen stays seen."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.store import Store, SubscriptionSettings
from bot.store.delivery_rows import advance_watermark, claimed_row
from bot.store.delivery_types import Delivery, DeliveryBatch, Lease
from bot.store.schema import deliveries
from tests.bot.store.rows import deliveries_of


def batch(clock, seen_to: int = 5) -> DeliveryBatch:
    later = clock.now() + timedelta(hours=1)
    return DeliveryBatch("now-abcde", date(2026, 3, 2), ("{}", "{}"), seen_to, None, later)


async def test_where_one_message_is_anothers_none_is_claimed(state: Store, clock) -> None:
    subscription = await state.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    lease = Lease("me", clock.now() + timedelta(seconds=30))
    second = claimed_row(subscription.key, batch(clock), 1, lease, clock.now(), 0) | {"status": "failed"}
    await state.database.execute(deliveries.insert().values(second))
    assert await state.deliveries.claim(subscription, batch(clock), lease) == ()
    assert [row.part for row in await deliveries_of(state, subscription.key)] == [1]


async def test_an_older_briefing_makes_nothing_new_again(state: Store, clock) -> None:
    await state.subscriptions.register_statements([f"s-{number}" for number in range(9)])
    subscription = await state.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    lease = Lease("me", clock.now() + timedelta(seconds=30))
    row = claimed_row(subscription.key, batch(clock, 5), 0, lease, clock.now(), 0)
    older = Delivery(**row, message_id=None, reason=None, settled_at=None)
    await state.database.write(lambda connection: advance_watermark(state.database, connection, older))
    kept = await state.subscriptions.get(subscription.key)
    assert kept is not None and (subscription.seen_to, kept.seen_to) == (9, 9)
