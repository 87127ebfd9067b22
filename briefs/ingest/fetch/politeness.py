"""When to come again, and how to behave on somebody else's server. Clock and sleep are passed in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Protocol

from briefs.ingest.fetch.robots import allows
from briefs.ingest.fetch.types import PASSING, FeedReading, FetchFailure, FetchRefused, Robots
from briefs.ingest.fetch.url_policy import check_url, host_of

USUAL = timedelta(minutes=30)
LONGEST = timedelta(days=1)
TRIES = 5  # of a page, before it is given up
ROBOTS_KEPT = timedelta(days=1)
ROBOTS_RETRY = timedelta(minutes=10)
BETWEEN = 2.0  # seconds between two requests to one host, where it asks for no more

Now = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
PollProgress = Callable[
    [str, int, int], None
]  # an address, how many were asked before it, and how many there are


def next_visit(
    url: str, outcome: FeedReading | FetchFailure, failures: int, now: datetime, usual: timedelta = USUAL
) -> datetime:
    """`failures` counts those in a row, this one included. Twice as long after each, at most a day."""
    wait = usual
    if isinstance(outcome, FetchFailure):
        wait = min(usual * 2 ** min(failures, 10), LONGEST)
        if outcome.retry_after is not None:
            wait = max(wait, timedelta(seconds=outcome.retry_after))
        if outcome.status == 410:
            wait = 7 * LONGEST  # gone for good, says the server
    return now + wait * (1 + _spread(url) / 10)


def next_try(failure: FetchFailure, tries: int, now: datetime) -> datetime | None:
    """When to fetch a page again that failed `tries` times; None: not at all."""
    if failure.kind not in PASSING or tries >= TRIES or (failure.status or 500) in (401, 403, 404, 410, 451):
        return None
    wait: timedelta = timedelta(minutes=10) * int(4 ** (tries - 1))
    return now + max(min(wait, LONGEST), timedelta(seconds=failure.retry_after or 0))


def _spread(url: str) -> float:
    """0 to 1, always the same for one feed: so that feeds do not all come at once."""
    return blake2b(url.encode(), digest_size=1).digest()[0] / 255


class RobotsReader(Protocol):
    async def robots(self, host: str) -> Robots | FetchFailure: ...


class ProgressCounter:
    """How far a round is: how many addresses were asked, and how many are to be asked as far as is known."""

    def __init__(self, heard: PollProgress | None) -> None:
        self.expected = 0
        self._done, self._heard = 0, heard

    def next(self, url: str) -> None:
        if self._heard is not None:
            self._heard(url, self._done, self.expected)
        self._done += 1


class Politeness:
    """Asks robots.txt, and leaves time between two requests to one host."""

    def __init__(
        self, reader: RobotsReader, now: Now, sleep: Sleep = asyncio.sleep, between: float = BETWEEN
    ) -> None:
        self._reader, self._now, self._sleep, self._between = reader, now, sleep, between
        self._robots: dict[str, tuple[Robots | FetchFailure, datetime]] = {}
        self._free: dict[str, datetime] = {}

    async def turn(self, url: str) -> FetchFailure | None:
        """Waits until `url` may be fetched; or says why it may not be."""
        try:
            host = host_of(check_url(url))
        except FetchRefused as refusal:
            return refusal.failure
        robots = await self._asked(host)
        if isinstance(robots, FetchFailure):
            return FetchFailure(
                url, robots.kind, f"robots.txt: {robots.reason}", robots.status, robots.retry_after
            )
        if not allows(robots, url):
            return FetchFailure(url, "robots", "the site's robots.txt asks not to fetch this")
        await self._wait(host, max(self._between, robots.delay or 0.0))
        return None

    async def _asked(self, host: str) -> Robots | FetchFailure:
        known = self._robots.get(host)
        if known is None or known[1] <= self._now():
            self._forget_old()
            await self._wait(host, self._between)
            found = await self._reader.robots(host)
            kept = ROBOTS_RETRY if isinstance(found, FetchFailure) else ROBOTS_KEPT
            known = self._robots[host] = (found, self._now() + kept)
        return known[0]

    async def _wait(self, host: str, seconds: float) -> None:
        """Takes the host's next free moment; whoever comes after waits for the one behind it."""
        now = self._now()
        turn = max(self._free.get(host, now), now)
        self._free[host] = turn + timedelta(seconds=seconds)
        if turn > now:
            await self._sleep((turn - now).total_seconds())

    def _forget_old(self) -> None:
        now = self._now()
        self._robots = {host: known for host, known in self._robots.items() if known[1] > now}
        self._free = {host: free for host, free in self._free.items() if free > now}
