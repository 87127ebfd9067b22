"""Ingest for one library: articles come in, candidates wait, a curator decides. For every face."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.ingest.settings import FeedSettings, read_feed_settings
from bot.ingest.sources import LibrarySources, SourceService
from bot.settings import data_folder, read_settings, state_address
from bot.store import QueuedCandidate, Store, open_store
from briefs import ingest as briefs_ingest
from briefs import paths
from briefs.errors import LibraryInvalid, Problem, UserError
from briefs.index import Filter, read_source_stamps, update
from briefs.ingest import archive, fetch, review
from briefs.ingest import worker as ingest_worker
from briefs.library import CheckedLibrary, LibraryChecker, Overrides
from briefs.query import INDEX, QueryEngine, person_entity, refresh
from briefs.text import Similarity, similar_pairs

if TYPE_CHECKING:
    from briefs.ingest import FetchRecord, KnownFingerprints, ScheduledFeed
    from briefs.ingest.archive import SourceVisit
    from briefs.ingest.review import PendingCandidate
    from briefs.ingest.worker import Worker

log = logging.getLogger(__name__)

COPIES = "sources"  # the folder beside the state database in which pages are kept as they came
CONFIGURED = "config"  # who added a feed that stands in config/feeds.yaml


class IngestService:
    """The pieces of ingest on one library, each made from the same store, clock and settings.

    `store` is open; `feed_settings` is what config/feeds.yaml says. The terminal and Discord use the same.
    """

    def __init__(
        self, root: Path, cache: Path, feed_settings: FeedSettings, store: Store, clock: Clock
    ) -> None:
        self.root, self.cache, self.feed_settings = root, cache, feed_settings
        self.store, self.clock = store, clock
        self._check = _RememberingCheck(root, cache)
        self._fingerprints: KnownFingerprints = {}

    @cached_property
    def review_service(self) -> review.ReviewService:
        """Writes what is decided into the library."""
        return review.ReviewService(self.root, self._check, self.store.review_queue, self.clock.now)

    @property
    def copies(self) -> archive.CopyFolder:
        """Pages as they came, beside the state database."""
        beside = (self.store.database.file or data_folder() / "state.db").parent
        return archive.CopyFolder(beside / COPIES, self.feed_settings.copies)

    async def has_due(self, now: datetime) -> bool:
        """Whether a feed is to be visited, or a page to be tried again or looked at once more."""
        store = self.store
        return bool(
            await store.feeds.due(1) or await store.fetch_log.due(now) or await store.sources.due(now, 1)
        )

    async def follows_feeds(self) -> bool:
        """Whether any feed is visited."""
        return any(feed.status == "active" for feed in await self.store.feeds.all())

    def refresh(self, files: Sequence[str]) -> None:
        """The index follows a decision that wrote these files; nothing is read twice. Blocks."""
        # what the check before the write has read is the library as it is now, but for the stamps of files
        checked, self._check.checked = self._check.checked, None
        try:
            if checked is None:
                refresh(self.root, self.cache)
            else:
                checked.refresh_stamps(files)
                update(checked, self.cache / INDEX)
        except (LibraryInvalid, OSError) as error:  # the decision stands: the next question tries again
            log.warning("the index could not be brought up to the library: %s", error)

    async def sync_configured_feeds(self) -> None:
        """Feeds of config/feeds.yaml are followed, and those that no longer stand there are not."""
        listed = {feed.url: feed for feed in await self.store.feeds.all()}
        for url in self.feed_settings.feeds:
            if url not in listed:
                await self.store.feeds.add(url, added_by=CONFIGURED)
        for url, feed in listed.items():
            # one that somebody added by hand stays, whatever the file says
            if feed.added_by == CONFIGURED and url not in self.feed_settings.feeds:
                await self.store.feeds.remove(url)
                await self.store.fetch_log.forget(url)

    async def ingestor(
        self,
        worker: Worker,
        engine: QueryEngine,
        on_news: Callable[[SourceVisit], None] | None = None,
    ) -> briefs_ingest.ArticleIngestor:
        """An ingestor that knows what the library and the queue hold already, and the library's names.

        Its keeper is a SourceService; `on_news` hears of pages that changed.
        """
        refs = await engine.articles()
        held = [await engine.find_article(ref.id) for ref in refs]
        known = [(article.id, article.text, article.url) for article in held if article is not None]
        library = await briefs_ingest.index_duplicates(
            [*known, *await self.store.proposals.articles()], self._fingerprints
        )
        names = ingest_worker.encode_entities(
            map(person_entity, engine.registry.people), engine.registry.topics
        )
        held_at = LibrarySources(self.root, self._check, self.refresh, lambda: engine)
        sources = SourceService(
            self.store, self.copies, held_at, worker, self._politeness(worker), self.clock, on_news
        )
        sources.ingestor = briefs_ingest.ArticleIngestor(
            worker, self.store.review_queue, library, lambda: names, self.feed_settings.model, sources
        )
        return sources.ingestor

    def _politeness(self, worker: Worker) -> fetch.Politeness:
        return fetch.Politeness(worker, self.clock.now, self.clock.sleep, self.feed_settings.pause)

    def poller(
        self,
        worker: Worker,
        ingestor: briefs_ingest.ArticleIngestor,
        *,
        at_once: bool = False,
        on_visit: Callable[[FetchRecord], None] | None = None,
    ) -> briefs_ingest.FeedPoller:
        """A poller of the feeds that are due, or with `at_once` of all; `on_visit` hears of each page."""
        feeds = AllFeeds(self.store) if at_once else self.store.feeds
        fetch_log = ObservedFetchLog(self.store, on_visit) if on_visit else self.store.fetch_log
        politeness = self._politeness(worker)
        return briefs_ingest.FeedPoller(
            ingestor, feeds, fetch_log, politeness, self.clock.now, self.feed_settings.every
        )


class _RememberingCheck:
    """The library check; `checked` is the library that it found sound last."""

    def __init__(self, root: Path, cache: Path) -> None:
        self._index, self._checker = cache / INDEX, LibraryChecker(root, cache)
        self.checked: CheckedLibrary | None = None

    def __call__(self, root: Path, changed: Overrides) -> Sequence[Problem]:
        self.checked = None  # a change that is refused must leave none for refresh()
        try:
            self.checked = self._checker.check(read_source_stamps(self._index), changed)
        except LibraryInvalid as broken:
            return broken.problems
        return ()


class AllFeeds:
    """A FeedSchedule of all feeds that are followed, whether they are due or not."""

    def __init__(self, store: Store) -> None:
        self._feeds = store.feeds
        # the outcome of a visit, and when the next one is due, are recorded as by the store itself
        self.polled, self.failed = store.feeds.polled, store.feeds.failed

    async def due(self, limit: int = 50) -> list[ScheduledFeed]:
        """Every active feed; `limit` does not hold, as whoever asks for all waits for all."""
        return [feed for feed in await self._feeds.all() if feed.status == "active"]


class ObservedFetchLog:
    """A FetchLogPort that calls `on_visit` after each record is kept."""

    def __init__(self, store: Store, on_visit: Callable[[FetchRecord], None]) -> None:
        self._fetch_log, self._on_visit = store.fetch_log, on_visit
        self.known, self.due = store.fetch_log.known, store.fetch_log.due

    async def put(self, record: FetchRecord) -> None:
        """Keeps the record, then tells of it."""
        await self._fetch_log.put(record)
        self._on_visit(record)


def require_writable(root: Path) -> None:
    """Raises UserError where the library came installed: an update of the program would overwrite it."""
    if paths.is_embedded(root):
        raise UserError(
            "the library that came with the program is not written to",
            "make a copy: onrecord init my-library --copy, then onrecord --library my-library ...",
        )


@asynccontextmanager
async def open_ingest_service(
    root: Path, cache: Path, *, writing: bool = True
) -> AsyncIterator[IngestService]:
    """The ingest service with its state database; what an earlier process left unfinished is finished first.

    Raises UserError: with `writing`, also where the library came installed and is not to be written.
    """
    if writing:
        require_writable(root)
    feed_settings, clock = read_feed_settings(root), SystemClock()
    async with open_store(state_address(read_settings(root)), clock) as store:
        service = IngestService(root, cache, feed_settings, store, clock)
        # who only reads takes no lock and writes nothing, unless a change was left half done
        if writing or review.Journal(root).unfinished():
            await service.review_service.recover()
        yield service


def to_pending(row: QueuedCandidate) -> PendingCandidate:
    """A row of the queue as a candidate under review."""
    return review.pending_candidate(row.key, row.place, row.article, row.candidate)


async def similar_statements(
    pending: Sequence[PendingCandidate], engine: QueryEngine
) -> dict[str, tuple[Similarity, ...]]:
    """By candidate's key, the statements of the library that seem to be the same utterance, best first.

    Compared are statements of the same speakers alone; a candidate of nobody known has none.
    """
    speakers = {id for each in pending for id in each.draft.speakers if id in engine.people}
    known = [
        review.utterance(one) for id in sorted(speakers) for one in await engine.select(Filter(person=id))
    ]
    found: dict[str, list[Similarity]] = {each.key: [] for each in pending}
    fresh = [review.draft_as_utterance(each) for each in pending]
    # off the event loop: every candidate is compared with every statement of its speakers
    for similarity in await asyncio.to_thread(similar_pairs, fresh, known):
        key = similarity.first if similarity.first in found else similarity.second
        found[key].append(similarity)
    return {key: tuple(similarities) for key, similarities in found.items()}
