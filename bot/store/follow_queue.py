"""The queue of standing questions: what was found, in the order in which it is told, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Text, and_, delete, exists, func, or_, select, type_coerce, update

from bot.store.database import Database
from bot.store.delivery_log import decide, lock_subscriptions
from bot.store.follow_types import (
    HITS_KEPT,
    DigestState,
    FollowedQuestion,
    FoundHit,
    Hit,
    day_started,
    digest_due,
)
from bot.store.schema import (
    corrections,
    deliveries,
    follow_hits,
    follow_questions,
    meta,
    posted_answers,
    posted_statements,
    subscriptions,
)
from bot.store.subscriptions import Subscription, newest_number, read_subscription
from briefs.briefing import local_day

_COUNTER, _MATCHED = "follow_counter", "follow_matched_to"  # names in `meta`
_AT_ONCE = 500  # values in one statement
_CORRECTED_WITHIN = timedelta(days=30)


class FollowQueue:
    """Numbers grow for ever: a hit is told once the `seen_to` of its subscription has passed it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def matched_to(self) -> int:
        """The number of the newest statement that was matched; at the first call, of the newest there is."""

        known = await self._database.fetch_value(_value(_MATCHED))
        if known is not None:
            return int(known)

        def read_or_begin(connection: Connection) -> int:
            row = self._note(_MATCHED, newest_number(connection))
            self._database.insert_or_leave(connection, meta, [row])
            return int(connection.execute(_value(_MATCHED)).scalar_one())

        return await self._database.write(read_or_begin)

    async def record(self, found: Sequence[FoundHit], before: int, after: int) -> int:
        """Queue what was found among the statements numbered from `before` + 1 to `after`; how many are new.

        In one transaction with the watermark: where another process has matched them meanwhile, nothing.
        """

        def write(connection: Connection) -> int:
            self._database.lock(connection, "follow_hits")
            if int(connection.execute(_value(_MATCHED)).scalar_one()) != before:
                return 0
            connection.execute(self._database.upsert(meta, self._note(_MATCHED, after)))
            return self._insert(connection, found)

        return await self._database.write(write)

    async def pass_unasked(self) -> bool:
        """Where nobody asks, all that is numbered counts as matched; False where somebody does."""

        def write(connection: Connection) -> bool:
            # before it is looked who asks: whoever does so from here on asks for later ones
            newest = newest_number(connection)
            if connection.execute(select(exists().where(follow_questions.c.paused_at.is_(None)))).scalar():
                return False
            if connection.execute(_value(_MATCHED)).scalar() != str(newest):
                connection.execute(self._database.upsert(meta, self._note(_MATCHED, newest)))
            return True

        return await self._database.write(write)

    async def corrections(self) -> tuple[tuple[FollowedQuestion, FoundHit], ...]:
        """What was corrected of what somebody saw who asks to be told, and is not queued yet.

        Somebody saw what the bot answered them, and what it told in the place of their question.
        """
        wants = type_coerce(follow_questions.c.asked, Text).contains('"corrections"')
        if not await self._database.fetch_value(select(exists().where(wants))):
            return ()
        since = self._database.clock.now() - _CORRECTED_WITHIN
        asks, told, seen, known = follow_questions.c, subscriptions.c, posted_answers.c, follow_hits.c
        queued = exists().where(
            known.question_key == asks.key, known.statement_id == corrections.c.statement_id,
            known.kind == "corrected", known.digest == corrections.c.digest,
        )  # fmt: skip
        query = (
            select(follow_questions, corrections.c.statement_id, corrections.c.digest)
            .select_from(corrections)
            .join(posted_answers, seen.key == corrections.c.posted_key)
            .join(follow_questions, wants)
            .join(subscriptions, told.key == asks.subscription_key)
            .where(or_(seen.asker_id == asks.owner_id, seen.channel_id == told.channel_id))
            .where(corrections.c.queued_at >= since, corrections.c.queued_at >= asks.created_at)
            .where(asks.paused_at.is_(None), ~queued)
            .distinct()
        )
        found = list[tuple[FollowedQuestion, FoundHit]]()
        for row in await self._database.fetch_all(query):
            one = FollowedQuestion(**{name: row[name] for name in FollowedQuestion.__slots__})
            id, digest = row["statement_id"], row["digest"]
            found.append((one, FoundHit(one.key, one.subscription_key, id, "corrected", digest)))
        return tuple(found)

    async def add(self, found: Sequence[FoundHit]) -> int:
        """Queue what was found otherwise than among new statements; how many are new."""

        def write(connection: Connection) -> int:
            self._database.lock(connection, "follow_hits")
            return self._insert(connection, found)

        return await self._database.write(write)

    def _insert(self, connection: Connection, found: Sequence[FoundHit]) -> int:
        now, by_place = self._database.clock.now(), defaultdict[str, list[FoundHit]](list)
        for one in found:
            by_place[one.subscription_key].append(one)
        # a question that was stopped, or moved, while it was matched
        asked = {
            (row.key, row.subscription_key)
            for keys in _chunks({one.question_key for one in found})
            for row in connection.execute(
                select(follow_questions.c.key, follow_questions.c.subscription_key).where(
                    follow_questions.c.key.in_(keys)
                )
            )
        }
        left = [one for one in found if (one.question_key, one.subscription_key) in asked]
        due = {
            row["key"]: digest_due(read_subscription(row).settings, now)
            for keys in _chunks({one.subscription_key for one in left})
            for row in connection.execute(
                select(subscriptions).where(subscriptions.c.key.in_(keys))
            ).mappings()
        }
        numbers = next_numbers(self._database, connection, len(left))
        rows = [
            {
                "number": number, "subscription_key": one.subscription_key, "question_key": one.question_key,
                "statement_id": one.statement_id, "kind": one.kind, "digest": one.digest, "found_at": now,
                "due_at": due[one.subscription_key],
            }
            for number, one in zip(numbers, left, strict=True)
        ]  # fmt: skip
        new = self._database.insert_or_leave(connection, follow_hits, rows)
        _arm(connection, due)
        return new

    async def state(self, subscription: Subscription) -> DigestState:
        """What waits to be told at a place. Raises UserError for an unknown time zone."""
        key, seen = subscription.key, subscription.seen_to
        began = day_started(subscription.settings, self._database.clock.now())
        pending = (
            select(*(follow_hits.c[name] for name in Hit.__slots__))
            .where(follow_hits.c.subscription_key == key, follow_hits.c.number > seen)
            .order_by(follow_hits.c.number)
        )
        own = and_(deliveries.c.subscription_key == key, deliveries.c.part == 0)
        sent = and_(
            own, deliveries.c.claimed_at >= began, deliveries.c.status.in_(("confirmed", "unsettled"))
        )
        slot = digest_slot(seen)
        failed = and_(own, deliveries.c.status == "failed", or_(
            deliveries.c.slot == slot, deliveries.c.slot.startswith(f"{slot}r", autoescape=True)
        ))  # fmt: skip

        under_way = exists().where(deliveries.c.subscription_key == key, deliveries.c.status == "claimed")
        counts = select(under_way, _count(sent), _count(failed))

        def read(connection: Connection) -> DigestState:
            hits = tuple(Hit(*row) for row in connection.execute(pending))
            busy, sent_today, tries = connection.execute(counts).one()
            return DigestState(hits, bool(busy), int(sent_today), int(tries))

        return await self._database.read(read)

    async def told(self, subscription: Subscription, statements: Collection[str]) -> frozenset[str]:
        """Those that a briefing, or another digest, has shown in the same place already."""
        settings, seen = subscription.settings, posted_answers.c
        here = seen.channel_id == settings.channel_id
        if settings.user_id is not None:  # a direct channel may have been opened later than it was subscribed
            here = or_(here, and_(seen.asker_id == settings.user_id, seen.guild_id.is_(None)))
        query = (
            select(posted_statements.c.statement_id)
            .join(posted_answers, seen.key == posted_statements.c.posted_key)
            .where(here, seen.command == "delivery")
        )
        found = set[str]()
        for some in _chunks(statements):
            found.update(
                await self._database.fetch_column(query.where(posted_statements.c.statement_id.in_(some)))
            )
        return frozenset(found)

    async def rearm(self, key: str, not_before: datetime | None = None) -> None:
        """Let a place be looked at when the first of what waits is due, or never where nothing waits."""
        await self._database.write_batched(lambda connection: rearm(connection, key, not_before))

    async def pass_over(
        self, subscription: Subscription, to: int, outcome: str, facts: dict[str, Any]
    ) -> bool:
        """What waits up to that number needs no message, with the reason; False where one is under way."""
        now, key = self._database.clock.now(), subscription.key
        day = local_day(now, subscription.settings.timezone)
        unchanged = and_(
            subscriptions.c.key == key,
            subscriptions.c.seen_to == subscription.seen_to,
            ~exists().where(deliveries.c.subscription_key == key, deliveries.c.status == "claimed"),
        )

        def write(connection: Connection) -> bool:
            lock_subscriptions(connection, [key])
            if not connection.execute(update(subscriptions).where(unchanged).values(seen_to=to)).rowcount:
                return False
            decide(connection, key, day, outcome, facts, now)
            rearm(connection, key)
            return True

        return await self._database.write(write)

    async def recent(self, question: str, most: int = 50) -> tuple[Hit, ...]:
        """What was found for a question, told or not, the newest first."""
        query = (
            select(*(follow_hits.c[name] for name in Hit.__slots__))
            .where(follow_hits.c.question_key == question)
            .order_by(follow_hits.c.number.desc())
            .limit(most)
        )
        return tuple(Hit(**row) for row in await self._database.fetch_all(query))

    async def forget_older(self) -> None:
        """Drop what was found more than 90 days ago and is told, or can no longer be."""
        limit = self._database.clock.now() - HITS_KEPT
        await self._database.execute(delete(follow_hits).where(follow_hits.c.found_at < limit))

    def _note(self, name: str, value: int) -> dict[str, Any]:
        return {"name": name, "value": str(value), "changed_at": self._database.clock.now()}


def _count(which: Any) -> Any:
    return select(func.count()).where(which).scalar_subquery()


def digest_slot(seen_to: int, failed: int = 0) -> str:
    """The slot of what is told next: the same for the same, also after a copy was put back.

    At most ten characters: figures to the base of 36, and how often it was tried in vain.
    """
    figures, left = "", seen_to
    while left or not figures:
        left, figure = divmod(left, 36)
        figures = "0123456789abcdefghijklmnopqrstuvwxyz"[figure] + figures
    return f"q{figures}" + (f"r{failed}" if failed else "")


def counter(connection: Connection) -> int:
    """The number that a hit was given last, within the caller's transaction."""
    return int(connection.execute(_value(_COUNTER)).scalar() or 0)


def next_numbers(database: Database, connection: Connection, count: int) -> range:
    """So many numbers that no hit had, within the caller's transaction."""
    database.lock(connection, _COUNTER)
    first = counter(connection) + 1
    if count:
        row = {"name": _COUNTER, "value": str(first + count - 1), "changed_at": database.clock.now()}
        connection.execute(database.upsert(meta, row))
    return range(first, first + count)


def rearm(connection: Connection, key: str, not_before: datetime | None = None) -> None:
    """As FollowQueue.rearm(), within the caller's transaction."""
    lock_subscriptions(connection, [key])
    first = (
        select(func.min(follow_hits.c.due_at))
        .join(subscriptions, subscriptions.c.key == follow_hits.c.subscription_key)
        .where(follow_hits.c.subscription_key == key, follow_hits.c.number > subscriptions.c.seen_to)
    )
    due = connection.execute(first).scalar()
    if due is not None and not_before is not None:
        due = max(due, not_before)
    own = and_(subscriptions.c.key == key, subscriptions.c.paused_at.is_(None))
    connection.execute(update(subscriptions).where(own).values(next_due_at=due))


def _arm(connection: Connection, due: dict[str, datetime | None]) -> None:
    """Something new waits: what was due earlier stays so."""
    by_moment = defaultdict[datetime, list[str]](list)
    for key, moment in due.items():
        if moment is not None:
            by_moment[moment].append(key)
    for moment, all_keys in by_moment.items():
        for keys in _chunks(all_keys):
            later = or_(subscriptions.c.next_due_at.is_(None), subscriptions.c.next_due_at > moment)
            which = and_(subscriptions.c.key.in_(keys), subscriptions.c.paused_at.is_(None), later)
            connection.execute(update(subscriptions).where(which).values(next_due_at=moment))


def _chunks(values: Collection[str]) -> list[list[str]]:
    ordered = sorted(values)
    return [ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE)]


def _value(name: str) -> Any:
    return select(meta.c.value).where(meta.c.name == name)
