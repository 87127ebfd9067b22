"""What came in before: the articles of the queue, and the candidate that a statement was made of."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select, update

from bot.store.database import Database
from bot.store.review_queue import QueuedCandidate, queued_candidates
from bot.store.schema import candidates, quiet_articles

QueuedArticle = tuple[str, str, str | None]  # id, text, URL


class Proposals:
    """The queue as ingest and review ask of it, decided candidates included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def articles(self) -> tuple[QueuedArticle, ...]:
        """Every article that came in, once each: those that had candidates first."""
        query = select(candidates.c.article).where(candidates.c.place == 0)
        found = await self._database.fetch_column(query)
        quiet = await self._database.fetch_column(select(quiet_articles.c.article))
        return tuple((each["id"], each["text"], each["url"]) for each in (*found, *quiet))

    async def keep_decision(self, article: str, keys: Collection[str]) -> None:
        """Keeps that these candidates of an article were decided on at once, after all earlier ones."""
        last = select(func.coalesce(func.max(candidates.c.decision), 0)).where(
            candidates.c.article_id == article
        )
        which = candidates.c.key.in_(keys) & (candidates.c.status != "waiting")

        def put(connection: Connection) -> None:
            self._database.lock(connection, "candidates")
            number = connection.execute(last).scalar_one() + 1
            connection.execute(update(candidates).where(which).values(decision=number))

        await self._database.write(put)

    async def last_decision(self, article: str, curators: Collection[str]) -> tuple[QueuedCandidate, ...]:
        """What a curator, under these names, decided on at once last in an article, and still stands."""
        theirs = (candidates.c.article_id == article) & candidates.c.decided_by.in_(curators)
        decided = theirs & (candidates.c.status != "waiting")
        last = select(func.max(candidates.c.decision)).where(decided).scalar_subquery()
        query = select(candidates).where(decided & (candidates.c.decision == last))
        return await queued_candidates(self._database, query.order_by(candidates.c.place))

    async def of_statement(self, statement: str) -> QueuedCandidate | None:
        """The candidate that was accepted as this statement; None for one that was written by hand."""
        query = select(candidates).where(candidates.c.statement_id == statement)
        return next(iter(await queued_candidates(self._database, query)), None)
