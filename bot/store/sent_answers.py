"""Answers that stand in channels: what their buttons mean, and which statements they show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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


Shown = tuple[PostedAnswer, Collection[str]]  # with the statements that stand in it


def keep_shown(connection: Connection, posted: Sequence[Shown]) -> None:
    """Remember what was posted, within the caller's transaction."""
    # fields and columns have the same names, here as in every repository
    rows = [{name: getattr(one, name) for name in PostedAnswer.__slots__} for one, _ in posted]
    if rows:
        connection.execute(posted_answers.insert(), rows)
    _show(
        connection,
        # once each: an answer may show a statement twice
        ((one.key, statement) for one, statements in posted for statement in dict.fromkeys(statements)),
    )


def _show(connection: Connection, shown: Iterable[tuple[str, str]]) -> None:
    rows = [{"posted_key": key, "statement_id": statement} for key, statement in shown]
    if rows:
        connection.execute(posted_statements.insert(), rows)


class SentAnswers:
    """One row a posted answer, and one for each statement that stands in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep_all(self, posted: Sequence[Shown]) -> None:
        """Remember answers that were posted already, with the statements that each shows."""
        await self._database.write(lambda connection: keep_shown(connection, posted))

    async def answer(self, key: str) -> PostedAnswer | None:
        """The answer under `key`; None once it is forgotten."""
        row = await self._database.fetch_one(select(posted_answers).where(posted_answers.c.key == key))
        return PostedAnswer(**row) if row else None

    async def set_page(self, key: str, page: int, statements: Collection[str]) -> None:
        """The message now shows another page, and so other statements."""

        def replace_shown(connection: Connection) -> None:
            connection.execute(update(posted_answers).where(posted_answers.c.key == key).values(page=page))
            connection.execute(delete(posted_statements).where(posted_statements.c.posted_key == key))
            _show(connection, ((key, statement) for statement in dict.fromkeys(statements)))

        await self._database.write(replace_shown)

    async def showing(self, statement_id: str) -> tuple[PostedAnswer, ...]:
        """Every posted message that shows a statement, oldest first."""
        query = (
            select(posted_answers)
            .join(posted_statements, posted_statements.c.posted_key == posted_answers.c.key)
            .where(posted_statements.c.statement_id == statement_id, posted_answers.c.message_id.is_not(None))
            .order_by(posted_answers.c.created_at, posted_answers.c.key)
        )
        return tuple(PostedAnswer(**row) for row in await self._database.fetch_all(query))

    async def all_shown(self) -> tuple[str, ...]:
        """Every statement that stands in some posted message."""
        query = select(posted_statements.c.statement_id).distinct()
        return tuple(sorted(await self._database.fetch_column(query)))

    async def shown(self, key: str) -> tuple[str, ...]:
        """The statements that stand in an answer."""
        query = select(posted_statements.c.statement_id).where(posted_statements.c.posted_key == key)
        return tuple(sorted(await self._database.fetch_column(query)))

    async def forget(self, key: str) -> None:
        """The message is gone."""
        await self._database.execute(delete(posted_answers).where(posted_answers.c.key == key))

    async def forget_older(self, age: timedelta) -> int:
        """Drop what is older than `age`; how many."""
        limit = self._database.clock.now() - age
        return await self._database.execute(delete(posted_answers).where(posted_answers.c.created_at < limit))
