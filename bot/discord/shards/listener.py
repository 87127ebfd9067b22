"""What other processes changed is dropped from this one's memory."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

from bot.discord.core import Core
from bot.live_library import LibraryChange
from bot.store import ERASURE, EVERYTHING, LIBRARY, USERS, guild_of

log = logging.getLogger(__name__)


class NewsListener:
    """`open` before anything is read into memory; `forget_words` drops what was typed and is held there."""

    def __init__(self, core: Core, forget_words: Callable[[], None]) -> None:
        self._core = core
        self._news = core.store.news
        self._forget_words = forget_words
        self._since = 0
        self._reloading = False
        self._loop: asyncio.Task[Any] | None = None

    async def mark(self) -> None:
        """What is told from here on is heard later. Raises StoreUnavailable."""
        self._since = await self._news.newest()

    def open(self) -> None:
        """Begin to listen, and to tell the others of this process's own reloads."""
        self._core.library.on_reload.append(self._tell)
        self._loop = asyncio.create_task(self._listen(), name="hearing of other processes")

    async def close(self) -> None:
        """What is told now is not heard."""
        if self._loop is not None:
            self._core.library.on_reload.remove(self._tell)
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    def _tell(self, change: LibraryChange) -> None:
        if not self._reloading:  # else all would tell all of what one had told them
            self._core.background.add_task(self._news.tell(LIBRARY), "telling of the library")

    async def _listen(self) -> None:
        async with aclosing(self._news.follow(self._since)) as heard:
            async for subjects in heard:
                for subject in subjects:
                    try:
                        await self._take_in(subject)
                    except Exception:
                        log.exception("what another process changed could not be read: %s", subject)

    async def _take_in(self, subject: str) -> None:
        preferences, library = self._core.preferences, self._core.library
        if (guild := guild_of(subject)) is not None:
            await preferences.read_guild(guild)
        if subject == USERS:
            await preferences.read_changed_users()
        if subject in (ERASURE, EVERYTHING):
            await preferences.load()
            self._forget_words()
        if subject in (LIBRARY, EVERYTHING):
            for wake in library.on_news:
                wake()
        if subject in (LIBRARY, EVERYTHING) and library.outdated():
            self._reloading = True
            try:
                await library.reload()
            finally:
                self._reloading = False
