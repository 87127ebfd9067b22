"""The one way out: every request to Discord waits its turn here, and every failure gets one meaning.

discord.py limits single routes but not the 50 a second of all of them, and repeats by itself what
failed, message or not. The trace sees each of its requests before it goes: it makes it wait, and
stops a repetition that could post twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from random import Random
from types import SimpleNamespace
from typing import TypeVar

import aiohttp
import discord

from bot.clock import Clock
from bot.delivery import ATTEMPT_SECONDS, Failure, Indeterminate, NotSent, Rejected
from bot.discord.http.rate_limiter import RateLimiter

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 600.0  # seconds
EDGE_SECONDS = 60.0  # a 429 that discord.py raises is a ban at the edge: more requests make it longer
NO_SUCH_TOKEN = 50027  # of a webhook that was made anew
LOCKED = (50083, 160005)  # a thread that is locked: Discord calls it a fault of the message
EXEMPT = ("/interactions/", "/webhooks/")  # these do not count towards the 50
SLOW_ANSWER = 60.0  # seconds after which the date of an answer says little
T = TypeVar("T")


class DuplicatePostBlocked(Exception):
    """discord.py was about to send again what may have been posted already."""


class ServerLeft(Exception):
    """The bot is no longer in a server, in which a webhook would still post."""


class _Attempt:
    """One attempt: how many requests it has made, and the HTTP status of the last, 0 without an answer."""

    __slots__ = ("requests", "status")

    def __init__(self) -> None:
        self.requests = 0
        self.status = 0


_current_attempt: ContextVar[_Attempt | None] = ContextVar("attempt", default=None)


class RequestGate:
    """Lets requests through in turn, and turns their failures into the outcomes of bot/delivery.

    `dated` is handed the date of each answer that was made just now.
    """

    def __init__(
        self,
        limiter: RateLimiter,
        clock: Clock,
        random: Random,
        dated: Callable[[datetime], None] = lambda moment: None,
    ) -> None:
        self._limiter = limiter
        self._clock = clock
        self._random = random
        self._dated = dated

    def trace(self) -> aiohttp.TraceConfig:
        """For `discord.Client(http_trace=...)`: all its requests then wait their turn."""
        settings = aiohttp.TraceConfig()
        settings.on_request_start.append(self._on_request_start)
        settings.on_request_headers_sent.append(self._on_request_headers_sent)
        settings.on_request_end.append(self._on_request_end)
        return settings

    async def attempt(self, channel: int | None, action: Callable[[], Awaitable[T]]) -> T | Failure:
        """Do it once, in turn: what `action` returns, or the Failure that its exception means.

        Raises only what is no failure of a request, such as an error in `action` itself.
        """
        await self._limiter.acquire(channel)
        return await self.attempt_now(action)

    async def attempt_now(self, action: Callable[[], Awaitable[T]]) -> T | Failure:
        """`attempt` for those who waited their turn already, as they had to look around after it."""
        token = _current_attempt.set(_Attempt())
        try:
            async with asyncio.timeout(ATTEMPT_SECONDS):
                return await action()
        except Exception as error:
            return self._classify(error)
        finally:
            _current_attempt.reset(token)

    async def post(
        self,
        channel: int | None,
        action: Callable[[], Awaitable[T]],
        window: timedelta = timedelta(minutes=5),
    ) -> T | Failure:
        """Try until the message stands, is refused, or `window` is over; its result or the last Failure.

        Only what was surely not posted is tried again: this serves messages that nobody can look
        for afterwards.
        """
        until, attempts = self._clock.now() + window, 0
        while True:
            outcome = await self.attempt(channel, action)
            if not isinstance(outcome, NotSent):
                return outcome
            pause = self.backoff_seconds(attempts, outcome.retry_after)
            if self._clock.now() + timedelta(seconds=pause) >= until:
                return outcome
            attempts += 1
            await self._clock.sleep(pause)

    async def acquire(self, channel: int | None = None) -> None:
        """Wait one's turn for a request of another kind, such as reading."""
        await self._limiter.acquire(channel)

    def backoff_seconds(self, attempts: int, at_least: float | None = None) -> float:
        """Seconds before another try: twice as long each time, spread so that not all come at once."""
        longest: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempts, 16))
        return max(at_least or 0.0, longest * self._random.uniform(0.5, 1.0))

    def _classify(self, error: Exception) -> Failure:
        outcome = classify_error(error)
        if isinstance(error, discord.HTTPException) and error.status == 429:
            self._limiter.block_for(EDGE_SECONDS)
        return outcome

    async def _on_request_start(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        request: aiohttp.TraceRequestStartParams,
    ) -> None:
        """Make a request wait. Raises DuplicatePostBlocked for one that may have been posted already."""
        exempt = any(part in request.url.path for part in EXEMPT)
        attempt = _current_attempt.get()
        if attempt is None:  # not an attempt of this gate: discord.py's own, such as the login
            if not exempt:
                await self._limiter.acquire()
            return
        if attempt.requests and request.method == "POST" and not 200 <= attempt.status < 500:
            raise DuplicatePostBlocked(f"the first try was answered with {attempt.status or 'nothing'}")
        if attempt.requests and not exempt:  # the first has waited; a repetition counts as one more
            await self._limiter.acquire()
        attempt.requests += 1
        attempt.status = 0

    async def _on_request_headers_sent(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        request: aiohttp.TraceRequestHeadersSentParams,
    ) -> None:
        context.sent = self._clock.monotonic()

    async def _on_request_end(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestEndParams
    ) -> None:
        moment = date_of(request.response)
        if moment and self._clock.monotonic() - context.sent <= SLOW_ANSWER:
            self._dated(moment)
        if attempt := _current_attempt.get():
            attempt.status = request.response.status
        if request.response.status == 429 and request.response.headers.get("X-RateLimit-Global"):
            self._limiter.block_for(float(request.response.headers.get("Retry-After", 1)))


def date_of(response: aiohttp.ClientResponse) -> datetime | None:
    """When an answer was made, to the second; None where it does not say, or comes from a cache."""
    if "Age" in response.headers:
        return None
    try:
        moment = parsedate_to_datetime(response.headers.get("Date", ""))
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def classify_error(error: Exception) -> Failure:
    """What an exception of discord.py or of the connection says about the message.

    Rejected: trying again is of no use. NotSent: surely not posted, may be tried again.
    Indeterminate: it may stand there. Raises `error` where it is none of these.
    """
    detail = f"{type(error).__name__}: {error}"[:200]
    match error:
        case discord.Forbidden():
            return Rejected("forbidden", detail)
        case discord.NotFound() | ServerLeft():
            return Rejected("gone", detail)
        case discord.RateLimited():
            return NotSent(detail, error.retry_after)
        case discord.HTTPException() if error.status == 429:
            return NotSent(detail, EDGE_SECONDS)
        case discord.HTTPException() if error.status >= 500:
            return Indeterminate(detail)
        case discord.HTTPException() if error.code == NO_SUCH_TOKEN:
            return Rejected("gone", detail)
        case discord.HTTPException() if error.status == 401:
            return NotSent(detail, LONGEST_PAUSE)
        case discord.HTTPException() if error.code in LOCKED:
            return Rejected("forbidden", detail)
        case discord.HTTPException():
            return Rejected("invalid", detail)
        case aiohttp.ClientConnectorError():
            return NotSent(detail)
        case DuplicatePostBlocked() | TimeoutError() | aiohttp.ClientError() | OSError():
            return Indeterminate(detail)
        case _:
            raise error
