"""Rounds over the feeds: by the clock, and at once when a curator asks. One round at a time.

Pages are fetched and read in a process of its own, which starts with the first page and holds the
language model; the bot's own process only waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from briefs.ingest.poller import ArticleIngestor, FetchRecord
from briefs.ingest.worker.client import Worker

if TYPE_CHECKING:
    from bot.discord.client import OnRecordBot

log = logging.getLogger(__name__)
EVERY = 60.0  # seconds between two looks at which feeds are due
CANDIDATES_QUEUED = "candidates_waiting"  # the event: there may be candidates that no card shows


class PollLoop:
    def __init__(self, bot: OnRecordBot) -> None:
        self._bot = bot
        self._room = bot.ingest
        self._worker = Worker(bot.ingest.feed_settings.policy)
        self._turn = asyncio.Lock()
        self._taker: ArticleIngestor | None = None
        self._generation = -1

    async def run(self) -> None:
        """For ever; what goes wrong is tried again at the next look."""
        await self._bot.wait_until_ready()
        while True:
            try:
                await self._room.sync_configured_feeds()
                if await self._due():
                    await self.poll_once()
                self._bot.dispatch(CANDIDATES_QUEUED)
            except Exception:
                log.exception("a round over the feeds failed; the next one tries again")
            await self._bot.clock.sleep(EVERY)

    async def poll_once(self, *, at_once: bool = False) -> tuple[FetchRecord, ...]:
        """One round over the feeds that are due, or over all; every page that was visited.

        Where another round is under way, it is waited for.
        """
        async with self._turn:
            poller = self._room.poller(self._worker, await self._known(), at_once=at_once, told=self._visited)
            return await poller.collect()

    async def close(self) -> None:
        await self._worker.close()

    async def _due(self) -> bool:
        store = self._room.store
        return bool(await store.feeds.due(1) or await store.fetch_log.due(self._bot.clock.now()))

    async def _known(self) -> ArticleIngestor:
        """Whoever takes articles in knows the library as it is now."""
        library = self._bot.library
        if self._taker is None or self._generation != library.version:
            self._generation = library.version
            self._taker = await self._room.ingestor(self._worker, library.engine)
        return self._taker

    def _visited(self, visit: FetchRecord) -> None:
        if visit.outcome == "queued":
            self._bot.dispatch(CANDIDATES_QUEUED)
