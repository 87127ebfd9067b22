"""Waiting until something is so: a probe is asked again whenever something happened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

PATIENCE = 15.0  # real seconds: who waits on a busy machine for what comes has still to see it come


class Unanswered(AssertionError):
    """What the test waited for did not happen in time."""


class Pulse:
    """`watch` (seconds) looks again that often too, for what comes true in the bot alone."""

    def __init__(self, watch: float | None = None) -> None:
        self._watch = watch
        self._waiters: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []

    def beat(self) -> None:
        for probe, future in self._waiters:
            value = None if future.done() else probe()
            if value:
                future.set_result(value)

    async def until(self, probe: Callable[[], Any], timeout: float, what: Callable[[], str]) -> Any:
        """The first true value of `probe`; after `timeout` real seconds Unanswered, saying `what()`."""
        value = probe()
        if value:
            return value
        waiter = (probe, asyncio.get_running_loop().create_future())
        self._waiters.append(waiter)
        try:
            return await asyncio.wait_for(self._happened(*waiter), timeout)
        except TimeoutError:
            raise Unanswered(f"{what()} within {timeout} s") from None
        finally:
            self._waiters.remove(waiter)

    async def _happened(self, probe: Callable[[], Any], future: asyncio.Future[Any]) -> Any:
        while self._watch is not None and not future.done():
            await asyncio.wait({future}, timeout=self._watch)
            value = None if future.done() else probe()
            if value:
                return value
        return await future
