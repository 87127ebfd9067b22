"""`python -m bot` without the modules and the signals of the event loop that Windows lacks."""

from __future__ import annotations

import asyncio
import runpy
import sys
from typing import Any

LACKING = ("fcntl", "grp", "posix_ipc", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")


def take_away() -> None:
    """Each import of these fails from now on."""
    for name in LACKING:
        sys.modules[name] = None  # type: ignore[assignment]

    def add_signal_handler(*_: Any) -> None:
        raise NotImplementedError

    asyncio.SelectorEventLoop.add_signal_handler = add_signal_handler  # type: ignore[method-assign]


if __name__ == "__main__":
    take_away()
    sys.argv[0] = "onrecord"
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
