"""Keeps the bot under Discord's 50 requests a second, and under what one channel takes."""

from __future__ import annotations

from bot.clock import Clock

REQUESTS_A_SECOND = 50
BURST = 3  # how many may go at once, so that a busy event loop can make up for lost time
CHANNEL_BURST = 5
CHANNEL_EVERY = 1.0  # seconds
REMEMBERED = 10_000


class LeakyBucket:
    """One pace: `burst` at once, then one every `every` seconds (a generic cell rate algorithm)."""

    __slots__ = ("_due", "_every", "_slack")

    def __init__(self, every: float, burst: int) -> None:
        self._every = every
        self._slack = every * (burst - 1)
        self._due = float("-inf")  # when the next one would be exactly on time

    def reserve(self, now: float) -> float:
        """Take the next place; how many seconds it lies ahead."""
        due = max(self._due, now)
        self._due = due + self._every
        return max(0.0, due - self._slack - now)

    def idle(self, now: float) -> bool:
        return self._due <= now


class RateLimiter:
    """Places are given in the order in which they are asked for.

    In no span of one second go more than `per_second`: `burst` of them are set aside for bursts,
    the others make the steady pace.
    """

    def __init__(self, clock: Clock, per_second: int = REQUESTS_A_SECOND, burst: int = BURST) -> None:
        self._clock = clock
        self._global = LeakyBucket(1 / (per_second - burst), burst)
        self._channels: dict[int, LeakyBucket] = {}
        self._blocked_until = float("-inf")

    async def acquire(self, channel: int | None = None) -> None:
        """Wait until one more request may go, to this channel if one is named."""
        if channel is not None:
            await self._wait(self._bucket_of(channel).reserve(self._clock.monotonic()))
        await self._wait(self._global.reserve(self._clock.monotonic()))
        while (closed := self._blocked_until - self._clock.monotonic()) > 0:
            await self._wait(closed)
            await self._wait(self._global.reserve(self._clock.monotonic()))

    def block_for(self, seconds: float) -> None:
        """Discord asked for silence: nothing goes for that long."""
        self._blocked_until = max(self._blocked_until, self._clock.monotonic() + seconds)

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            await self._clock.sleep(seconds)

    def _bucket_of(self, channel: int) -> LeakyBucket:
        if channel not in self._channels and len(self._channels) >= REMEMBERED:
            now = self._clock.monotonic()
            self._channels = {key: pace for key, pace in self._channels.items() if not pace.idle(now)}
        return self._channels.setdefault(channel, LeakyBucket(CHANNEL_EVERY, CHANNEL_BURST))
