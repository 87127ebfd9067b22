"""What became of each briefing: one row a message, claimed before it is sent, settled after."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, and_, delete, exists, func, or_, select, true, update

from bot.store.database import Database
from bot.store.delivery_claims import ClaimRequest, SkipRequest, claim_all, skip_all
from bot.store.delivery_confirmations import Confirmation, advance_watermarks, confirm_all
from bot.store.delivery_log import Decision, decide, lock_subscriptions, newest_decisions
from bot.store.delivery_rows import (
    day_of,
    has_message,
    in_slot,
    is_free,
    messages_of,
)
from bot.store.delivery_types import Delivery, DeliveryBatch, Lease
from bot.store.future_days import decided_ahead, reopen_future_days
from bot.store.schema import decisions, deliveries, pairs_shown, subscriptions
from bot.store.sent_answers import Shown
from bot.store.served import Served, served_by
from bot.store.subscriptions import Subscription
from bot.store.write_group import WriteGroup
from briefs.briefing import Due


class Deliveries:
    """The outbox. What a row's status means is in delivery_types.py."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._claims = WriteGroup(database, partial(claim_all, database, skip_locked=True))
        self._skips = WriteGroup(database, partial(skip_all, database))
        self._confirmations = WriteGroup(database, partial(confirm_all, database))

    async def claim(
        self, subscription: Subscription, batch: DeliveryBatch, lease: Lease, due: Due | None = None
    ) -> tuple[Delivery, ...]:
        """Take a briefing for oneself, all its messages in one transaction; () when it is another's.

        With `due`, its day counts as decided from here on. () too when the subscription was
        edited, paused, removed or sent a briefing since it was read, or while a briefing is under way.
        """
        claim = ClaimRequest(subscription, batch, lease, due)
        if due is not None:
            return await self._claims.ask(claim)
        [claimed] = await self._database.write_batched(
            lambda connection: claim_all(self._database, connection, [claim])
        )
        return claimed

    async def skip(self, subscription: Subscription, due: Due, reason: str, dated: date) -> bool:
        """Decide that nothing goes out for a day, with the reason that decisions() gives.

        False where the subscription changed since it was read.
        """
        return await self._skips.ask(SkipRequest(subscription, due, reason, dated))

    async def has_work(self, served: Served | None = None) -> tuple[bool, bool]:
        """Whether a briefing was left open, and whether somebody is due: one question for a quiet moment."""
        now = self._database.clock.now()
        mine = served_by(subscriptions.c.guild_id, served)
        # asked every few seconds, nearly always in vain: one trip to the database, both from an index
        left = exists().where(deliveries.c.status == "claimed", is_free(now), _is_mine(served))
        somebody_due = exists().where(subscriptions.c.next_due_at <= now, mine)
        query = select(left, somebody_due)
        found, due = await self._database.read(lambda connection: connection.execute(query).one())
        return bool(found), bool(due)

    async def open(self, limit: int = 500, served: Served | None = None) -> tuple[tuple[str, str], ...]:
        """(subscription key, slot) of briefings that were begun and whose lease has run out."""
        now = self._database.clock.now()
        query = (
            select(deliveries.c.subscription_key, deliveries.c.slot)
            .where(deliveries.c.status == "claimed", is_free(now), _is_mine(served))
            # by briefing: its messages are sent one after the other, by one process
            .group_by(deliveries.c.subscription_key, deliveries.c.slot)
            .order_by(func.min(deliveries.c.held_until))
            .limit(limit)
        )
        return tuple((row["subscription_key"], row["slot"]) for row in await self._database.fetch_all(query))

    async def take_over(self, key: str, slot: str, lease: Lease) -> tuple[Delivery, ...]:
        """Take over a begun briefing: all its messages in order; () when another was quicker."""
        own_rows = and_(in_slot(key, slot), deliveries.c.status == "claimed")
        free = is_free(self._database.clock.now())
        values = {"holder": lease.holder, "held_until": lease.until}

        def take(connection: Connection) -> tuple[Delivery, ...]:
            if not connection.execute(update(deliveries).where(own_rows, free).values(values)).rowcount:
                return ()
            return tuple(Delivery(**row) for row in connection.execute(messages_of(key, slot)).mappings())

        return await self._database.write(take)

    async def of_slot(self, key: str, slot: str) -> tuple[Delivery, ...]:
        """The messages of one briefing, in order."""
        return tuple(Delivery(**row) for row in await self._database.fetch_all(messages_of(key, slot)))

    async def extend_lease(self, delivery: Delivery, until: datetime, *, attempt: bool = False) -> bool:
        """Stay at a briefing for longer; False when another has taken it over meanwhile.

        `attempt` counts one more try, from which the next wait is worked out.
        """
        slot = in_slot(delivery.subscription_key, delivery.slot)
        own_rows = and_(slot, deliveries.c.status == "claimed", deliveries.c.holder == delivery.holder)
        values: dict[str, Any] = {"held_until": until}
        if attempt:
            values["attempts"] = deliveries.c.attempts + 1
        return bool(await self._database.execute(update(deliveries).where(own_rows).values(values)))

    async def confirm(self, delivery: Delivery, message_id: int, shown: Shown | None = None) -> None:
        """The message stands, and what it shows. With the last one, the subscriber's watermark moves on."""
        await self._confirmations.ask(Confirmation(delivery, message_id, shown))

    async def abandon(
        self, delivery: Delivery, status: Literal["failed", "unsettled"], reason: str, *, pause: bool = False
    ) -> bool:
        """Settle what is left of a briefing without its messages.

        With `pause` the subscription is paused until somebody resumes it; True when that is news to its
        owner. What was perhaps or partly read moves the watermark on too: no statement is sent twice as new.
        """
        now, key = self._database.clock.now(), delivery.subscription_key
        left = and_(in_slot(key, delivery.slot), deliveries.c.status == "claimed")
        values = {"status": status, "reason": reason, "settled_at": now, "body": None}
        facts = {"reason": reason, "slot": delivery.slot}
        active = and_(subscriptions.c.key == key, subscriptions.c.paused_at.is_(None))
        paused = {"paused_at": now, "paused_reason": reason, "next_due_at": None}

        # the decision and the pause are one transaction: no briefing falls due between them
        def settle(connection: Connection) -> bool:
            lock_subscriptions(connection, [key])
            if not connection.execute(update(deliveries).where(left).values(values)).rowcount:
                return False
            if status == "unsettled" or has_message(connection, delivery, "confirmed"):
                advance_watermarks(self._database, connection, [delivery])
            decide(connection, key, day_of(delivery), status, facts, now)
            return pause and bool(
                connection.execute(update(subscriptions).where(active).values(paused)).rowcount
            )

        return await self._database.write(settle)

    async def keep_watermark(self, delivery: Delivery, seen_to: int) -> None:
        """This briefing stands, but not as it was composed now: what is new stays so for the next one."""
        own = and_(in_slot(delivery.subscription_key, delivery.slot), deliveries.c.status == "claimed")
        await self._database.execute(update(deliveries).where(own).values(seen_to=seen_to))

    async def withdraw(
        self, delivery: Delivery, outcome: Literal["delivered", "skipped"], reason: str | None = None
    ) -> None:
        """Drop what is left of a briefing, surely not sent.

        `outcome` is that of its day: "delivered" by what stands already, or "skipped".
        """
        now, key = self._database.clock.now(), delivery.subscription_key
        left = and_(in_slot(key, delivery.slot), deliveries.c.status == "claimed")
        facts = {"slot": delivery.slot} | ({"reason": reason} if reason else {})

        def drop(connection: Connection) -> None:
            lock_subscriptions(connection, [key])
            if not connection.execute(delete(deliveries).where(left)).rowcount:
                return
            if reason:
                row = {**asdict(delivery), "parts": 0, "status": "skipped", "body": None, "holder": None,
                       "held_until": None, "reason": reason, "settled_at": now}  # fmt: skip
                self._database.insert_or_leave(connection, deliveries, [row])
            decide(connection, key, day_of(delivery), outcome, facts, now)

        await self._database.write(drop)

    async def newest_message(self, key: str | None = None) -> int | None:
        """The newest message that is known to stand, of one subscription or of all."""
        query = select(func.max(deliveries.c.message_id)).where(deliveries.c.status == "confirmed")
        if key is not None:
            query = query.where(deliveries.c.subscription_key == key)
        newest: int | None = await self._database.fetch_value(query)
        return newest

    async def sent_since(self, key: str, message_id: int) -> dict[str, int | None]:
        """Messages of a subscription from that id on, by the delivery's; None for those under way."""
        columns, own = (deliveries.c.id, deliveries.c.message_id), deliveries.c.subscription_key == key
        sent = and_(deliveries.c.status == "confirmed", deliveries.c.message_id >= message_id)
        rows = await self._database.fetch_all(
            select(*columns).where(own, or_(sent, deliveries.c.status == "claimed"))
        )
        return {row["id"]: row["message_id"] for row in rows}

    async def reopen_future_days(self) -> tuple[str, ...]:
        """Let days that were decided by a clock that was ahead be decided in their time; whose they were."""
        return await reopen_future_days(self._database)

    async def decided_ahead(self) -> bool:
        """Whether something was decided at a moment that is still to come."""
        return await decided_ahead(self._database)

    async def last_sent(self) -> datetime | None:
        """When a briefing last went out; None before the first."""
        query = select(func.max(deliveries.c.settled_at)).where(deliveries.c.status == "confirmed")
        moment: datetime | None = await self._database.fetch_value(query)
        return moment

    async def decisions(self, key: str) -> tuple[Decision, ...]:
        """The last ten decisions about a subscription, newest first."""
        return tuple(Decision(**row) for row in await self._database.fetch_all(newest_decisions(key)))

    async def pairs(self, key: str) -> dict[str, tuple[date, int]]:
        """Pairs that were shown again to a subscription: last day, and how often."""
        query = select(pairs_shown).where(pairs_shown.c.subscription_key == key)
        rows = await self._database.fetch_all(query)
        return {row["pair"]: (row["last_day"], row["times"]) for row in rows}

    async def forget_older(self, age: timedelta = timedelta(days=90)) -> int:
        """Drop settled deliveries and what was decided then; a day stays decided without them."""
        limit = self._database.clock.now() - age
        # one that is still open stays, however old: nobody knows yet what became of it
        which = and_(deliveries.c.claimed_at < limit, deliveries.c.status != "claimed")

        def drop(connection: Connection) -> int:
            connection.execute(delete(decisions).where(decisions.c.decided_at < limit))
            return connection.execute(delete(deliveries).where(which)).rowcount

        return await self._database.write(drop)


def _is_mine(served: Served | None) -> Any:
    """The condition that a delivery goes to a server of this process, or to none."""
    if served is None:
        return true()
    where = subscriptions.c.key == deliveries.c.subscription_key
    # one whose subscription is gone is anybody's
    return ~exists().where(where, ~served_by(subscriptions.c.guild_id, served))
