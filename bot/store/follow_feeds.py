"""The addresses at which people fetch what they follow: each a secret of its owner, who may take it back."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.store.database import Database
from bot.store.schema import follow_feeds

_SECRET_BYTES = 24  # 32 characters: nobody guesses one
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")  # of anything else a database may say that it is no text


@dataclass(frozen=True, slots=True)
class FollowFeed:
    """`token` is what its address ends with: whoever has it reads the feed."""

    user_id: int
    token: str = field(repr=False)
    language: str
    created_at: datetime


class FollowFeeds:
    """At most one a user."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_user(self, user_id: int) -> FollowFeed | None:
        """The feed of somebody who has one."""
        return await self._find(follow_feeds.c.user_id == user_id)

    async def at(self, token: str) -> FollowFeed | None:
        """The feed at an address; None for one that was taken back, or never was."""
        return await self._find(follow_feeds.c.token == token) if _TOKEN.fullmatch(token) else None

    async def open(self, user_id: int, language: str, *, anew: bool = False) -> FollowFeed:
        """The feed that is there, or a new one; `anew`: at another address, and not at the one before."""
        made = FollowFeed(user_id, secrets.token_urlsafe(_SECRET_BYTES), language, self._database.clock.now())
        row = {name: getattr(made, name) for name in FollowFeed.__slots__}
        own = follow_feeds.c.user_id == user_id

        def write(connection: Connection) -> FollowFeed:
            if anew:
                connection.execute(delete(follow_feeds).where(own))
            self._database.insert_or_leave(connection, follow_feeds, [row])
            return FollowFeed(**connection.execute(select(follow_feeds).where(own)).mappings().one())

        return await self._database.write(write)

    async def close(self, user_id: int) -> None:
        """Nothing is at its address any more."""
        await self._database.execute(delete(follow_feeds).where(follow_feeds.c.user_id == user_id))

    async def _find(self, which: object) -> FollowFeed | None:
        rows = await self._database.fetch_all(select(follow_feeds).where(which))  # type: ignore[arg-type]
        return FollowFeed(**rows[0]) if rows else None
