"""Rounds over the feeds: by the clock, and at once when a curator asks. One round at a time.

Pages are fetched and read in a process of its own, which starts with the first page and holds the
language model; the bot's own process only waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from briefs.ingest.poller import Taker, Visit
from briefs.ingest.worker.client import Worker

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

log = logging.getLogger(__name__)
EVERY = 60.0  # seconds between two looks at which feeds are due
WAITING = "candidates_waiting"  # the event: there may be candidates that no card shows


class Rounds:
    def __init__(self, bot: OnRecord) -> None:
        self._bot = bot
        self._room = bot.newsroom
        self._worker = Worker(bot.newsroom.press.policy)
        self._turn = asyncio.Lock()
        self._taker: Taker | None = None
        self._generation = -1

    async def run(self) -> None:
        """For ever; what goes wrong is tried again at the next look."""
        await self._bot.wait_until_ready()
        while True:
            try:
                await self._room.follow_config()
                if await self._due():
                    await self.go()
                self._bot.dispatch(WAITING)
            except Exception:
                log.exception("a round over the feeds failed; the next one tries again")
            await self._bot.clock.sleep(EVERY)

    async def go(self, *, at_once: bool = False) -> tuple[Visit, ...]:
        """One round over the feeds that are due, or over all; every page that was visited.

        Where another round is under way, it is waited for.
        """
        async with self._turn:
            collector = self._room.collector(
                self._worker, await self._known(), at_once=at_once, told=self._visited
            )
            return await collector.collect()

    async def close(self) -> None:
        await self._worker.close()

    async def _due(self) -> bool:
        state = self._room.state
        return bool(await state.feeds.due(1) or await state.visits.due(self._bot.clock.now()))

    async def _known(self) -> Taker:
        """Whoever takes articles in knows the library as it is now."""
        shelf = self._bot.shelf
        if self._taker is None or self._generation != shelf.generation:
            self._generation = shelf.generation
            self._taker = await self._room.taker(self._worker, shelf.desk)
        return self._taker

    def _visited(self, visit: Visit) -> None:
        if visit.outcome == "queued":
            self._bot.dispatch(WAITING)
