"""Candidates that wait for a curator, and the record of who did what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, or_, select, update

from bot.store.database import Database
from bot.store.schema import audit, candidates, encode_json, quiet_articles

CandidateStatus = Literal["waiting", "accepted", "rejected"]
CLAIM = timedelta(minutes=15)  # then another curator may take it


@dataclass(frozen=True, slots=True)
class QueuedCandidate:
    """`article` and `candidate` are JSON documents of the ingest; `place` orders within an article.

    `channel_id` and `message_id` are of the card that shows it, `changes` what the curator changed before
    accepting. `claimed_by` and `decided_by` are as in AuditEvent. `edits` are fields of the draft that were
    set while it waits, `ticked` whether it is to be published with its article (None: nobody said).
    `decision` is the same for what was decided at once, and counts within the article.
    """

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
    edits: Mapping[str, Any] | None = None
    ticked: bool | None = None
    decision: int | None = None


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
    """Each decision is one transaction with its line in the audit, so that the two never differ."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, article: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> int:
        """Put an article's candidates up for review (`article["id"]` names it); how many were new.

        Without any there is nothing to review, and the article is kept for its words.
        """
        database, now = self._database, self._database.clock.now()
        if not found:
            row = {"article_id": article["id"], "article": encode_json(article), "created_at": now}
            await database.write(
                lambda connection: database.insert_or_leave(connection, quiet_articles, [row])
            )
            return 0

        def put(connection: Connection) -> int:
            rows = [
                {
                    "key": database.token(), "article_id": article["id"], "place": place,
                    # once: a sitting's text in each of its thousand turns would be gigabytes
                    "article": encode_json({} if place else article),
                    "candidate": candidate, "status": "waiting", "created_at": now,
                }
                for place, candidate in enumerate(found)
            ]  # fmt: skip
            # an article and a place in it are unique: one that is ingested again adds nothing
            return database.insert_or_leave(connection, candidates, rows)

        return await database.write(put)

    async def candidate(self, key: str) -> QueuedCandidate | None:
        """The candidate under `key`, decided or not; None where there is none."""
        found = await self._where(candidates.c.key == key)
        return found[0] if found else None

    async def statuses(self, keys: Collection[str]) -> Mapping[str, CandidateStatus]:
        """Where candidates stand, by key; those that are not in the queue are left out."""
        query = select(candidates.c.key, candidates.c.status).where(candidates.c.key.in_(keys))
        return {row["key"]: row["status"] for row in await self._database.fetch_all(query)}

    async def waiting(self, articles: Collection[str] | None = None) -> tuple[QueuedCandidate, ...]:
        """Candidates of these articles, or of all, that nobody has decided on, the oldest article first."""
        named = () if articles is None else (candidates.c.article_id.in_(articles),)
        return await self._where(candidates.c.status == "waiting", *named)

    async def waiting_articles(self) -> tuple[tuple[str, int], ...]:
        """Articles of which candidates wait, the newest first, each with how many do."""
        article = candidates.c.article_id
        query = select(article, func.count().label("waiting")).where(candidates.c.status == "waiting")
        query = query.group_by(article).order_by(func.max(candidates.c.created_at).desc(), article)
        return tuple((row["article_id"], row["waiting"]) for row in await self._database.fetch_all(query))

    async def keep(self, edits: Mapping[str, Mapping[str, Any]], ticked: Mapping[str, bool]) -> None:
        """Keeps what was set of candidates that wait, by key; `edits` take the place of earlier ones."""

        def put(connection: Connection) -> None:
            for key in {*edits, *ticked}:
                values: dict[str, Any] = {"edits": edits[key]} if key in edits else {}
                values |= {"ticked": ticked[key]} if key in ticked else {}
                which = (candidates.c.key == key) & (candidates.c.status == "waiting")
                connection.execute(update(candidates).where(which).values(values))

        await self._database.write(put)

    async def claim(self, key: str, curator: str) -> bool:
        """Take a candidate for oneself; False while another curator has it or once it is decided."""
        now = self._database.clock.now()
        # a claim runs out by itself: a curator who closed the form without a word blocks nobody
        free = or_(
            candidates.c.claimed_by.is_(None),
            candidates.c.claimed_by == curator,
            candidates.c.claimed_at < now - CLAIM,
        )
        which = (candidates.c.key == key) & (candidates.c.status == "waiting") & free
        return await self._set(which, claimed_by=curator, claimed_at=now)

    async def release(self, key: str, curator: str) -> bool:
        """Give a claimed candidate back; False when the curator does not have it."""
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
        facts = {"statement": statement_id, "changes": dict(changes or {})}

        def settle(connection: Connection) -> bool:
            # the condition is in the UPDATE: of two curators who press at once one changes a row
            if connection.execute(update(candidates).where(which).values(values)).rowcount != 1:
                return False
            record_event(self._database, connection, now, curator, status, key, facts)
            return True

        return await self._database.write(settle)

    async def reopen(self, key: str, curator: str) -> bool:
        """Undo a decision: the candidate waits again; False when it waited already."""
        now = self._database.clock.now()
        which = (candidates.c.key == key) & (candidates.c.status != "waiting")
        blank = dict.fromkeys(
            ("decided_by", "decided_at", "claimed_by", "claimed_at", "changes", "statement_id", "decision")
        )
        again = update(candidates).where(which).values(status="waiting", **blank)

        def undo(connection: Connection) -> bool:
            if connection.execute(again).rowcount != 1:
                return False
            record_event(self._database, connection, now, curator, "undo", key, {})
            return True

        return await self._database.write(undo)

    async def record(
        self, curator: str, action: str, subject: str, facts: Mapping[str, Any] | None = None
    ) -> None:
        """Keep who did what, where no decision on a candidate does it; of one `change` in the facts once."""
        now, kept = self._database.clock.now(), dict(facts or {})
        same = select(audit.c.facts).where(audit.c.subject == subject, audit.c.deed == action)

        def put(connection: Connection) -> None:
            # told again after a crash: the audit has it already
            change = kept.get("change")
            known = connection.execute(same).scalars() if change is not None else ()
            if all(each.get("change") != change for each in known):
                record_event(self._database, connection, now, curator, action, subject, kept)

        await self._database.write(put)

    async def events(self, subject: str | None = None, limit: int = 100) -> tuple[AuditEvent, ...]:
        """The audit, newest first, of one subject (a candidate's key or a statement's id) or of all."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if subject is not None:
            query = query.where(audit.c.subject == subject)
        return tuple(AuditEvent(**row) for row in await self._database.fetch_all(query))

    async def _set(self, which: Any, **values: Any) -> bool:
        return await self._database.execute(update(candidates).where(which).values(**values)) == 1

    async def _where(self, *conditions: Any) -> tuple[QueuedCandidate, ...]:
        # candidates of one article together and in its order, as they are read best
        order = (candidates.c.created_at, candidates.c.article_id, candidates.c.place)
        query = select(candidates).where(*conditions).order_by(*order)
        return await queued_candidates(self._database, query)


async def queued_candidates(database: Database, query: Select[Any]) -> tuple[QueuedCandidate, ...]:
    """The rows of `candidates` that a query finds, each with its article, which stands in the first one's."""
    rows = await database.fetch_all(query)
    bare = sorted({row["article_id"] for row in rows if not row["article"]})
    holders = select(candidates.c.article_id, candidates.c.article).where(
        candidates.c.place == 0, candidates.c.article_id.in_(bare)
    )
    found = await database.fetch_all(holders) if bare else ()
    articles = {row["article_id"]: row["article"] for row in found}
    return tuple(
        QueuedCandidate(**{**row, "article": row["article"] or articles[row["article_id"]]}) for row in rows
    )


def record_event(
    database: Database,
    connection: Connection,
    now: datetime,
    curator: str,
    action: str,
    subject: str,
    facts: Mapping[str, Any],
) -> None:
    """Add a line to the audit, within the caller's transaction."""
    database.lock(connection, "audit")
    following = select(func.coalesce(func.max(audit.c.number), 0) + 1).scalar_subquery()
    connection.execute(
        audit.insert().values(
            number=following, done_at=now, done_by=curator, deed=action, subject=subject, facts=dict(facts)
        )
    )
