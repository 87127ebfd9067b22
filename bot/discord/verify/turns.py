"""Whose check is next: one question of a person at a time, so that many of one delay nobody else."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.discord.core import LocalizedUserError
from briefs.i18n import N_

# A question has up to ten quotations, each of which takes the one thread a fifth of a second at worst.
WAITING_OF_USER = 10  # questions: twenty seconds, longer than anybody waits for more
WAITING_IN_SERVER = 100  # questions, of ten people who do that
_TOO_MANY_OF_USER = N_("{most} of your checks are waiting already. Please ask again when they are answered.")
_TOO_MANY_IN_SERVER = N_(
    "{most} checks from this server are waiting already. Please ask again when some are answered."
)


class Turns:
    """Holds back a person's questions until that person's earlier ones are answered.

    Whoever has their turn shares the thread with the others who have theirs, a quotation each in the order
    in which they come: a question waits for one quotation of each of them.
    """

    def __init__(self) -> None:
        self._of_user: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._users: Counter[int] = Counter()  # questions that wait or are at work
        self._servers: Counter[int] = Counter()

    @asynccontextmanager
    async def turn_of(self, user_id: int, guild_id: int | None) -> AsyncIterator[None]:
        """A turn, for as long as the block lasts. Raises LocalizedUserError for one too many."""
        if self._users[user_id] >= WAITING_OF_USER:
            raise LocalizedUserError(_TOO_MANY_OF_USER, most=WAITING_OF_USER)
        if guild_id is not None and self._servers[guild_id] >= WAITING_IN_SERVER:
            raise LocalizedUserError(_TOO_MANY_IN_SERVER, most=WAITING_IN_SERVER)
        self._users[user_id] += 1
        self._servers[guild_id or 0] += 1
        try:
            async with self._of_user[user_id]:  # asyncio's locks are taken in the order of asking
                yield
        finally:
            self._leave(user_id, guild_id or 0)

    def _leave(self, user_id: int, guild_id: int) -> None:
        """Nothing is kept of who has no question left."""
        self._users[user_id] -= 1
        self._servers[guild_id] -= 1
        if not self._users[user_id]:
            del self._users[user_id], self._of_user[user_id]
        if not self._servers[guild_id]:
            del self._servers[guild_id]
