"""When to come again, and how to behave on somebody else's server. Clock and sleep are passed in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Protocol

from briefs.ingest.fetch.robots import allows
from briefs.ingest.fetch.types import RETRYABLE, FeedReading, FetchFailure, FetchRefused, Robots
from briefs.ingest.fetch.url_policy import check_url, host_of

POLL_INTERVAL = timedelta(minutes=30)
MAX_WAIT = timedelta(days=1)
MAX_TRIES = 5  # of a page, before it is given up
ROBOTS_KEPT = timedelta(days=1)
ROBOTS_RETRY = timedelta(minutes=10)
REQUEST_SPACING = 2.0  # seconds between two requests to one host, where it asks for no more

Now = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
PollProgress = Callable[
    [str, int, int], None
]  # an address, how many were asked before it, and how many there are


def next_visit(
    url: str,
    outcome: FeedReading | FetchFailure,
    failures: int,
    now: datetime,
    interval: timedelta = POLL_INTERVAL,
) -> datetime:
    """When to visit a feed again: after `interval`, and after failures twice as long each time, up to a day.

    `failures` counts those in a row, this one included. A server's Retry-After is kept to.
    """
    wait = interval
    if isinstance(outcome, FetchFailure):
        wait = min(interval * 2 ** min(failures, 10), MAX_WAIT)
        if outcome.retry_after is not None:
            wait = max(wait, timedelta(seconds=outcome.retry_after))
        if outcome.status == 410:
            wait = 7 * MAX_WAIT  # gone for good, says the server
    return now + wait * (1 + _jitter(url) / 10)


def next_try(failure: FetchFailure, tries: int, now: datetime) -> datetime | None:
    """When to fetch a page again that failed `tries` times; None: not at all."""
    if (
        failure.kind not in RETRYABLE
        or tries >= MAX_TRIES
        or (failure.status or 500) in (401, 403, 404, 410, 451)
    ):
        return None
    wait: timedelta = timedelta(minutes=10) * int(4 ** (tries - 1))
    return now + max(min(wait, MAX_WAIT), timedelta(seconds=failure.retry_after or 0))


def _jitter(url: str) -> float:
    """0 to 1, always the same for one feed: so that feeds do not all come at once."""
    return blake2b(url.encode(), digest_size=1).digest()[0] / 255


class RobotsReader(Protocol):
    """Fetches a host's robots.txt; the worker process does."""

    async def robots(self, host: str) -> Robots | FetchFailure:
        """`host` is scheme, host and port."""
        ...


class ProgressCounter:
    """How far a round is: how many addresses were asked, and how many are to be asked as far as is known."""

    def __init__(self, on_progress: PollProgress | None) -> None:
        self.expected = 0
        self._done, self._on_progress = 0, on_progress

    def next(self, url: str) -> None:
        """`url` is about to be requested."""
        if self._on_progress is not None:
            self._on_progress(url, self._done, self.expected)
        self._done += 1


class Politeness:
    """Asks robots.txt, and leaves time between two requests to one host.

    `spacing` is in seconds; a host's Crawl-delay counts where it is longer.
    """

    def __init__(
        self, reader: RobotsReader, now: Now, sleep: Sleep = asyncio.sleep, spacing: float = REQUEST_SPACING
    ) -> None:
        self._reader, self._now, self._sleep, self._between = reader, now, sleep, spacing
        self._robots: dict[str, tuple[Robots | FetchFailure, datetime]] = {}
        self._next_free: dict[str, datetime] = {}

    async def acquire(self, url: str) -> FetchFailure | None:
        """Waits until `url` may be fetched; or says why it may not be."""
        try:
            host = host_of(check_url(url))
        except FetchRefused as refusal:
            return refusal.failure
        robots = await self._robots_of(host)
        # RFC 9309, 2.3.1.4: where the rules cannot be had, nothing may be fetched
        if isinstance(robots, FetchFailure):
            return FetchFailure(
                url, robots.kind, f"robots.txt: {robots.reason}", robots.status, robots.retry_after
            )
        if not allows(robots, url):
            return FetchFailure(url, "robots", "the site's robots.txt asks not to fetch this")
        await self._wait(host, max(self._between, robots.delay or 0.0))
        return None

    async def _robots_of(self, host: str) -> Robots | FetchFailure:
        known = self._robots.get(host)
        if known is None or known[1] <= self._now():
            self._drop_expired()
            await self._wait(host, self._between)
            found = await self._reader.robots(host)
            kept = ROBOTS_RETRY if isinstance(found, FetchFailure) else ROBOTS_KEPT
            known = self._robots[host] = (found, self._now() + kept)
        return known[0]

    async def _wait(self, host: str, seconds: float) -> None:
        """Takes the host's next free moment; whoever comes after waits for the one behind it."""
        now = self._now()
        # reserved before the sleep: two that ask at once get one moment each
        turn = max(self._next_free.get(host, now), now)
        self._next_free[host] = turn + timedelta(seconds=seconds)
        if turn > now:
            await self._sleep((turn - now).total_seconds())

    def _drop_expired(self) -> None:
        now = self._now()
        self._robots = {host: known for host, known in self._robots.items() if known[1] > now}
        self._next_free = {host: free for host, free in self._next_free.items() if free > now}
