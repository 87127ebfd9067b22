"""What polling needs from outside: the state of feeds and pages, a queue of candidates, a reader of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:  # the state database names records of pages, and need not load how they are read
    from briefs.ingest.extract import Candidate
    from briefs.ingest.fetch import FeedReading, FetchFailure, WebPage

FetchOutcome = Literal["queued", "empty", "duplicate", "failed", "warning"]


class ScheduledFeed(Protocol):
    """A feed as the state database keeps it."""

    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def etag(self) -> str | None: ...
    @property
    def last_modified(self) -> str | None: ...
    @property
    def failures(self) -> int: ...


class FeedSchedule(Protocol):
    """Which feeds are due, and when each is due next."""

    async def due(self, limit: int = 50) -> Sequence[ScheduledFeed]:
        """At most `limit` feeds whose time has come."""
        ...

    async def polled(
        self, url: str, next_at: datetime, *, title: str | None, etag: str | None, last_modified: str | None
    ) -> None:
        """The feed answered; `etag` and `last_modified` make the next request conditional."""
        ...

    async def failed(self, url: str, next_at: datetime, error: str) -> None:
        """The feed could not be read; `error` is a sentence for its curator."""
        ...


NEED_ATTENTION = ("failed", "warning")  # outcomes that a curator has to know of


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """What became of one page that a feed announced. `again_at`: when it will be tried once more.

    A "warning" is about the feed itself; its `entry` is empty.
    """

    feed: str
    entry: str
    url: str
    outcome: FetchOutcome
    reason: str | None
    article: str | None
    tries: int
    visited_at: datetime
    again_at: datetime | None = None

    @property
    def needs_attention(self) -> bool:
        """Whether a curator has to know of it."""
        return self.outcome in NEED_ATTENTION


class FetchLogPort(Protocol):
    """The record of pages: nothing that a feed announced is lost silently."""

    async def known(self, feed: str, entries: Sequence[str]) -> Mapping[str, str]:
        """Of the feed's entry ids those that have a record already, with the address that it is of."""
        ...

    async def put(self, record: FetchRecord) -> None:
        """Keeps what became of a page, in place of an earlier record of it."""
        ...

    async def due(self, now: datetime) -> Sequence[FetchRecord]:
        """Pages that failed and are to be tried again by `now`."""
        ...


class CandidateQueue(Protocol):
    """Where candidates wait for a curator."""

    async def queue(self, article: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> int:
        """Takes an article with its candidates, if any, as JSON documents; how many of these are new."""
        ...


class PageKeeper(Protocol):
    """Where each page that came in is kept as it came, to be looked at again."""

    async def keep(self, page: WebPage, article: str) -> None:
        """Keeps a page with its copy, of which `article` was made."""
        ...

    async def look_again(self, url: str) -> str | None:
        """What has become of a page that is known: None where it is as it was, or is not kept."""
        ...


class PageReader(Protocol):
    """briefs.ingest.worker.Worker, or what stands in for it. Whatever fails is returned, never raised."""

    # as Worker has them: a feed, a page, and what is said in a page

    async def feed(
        self, url: str, etag: str | None = None, last_modified: str | None = None
    ) -> FeedReading | FetchFailure: ...

    async def page(self, url: str) -> WebPage | FetchFailure: ...

    async def extract(
        self, page: WebPage, entities: bytes = b"", model: bool = True
    ) -> tuple[Candidate, ...] | FetchFailure: ...
