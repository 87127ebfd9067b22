"""Time as the double sees it: seconds since the Unix epoch, real or moved by the test."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

DISCORD_EPOCH_MS = 1_420_070_400_000


class Clock(Protocol):
    def now(self) -> float: ...


class SystemClock:
    def now(self) -> float:
        return time.time()


class ProcessorClock:
    """Goes on with the processor time of this process: what a busy machine takes from it does not count."""

    def __init__(self) -> None:
        self._start = time.time() - time.process_time()

    def now(self) -> float:
        return self._start + time.process_time()


def processor_delay() -> float:
    """Seconds for which threads of this process have waited for a processor; 0 where no system tells."""
    waited = 0
    for task in Path("/proc/self/task").glob("*/schedstat"):
        with suppress(OSError):  # a thread that has ended meanwhile
            waited += int(task.read_text("ascii").split()[1])
    return waited / 1e9


class ManualClock:
    """Stands still until the test moves it."""

    def __init__(self, start: float | datetime | None = None) -> None:
        if isinstance(start, datetime):
            start = start.timestamp()
        self._now = time.time() if start is None else start

    def now(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds

    def set(self, moment: float | datetime) -> None:
        self._now = moment.timestamp() if isinstance(moment, datetime) else moment


def iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="microseconds")


class Mint:
    """Snowflakes: milliseconds since Discord's epoch, then 22 bits that keep them unique and rising."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}
        self._fixed_ms = 1_704_067_200_000  # furniture (guilds, users) gets the same ids on every run

    def at(self, moment: float) -> int:
        millisecond = int(moment * 1000) - DISCORD_EPOCH_MS
        count = self._last.get(millisecond, -1) + 1
        if len(self._last) > 4096:
            self._last.clear()
        self._last[millisecond] = count
        return (millisecond << 22) | count

    def fixed(self, shard: tuple[int, int] | None = None) -> int:
        """A stable id; `shard` is (index, count) and the id is then one of that shard's guilds."""
        while True:
            self._fixed_ms += 1
            millisecond = self._fixed_ms - DISCORD_EPOCH_MS
            if shard is None or millisecond % shard[1] == shard[0]:
                return millisecond << 22
