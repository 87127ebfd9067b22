"""Rows of briefings, and the conditions that find them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from bot.store.delivery_types import Delivery, DeliveryStatus, delivery_id
from bot.store.schema import deliveries
from bot.store.subscriptions import Subscription

LONGEST_LEASE = timedelta(hours=1)
EARLY_SLOT = "early-"


def has_message(connection: Connection, delivery: Delivery, status: DeliveryStatus) -> bool:
    """Whether a message of the same briefing has this status."""
    same = in_slot(delivery.subscription_key, delivery.slot)
    query = select(deliveries.c.id).where(same, deliveries.c.status == status).limit(1)
    return connection.execute(query).first() is not None


def early_slot(slot: str, number: int) -> str:
    """What a briefing's slot becomes that was sent so long before its day that the day is still to come."""
    return f"{EARLY_SLOT}{slot}-{number}"


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
