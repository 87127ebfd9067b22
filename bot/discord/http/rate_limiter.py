"""Keeps the bot under Discord's 50 requests a second, and under what one channel takes."""

from __future__ import annotations

from typing import Protocol

from bot.clock import Clock

REQUESTS_A_SECOND = 50  # of all endpoints but those of interactions
BURST = 3  # how many may go at once, so that a busy event loop can make up for lost time
CHANNEL_BURST = 5  # requests to one channel at once, before they go at its steady pace
CHANNEL_EVERY = 1.0  # seconds
REMEMBERED = 10_000  # channels with a bucket of their own, before idle ones are dropped


class LeakyBucket:
    """One pace: `burst` at once, then one every `every` seconds.

    The generic cell rate algorithm of ATM networks (ITU-T I.371), which keeps one number a bucket.
    """

    __slots__ = ("_due", "_every", "_slack")

    def __init__(self, every: float, burst: int) -> None:
        self._every = every
        self._slack = every * (burst - 1)
        self._due = float("-inf")  # when the next one would be exactly on time

    def reserve(self, now: float) -> float:
        """Take the next place in the queue; seconds from `now` until its turn, 0 for at once."""
        due = max(self._due, now)
        self._due = due + self._every
        return max(0.0, due - self._slack - now)

    def idle(self, now: float) -> bool:
        """Whether forgetting this bucket changes nothing."""
        return self._due <= now


class CommonPace(Protocol):
    """The pace that several processes keep together."""

    async def turn(self) -> None:
        """Wait for one's turn."""
        ...

    def block_for(self, seconds: float) -> None:
        """Let no process send anything for that long."""
        ...


class RateLimiter:
    """Places are given in the order in which they are asked for.

    In no span of one second go more than `per_second`: `burst` of them are set aside for bursts,
    the others make the steady pace. With a `common` pace its turns are waited for instead.
    """

    def __init__(
        self,
        clock: Clock,
        per_second: int = REQUESTS_A_SECOND,
        burst: int = BURST,
        common: CommonPace | None = None,
    ) -> None:
        self._clock = clock
        self._common = common
        self._global = LeakyBucket(1 / (per_second - burst), burst)
        self._channels: dict[int, LeakyBucket] = {}
        self._blocked_until = float("-inf")

    async def acquire(self, channel: int | None = None) -> None:
        """Wait until one more request may go, to this channel if one is named."""
        # The channel first: whoever waits for a busy one must not hold a place of all requests meanwhile.
        if channel is not None:
            await self._wait(self._bucket_of(channel).reserve(self._clock.monotonic()))
        await self._turn()
        # The silence may have been asked for, or made longer, while this request waited.
        while (closed := self._blocked_until - self._clock.monotonic()) > 0:
            await self._wait(closed)
            await self._turn()

    def block_for(self, seconds: float) -> None:
        """Let nothing go for that long, as Discord asked for silence; a shorter one changes nothing."""
        self._blocked_until = max(self._blocked_until, self._clock.monotonic() + seconds)
        if self._common is not None:
            self._common.block_for(seconds)

    async def _turn(self) -> None:
        if self._common is not None:
            await self._common.turn()
        else:
            await self._wait(self._global.reserve(self._clock.monotonic()))

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            await self._clock.sleep(seconds)

    def _bucket_of(self, channel: int) -> LeakyBucket:
        if channel not in self._channels and len(self._channels) >= REMEMBERED:
            now = self._clock.monotonic()
            self._channels = {key: pace for key, pace in self._channels.items() if not pace.idle(now)}
        return self._channels.setdefault(channel, LeakyBucket(CHANNEL_EVERY, CHANNEL_BURST))
