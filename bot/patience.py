"""How long whoever asked can wait: so long, and no longer, the state database is waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar

_asking: ContextVar[tuple[float, Callable[[], bool]] | None] = ContextVar("asking", default=None)


def wait_at_most(seconds: float, answered: Callable[[], bool]) -> None:
    """In this task, and those that it starts, until `answered` says that nobody waits any more."""
    _asking.set((time.monotonic() + seconds, answered))


def seconds_left() -> float | None:
    """None where nobody waits: then there is time."""
    asking = _asking.get()
    if asking is None or asking[1]():
        return None
    left = asking[0] - time.monotonic()
    return left if left > 0 else None  # whoever asked has been left without an answer: the rest is finished
