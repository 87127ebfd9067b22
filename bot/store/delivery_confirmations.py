"""Messages that stand: many by a few statements, in a transaction of the caller's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, case, select, update

from bot.store.database import Database
from bot.store.delivery_log import NewDecision, decide_all, lock_subscriptions, padded
from bot.store.delivery_rows import day_of
from bot.store.delivery_types import Delivery
from bot.store.schema import deliveries, pairs_shown, subscriptions
from bot.store.sent_answers import Shown, keep_shown

_CONFIRM = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("own"))
    .values(status="confirmed", message_id=bindparam("message"), settled_at=bindparam("now"), body=None)
)
_SEEN = bindparam("seen", type_=subscriptions.c.seen_to.type)
_ADVANCE = (
    update(subscriptions)
    .where(subscriptions.c.key == bindparam("own"))
    # never back: an older briefing may be settled after a newer one
    .values(
        seen_to=case((subscriptions.c.seen_to < _SEEN, _SEEN), else_=subscriptions.c.seen_to),
        last_dated=bindparam("day"),
    )
)
_SHOWN_AGAIN = (
    update(pairs_shown)
    .where(pairs_shown.c.subscription_key == bindparam("own"), pairs_shown.c.pair == bindparam("both"))
    .values(last_day=bindparam("day"), times=pairs_shown.c.times + 1)
)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A message that stands under an id of Discord's, and what it shows."""

    delivery: Delivery
    message_id: int
    shown: Shown | None = None


def confirm_all(
    database: Database, connection: Connection, confirmations: Sequence[Confirmation]
) -> list[None]:
    """Keep them; with the last message of a briefing, its subscriber's watermark moves on.

    Confirming twice changes nothing: after a crash the same message is found and confirmed again.
    """
    now, first = database.clock.now(), dict[str, Confirmation]()
    for one in confirmations:
        first.setdefault(one.delivery.id, one)
    lock_subscriptions(connection, {one.delivery.subscription_key for one in first.values()})
    columns = (deliveries.c.id, deliveries.c.seen_to)
    query = select(*columns).where(deliveries.c.id.in_(padded(first)), deliveries.c.status != "confirmed")
    # by the row and not as it was claimed: keep_watermark() may have come in between
    seen_to = {row.id: row.seen_to for row in connection.execute(query)}
    fresh = [first[id] for id in first if id in seen_to]
    if fresh:
        connection.execute(
            _CONFIRM, [{"own": one.delivery.id, "message": one.message_id, "now": now} for one in fresh]
        )
        keep_shown(database, connection, [one.shown for one in fresh if one.shown])
        whole = _whole(connection, [replace(one.delivery, seen_to=seen_to[one.delivery.id]) for one in fresh])
        advance_watermarks(database, connection, whole)
        made = [
            NewDecision(
                one.subscription_key, day_of(one), "delivered", {"parts": one.parts, "slot": one.slot}
            )
            for one in whole
        ]
        decide_all(connection, made, now)
    return [None] * len(confirmations)


def _whole(connection: Connection, confirmed: Collection[Delivery]) -> list[Delivery]:
    """One message of each briefing of which none is left to be sent."""
    briefings = {(one.subscription_key, one.slot): one for one in confirmed}
    if several := [one.subscription_key for one in briefings.values() if one.parts > 1]:
        left = select(deliveries.c.subscription_key, deliveries.c.slot).distinct()
        under_way = (deliveries.c.subscription_key.in_(padded(several)), deliveries.c.status == "claimed")
        for key, slot in connection.execute(left.where(*under_way)):
            briefings.pop((key, slot), None)
    return list(briefings.values())


def advance_watermarks(database: Database, connection: Connection, briefings: Collection[Delivery]) -> None:
    """What each briefing held is not new to its subscriber any more, and its pair was shown once more."""
    if briefings:
        connection.execute(
            _ADVANCE,
            [{"own": one.subscription_key, "seen": one.seen_to, "day": one.dated} for one in briefings],
        )
    if pairs := [one for one in briefings if one.pair]:
        rows = [
            {"subscription_key": one.subscription_key, "pair": one.pair, "last_day": one.dated, "times": 0}
            for one in pairs
        ]
        database.insert_or_leave(connection, pairs_shown, rows)
        connection.execute(
            _SHOWN_AGAIN, [{"own": one.subscription_key, "both": one.pair, "day": one.dated} for one in pairs]
        )
