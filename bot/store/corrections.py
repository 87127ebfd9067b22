"""Posted messages that are to follow the library: queued, claimed, settled.

A row is a message and a statement. It is `waiting` until its message says what the statement is now
(`edited`), or cannot be edited (`forbidden`, `gone`, `invalid`). A holder keeps others away from all rows
of a message until `held_until`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, update

from bot.store.database import Database
from bot.store.delivery_rows import LONGEST_LEASE
from bot.store.delivery_types import Lease
from bot.store.review_queue import record_event
from bot.store.schema import audit, corrections, posted_answers, posted_statements
from bot.store.sent_answers import PostedAnswer, replace_shown

FOLLOWED_BY = "bot"  # who stands in the audit
EDITED = "edited"  # the audit entry that says: the messages with this statement follow it
_TRUST_AFTER = 5  # attempts after which a digest that nobody else's library has is given up
_AGAIN = timedelta(seconds=2)  # until a message is looked at again whose library was not the newest
_AT_ONCE = 500  # rows of one answer of the database

Outcome = Literal["edited", "forbidden", "gone", "invalid"]


@dataclass(frozen=True, slots=True)
class PendingEdit:
    """A message that is to be edited: it waits for the statements `ids`, and said of `told` before.

    `attempts` counts from 1: with more, an earlier one may have edited it already.
    """

    posted: PostedAnswer
    ids: tuple[str, ...]
    told: tuple[str, ...]
    holder: str
    attempts: int


@dataclass(frozen=True, slots=True)
class EditedMessage:
    """What a message says since it was edited: `digests` by statement, and the page with what stands there.

    `page` is None where the words stayed and only a notice came above them.
    """

    digests: Mapping[str, str]
    page: int | None = None
    statements: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class CorrectionCount:
    """Messages that once showed a statement: edited to its newest digest, out of reach, still waiting."""

    edited: int
    unreachable: int
    waiting: int


class Corrections:
    """What is still to be said in posted messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, digests: Mapping[str, str]) -> None:
        """Messages that say something else of these statements are to follow; twice changes nothing."""
        now = self._database.clock.now()

        def put(connection: Connection) -> None:
            for id, digest in digests.items():
                self._queue_one(connection, id, digest, now)

        await self._database.write(put)

    def _queue_one(self, connection: Connection, id: str, digest: str, now: datetime) -> None:
        outdated = connection.execute(_outdated(id, digest)).scalars().all()
        if not outdated:
            return
        row = {"statement_id": id, "digest": digest, "status": "waiting", "attempts": 0, "queued_at": now}
        rows = [row | {"posted_key": key} for key in outdated]
        self._database.insert_or_leave(connection, corrections, rows)
        own = and_(corrections.c.statement_id == id, corrections.c.posted_key.in_(outdated))
        # What is under way keeps its holder: it settles only what it knows of.
        newer = and_(own, corrections.c.status == "waiting", corrections.c.digest != digest)
        connection.execute(update(corrections).where(newer).values(digest=digest, queued_at=now))
        # A right to edit may have come back; a message that is gone does not.
        settled = and_(own, corrections.c.status.not_in(("waiting", "gone")))
        connection.execute(update(corrections).where(settled).values(row | {"settled_at": None}))

    async def has_work(self) -> bool:
        """Whether a message waits that nobody is at: one question for a quiet moment."""
        query = select(exists().where(_is_free(self._database.clock.now())))
        return bool(await self._database.fetch_value(query))

    async def claim(self, lease: Lease) -> PendingEdit | None:
        """Take the message that has waited longest for oneself; None where none waits."""
        now = self._database.clock.now()
        other = corrections.alias()
        held = exists().where(
            other.c.posted_key == corrections.c.posted_key, other.c.status == "waiting", _held(other, now)
        )
        first = (
            select(corrections.c.posted_key)
            .where(_is_free(now), ~held)
            .order_by(corrections.c.queued_at, corrections.c.posted_key)
            .limit(1)
        )
        values = {
            "holder": lease.holder, "held_until": lease.until, "attempts": corrections.c.attempts + 1,
        }  # fmt: skip

        def take(connection: Connection) -> PendingEdit | None:
            self._database.lock(connection, "corrections")
            key = connection.execute(first).scalar()
            if key is None:
                return None
            own = and_(corrections.c.posted_key == key, corrections.c.status == "waiting")
            connection.execute(update(corrections).where(own).values(values))
            return _pending(connection, key, lease.holder)

        return await self._database.write(take)

    async def extend_lease(self, edit: PendingEdit, until: datetime) -> bool:
        """Stay at a message for longer; False when another has taken it over meanwhile."""
        values = {"held_until": until}
        return bool(await self._database.execute(update(corrections).where(_own(edit)).values(values)))

    async def postpone(self, edit: PendingEdit, until: datetime) -> None:
        """Let whoever comes first try again from then on."""
        values = {"holder": None, "held_until": until}
        await self._database.execute(update(corrections).where(_own(edit)).values(values))

    async def release(self, holder: str) -> None:
        """Give back what a process is at: `holder` is how the names of its leases begin."""
        own = and_(
            corrections.c.status == "waiting", corrections.c.holder.startswith(holder, autoescape=True)
        )
        await self._database.execute(update(corrections).where(own).values(holder=None, held_until=None))

    async def settle(self, edit: PendingEdit, outcome: Outcome, edited: EditedMessage) -> None:
        """What came of a message; a statement that has changed again meanwhile goes on waiting.

        Of a message that cannot be edited `edited` holds the digests that it was to say.
        """
        now = self._database.clock.now()

        def end(connection: Connection) -> None:
            self._database.lock(connection, "corrections")
            rows = connection.execute(select(corrections).where(_own(edit))).mappings().all()
            if outcome == "edited":
                _now_says(connection, edit.posted.key, edited)
            for row in rows:
                digest = edited.digests.get(row["statement_id"])
                known = digest is not None and (digest == row["digest"] or row["attempts"] >= _TRUST_AFTER)
                values: dict[str, Any] = {"holder": None, "held_until": None if known else now + _AGAIN}
                if known:
                    values |= {"digest": digest, "status": outcome, "settled_at": now}
                same = and_(_own(edit), corrections.c.statement_id == row["statement_id"])
                connection.execute(update(corrections).where(same).values(values))
            for row in rows:
                self._record_when_done(connection, row["statement_id"])

        await self._database.write(end)

    def _record_when_done(self, connection: Connection, id: str) -> None:
        """With the last message of a statement the audit says how many follow it."""
        found = _count(connection, id)
        if found.waiting:
            return
        digest = connection.execute(_newest(id)).scalar()
        facts = {"answers": found.edited, "unreachable": found.unreachable, "digest": digest}
        said = select(audit.c.facts).where(audit.c.subject == id, audit.c.deed == EDITED)
        if all(each.get("digest") != digest for each in connection.execute(said).scalars()):
            record_event(
                self._database, connection, self._database.clock.now(), FOLLOWED_BY, EDITED, id, facts
            )

    async def count(self, id: str) -> CorrectionCount:
        """What became of the messages that once showed a statement, by its newest digest."""
        return await self._database.read(lambda connection: _count(connection, id))

    async def digests_said(self, after: str = "") -> tuple[tuple[str, str | None], ...]:
        """(statement, digest) as messages say them, by statement's id, those after `after`; () at the end.

        A statement's digests come together.
        """
        told = posted_statements.c
        ids = select(told.statement_id).where(told.statement_id > after).distinct()
        page = ids.order_by(told.statement_id).limit(_AT_ONCE).subquery()
        query = (
            select(told.statement_id, told.digest)
            .where(told.statement_id.in_(select(page.c.statement_id)))
            .distinct()
            .order_by(told.statement_id)
        )
        found = await self._database.fetch_all(query)
        return tuple((row["statement_id"], row["digest"]) for row in found)

    async def suppose(self, digests: Mapping[str, str]) -> None:
        """Where nobody knows what a message says of a statement, it is this one."""

        def put(connection: Connection) -> None:
            for id, digest in digests.items():
                unknown = and_(posted_statements.c.statement_id == id, posted_statements.c.digest.is_(None))
                connection.execute(update(posted_statements).where(unknown).values(digest=digest))

        await self._database.write(put)


def _outdated(id: str, digest: str) -> Select[Any]:
    """Keys of the messages that can be edited and say another version of a statement, or an unknown one."""
    said = posted_statements.c
    return (
        select(said.posted_key)
        .join(posted_answers, posted_answers.c.key == said.posted_key)
        .where(said.statement_id == id, or_(said.digest.is_(None), said.digest != digest))
        .where(posted_answers.c.message_id.is_not(None))
    )


def _held(table: Any, now: datetime) -> Any:
    """The condition that somebody is at it; a lease too long was written by a clock that was ahead."""
    return and_(table.c.held_until > now, table.c.held_until <= now + LONGEST_LEASE)


def _is_free(now: datetime) -> Any:
    until = corrections.c.held_until
    free = or_(until.is_(None), until <= now, until > now + LONGEST_LEASE)
    return and_(corrections.c.status == "waiting", free)


def _own(edit: PendingEdit) -> Any:
    return and_(
        corrections.c.posted_key == edit.posted.key,
        corrections.c.holder == edit.holder,
        corrections.c.status == "waiting",
    )


def _pending(connection: Connection, key: str, holder: str) -> PendingEdit:
    query = select(corrections).where(corrections.c.posted_key == key)
    order = (corrections.c.queued_at.desc(), corrections.c.statement_id)
    rows = connection.execute(query.order_by(*order)).mappings().all()
    posted = connection.execute(select(posted_answers).where(posted_answers.c.key == key)).mappings().one()
    waiting = [row for row in rows if row["status"] == "waiting"]
    return PendingEdit(
        PostedAnswer(**posted),
        tuple(row["statement_id"] for row in waiting),
        tuple(row["statement_id"] for row in rows if row["status"] == "edited"),
        holder,
        max(row["attempts"] for row in waiting),
    )


def _now_says(connection: Connection, key: str, edited: EditedMessage) -> None:
    if edited.page is not None:
        page = update(posted_answers).where(posted_answers.c.key == key).values(page=edited.page)
        connection.execute(page)
        replace_shown(connection, key, {id: edited.digests.get(id) for id in edited.statements})
    for id, digest in edited.digests.items():
        same = and_(posted_statements.c.posted_key == key, posted_statements.c.statement_id == id)
        connection.execute(update(posted_statements).where(same).values(digest=digest))


def _newest(id: str) -> Select[Any]:
    order = (corrections.c.queued_at.desc(), corrections.c.settled_at.desc())
    return select(corrections.c.digest).where(corrections.c.statement_id == id).order_by(*order).limit(1)


def _count(connection: Connection, id: str) -> CorrectionCount:
    newest = _newest(id).scalar_subquery()
    same = and_(corrections.c.statement_id == id, corrections.c.digest == newest)
    query = select(corrections.c.status, func.count()).where(same).group_by(corrections.c.status)
    by_status = {status: number for status, number in connection.execute(query)}
    edited, waiting = by_status.pop("edited", 0), by_status.pop("waiting", 0)
    return CorrectionCount(edited, sum(by_status.values()), waiting)
