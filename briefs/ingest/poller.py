"""From feeds that are due to candidates in the queue: polite, one page at a time, every outcome recorded.

What it needs of the state database and of the worker process is stated in ports.py: nothing here knows SQL.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefs.ingest.archive import SourceVisit
from briefs.ingest.extract import PARSED_AT_MOST, Candidate, unread_note
from briefs.ingest.fetch import (
    POLL_INTERVAL,
    FeedEntry,
    FeedReading,
    FetchFailure,
    Now,
    Politeness,
    PollProgress,
    ProgressCounter,
    WebPage,
    next_try,
    next_visit,
)
from briefs.ingest.ports import (
    CandidateQueue,
    FeedSchedule,
    FetchLogPort,
    FetchOutcome,
    FetchRecord,
    PageKeeper,
    PageReader,
    ScheduledFeed,
)
from briefs.ingest.review import ProposedArticle, article_document, candidate_document, propose
from briefs.text import DuplicateIndex, DuplicateOf, Fingerprint, canonical_url, fingerprint


@dataclass(frozen=True, slots=True)
class IngestResult:
    """One article that came in, with what was found in it; `new` candidates went into the queue."""

    article: ProposedArticle
    candidates: tuple[Candidate, ...]
    duplicate_of: DuplicateOf | None
    new: int
    visit: SourceVisit | None = None  # of a page that was taken in before: what it says of what is on record

    @property
    def note(self) -> str | None:
        """What a curator should know of how it was read."""
        page = self.article.page
        if unread := unread_note(page.language):
            return unread
        if page.language != "en" or len(page.text) <= PARSED_AT_MOST:
            return None
        return f"the text is long: what stands behind character {PARSED_AT_MOST:,} was read by rules alone"


@dataclass(frozen=True, slots=True)
class ArticleIngestor:
    """Takes one article at a time: near-duplicate or not, candidates, queue."""

    reader: PageReader
    queue: CandidateQueue
    duplicates: DuplicateIndex
    entities: Callable[[], bytes]  # as encode_entities() makes them from the library
    model: bool = True
    keeper: PageKeeper | None = None

    async def ingest_url(
        self, url: str, feed: str | None = None, announced: str | None = None
    ) -> IngestResult | FetchFailure:
        """Fetches the page and ingests it; `feed` is the address of the feed that announced it.

        `announced` is the day that the feed gives (EDTF), for a page that bears none.
        """
        page = await self.reader.page(url)
        if isinstance(page, FetchFailure):
            return page
        if page.published is None and announced is not None:
            page = replace(page, published=announced, published_basis="outside")
        return await self.ingest(page, feed)

    async def ingest(self, page: WebPage, feed: str | None = None) -> IngestResult | FetchFailure:
        """Of a re-published article only what the original does not hold word for word is proposed."""
        proposed, original = propose(page), self.duplicates.find(page.fingerprint)
        same = original if original is not None and original.how == "word for word" else None
        if self.keeper is not None and page.copy is not None:
            await self.keeper.keep(page, same.id if same else proposed.id)
        if same is not None:
            return IngestResult(proposed, (), original, 0)  # nothing new to extract: the worker is spared
        found = await self.reader.extract(page, self.entities(), self.model)
        if isinstance(found, FetchFailure):
            return found
        if original is not None:
            found = tuple(
                each for each in found if not self.duplicates.contains(original.id, _sentence(page, each))
            )
        documents = [candidate_document(candidate) for candidate in found]
        article = article_document(proposed, original, feed)
        new = await self.queue.queue(article, documents)
        self.duplicates.add(proposed.id, page.fingerprint, page.url)
        return IngestResult(proposed, found, original, new)


class FeedPoller:
    """Visits the feeds that are due, and the pages they announce for the first time."""

    def __init__(
        self,
        ingestor: ArticleIngestor,
        feeds: FeedSchedule,
        fetch_log: FetchLogPort,
        politeness: Politeness,
        now: Now,
        interval: timedelta = POLL_INTERVAL,
    ) -> None:
        self._ingestor, self._feeds, self._fetch_log = ingestor, feeds, fetch_log
        self._politeness, self._now, self._usual = politeness, now, interval
        self._steps = ProgressCounter(None)

    async def poll(self, on_progress: PollProgress | None = None) -> tuple[FetchRecord, ...]:
        """One round; every page that was visited in it, in order.

        `on_progress` is called with each address before it is requested.
        """
        self._steps = ProgressCounter(on_progress)
        records: list[FetchRecord] = []
        feeds = await self._feeds.due()
        self._steps.expected += len(feeds)
        for feed in feeds:
            records += await self._visit_feed(feed)
        again = await self._fetch_log.due(self._now())
        self._steps.expected += len(again)
        for record in again:
            entry = FeedEntry(record.entry, record.url, "")
            records.append(await self._visit_page(record.feed, entry, record.tries + 1))
        return tuple(records)

    async def _visit_feed(self, feed: ScheduledFeed) -> list[FetchRecord]:
        self._steps.next(feed.url)
        refused = await self._politeness.acquire(feed.url)
        reading = refused or await self._ingestor.reader.feed(feed.url, feed.etag, feed.last_modified)
        failures = feed.failures + 1 if isinstance(reading, FetchFailure) else 0
        again = next_visit(feed.url, reading, failures, self._now(), self._usual)
        if isinstance(reading, FetchFailure):
            await self._feeds.failed(feed.url, again, reading.reason)
            return []
        fresh = await self._fresh(feed.url, reading.entries)
        self._steps.expected += len(fresh)
        records = await self._warn(feed.url, reading)
        # a feed has its newest entry first: of two copies of a text the earlier one is then the original
        records += [await self._visit_page(feed.url, entry, 1) for entry in reversed(fresh)]
        # only now: killed on the way, the feed is due again and no entry is missed
        await self._feeds.polled(
            feed.url,
            again,
            title=reading.title or feed.title,
            etag=feed.etag if reading.not_modified else reading.etag,
            last_modified=feed.last_modified if reading.not_modified else reading.last_modified,
        )
        return records

    async def _fresh(self, feed: str, entries: Sequence[FeedEntry]) -> list[FeedEntry]:
        """The entries that were not visited yet; an id that is used again for another page is a new entry."""
        renamed = {entry.id: f"{entry.id} {canonical_url(entry.url)}" for entry in entries}
        known = await self._fetch_log.known(feed, [*renamed, *renamed.values()])
        fresh = []
        for entry in entries:
            if entry.id not in known:
                fresh.append(entry)
            elif renamed[entry.id] in known:
                continue
            elif canonical_url(known[entry.id]) != canonical_url(entry.url):
                fresh.append(replace(entry, id=renamed[entry.id]))
        return fresh

    async def _visit_page(self, feed: str, entry: FeedEntry, tries: int) -> FetchRecord:
        self._steps.next(entry.url)
        # before it is requested: two feeds often announce one page
        known_id = self._ingestor.duplicates.by_url(entry.url)
        if known_id is not None:
            record = await self._known(feed, entry, tries, known_id)
        else:
            refused = await self._politeness.acquire(entry.url)
            result = refused or await self._ingestor.ingest_url(entry.url, feed, entry.published)
            record = self._outcome(feed, entry, tries, result)
        await self._fetch_log.put(record)
        return record

    async def _known(self, feed: str, entry: FeedEntry, tries: int, article: str) -> FetchRecord:
        """Of a page that was taken in before: known already, unless it has changed since."""
        keeper = self._ingestor.keeper
        changed = await keeper.look_again(entry.url) if keeper is not None else None
        if changed is None:
            return self._record(feed, entry, tries, "duplicate", f"known already as {article}", article)
        return self._record(feed, entry, tries, "queued", f"known as {article}, and {changed}", article)

    def _outcome(
        self, feed: str, entry: FeedEntry, tries: int, result: IngestResult | FetchFailure
    ) -> FetchRecord:
        if isinstance(result, FetchFailure):
            again = next_try(result, tries, self._now())
            return self._record(feed, entry, tries, "failed", result.reason, None, again)
        original, article = result.duplicate_of, result.article.id
        if original is not None and not result.candidates:
            reason = f"the same text as {original.id}"
            return self._record(feed, entry, tries, "duplicate", reason, original.id)
        if not result.candidates:
            reason = "; ".join(filter(None, ("nobody is quoted or reported in it", result.note)))
            return self._record(feed, entry, tries, "empty", reason, article)
        return self._record(feed, entry, tries, "queued", result.note, article)

    async def _warn(self, feed: str, reading: FeedReading) -> list[FetchRecord]:
        moved = f"the feed has moved for good to {reading.moved_to}" if reading.moved_to else None
        reasons = [reason for reason in (reading.warning, moved) if reason]
        warnings = [
            self._record(feed, FeedEntry("", reading.url, ""), 1, "warning", reason, None)
            for reason in reasons
        ]
        for warning in warnings:
            await self._fetch_log.put(warning)
        return warnings

    def _record(
        self,
        feed: str,
        entry: FeedEntry,
        tries: int,
        outcome: FetchOutcome,
        reason: str | None,
        article: str | None,
        again: datetime | None = None,
    ) -> FetchRecord:
        return FetchRecord(feed, entry.id, entry.url, outcome, reason, article, tries, self._now(), again)


def _sentence(page: WebPage, candidate: Candidate) -> str:
    return page.text[candidate.sentence_start : candidate.sentence_end]


KnownFingerprints = dict[tuple[str, int], Fingerprint]  # by an article's id and the hash of its text


async def index_duplicates(
    articles: Iterable[tuple[str, str, str | None]], known: KnownFingerprints
) -> DuplicateIndex:
    """An index of articles (id, text, url) that finds a near-duplicate; computed off the event loop.

    `known` is a cache: it holds the fingerprints of an earlier call, and afterwards those of this one.
    """

    def build() -> DuplicateIndex:
        index, before = DuplicateIndex(), dict(known)
        known.clear()  # what is no longer in the library does not stay in memory
        for id, text, url in articles:
            key = id, hash(text)
            known[key] = before.get(key) or fingerprint(text)
            index.add(id, known[key], url)
        return index

    return await asyncio.to_thread(build)
