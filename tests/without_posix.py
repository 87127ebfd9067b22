"""`python -m bot` without the modules, signals and calls that Windows lacks, and with its rules for files.

The program's own modules see an `os` of the name "nt": what they do on another system is done. The standard
library and what is installed see Linux's, as they have a way of their own for each.
"""

from __future__ import annotations

import asyncio
import builtins
import os
import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

LACKING = ("fcntl", "grp", "posix_ipc", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
OURS = ("bot", "briefs")
CALLS = frozenset(
    "O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_SYNC chown chroot fchmod fchown fdatasync fork "
    "geteuid getgid getgroups getloadavg getpgid getpriority getsid getuid killpg lchown lockf mkfifo "
    "mknod nice openpty pipe2 posix_fadvise posix_fallocate posix_spawn pread pwrite readv "
    "register_at_fork sched_getaffinity sendfile setgid setpgid setpriority setsid setuid statvfs "
    "sync sysconf uname wait wait3 wait4 waitid writev".split()
)


class WindowsOs(ModuleType):
    """Linux's `os`, as far as Windows has it."""

    name, O_BINARY = "nt", 1 << 29

    def __getattr__(self, attribute: str) -> Any:
        if attribute in CALLS:
            raise AttributeError(f"Windows has no os.{attribute}")
        return getattr(os, attribute)

    def open(self, path: Any, flags: int, mode: int = 0o777) -> int:
        """As bytes or not at all: else each line's end becomes two. Folders cannot be opened."""
        if path != os.devnull and not flags & self.O_BINARY:
            raise AssertionError(f"{path} is opened as text: its lines would end otherwise")
        if os.path.isdir(path):
            raise PermissionError(13, "Permission denied", str(path))
        return os.open(path, flags & ~self.O_BINARY, mode)

    def replace(self, source: Any, target: Any) -> None:
        """What is open stays what it is."""
        _refuse_open(source, target)
        os.replace(source, target)

    def unlink(self, path: Any) -> None:
        """What is open stays."""
        _refuse_open(path)
        os.unlink(path)


def _refuse_open(*paths: Any) -> None:
    open_here = {os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()}
    for path in paths:
        if os.path.realpath(path) in open_here:
            raise PermissionError(13, "Access is denied", str(path))


def take_away() -> None:
    """Each import of these fails from now on."""
    for name in LACKING:
        sys.modules[name] = None  # type: ignore[assignment]

    def add_signal_handler(*_: Any) -> None:
        raise NotImplementedError

    asyncio.SelectorEventLoop.add_signal_handler = add_signal_handler  # type: ignore[method-assign]
    windows, real = WindowsOs("os"), builtins.__import__

    def imported(name: str, globals: Any = None, *rest: Any, **more: Any) -> Any:
        found = real(name, globals, *rest, **more)
        package = str((globals or {}).get("__name__", "")).partition(".")[0]
        return windows if name == "os" and package in OURS else found

    builtins.__import__ = imported


if __name__ == "__main__":
    take_away()
    sys.argv[0] = "onrecord"
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
