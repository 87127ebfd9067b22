"""Ingest for one library: articles come in, candidates wait, a curator decides. For every face."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.ingest.settings import FeedSettings, read_feed_settings
from bot.settings import read_config, state_address
from bot.store import QueuedCandidate, Store, open_store
from briefs import paths
from briefs.errors import LibraryInvalid, Problem, UserError
from briefs.index import Filter, read_source_stamps, update
from briefs.ingest.fetch import Politeness
from briefs.ingest.poller import (
    ArticleIngestor,
    FeedPoller,
    KnownFingerprints,
    index_duplicates,
)
from briefs.ingest.ports import FetchRecord, ScheduledFeed
from briefs.ingest.review import (
    Journal,
    PendingCandidate,
    ReviewService,
    draft_as_utterance,
    pending_candidate,
    utterance,
)
from briefs.ingest.worker import Worker, encode_entities
from briefs.library import CheckedLibrary, LibraryChecker, Overrides
from briefs.query import INDEX, QueryEngine, person_entity, refresh, topic_entity
from briefs.text import Similarity, pairs

CONFIGURED = "config"  # who added a feed that stands in config/feeds.yaml


class IngestService:
    """`store` is open; `feed_settings` is what config/feeds.yaml says."""

    def __init__(
        self, root: Path, cache: Path, feed_settings: FeedSettings, store: Store, clock: Clock
    ) -> None:
        self.root, self.cache, self.feed_settings = root, cache, feed_settings
        self.store, self.clock = store, clock
        self._check = _Check(root, cache)
        self._prints: KnownFingerprints = {}
        self.review_service = ReviewService(root, self._check, store.review_queue, clock.now)

    def refresh(self, files: Sequence[str]) -> None:
        """The index follows a decision that wrote these files; nothing is read twice. Blocks."""
        survey, self._check.survey = self._check.survey, None
        if survey is None:
            refresh(self.root, self.cache)
        else:
            survey.written(files)
            update(survey, self.cache / INDEX)

    async def sync_configured_feeds(self) -> None:
        """Feeds of config/feeds.yaml are followed, and those that no longer stand there are not."""
        listed = {feed.url: feed for feed in await self.store.feeds.all()}
        for url in self.feed_settings.feeds:
            if url not in listed:
                await self.store.feeds.add(url, added_by=CONFIGURED)
        for url, feed in listed.items():
            if feed.added_by == CONFIGURED and url not in self.feed_settings.feeds:
                await self.store.feeds.remove(url)
                await self.store.fetch_log.forget(url)

    async def ingestor(self, worker: Worker, engine: QueryEngine) -> ArticleIngestor:
        """Takes articles in, knowing what the library and the queue hold already."""
        refs = await engine.articles()
        held = [await engine.find_article(ref.id) for ref in refs]
        known = [(article.id, article.text, article.url) for article in held if article is not None]
        library = await index_duplicates([*known, *await self.store.proposals.articles()], self._prints)
        names = encode_entities(
            map(person_entity, engine.registry.people), map(topic_entity, engine.registry.topics)
        )
        return ArticleIngestor(
            worker, self.store.review_queue, library, lambda: names, self.feed_settings.model
        )

    def poller(
        self,
        worker: Worker,
        taker: ArticleIngestor,
        *,
        at_once: bool = False,
        told: Callable[[FetchRecord], None] | None = None,
    ) -> FeedPoller:
        """Visits the feeds that are due, or with `at_once` all of them; `told` hears of each page."""
        feeds = AllFeeds(self.store) if at_once else self.store.feeds
        visits = ObservedFetchLog(self.store, told) if told else self.store.fetch_log
        politeness = Politeness(worker, self.clock.now, self.clock.sleep, self.feed_settings.pause)
        return FeedPoller(taker, feeds, visits, politeness, self.clock.now, self.feed_settings.every)


class _Check:
    """The library check; `survey` is the library that it found sound last."""

    def __init__(self, root: Path, cache: Path) -> None:
        self._index, self._surveyor = cache / INDEX, LibraryChecker(root, cache)
        self.survey: CheckedLibrary | None = None

    def __call__(self, root: Path, changed: Overrides) -> Sequence[Problem]:
        self.survey = None
        try:
            self.survey = self._surveyor.survey(read_source_stamps(self._index), changed)
        except LibraryInvalid as broken:
            return broken.problems
        return ()


class AllFeeds:
    """All feeds that are followed, whether they are due or not."""

    def __init__(self, store: Store) -> None:
        self._feeds = store.feeds
        self.polled, self.failed = store.feeds.polled, store.feeds.failed

    async def due(self, limit: int = 50) -> list[ScheduledFeed]:
        return [feed for feed in await self._feeds.all() if feed.status == "active"]


class ObservedFetchLog:
    """The record of visits, with somebody who hears of each."""

    def __init__(self, store: Store, told: Callable[[FetchRecord], None]) -> None:
        self._visits, self._told = store.fetch_log, told
        self.known, self.due = store.fetch_log.known, store.fetch_log.due

    async def put(self, visit: FetchRecord) -> None:
        await self._visits.put(visit)
        self._told(visit)


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
    async with open_store(state_address(read_config(root)), clock) as store:
        room = IngestService(root, cache, feed_settings, store, clock)
        if writing or Journal(root).unfinished():
            await room.review_service.recover()
        yield room


def to_pending(row: QueuedCandidate) -> PendingCandidate:
    return pending_candidate(row.key, row.place, row.article, row.candidate)


async def similar_statements(
    waiting: Sequence[PendingCandidate], engine: QueryEngine
) -> dict[str, tuple[Similarity, ...]]:
    """By candidate's key, the statements of the library that seem to be the same utterance, best first."""
    speakers = {id for each in waiting for id in each.draft.speakers if id in engine.people}
    known = [utterance(one) for id in sorted(speakers) for one in await engine.select(Filter(person=id))]
    found: dict[str, list[Similarity]] = {each.key: [] for each in waiting}
    fresh = [draft_as_utterance(each) for each in waiting]
    for like in await asyncio.to_thread(pairs, fresh, known):
        found[like.first if like.first in found else like.second].append(like)
    return {key: tuple(likes) for key, likes in found.items()}
