"""The SQL that decides, claims and settles briefings, each within a transaction of the caller's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, func, or_, select, update

from bot.store.database import Database
from bot.store.delivery_log import decide, lock_subscription
from bot.store.delivery_types import Delivery, DeliveryBatch, DeliveryStatus, Lease, delivery_id
from bot.store.schema import deliveries, pairs_shown, subscriptions
from bot.store.subscriptions import Subscription
from briefs.briefing import Due, next_occurrence

LONGEST_LEASE = timedelta(hours=1)
MISSED_KEPT = 31  # rows for days that nobody was there to decide


def decide_day(database: Database, connection: Connection, subscription: Subscription, due: Due) -> bool:
    """Mark a day and all before it as decided; False where the subscription is no longer as it was read.

    The UPDATE with its condition is the claim itself: of two processes only one finds the row unchanged.
    """
    lock_subscription(connection, subscription.key)
    coming = next_occurrence(subscription.schedule, due.day).at
    unchanged = and_(
        _unchanged(subscription),
        subscriptions.c.next_due_at == subscription.next_due_at,
        subscriptions.c.starts_at == subscription.starts_at,
    )
    done = connection.execute(
        update(subscriptions).where(unchanged).values(last_day=due.day, next_due_at=coming)
    )
    if done.rowcount != 1:
        return False
    # after a month offline a row for each day would be noise; the decision names the first and counts all
    missed, now = due.missed[-MISSED_KEPT:], database.clock.now()
    rows = [skipped_row(subscription, day.isoformat(), day, "missed", now) for day in missed]
    if rows:
        database.insert_or_leave(connection, deliveries, rows)
        facts = {"reason": "missed", "days": len(due.missed), "first": due.missed[0].isoformat()}
        decide(connection, subscription.key, due.missed[-1], "skipped", facts, now)
    return True


def is_as_read(connection: Connection, subscription: Subscription) -> bool:
    """Whether the subscription has the watermark it was read with, and no briefing of it is under way."""
    lock_subscription(connection, subscription.key)
    query = select(subscriptions.c.key).where(_unchanged(subscription))
    return connection.execute(query).first() is not None


def advance_watermark(database: Database, connection: Connection, delivery: Delivery) -> None:
    """What the briefing held is not new to its subscriber any more, and its pair was shown once more."""
    key = delivery.subscription_key
    # never back: an older briefing may be settled after a newer one
    seen = case((subscriptions.c.seen_to < delivery.seen_to, delivery.seen_to), else_=subscriptions.c.seen_to)
    values = {"seen_to": seen, "last_dated": delivery.dated}
    connection.execute(update(subscriptions).where(subscriptions.c.key == key).values(values))
    if delivery.pair:
        row = {"subscription_key": key, "pair": delivery.pair, "last_day": delivery.dated, "times": 0}
        same = and_(pairs_shown.c.subscription_key == key, pairs_shown.c.pair == delivery.pair)
        again = {"last_day": delivery.dated, "times": pairs_shown.c.times + 1}
        database.insert_or_leave(connection, pairs_shown, [row])
        connection.execute(update(pairs_shown).where(same).values(again))


def has_message(connection: Connection, delivery: Delivery, status: DeliveryStatus) -> bool:
    """Whether a message of the same briefing has this status."""
    same = in_slot(delivery.subscription_key, delivery.slot)
    query = select(deliveries.c.id).where(same, deliveries.c.status == status).limit(1)
    return connection.execute(query).first() is not None


def early_slot(slot: str, number: int) -> str:
    """What a briefing's slot becomes that was sent so long before its day that the day is still to come."""
    return f"early-{slot}-{number}"


def times_early(connection: Connection, key: str, slot: str) -> int:
    """How many briefings were sent too early to be that day's."""
    early = deliveries.c.slot.startswith(early_slot(slot, 0)[:-1], autoescape=True)
    query = select(func.count(deliveries.c.slot.distinct())).where(deliveries.c.subscription_key == key)
    return int(connection.execute(query.where(early)).scalar_one())


def claimed_row(
    key: str, batch: DeliveryBatch, part: int, lease: Lease, now: datetime, early: int
) -> dict[str, Any]:
    """The row of one message that is about to be sent; `key` is the subscription's."""
    return {
        "id": delivery_id(key, batch.slot, part, early), "subscription_key": key, "slot": batch.slot,
        "part": part, "parts": len(batch.bodies), "status": "claimed", "dated": batch.dated,
        "body": batch.bodies[part], "seen_to": batch.seen_to, "pair": batch.pair,
        "give_up_at": batch.give_up_at, "holder": lease.holder, "held_until": lease.until,
        "attempts": 0, "claimed_at": now,
    }  # fmt: skip


def skipped_row(
    subscription: Subscription, slot: str, dated: date, reason: str, now: datetime
) -> dict[str, Any]:
    """A row for a day on which nothing is sent."""
    key = subscription.key
    return {
        "id": delivery_id(key, slot, 0), "subscription_key": key, "slot": slot, "part": 0, "parts": 0,
        "status": "skipped", "dated": dated, "seen_to": subscription.seen_to, "give_up_at": now,
        "attempts": 0, "reason": reason, "claimed_at": now, "settled_at": now,
    }  # fmt: skip


def _unchanged(subscription: Subscription) -> Any:
    """The condition that its watermark is as it was read and that no briefing of it is under way."""
    under_way = exists().where(
        deliveries.c.subscription_key == subscriptions.c.key, deliveries.c.status == "claimed"
    )
    return and_(
        subscriptions.c.key == subscription.key, subscriptions.c.seen_to == subscription.seen_to, ~under_way
    )


def is_free(now: datetime) -> Any:
    """The condition that nobody is at a message, or that its lease is none.

    One that ends in more than LONGEST_LEASE was written by a clock that was ahead, and would keep everybody
    away until that clock is right.
    """
    until = deliveries.c.held_until
    return or_(until <= now, until > now + LONGEST_LEASE)


def in_slot(key: str, slot: str) -> Any:
    """The condition for the messages of one briefing."""
    return and_(deliveries.c.subscription_key == key, deliveries.c.slot == slot)


def messages_of(key: str, slot: str) -> Select[Any]:
    """The messages of one briefing, in their order."""
    return select(deliveries).where(in_slot(key, slot)).order_by(deliveries.c.part)


def day_of(delivery: Delivery) -> date:
    """The local day that a delivery decides; one on request counts for the date that stands on it."""
    return date.fromisoformat(delivery.slot) if delivery.slot[:1].isdigit() else delivery.dated
