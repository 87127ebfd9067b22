"""A file that one process holds at a time, until it lets go or dies: on Windows as elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOKED_AT = 0.01  # seconds between two looks at a lock that another has


@contextmanager
def held(path: Path, *, mode: int = 0o666, wait: bool = True) -> Iterator[None]:
    """Hold the file alone; it is made with this mode, and stays.

    Raises BlockingIOError where another has it and nobody is to `wait`, and OSError where it cannot be made.
    """
    from filelock import FileLock, Timeout  # not at the start of each command

    lock = FileLock(path, -1 if wait else 0, mode, poll_interval=_LOOKED_AT)
    try:
        lock.acquire()
    except Timeout:
        raise BlockingIOError(f"{path} is held by another") from None
    try:
        yield
    finally:
        lock.release()
