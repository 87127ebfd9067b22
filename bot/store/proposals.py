"""What came in before: the articles of the queue, and the candidate that a statement was made of."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.store.database import Database
from bot.store.review_queue import QueuedCandidate
from bot.store.schema import candidates, quiet_articles

QueuedArticle = tuple[str, str, str | None]  # id, text, URL


class Proposals:
    """The queue as ingest and review ask of it, decided candidates included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def articles(self) -> tuple[QueuedArticle, ...]:
        """Every article that came in, once each: those that had candidates first."""
        first = select(func.min(candidates.c.key)).group_by(candidates.c.article_id)
        query = select(candidates.c.article).where(candidates.c.key.in_(first))
        found = await self._database.fetch_column(query)
        quiet = await self._database.fetch_column(select(quiet_articles.c.article))
        return tuple((each["id"], each["text"], each["url"]) for each in (*found, *quiet))

    async def of_statement(self, statement: str) -> QueuedCandidate | None:
        """The candidate that was accepted as this statement; None for one that was written by hand."""
        query = select(candidates).where(candidates.c.statement_id == statement)
        row = await self._database.fetch_one(query)
        return None if row is None else QueuedCandidate(**row)
