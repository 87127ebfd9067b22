"""Candidates that wait for a curator, and the record of who did what."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.column_types import encoded
from bot.store.database import Database
from bot.store.schema import audit, candidates

CandidateStatus = Literal["waiting", "accepted", "rejected"]
_AT_ONCE = 20  # rows in one statement: more would hold the event loop while it is compiled
CLAIM = timedelta(minutes=15)  # then another curator may take it


@dataclass(frozen=True, slots=True)
class QueuedCandidate:
    """`article` and `candidate` are JSON documents of the intake; `place` orders within an article."""

    key: str
    article_id: str
    place: int
    article: Mapping[str, Any]
    candidate: Mapping[str, Any]
    status: CandidateStatus
    channel_id: int | None
    message_id: int | None
    claimed_by: str | None
    claimed_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    changes: Mapping[str, Any] | None
    statement_id: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One act of a curator. `done_by` is a user's id, "terminal", or a pseudonym."""

    number: int
    done_at: datetime
    done_by: str
    deed: str
    subject: str
    facts: Mapping[str, Any]


class ReviewQueue:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, article: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> int:
        """Put an article's candidates up for review (`article["id"]` names it); how many were new."""
        if not found:
            return 0
        database, now, new = self._database, self._database.clock.now(), 0
        page, *texts = await asyncio.to_thread(lambda: [encoded(each) for each in (article, *found)])
        rows = [
            {
                "key": database.token(), "article_id": article["id"], "place": place, "article": page,
                "candidate": text, "status": "waiting", "created_at": now,
            }
            for place, text in enumerate(texts)
        ]  # fmt: skip
        async with database.write() as connection:
            for start in range(0, len(rows), _AT_ONCE):
                new += await database.insert_or_leave(connection, candidates, rows[start : start + _AT_ONCE])
        return new

    async def candidate(self, key: str) -> QueuedCandidate | None:
        found = await self._where(candidates.c.key == key)
        return found[0] if found else None

    async def waiting(self, limit: int = 100) -> tuple[QueuedCandidate, ...]:
        return await self._where(candidates.c.status == "waiting", limit=limit)

    async def without_card(self, limit: int = 100) -> tuple[QueuedCandidate, ...]:
        """Waiting candidates that no curators' channel shows yet."""
        return await self._where(
            candidates.c.status == "waiting", candidates.c.message_id.is_(None), limit=limit
        )

    async def card_posted(self, key: str, channel_id: int, message_id: int) -> None:
        await self._set(candidates.c.key == key, channel_id=channel_id, message_id=message_id)

    async def open_card_count(self) -> int:
        """How many cards in a curators' channel wait for a decision."""
        shown = (candidates.c.status == "waiting") & candidates.c.message_id.is_not(None)
        async with self._database.read() as connection:
            query = select(func.count()).select_from(candidates).where(shown)
            return int((await connection.execute(query)).scalar_one())

    async def card_gone(self, message_id: int) -> str | None:
        """Somebody deleted a card: a candidate that still waits gets another; its key."""
        which = (candidates.c.message_id == message_id) & (candidates.c.status == "waiting")
        async with self._database.write() as connection:
            key = (await connection.execute(select(candidates.c.key).where(which))).scalar()
            await connection.execute(update(candidates).where(which).values(channel_id=None, message_id=None))
        return key

    async def claim(self, key: str, curator: str) -> bool:
        """Take a candidate for oneself; False while another curator has it or once it is decided."""
        now = self._database.clock.now()
        free = or_(
            candidates.c.claimed_by.is_(None),
            candidates.c.claimed_by == curator,
            candidates.c.claimed_at < now - CLAIM,
        )
        which = (candidates.c.key == key) & (candidates.c.status == "waiting") & free
        return await self._set(which, claimed_by=curator, claimed_at=now)

    async def release(self, key: str, curator: str) -> bool:
        which = (candidates.c.key == key) & (candidates.c.claimed_by == curator)
        return await self._set(which & (candidates.c.status == "waiting"), claimed_by=None, claimed_at=None)

    async def decide(
        self,
        key: str,
        status: CandidateStatus,
        curator: str,
        *,
        statement_id: str | None = None,
        changes: Mapping[str, Any] | None = None,
    ) -> bool:
        """Accept or reject a waiting candidate, with its line in the audit; False when it is decided."""
        now = self._database.clock.now()
        values = {
            "status": status, "decided_by": curator, "decided_at": now, "changes": changes,
            "statement_id": statement_id,
        }  # fmt: skip
        which = (candidates.c.key == key) & (candidates.c.status == "waiting")
        async with self._database.write() as connection:
            done = await connection.execute(update(candidates).where(which).values(values))
            if done.rowcount != 1:
                return False
            facts = {"statement": statement_id, "changes": dict(changes or {})}
            await _record(connection, now, curator, status, key, facts)
        return True

    async def reopen(self, key: str, curator: str) -> bool:
        """Undo a decision: the candidate waits again."""
        now = self._database.clock.now()
        which = (candidates.c.key == key) & (candidates.c.status != "waiting")
        async with self._database.write() as connection:
            done = await connection.execute(
                update(candidates).where(which).values(
                    status="waiting", decided_by=None, decided_at=None, claimed_by=None, claimed_at=None,
                    changes=None, statement_id=None,
                )
            )  # fmt: skip
            if done.rowcount != 1:
                return False
            await _record(connection, now, curator, "undo", key, {})
        return True

    async def record(
        self, curator: str, deed: str, subject: str, facts: Mapping[str, Any] | None = None
    ) -> None:
        """Keep who did what, where no decision on a candidate does it."""
        async with self._database.write() as connection:
            await _record(connection, self._database.clock.now(), curator, deed, subject, facts or {})

    async def events(self, subject: str | None = None, limit: int = 100) -> tuple[AuditEvent, ...]:
        """The newest deeds first, of one subject or of all."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if subject is not None:
            query = query.where(audit.c.subject == subject)
        async with self._database.read() as connection:
            return tuple(AuditEvent(**row) for row in (await connection.execute(query)).mappings())

    async def _set(self, which: Any, **values: Any) -> bool:
        async with self._database.write() as connection:
            done = await connection.execute(update(candidates).where(which).values(**values))
            return int(done.rowcount) == 1

    async def _where(self, *conditions: Any, limit: int | None = None) -> tuple[QueuedCandidate, ...]:
        order = (candidates.c.created_at, candidates.c.article_id, candidates.c.place)
        query = select(candidates).where(*conditions).order_by(*order).limit(limit)
        async with self._database.read() as connection:
            return tuple(QueuedCandidate(**row) for row in (await connection.execute(query)).mappings())


async def _record(
    connection: AsyncConnection,
    now: datetime,
    curator: str,
    deed: str,
    subject: str,
    facts: Mapping[str, Any],
) -> None:
    following = select(func.coalesce(func.max(audit.c.number), 0) + 1).scalar_subquery()
    await connection.execute(
        audit.insert().values(
            number=following, done_at=now, done_by=curator, deed=deed, subject=subject, facts=dict(facts)
        )
    )
