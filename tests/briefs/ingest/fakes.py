"""Stand-ins for what the state database keeps, and a clock that sleeping moves on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    now: datetime = datetime(2026, 4, 24, 9, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Feed:
    url: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    next_at: datetime | None = None
    error: str | None = None


class Feeds:
    def __init__(self, clock: Clock, *urls: str) -> None:
        self.clock, self.all = clock, {url: Feed(url) for url in urls}

    async def due(self, limit=50):  # type: ignore[no-untyped-def]
        return [feed for feed in self.all.values() if feed.next_at is None or feed.next_at <= self.clock()]

    async def polled(self, url, next_at, *, title, etag, last_modified):  # type: ignore[no-untyped-def]
        self.all[url] = Feed(url, title, etag, last_modified, 0, next_at)

    async def failed(self, url, next_at, error):  # type: ignore[no-untyped-def]
        feed = self.all[url]
        self.all[url] = replace(feed, failures=feed.failures + 1, next_at=next_at, error=error)


class Visits:
    def __init__(self) -> None:
        self.all = {}

    async def known(self, feed, entries):  # type: ignore[no-untyped-def]
        return {entry: self.all[feed, entry].url for entry in entries if (feed, entry) in self.all}

    async def put(self, visit):  # type: ignore[no-untyped-def]
        self.all[visit.feed, visit.entry] = visit

    async def due(self, now):  # type: ignore[no-untyped-def]
        return [visit for visit in self.all.values() if visit.again_at is not None and visit.again_at <= now]


class Queue:
    def __init__(self) -> None:
        self.rows = {}

    async def queue(self, article, found):  # type: ignore[no-untyped-def]
        before = len(self.rows)
        for place, candidate in enumerate(found):
            self.rows.setdefault((article["id"], place), (article, candidate))
        return len(self.rows) - before
