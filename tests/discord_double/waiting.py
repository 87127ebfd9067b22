"""Waiting until something is so: a probe is asked again whenever something happened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any


class Unanswered(AssertionError):
    """What the test waited for did not happen in time."""


class Pulse:
    def __init__(self) -> None:
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
            return await asyncio.wait_for(self._watched(*waiter), timeout)
        except TimeoutError:
            raise Unanswered(f"{what()} within {timeout} s") from None
        finally:
            self._waiters.remove(waiter)

    async def _watched(self, probe: Callable[[], Any], happened: asyncio.Future[Any]) -> Any:
        """Looks again every so often too: what a probe asks may become true in the bot alone."""
        while not happened.done():
            await asyncio.wait({happened}, timeout=0.05)
            value = None if happened.done() else probe()
            if value:
                return value
        return happened.result()
