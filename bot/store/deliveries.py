"""What became of each briefing: one row a message, claimed before it is sent, settled after."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, case, delete, exists, func, select, update

from bot.store.database import Database
from bot.store.delivery_log import Decision, decide, newest_decisions
from bot.store.delivery_types import Delivery, DeliveryBatch, Lease, delivery_id
from bot.store.schema import decisions, deliveries, pairs_shown, subscriptions
from bot.store.sent_answers import Shown, keep_shown
from bot.store.subscriptions import Subscription
from briefs.briefing import Due, next_occurrence

MISSED_KEPT = 31  # rows for days that nobody was there to decide


_BLANK: dict[str, Any] = {"message_id": None, "reason": None, "settled_at": None}


class _Taken(Exception):
    """Undoes a claim whose rows another process has."""


class Deliveries:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, subscription: Subscription, batch: DeliveryBatch, hold: Lease, due: Due | None = None
    ) -> tuple[Delivery, ...]:
        """Take a briefing for oneself, all its messages in one transaction; () when it is another's.

        With `due`, its day counts as decided from here on. () too when the subscription was
        edited, paused, removed or told something since it was read, or while a briefing is under way.
        """
        rows = [self._row(subscription.key, batch, part, hold) for part in range(len(batch.bodies))]

        def take(connection: Connection) -> bool:
            if due and not self._decide_day(connection, subscription, due):
                return False
            if not due and not self._settled_as_read(connection, subscription):
                return False
            if self._database.insert_or_leave(connection, deliveries, rows) != len(rows):
                raise _Taken
            return True

        try:
            taken = await self._database.write_batched(take)
        except _Taken:
            return ()
        return tuple(Delivery(**_BLANK | row) for row in rows) if taken else ()

    async def skip(self, subscription: Subscription, due: Due, reason: str, dated: date) -> bool:
        """Decide that nothing goes out for a day, with the reason that `why` gives."""
        now = self._database.clock.now()
        row = self._settled(subscription, due.day.isoformat(), dated, reason)
        facts = {"reason": reason, "late": int(due.late.total_seconds() // 60)}

        def leave_out(connection: Connection) -> bool:
            if not self._decide_day(connection, subscription, due):
                return False
            self._database.insert_or_leave(connection, deliveries, [row])
            decide(connection, subscription.key, due.day, "skipped", facts, now)
            return True

        return await self._database.write_batched(leave_out)

    async def has_work(self) -> tuple[bool, bool]:
        """Whether a briefing was left open, and whether somebody is due: one question for a quiet moment."""
        now = self._database.clock.now()
        left = exists().where(deliveries.c.status == "claimed", deliveries.c.held_until <= now)
        owed = exists().where(subscriptions.c.next_due_at <= now)
        query = select(left, owed)
        found, due = await self._database.read(lambda connection: connection.execute(query).one())
        return bool(found), bool(due)

    async def open(self, limit: int = 500) -> tuple[tuple[str, str], ...]:
        """(subscription key, slot) of briefings that were begun and that nobody is at now."""
        now = self._database.clock.now()
        query = (
            select(deliveries.c.subscription_key, deliveries.c.slot)
            .where(deliveries.c.status == "claimed", deliveries.c.held_until <= now)
            .group_by(deliveries.c.subscription_key, deliveries.c.slot)
            .order_by(func.min(deliveries.c.held_until))
            .limit(limit)
        )
        return tuple((row["subscription_key"], row["slot"]) for row in await self._database.fetch_all(query))

    async def take_over(self, key: str, slot: str, hold: Lease) -> tuple[Delivery, ...]:
        """Take over a begun briefing: all its messages in order; () when another was quicker."""
        mine = and_(_slot(key, slot), deliveries.c.status == "claimed")
        free = deliveries.c.held_until <= self._database.clock.now()
        values = {"holder": hold.holder, "held_until": hold.until}

        def take(connection: Connection) -> tuple[Delivery, ...]:
            if not connection.execute(update(deliveries).where(mine, free).values(values)).rowcount:
                return ()
            return tuple(Delivery(**row) for row in connection.execute(_messages(key, slot)).mappings())

        return await self._database.write(take)

    async def of_slot(self, key: str, slot: str) -> tuple[Delivery, ...]:
        return tuple(Delivery(**row) for row in await self._database.fetch_all(_messages(key, slot)))

    async def of(self, key: str) -> tuple[Delivery, ...]:
        """Everything that is still kept of a subscription's deliveries, oldest first."""
        order = (deliveries.c.claimed_at, deliveries.c.slot, deliveries.c.part)
        query = select(deliveries).where(deliveries.c.subscription_key == key).order_by(*order)
        return tuple(Delivery(**row) for row in await self._database.fetch_all(query))

    async def extend_lease(self, delivery: Delivery, until: datetime, *, attempt: bool = False) -> bool:
        """Stay at a briefing for longer; False when another has taken it over meanwhile."""
        slot = _slot(delivery.subscription_key, delivery.slot)
        mine = and_(slot, deliveries.c.status == "claimed", deliveries.c.holder == delivery.holder)
        values: dict[str, Any] = {"held_until": until}
        if attempt:
            values["attempts"] = deliveries.c.attempts + 1
        return bool(await self._database.execute(update(deliveries).where(mine).values(values)))

    async def confirm(self, delivery: Delivery, message_id: int, shown: Shown | None = None) -> None:
        """The message stands, and what it shows. With the last one, what the briefing told counts as told."""
        now = self._database.clock.now()
        values = {"status": "confirmed", "message_id": message_id, "settled_at": now, "body": None}
        facts = {"parts": delivery.parts, "slot": delivery.slot}
        own = and_(deliveries.c.id == delivery.id, deliveries.c.status != "confirmed")

        def stands(connection: Connection) -> None:
            if not connection.execute(update(deliveries).where(own).values(values)).rowcount:
                return
            keep_shown(connection, [shown] if shown else [])
            if delivery.parts > 1 and self._exists(connection, delivery, "claimed"):
                return
            self._told(connection, delivery, now)
            decide(connection, delivery.subscription_key, _day(delivery), "delivered", facts, now)

        await self._database.write_batched(stands)

    async def abandon(
        self, delivery: Delivery, status: Literal["failed", "unsettled"], reason: str, *, pause: bool = False
    ) -> bool:
        """Settle what is left of a briefing without its messages.

        With `pause` the subscription rests until somebody resumes it; True when that is news to its
        owner. What was perhaps or partly read counts as told.
        """
        now, key = self._database.clock.now(), delivery.subscription_key
        left = and_(_slot(key, delivery.slot), deliveries.c.status == "claimed")
        values = {"status": status, "reason": reason, "settled_at": now, "body": None}
        facts = {"reason": reason, "slot": delivery.slot}
        active = and_(subscriptions.c.key == key, subscriptions.c.paused_at.is_(None))
        rest = {"paused_at": now, "paused_reason": reason, "next_due_at": None}

        def settle(connection: Connection) -> bool:
            if not connection.execute(update(deliveries).where(left).values(values)).rowcount:
                return False
            if status == "unsettled" or self._exists(connection, delivery, "confirmed"):
                self._told(connection, delivery, now)
            decide(connection, key, _day(delivery), status, facts, now)
            return pause and bool(
                connection.execute(update(subscriptions).where(active).values(rest)).rowcount
            )

        return await self._database.write(settle)

    async def last_sent(self) -> datetime | None:
        """When a briefing last went out."""
        query = select(func.max(deliveries.c.settled_at)).where(deliveries.c.status == "confirmed")
        moment: datetime | None = await self._database.fetch_value(query)
        return moment

    async def decisions(self, key: str) -> tuple[Decision, ...]:
        """The last ten decisions about a subscription, newest first."""
        return tuple(Decision(**row) for row in await self._database.fetch_all(newest_decisions(key)))

    async def note(self, key: str, day: date, outcome: str, facts: dict[str, Any]) -> None:
        """Keep a decision that no delivery stands for, such as an edit or a pause."""
        now = self._database.clock.now()
        await self._database.write(lambda connection: decide(connection, key, day, outcome, facts, now))

    async def pairs(self, key: str) -> dict[str, tuple[date, int]]:
        """Pairs that were shown again to a subscription: last day, and how often."""
        query = select(pairs_shown).where(pairs_shown.c.subscription_key == key)
        rows = await self._database.fetch_all(query)
        return {row["pair"]: (row["last_day"], row["times"]) for row in rows}

    async def forget_older(self, age: timedelta = timedelta(days=90)) -> int:
        """Drop settled deliveries and what was decided then; a day stays decided without them."""
        limit = self._database.clock.now() - age
        which = and_(deliveries.c.claimed_at < limit, deliveries.c.status != "claimed")

        def drop(connection: Connection) -> int:
            connection.execute(delete(decisions).where(decisions.c.decided_at < limit))
            return connection.execute(delete(deliveries).where(which)).rowcount

        return await self._database.write(drop)

    def _decide_day(self, connection: Connection, subscription: Subscription, due: Due) -> bool:
        """Mark a day and all before it as decided, unless the subscription is no longer as it was read."""
        coming = next_occurrence(subscription.schedule, due.day).at
        unchanged = and_(
            _as_read(subscription),
            subscriptions.c.next_due_at == subscription.next_due_at,
            subscriptions.c.starts_at == subscription.starts_at,
        )
        done = connection.execute(
            update(subscriptions).where(unchanged).values(last_day=due.day, next_due_at=coming)
        )
        if done.rowcount != 1:
            return False
        missed = due.missed[-MISSED_KEPT:]
        rows = [self._settled(subscription, day.isoformat(), day, "missed") for day in missed]
        if rows:
            self._database.insert_or_leave(connection, deliveries, rows)
            facts = {"reason": "missed", "days": len(due.missed), "first": due.missed[0].isoformat()}
            now = self._database.clock.now()
            decide(connection, subscription.key, due.missed[-1], "skipped", facts, now)
        return True

    def _settled_as_read(self, connection: Connection, subscription: Subscription) -> bool:
        query = select(subscriptions.c.key).where(_as_read(subscription))
        return connection.execute(query).first() is not None

    def _told(self, connection: Connection, delivery: Delivery, now: datetime) -> None:
        key = delivery.subscription_key
        seen = case(
            (subscriptions.c.seen_to < delivery.seen_to, delivery.seen_to), else_=subscriptions.c.seen_to
        )
        told = {"seen_to": seen, "last_dated": delivery.dated}
        connection.execute(update(subscriptions).where(subscriptions.c.key == key).values(told))
        if delivery.pair:
            row = {"subscription_key": key, "pair": delivery.pair, "last_day": delivery.dated, "times": 0}
            same = and_(pairs_shown.c.subscription_key == key, pairs_shown.c.pair == delivery.pair)
            again = {"last_day": delivery.dated, "times": pairs_shown.c.times + 1}
            self._database.insert_or_leave(connection, pairs_shown, [row])
            connection.execute(update(pairs_shown).where(same).values(again))

    def _exists(self, connection: Connection, delivery: Delivery, status: str) -> bool:
        same = _slot(delivery.subscription_key, delivery.slot)
        query = select(deliveries.c.id).where(same, deliveries.c.status == status).limit(1)
        return connection.execute(query).first() is not None

    def _row(self, key: str, batch: DeliveryBatch, part: int, hold: Lease) -> dict[str, Any]:
        return {
            "id": delivery_id(key, batch.slot, part), "subscription_key": key, "slot": batch.slot,
            "part": part, "parts": len(batch.bodies), "status": "claimed", "dated": batch.dated,
            "body": batch.bodies[part], "seen_to": batch.seen_to, "pair": batch.pair,
            "give_up_at": batch.give_up_at, "holder": hold.holder, "held_until": hold.until,
            "attempts": 0, "claimed_at": self._database.clock.now(),
        }  # fmt: skip

    def _settled(self, subscription: Subscription, slot: str, dated: date, reason: str) -> dict[str, Any]:
        """A row for a day on which nothing is sent."""
        now, key = self._database.clock.now(), subscription.key
        return {
            "id": delivery_id(key, slot, 0), "subscription_key": key, "slot": slot, "part": 0, "parts": 0,
            "status": "skipped", "dated": dated, "seen_to": subscription.seen_to, "give_up_at": now,
            "attempts": 0, "reason": reason, "claimed_at": now, "settled_at": now,
        }  # fmt: skip


def _as_read(subscription: Subscription) -> Any:
    """Nothing was told since it was read, and nothing is under way: what was composed is still right."""
    under_way = exists().where(
        deliveries.c.subscription_key == subscriptions.c.key, deliveries.c.status == "claimed"
    )
    return and_(
        subscriptions.c.key == subscription.key, subscriptions.c.seen_to == subscription.seen_to, ~under_way
    )


def _slot(key: str, slot: str) -> Any:
    return and_(deliveries.c.subscription_key == key, deliveries.c.slot == slot)


def _messages(key: str, slot: str) -> Select[Any]:
    """The messages of one briefing, in their order."""
    return select(deliveries).where(_slot(key, slot)).order_by(deliveries.c.part)


def _day(delivery: Delivery) -> date:
    """The local day that a delivery decides; one on request counts for the date that stands on it."""
    return date.fromisoformat(delivery.slot) if delivery.slot[:1].isdigit() else delivery.dated
