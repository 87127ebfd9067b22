"""The 50 requests a second of one bot, whose processes take their turns from one row of the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.clock import Clock
from bot.store import Paces, StoreUnavailable

log = logging.getLogger(__name__)
REQUESTS = "requests"
# Seconds between two turns, in whole milliseconds as the database counts them: 44 a second. Those that are
# late by SLACK come on top, 48; the rest is for machines that wait between their turn and their socket.
EVERY = 0.023
SLACK = 0.08  # seconds: who wakes up later takes another turn, as it would come on top of others'
_TRIES = 4  # on a machine that always wakes up late somebody has to go all the same
# While the database does not answer: seconds between two turns, and how many are given before it is asked.
# So slowly, as they come on top of all processes' turns when it answers others first, or this one again.
_ALONE_EVERY, _ALONE = 1.0, 4


class SharedPace:
    """Those who wait in one process take their turns with one question."""

    def __init__(self, paces: Paces, clock: Clock) -> None:
        self._paces = paces
        self._clock = clock
        self._waiting: list[asyncio.Future[float]] = []
        self._tasks = set[asyncio.Task[None]]()
        self._asking = False
        self._alone_due = 0.0  # by the monotonic clock, while the database does not answer

    async def turn(self) -> None:
        """Wait for a turn of all processes'."""
        for _ in range(_TRIES):
            due = await self._due()
            while (left := due - self._clock.monotonic()) > 0:
                await self._clock.sleep(left)
            if left >= -SLACK:
                return

    def block_for(self, seconds: float) -> None:
        """Let no process send anything for that long."""
        self._start(self._block(seconds))

    async def _due(self) -> float:
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        if not self._asking:
            self._asking = True
            self._start(self._ask())
        return await future

    async def _ask(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                first, every = await self._reserve(len(batch)), EVERY
                if first is None:
                    batch, self._waiting = batch[:_ALONE], batch[_ALONE:] + self._waiting
                    first, every = self._alone(len(batch)), _ALONE_EVERY
                for place, future in enumerate(batch):
                    if not future.done():
                        future.set_result(first + place * every)
                if self._waiting and every == _ALONE_EVERY:
                    await self._clock.sleep(max(0.0, self._alone_due - self._clock.monotonic()))
        finally:
            self._asking = False

    async def _reserve(self, places: int) -> float | None:
        """When the first is due, by the monotonic clock; None while the database does not answer."""
        try:
            return await self._paces.reserve(REQUESTS, places, EVERY) + self._clock.monotonic()
        except StoreUnavailable as error:
            log.warning("requests go at this process's own pace: %s", error.message)
        except Exception:  # such as a server that is being started again
            log.warning("requests go at this process's own pace", exc_info=True)
        return None

    def _alone(self, places: int) -> float:
        first = max(self._alone_due, self._clock.monotonic())
        self._alone_due = first + places * _ALONE_EVERY
        return first

    async def _block(self, seconds: float) -> None:
        try:
            await self._paces.block(REQUESTS, seconds)
        except StoreUnavailable as error:
            log.warning("the other processes do not hear that Discord asked for silence: %s", error.message)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
