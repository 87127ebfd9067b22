"""What a service manager or Ctrl-C sends to end a process, on every system."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

# SIGBREAK is Windows' own: a service's stop, or Ctrl-Break
_TO_END = [getattr(signal, name) for name in ("SIGTERM", "SIGBREAK") if hasattr(signal, name)]


def call_at_stop(call: Callable[[], object], *, ctrl_c: bool = True) -> None:
    """From now on `call` is called on the running loop when the process is told to end.

    With `ctrl_c` on that as well; else it stays a KeyboardInterrupt.
    """
    loop = asyncio.get_running_loop()
    for number in [*_TO_END, *([signal.SIGINT] if ctrl_c else [])]:
        try:
            loop.add_signal_handler(number, call)
        except NotImplementedError:
            # Windows' loop takes none: the interpreter calls between two of its steps
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(call))
