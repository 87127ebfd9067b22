"""Claims and decided days: many subscriptions by a few statements, in a transaction of the caller's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, or_, select, update

from bot.store.database import Database
from bot.store.delivery_log import NewDecision, decide_all, padded
from bot.store.delivery_rows import EARLY_SLOT, early_slot, skipped_row
from bot.store.delivery_types import Delivery, DeliveryBatch, DeliveryStatus, Lease, delivery_id
from bot.store.schema import deliveries, subscriptions
from bot.store.subscriptions import Subscription
from briefs.briefing import Due, next_occurrence

MISSED_KEPT = 31  # rows for days that nobody was there to decide
_UNSETTLED: dict[str, Any] = {"message_id": None, "reason": None, "settled_at": None}
_Read = tuple[Subscription, Due | None]  # as it was read; the day that is due of it
_DECIDE_DAY = (
    update(subscriptions)
    .where(subscriptions.c.key == bindparam("own"))
    .values(last_day=bindparam("day"), next_due_at=bindparam("coming"))
)


@dataclass(frozen=True, slots=True)
class ClaimRequest:
    """A briefing that `lease` is to hold. With `due`, its day counts as decided from here on."""

    subscription: Subscription
    batch: DeliveryBatch
    lease: Lease
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class SkipRequest:
    """A day on which nothing goes out, and why; `dated` as in Delivery."""

    subscription: Subscription
    due: Due
    reason: str
    dated: date


def claim_all(
    database: Database, connection: Connection, claims: Sequence[ClaimRequest], *, skip_locked: bool = False
) -> list[tuple[Delivery, ...]]:
    """The messages of each, claimed; () for what is another's, or not as it was read any more.

    With `skip_locked`, what another process is deciding just now is its own: nobody waits for it.
    """
    now, first = database.clock.now(), dict[str, ClaimRequest]()
    for claim in claims:
        first.setdefault(claim.subscription.key, claim)  # of two for one subscription
    read = [(claim.subscription, claim.due) for claim in first.values()]
    unchanged = _lock_unchanged(connection, read, skip_locked)
    known = _briefings(connection, unchanged, {claim.batch.slot for claim in claims})
    rows = {key: made for key in sorted(unchanged) if (made := _claimed_rows(first[key], known[key], now))}
    _decide_days(database, connection, [pair for pair in read if pair[0].key in rows], now)
    if rows:
        connection.execute(deliveries.insert(), [row for made in rows.values() for row in made])
    claimed = {key: tuple(Delivery(**_UNSETTLED | row) for row in made) for key, made in rows.items()}
    # each goes to one of those who ask
    return [
        claimed.get(claim.subscription.key, ()) if first[claim.subscription.key] is claim else ()
        for claim in claims
    ]


def skip_all(database: Database, connection: Connection, skips: Sequence[SkipRequest]) -> list[bool]:
    """Decide each; False for one whose subscription changed since it was read."""
    now, first = database.clock.now(), dict[str, SkipRequest]()
    for skip in skips:
        first.setdefault(skip.subscription.key, skip)
    unchanged = _lock_unchanged(connection, [(skip.subscription, skip.due) for skip in first.values()])
    known = _briefings(connection, unchanged, ())
    decided = [first[key] for key in sorted(unchanged) if not any(map(_is_under_way, known[key]))]
    _decide_days(database, connection, [(skip.subscription, skip.due) for skip in decided], now)
    rows = [
        skipped_row(skip.subscription, skip.due.day.isoformat(), skip.dated, skip.reason, now)
        for skip in decided
    ]
    database.insert_or_leave(connection, deliveries, rows)
    made = [
        NewDecision(
            skip.subscription.key,
            skip.due.day,
            "skipped",
            {"reason": skip.reason, "late": int(skip.due.late.total_seconds() // 60)},
        )
        for skip in decided
    ]
    decide_all(connection, made, now)
    return [skip in decided for skip in skips]


class _OutboxRow(NamedTuple):
    """What a message that stands in the outbox keeps others from."""

    slot: str
    part: int
    status: DeliveryStatus


def _lock_unchanged(
    connection: Connection, read: Collection[_Read], skip_locked: bool = False
) -> frozenset[str]:
    """The keys of those that are as they were read, which are locked to the end of the transaction."""
    columns = (
        subscriptions.c.key,
        subscriptions.c.seen_to,
        subscriptions.c.next_due_at,
        subscriptions.c.starts_at,
    )
    query = select(*columns).where(subscriptions.c.key.in_(padded([one.key for one, _ in read])))
    # a locked row is given as it is after the wait; in one order, so that no two wait for each other
    query = query.order_by(subscriptions.c.key).with_for_update(skip_locked=skip_locked)
    found = {row.key: row for row in connection.execute(query)}
    return frozenset(
        one.key for one, due in read if one.key in found and _is_as_read(found[one.key], one, due)
    )


def _is_as_read(row: Any, subscription: Subscription, due: Due | None) -> bool:
    """Whether nobody sent it anything since, and for a day that is due whether it is still to be decided.

    Composing takes seconds, in which somebody may have edited it or another process may have sent.
    """
    times = (row.next_due_at, row.starts_at)
    return row.seen_to == subscription.seen_to and (
        due is None or times == (subscription.next_due_at, subscription.starts_at)
    )


def _briefings(
    connection: Connection, keys: Collection[str], slots: Collection[str]
) -> Mapping[str, list[_OutboxRow]]:
    """By subscription, its messages under way, those of these slots, and those that were sent too early.

    Asked after the lock: a condition beside it would be of the moment before the wait.
    """
    known = defaultdict[str, list[_OutboxRow]](list)
    if keys:
        early = deliveries.c.slot.startswith(EARLY_SLOT)
        which = or_(deliveries.c.status == "claimed", deliveries.c.slot.in_(padded(slots)), early)
        columns = (deliveries.c.subscription_key, *(deliveries.c[name] for name in _OutboxRow._fields))
        query = select(*columns).where(deliveries.c.subscription_key.in_(padded(keys)), which)
        for key, *rest in connection.execute(query):
            known[key].append(_OutboxRow(*rest))
    return known


def _is_under_way(known: _OutboxRow) -> bool:
    return known.status == "claimed"


def _claimed_rows(claim: ClaimRequest, known: Collection[_OutboxRow], now: datetime) -> list[dict[str, Any]]:
    """The rows of its messages; [] where one of them is there, or a briefing is under way."""
    key, batch, lease = claim.subscription.key, claim.batch, claim.lease
    if any(_is_under_way(one) or (one.slot == batch.slot and one.part < len(batch.bodies)) for one in known):
        return []
    before = early_slot(batch.slot, 0)[:-1]
    early = len({one.slot for one in known if one.slot.startswith(before)}) if claim.due else 0
    return [
        {
            "id": delivery_id(key, batch.slot, part, early), "subscription_key": key, "slot": batch.slot,
            "part": part, "parts": len(batch.bodies), "status": "claimed", "dated": batch.dated,
            "body": body, "seen_to": batch.seen_to, "pair": batch.pair, "give_up_at": batch.give_up_at,
            "holder": lease.holder, "held_until": lease.until, "attempts": 0, "claimed_at": now,
        }
        for part, body in enumerate(batch.bodies)
    ]  # fmt: skip


def _decide_days(database: Database, connection: Connection, read: Collection[_Read], now: datetime) -> None:
    """Mark a day of each, and all before it, as decided; those that are not `due` are left out."""
    days, rows, made = [], [], []
    for subscription, due in read:
        if due is None:
            continue
        coming = next_occurrence(subscription.schedule, due.day).at
        days.append({"own": subscription.key, "day": due.day, "coming": coming})
        if due.missed:
            # after a month offline a row a day would be noise; the decision names the first and counts all
            missed = due.missed[-MISSED_KEPT:]
            rows += [skipped_row(subscription, day.isoformat(), day, "missed", now) for day in missed]
            facts = {"reason": "missed", "days": len(due.missed), "first": due.missed[0].isoformat()}
            made.append(NewDecision(subscription.key, due.missed[-1], "skipped", facts))
    if days:
        connection.execute(_DECIDE_DAY, days)
    database.insert_or_leave(connection, deliveries, rows)
    decide_all(connection, made, now)
