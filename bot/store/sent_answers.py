"""Answers that stand in channels: what their buttons mean, and which statements they show."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.store.database import Database
from bot.store.schema import posted_answers, posted_statements

ANSWERS_KEPT = timedelta(days=400)  # so long a posted answer is corrected, and its buttons work


@dataclass(frozen=True, slots=True)
class PostedAnswer:
    """`asker_id` is None once that user's data was erased; `page` counts from 0."""

    key: str
    guild_id: int | None
    channel_id: int
    message_id: int | None
    asker_id: int | None
    command: str
    arguments: Mapping[str, Any]
    page: int
    created_at: datetime


# With the statements that stand in it; of a mapping the values are their digests, None for an unknown one.
Shown = tuple[PostedAnswer, Collection[str]]


def keep_shown(database: Database, connection: Connection, posted: Sequence[Shown]) -> None:
    """Remember what was posted, within the caller's transaction.

    What is there already is left alone: a caller that was cancelled, or lost its connection, while it waited
    for the commit cannot know of it, and comes again.
    """
    # fields and columns have the same names, here as in every repository
    rows = [{name: getattr(one, name) for name in PostedAnswer.__slots__} for one, _ in posted]
    if rows:
        database.insert_or_leave(connection, posted_answers, rows)
    shown = [row for one, statements in posted for row in _rows(one.key, statements)]
    if shown:
        database.insert_or_leave(connection, posted_statements, shown)


def replace_shown(connection: Connection, key: str, statements: Collection[str]) -> None:
    """These stand in a message now, within the caller's transaction; what stood there before did so once."""
    own = posted_statements.c.posted_key == key
    earlier = set(connection.execute(select(posted_statements.c.statement_id).where(own)).scalars())
    connection.execute(update(posted_statements).where(own).values(stands=False))
    new = []
    for row in _rows(key, statements):
        if row["statement_id"] in earlier:
            same = own & (posted_statements.c.statement_id == row["statement_id"])
            connection.execute(update(posted_statements).where(same).values(row))
        else:
            new.append(row)
    if new:
        connection.execute(posted_statements.insert(), new)


def _rows(key: str, statements: Collection[str]) -> list[dict[str, Any]]:
    """One for each statement, once: an answer may show a statement twice."""
    digests: Mapping[str, str | None] = statements if isinstance(statements, Mapping) else {}
    return [
        {"posted_key": key, "statement_id": id, "stands": True, "digest": digests.get(id)}
        for id in dict.fromkeys(statements)
    ]


class SentAnswers:
    """One row a posted answer, and one for each statement that stands in it or once did."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep_all(self, posted: Sequence[Shown]) -> None:
        """Remember answers that were posted already, with the statements that each shows."""
        await self._database.write(lambda connection: keep_shown(self._database, connection, posted))

    async def answer(self, key: str) -> PostedAnswer | None:
        """The answer under `key`; None once it is forgotten."""
        row = await self._database.fetch_one(select(posted_answers).where(posted_answers.c.key == key))
        return PostedAnswer(**row) if row else None

    async def set_page(self, key: str, page: int, statements: Collection[str]) -> None:
        """The message now shows another page, and so other statements."""

        def turn(connection: Connection) -> None:
            connection.execute(update(posted_answers).where(posted_answers.c.key == key).values(page=page))
            replace_shown(connection, key, statements)

        await self._database.write(turn)

    async def showing(self, statement_id: str) -> tuple[PostedAnswer, ...]:
        """Every posted message that shows a statement, oldest first."""
        query = (
            select(posted_answers)
            .join(posted_statements, posted_statements.c.posted_key == posted_answers.c.key)
            .where(posted_statements.c.statement_id == statement_id, posted_statements.c.stands)
            .where(posted_answers.c.message_id.is_not(None))
            .order_by(posted_answers.c.created_at, posted_answers.c.key)
        )
        return tuple(PostedAnswer(**row) for row in await self._database.fetch_all(query))

    async def shown(self, key: str) -> tuple[str, ...]:
        """The statements that stand in an answer."""
        own = (posted_statements.c.posted_key == key, posted_statements.c.stands)
        query = select(posted_statements.c.statement_id).where(*own)
        return tuple(sorted(await self._database.fetch_column(query)))

    async def forget(self, key: str) -> None:
        """The message is gone."""
        await self._database.execute(delete(posted_answers).where(posted_answers.c.key == key))

    async def forget_older(self, age: timedelta) -> int:
        """Drop what is older than `age`; how many."""
        limit = self._database.clock.now() - age
        return await self._database.execute(delete(posted_answers).where(posted_answers.c.created_at < limit))
