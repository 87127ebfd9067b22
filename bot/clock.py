"""The clock that is passed in wherever time matters, so that a test can turn it by hand."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, and how to wait."""

    def now(self) -> datetime:
        """An aware moment in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds from anywhere; it never goes back, whatever is done to the computer's clock."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Waits that long by this clock."""
        ...


_MONOTONIC = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        # that of Linux which goes on while the machine sleeps: waking up is no step of the clock
        return time.clock_gettime(_MONOTONIC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
