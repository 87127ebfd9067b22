"""What is behind an address that somebody wants to follow: a feed, a page that names one, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.ingest import fetch

if TYPE_CHECKING:
    from briefs.ingest.worker import Worker


_PASSING = (500, 502, 503, 504, 429)


@dataclass(frozen=True, slots=True)
class FeedProbe:
    """`url` is the feed's address, another one than was asked for where a page named it.

    `problem` says why nothing could be read; `certain`: it will be so tomorrow.
    """

    url: str
    title: str | None = None
    problem: str | None = None
    certain: bool = False


async def probe_feed(worker: Worker, url: str) -> FeedProbe:
    """Looks once at the address, and at the feeds that the page there names, in their order."""
    reading = await worker.feed(url)
    if not isinstance(reading, fetch.FetchFailure):
        return FeedProbe(url, reading.title)
    for other in reading.alternates:
        found = await worker.feed(other)
        if not isinstance(found, fetch.FetchFailure):
            return FeedProbe(other, found.title)
    passing = reading.kind in fetch.RETRYABLE and (reading.status is None or reading.status in _PASSING)
    return FeedProbe(url, None, reading.reason, not passing)
