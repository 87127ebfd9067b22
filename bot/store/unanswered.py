"""Questions that nobody could answer, counted without knowing who asked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, delete, exists, func, select

from bot.store.database import Database
from bot.store.metadata import Metadata
from bot.store.pseudonyms import SALT, asker_hash
from bot.store.schema import gap_askers, gaps

UnansweredKind = Literal["person", "topic", "nothing"]
UNANSWERED_KEPT = timedelta(days=90)
MIN_ASKERS = 2  # one person's question stays that person's
MAX_LENGTH = 100


@dataclass(frozen=True, slots=True)
class UnansweredQuery:
    """`person` and `topic` as asked for, folded to lower case; "" where there was none."""

    kind: UnansweredKind
    person: str
    topic: str
    askers: int
    first_at: datetime
    last_at: datetime


class UnansweredQueries:
    """Counts who asked in vain, by pseudonym: it can count people, and name none of them."""

    def __init__(self, database: Database, metadata: Metadata) -> None:
        self._database = database
        self._metadata = metadata

    async def record(self, kind: UnansweredKind, asker_id: int, person: str = "", topic: str = "") -> None:
        """Somebody asked this in vain."""
        database, now = self._database, self._database.clock.now()
        asker = await self.asker_hash(asker_id)
        # folded, so that spellings which differ in case and spaces count as one question
        question = {"kind": kind, "person": _normalize(person), "topic": _normalize(topic)}
        same = [gaps.c[name] == value for name, value in question.items()]
        row = {"key": database.token(), **question, "first_at": now, "last_at": now}

        def count(connection: Connection) -> None:
            database.insert_or_leave(connection, gaps, [row])
            connection.execute(gaps.update().where(*same).values(last_at=now))
            key = connection.execute(select(gaps.c.key).where(*same)).scalar_one()
            asked = {"gap_key": key, "asker_hash": asker, "asked_at": now}
            connection.execute(database.upsert(gap_askers, asked))

        await database.write(count)

    async def most_asked(self, limit: int = 25) -> tuple[UnansweredQuery, ...]:
        """What at least two different people asked within 90 days, most asked first."""
        askers = func.count(gap_askers.c.asker_hash).label("askers")
        query = (
            select(gaps.c.kind, gaps.c.person, gaps.c.topic, askers, gaps.c.first_at, gaps.c.last_at)
            .join(gap_askers, gap_askers.c.gap_key == gaps.c.key)
            .where(gap_askers.c.asked_at >= self._database.clock.now() - UNANSWERED_KEPT)
            .group_by(*gaps.c)
            # in the database, so that a question of one person is never even read
            .having(askers >= MIN_ASKERS)
            .order_by(askers.desc(), gaps.c.last_at.desc(), gaps.c.key)
            .limit(limit)
        )
        return tuple(UnansweredQuery(**row) for row in await self._database.fetch_all(query))

    async def forget_older(self) -> None:
        """Drop who asked more than 90 days ago, and questions that nobody is left for."""
        limit = self._database.clock.now() - UNANSWERED_KEPT
        unasked = ~exists().where(gap_askers.c.gap_key == gaps.c.key)

        def drop(connection: Connection) -> None:
            # askers first: what then has none left goes with them
            connection.execute(delete(gap_askers).where(gap_askers.c.asked_at < limit))
            connection.execute(delete(gaps).where(unasked))

        await self._database.write(drop)

    async def asker_hash(self, user_id: int) -> str:
        """A user's pseudonym in this database, from its own salt: 32 hexadecimal digits (SHA-256)."""
        return asker_hash(await self.salt(), user_id)

    async def salt(self) -> str:
        """This database's own salt, which the first question makes."""
        return await self._metadata.get_or_create(SALT, secrets.token_hex(16))


def _normalize(words: str) -> str:
    return " ".join(words.casefold().split())[:MAX_LENGTH]
