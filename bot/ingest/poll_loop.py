"""Polls the feeds: by the clock, and at once when a curator asks. One round at a time.

Pages are fetched and read in a process of its own, which starts with the first page and holds the
language model; the bot's own process only waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.ingest.feed_probe import FeedProbe, probe_feed
from bot.ingest.service import IngestService
from bot.ingest.sources import sources_of
from bot.ingest.submission import Submission, SubmissionOutcome, take_in
from bot.live_library import LiveLibrary
from briefs import ingest as briefs_ingest
from briefs.ingest import worker as ingest_worker

if TYPE_CHECKING:
    from briefs.ingest import ArticleIngestor, FetchRecord
    from briefs.ingest.archive import SourceVisit

log = logging.getLogger(__name__)
POLL_SECONDS = 60.0  # between two checks which feeds are due


class PollLoop:
    """`on_queued` is called whenever there may be candidates that nobody has shown yet.

    `on_news` hears of each page that was taken in and has changed.
    """

    def __init__(
        self,
        ingest: IngestService,
        library: LiveLibrary,
        clock: Clock,
        on_queued: Callable[[], None],
        on_news: Callable[[SourceVisit], None] | None = None,
    ) -> None:
        self._ingest = ingest
        self._library = library
        self._clock = clock
        self._on_queued = on_queued
        self._on_news = on_news
        self._worker = ingest_worker.Worker(ingest.feed_settings.policy)
        self._lock = asyncio.Lock()
        self._ingestor: ArticleIngestor | None = None
        self._version = self._adopted = -1  # of no library: the first round makes an ingestor

    async def run(self, on_duty: Callable[[], bool] = lambda: True) -> None:
        """For ever; what goes wrong is tried again at the next check. Of several processes one is on duty."""
        while True:
            if not on_duty():
                await self._clock.sleep(POLL_SECONDS)
                continue
            try:
                await self._ingest.sync_configured_feeds()
                await self._adopt_sources()
                if await self._ingest.has_due(self._clock.now()):
                    await self.poll_once()
                # also where nothing was due: `onrecord add` in another process may have queued something
                self._on_queued()
            except Exception:  # the loop outlives whatever a feed or the database does to one round
                log.exception("a round over the feeds failed; the next one tries again")
            await self._clock.sleep(POLL_SECONDS)

    async def poll_once(self, *, at_once: bool = False) -> tuple[FetchRecord, ...]:
        """One round over the feeds that are due, or over all; every page that was visited.

        Where another round is under way, it is waited for.
        """
        async with self._lock:
            poller = self._ingest.poller(
                self._worker, await self._current_ingestor(), at_once=at_once, on_visit=self._on_visit
            )
            records = await poller.poll()
            await self._look_at_sources()
            return records

    async def _adopt_sources(self) -> None:
        """Pages that stand in the library alone; where no feed is followed nothing is fetched unasked."""
        if self._adopted != self._library.version and await self._ingest.follows_feeds():
            self._adopted = self._library.version
            await sources_of(await self._current_ingestor()).adopt()

    async def _look_at_sources(self) -> None:
        """Pages whose time has come; what became of their words is in the next answer."""
        sources = sources_of(await self._current_ingestor())
        visits = await sources.check(await sources.due())
        if any(visit.files for visit in visits):
            await self._library.reload()
        if any(visit.fresh for visit in visits):
            self._on_queued()

    async def probe(self, url: str) -> FeedProbe:
        """What is behind an address that somebody wants to follow."""
        return await probe_feed(self._worker, url)

    async def take_in(self, given: Submission) -> SubmissionOutcome:
        """One article that somebody hands in, read by the same process as those of the feeds."""
        outcome = await take_in(self._worker, await self._current_ingestor(), given)
        if isinstance(outcome, briefs_ingest.IngestResult) and (outcome.new or outcome.visit):
            self._on_queued()
        return outcome

    async def close(self) -> None:
        """Ends the worker process."""
        await self._worker.close()

    async def _current_ingestor(self) -> ArticleIngestor:
        """The ingestor for the library as it is now; made anew after a reload, as names may have changed."""
        library = self._library
        if self._ingestor is None or self._version != library.version:
            self._version = library.version
            self._ingestor = await self._ingest.ingestor(self._worker, library.engine, self._on_news)
        return self._ingestor

    def _on_visit(self, record: FetchRecord) -> None:
        if record.outcome == "queued":
            self._on_queued()
