"""A file that one process holds at a time, until it closes it or dies."""

from __future__ import annotations


def hold(handle: int, *, wait: bool = True) -> None:
    """Hold an open file, alone. Raises BlockingIOError where another has it and nobody is to `wait`."""
    try:
        import fcntl
    except ImportError:  # Windows: two processes at once are their user's affair
        return
    fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
