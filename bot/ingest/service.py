"""The newsroom of one library: articles come in, candidates wait, a curator decides. For every face."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.ingest.settings import Press, read_press
from bot.settings import read_config, state_address
from bot.store import State, opened
from bot.store.review_queue import QueuedCandidate
from briefs import paths
from briefs.errors import BrokenLibrary, Problem, Trouble
from briefs.index.reader import Filter, sources
from briefs.index.updater import update
from briefs.ingest.fetch.politeness import Manners
from briefs.ingest.poller import Collector, Feed, Known, Taker, Visit, shelf_of
from briefs.ingest.review.change_plan import Waiting
from briefs.ingest.review.journal import Journal
from briefs.ingest.review.serialization import drafted_utterance, utterance, waiting_of
from briefs.ingest.review.service import Curation
from briefs.ingest.worker.client import Worker, encoded
from briefs.library import Survey, Surveyor
from briefs.library.loader import Changed
from briefs.query.engine import Desk, person_entity, topic_entity
from briefs.query.open import INDEX, refresh
from briefs.text.near_duplicates import Likeness, pairs

CONFIGURED = "config"  # who added a feed that stands in config/feeds.yaml


class Newsroom:
    """`state` is open; `press` is what config/feeds.yaml says."""

    def __init__(self, root: Path, cache: Path, press: Press, state: State, clock: Clock) -> None:
        self.root, self.cache, self.press = root, cache, press
        self.state, self.clock = state, clock
        self._check = _Check(root, cache)
        self._prints: Known = {}
        self.curation = Curation(root, self._check, state.review, clock.now)

    def refresh(self, files: Sequence[str]) -> None:
        """The index follows a decision that wrote these files; nothing is read twice. Blocks."""
        survey, self._check.survey = self._check.survey, None
        if survey is None:
            refresh(self.root, self.cache)
        else:
            survey.written(files)
            update(survey, self.cache / INDEX)

    async def follow_config(self) -> None:
        """Feeds of config/feeds.yaml are followed, and those that no longer stand there are not."""
        listed = {feed.url: feed for feed in await self.state.feeds.all()}
        for url in self.press.feeds:
            if url not in listed:
                await self.state.feeds.add(url, added_by=CONFIGURED)
        for url, feed in listed.items():
            if feed.added_by == CONFIGURED and url not in self.press.feeds:
                await self.state.feeds.remove(url)
                await self.state.visits.forget(url)

    async def taker(self, worker: Worker, desk: Desk) -> Taker:
        """Takes articles in, knowing what the library and the queue hold already."""
        refs = await desk.index.articles()
        held = [await desk.index.article(ref.id) for ref in refs]
        known = [(article.id, article.text, article.url) for article in held if article is not None]
        shelf = await shelf_of([*known, *await self.state.proposals.articles()], self._prints)
        names = encoded(map(person_entity, desk.catalogue.people), map(topic_entity, desk.catalogue.topics))
        return Taker(worker, self.state.review, shelf, lambda: names, self.press.model)

    def collector(
        self,
        worker: Worker,
        taker: Taker,
        *,
        at_once: bool = False,
        told: Callable[[Visit], None] | None = None,
    ) -> Collector:
        """Visits the feeds that are due, or with `at_once` all of them; `told` hears of each page."""
        feeds = _AtOnce(self.state) if at_once else self.state.feeds
        visits = _Told(self.state, told) if told else self.state.visits
        manners = Manners(worker, self.clock.now, self.clock.sleep, self.press.pause)
        return Collector(taker, feeds, visits, manners, self.clock.now, self.press.every)


class _Check:
    """The library check; `survey` is the library that it found sound last."""

    def __init__(self, root: Path, cache: Path) -> None:
        self._index, self._surveyor = cache / INDEX, Surveyor(root, cache)
        self.survey: Survey | None = None

    def __call__(self, root: Path, changed: Changed) -> Sequence[Problem]:
        self.survey = None
        try:
            self.survey = self._surveyor.survey(sources(self._index), changed)
        except BrokenLibrary as broken:
            return broken.problems
        return ()


class _AtOnce:
    """All feeds that are followed, whether they are due or not."""

    def __init__(self, state: State) -> None:
        self._feeds = state.feeds
        self.polled, self.failed = state.feeds.polled, state.feeds.failed

    async def due(self, limit: int = 50) -> list[Feed]:
        return [feed for feed in await self._feeds.all() if feed.status == "active"]


class _Told:
    """The record of visits, with somebody who hears of each."""

    def __init__(self, state: State, told: Callable[[Visit], None]) -> None:
        self._visits, self._told = state.visits, told
        self.known, self.due = state.visits.known, state.visits.due

    async def put(self, visit: Visit) -> None:
        await self._visits.put(visit)
        self._told(visit)


def refuse_embedded(root: Path) -> None:
    """Raises Trouble where the library came installed: an update of the program would overwrite it."""
    if paths.is_embedded(root):
        raise Trouble(
            "the library that came with the program is not written to",
            "make a copy: onrecord init my-library --copy, then onrecord --library my-library ...",
        )


@asynccontextmanager
async def open_newsroom(root: Path, cache: Path, *, writing: bool = True) -> AsyncIterator[Newsroom]:
    """The newsroom with its state database; what an earlier process left unfinished is finished first.

    Raises Trouble: with `writing`, also where the library came installed and is not to be written.
    """
    if writing:
        refuse_embedded(root)
    press, clock = read_press(root), SystemClock()
    async with opened(state_address(read_config(root)), clock) as state:
        room = Newsroom(root, cache, press, state, clock)
        if writing or Journal(root).unfinished():
            await room.curation.recover()
        yield room


def as_waiting(row: QueuedCandidate) -> Waiting:
    return waiting_of(row.key, row.place, row.article, row.candidate)


async def alike(waiting: Sequence[Waiting], desk: Desk) -> dict[str, tuple[Likeness, ...]]:
    """By candidate's key, the statements of the library that seem to be the same utterance, best first."""
    speakers = {id for each in waiting for id in each.draft.speakers if id in desk.people}
    known = [utterance(one) for id in sorted(speakers) for one in await desk.index.select(Filter(person=id))]
    found: dict[str, list[Likeness]] = {each.key: [] for each in waiting}
    fresh = [drafted_utterance(each) for each in waiting]
    for like in await asyncio.to_thread(pairs, fresh, known):
        found[like.first if like.first in found else like.second].append(like)
    return {key: tuple(likes) for key, likes in found.items()}
