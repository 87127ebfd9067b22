"""Which message of a curators' channel shows which candidates: all of an article on one, or one alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, func, select, update

from bot.store.database import Database
from bot.store.schema import candidates


class ReviewCards:
    """The places of cards, which stand in the rows of the candidates that they show."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def without_card(self, limit: int = 100) -> Mapping[str, tuple[str, ...]]:
        """Articles with waiting candidates that no curators' channel shows, the oldest first; their keys."""
        bare = (candidates.c.status == "waiting") & candidates.c.message_id.is_(None)
        first = select(candidates.c.article_id).where(bare).group_by(candidates.c.article_id)
        chosen = first.order_by(func.min(candidates.c.created_at), candidates.c.article_id).limit(limit)
        query = (
            select(candidates.c.article_id, candidates.c.key)
            .where(bare, candidates.c.article_id.in_(chosen))
            .order_by(candidates.c.created_at, candidates.c.article_id, candidates.c.place)
        )
        found: dict[str, tuple[str, ...]] = {}
        for row in await self._database.fetch_all(query):
            found[row["article_id"]] = (*found.get(row["article_id"], ()), row["key"])
        return found

    async def card_posted(self, keys: Collection[str], channel_id: int, message_id: int) -> None:
        """The curators see the candidates on this message."""
        which = candidates.c.key.in_(keys)
        await self._database.execute(
            update(candidates).where(which).values(channel_id=channel_id, message_id=message_id)
        )

    async def take_off(self, keys: Collection[str]) -> None:
        """The candidates stand on no message any more."""
        which = candidates.c.key.in_(keys)
        await self._database.execute(update(candidates).where(which).values(channel_id=None, message_id=None))

    async def open_card_count(self) -> int:
        """How many cards in a curators' channel wait for a decision."""
        shown = (candidates.c.status == "waiting") & candidates.c.message_id.is_not(None)
        query = select(func.count(candidates.c.message_id.distinct())).where(shown)
        return int(await self._database.fetch_value(query))

    async def card_deleted(self, message_id: int) -> str | None:
        """Somebody deleted a card: what still waits on it gets another; the first one's key."""
        which = (candidates.c.message_id == message_id) & (candidates.c.status == "waiting")

        def take_off(connection: Connection) -> str | None:
            first = select(candidates.c.key).where(which).order_by(candidates.c.place)
            key = connection.execute(first).scalar()
            connection.execute(update(candidates).where(which).values(channel_id=None, message_id=None))
            return key

        return await self._database.write(take_off)
