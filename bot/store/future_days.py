"""Days that a clock that was ahead decided before they came: they are decided again in their time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from bot.store.database import Database
from bot.store.delivery_log import decide, lock_subscriptions
from bot.store.delivery_rows import early_slot, in_slot
from bot.store.delivery_types import EARLY
from bot.store.schema import deliveries, subscriptions
from bot.store.subscriptions import Subscription, read_subscription, rescheduled, subscription_row
from briefs.briefing import local_day
from briefs.errors import UserError

_UNSENT = ("skipped", "failed")
_SLACK = timedelta(minutes=2)  # as clocks may differ
_LONGEST_WAIT = timedelta(days=15)  # for the next of some weekdays; no zone changes its clock by as much


async def decided_ahead(database: Database) -> bool:
    """Whether something was claimed or decided at a moment that is still to come."""
    query = select(deliveries.c.id).where(deliveries.c.claimed_at > database.clock.now() + _SLACK).limit(1)
    return await database.fetch_one(query) is not None


async def reopen_future_days(database: Database) -> tuple[str, ...]:
    """Take back what was decided for days that have not come; the keys of the subscriptions concerned.

    A message that stands there already stays on record. A briefing under way is left to who is at it.
    Only for where a clock was ahead: a subscriber who moves to a zone in the west has such a day too.
    """
    now = database.clock.now()
    ahead = or_(
        subscriptions.c.last_day > now.date(),
        subscriptions.c.starts_at > now,
        subscriptions.c.next_due_at > now + _LONGEST_WAIT,
    )
    found = await database.fetch_all(select(subscriptions).where(ahead))
    undone = select(deliveries.c.subscription_key).distinct().where(_skipped_ahead(now))
    concerned = {one.key for one in map(read_subscription, found) if _is_ahead(one, now)}
    concerned.update(await database.fetch_column(undone))

    def reopen(connection: Connection) -> tuple[str, ...]:
        return tuple(key for key in sorted(concerned) if _reopen(connection, key, now))

    return await database.write(reopen) if concerned else ()


def _skipped_ahead(now: datetime) -> Any:
    """The condition for rows by which a day was skipped at a moment that is still to come."""
    return and_(deliveries.c.claimed_at > now + _SLACK, deliveries.c.status.in_(_UNSENT))


def _is_ahead(subscription: Subscription, now: datetime) -> bool:
    waits_until = subscription.next_due_at or now
    if subscription.starts_at > now or waits_until > now + _LONGEST_WAIT:
        return True
    day = subscription.last_day
    return day is not None and not _has_come(subscription, day, now)


def _has_come(subscription: Subscription, day: date, now: datetime) -> bool:
    try:
        return day <= local_day(now + EARLY, subscription.settings.timezone)
    except UserError:  # a zone that is no longer known: the dispatcher pauses it
        return True


def _reopen(connection: Connection, key: str, now: datetime) -> bool:
    lock_subscriptions(connection, [key])
    own = subscriptions.c.key == key
    row = connection.execute(select(subscriptions).where(own)).mappings().first()
    if row is None:
        return False
    before = read_subscription(row)
    skipped = and_(deliveries.c.subscription_key == key, _skipped_ahead(now))
    undone = connection.execute(delete(deliveries).where(skipped)).rowcount
    if not undone and not _is_ahead(before, now):
        return False  # somebody was quicker
    last_day = before.last_day
    if last_day is not None and (undone or not _has_come(before, last_day, now)):
        decided = _decided_days(connection, key)
        _take_back(connection, key, (day for day in decided if not _has_come(before, day, now)))
        come = (day for day in decided if _has_come(before, day, now))
        last_day = max(come, default=local_day(now, before.settings.timezone) - timedelta(days=1))
    try:
        after = rescheduled(before, starts_at=min(before.starts_at, now), last_day=last_day)
    except UserError:
        return False
    connection.execute(update(subscriptions).where(own).values(subscription_row(after)))
    today = local_day(now, before.settings.timezone)
    decide(connection, key, today, "reopened", {"reason": "clock"}, now)
    return True


def _decided_days(connection: Connection, key: str) -> list[date]:
    query = select(deliveries.c.slot).distinct().where(deliveries.c.subscription_key == key)
    slots = connection.execute(query).scalars()
    return [date.fromisoformat(slot) for slot in slots if slot[:1].isdigit()]


def _take_back(connection: Connection, key: str, days: Iterable[date]) -> None:
    """Free the days: what was sent is kept under another slot, what was not sent is dropped."""
    for day in days:
        slot = day.isoformat()
        own = in_slot(key, slot)
        unsent = and_(own, deliveries.c.status.in_(_UNSENT))
        connection.execute(delete(deliveries).where(unsent))
        posted = and_(own, deliveries.c.status.in_(("confirmed", "unsettled")))
        renamed = early_slot(slot, _times_early(connection, key, slot) + 1)
        connection.execute(update(deliveries).where(posted).values(slot=renamed))


def _times_early(connection: Connection, key: str, slot: str) -> int:
    """How many briefings were sent too early to be that day's."""
    early = deliveries.c.slot.startswith(early_slot(slot, 0)[:-1], autoescape=True)
    query = select(func.count(deliveries.c.slot.distinct())).where(deliveries.c.subscription_key == key)
    return int(connection.execute(query.where(early)).scalar_one())
