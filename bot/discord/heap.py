"""What stays in memory as long as the process is set aside from the search for circles that nobody holds.

A library and the modules are some hundred thousand objects. Python's collector goes through all of them again
and again while a process starts and while questions are answered, and everybody waits meanwhile.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.live_library import LibraryChange, LiveLibrary

_LONGEST_START = 120.0  # seconds; a gateway out of reach is tried for hours, and leaves circles each time
_OLD_IN_USE = 60.0  # seconds after a reload, by when the library of before is closed and let go


@contextmanager
def collecting_later() -> Iterator[None]:
    """At a start hardly anything is let go: the search would take a seventh of it, and find next to nothing.

    :func:`set_heap_aside` begins it, else the end of this block.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def set_heap_aside(library: LiveLibrary, ready: Callable[[], Awaitable[object]]) -> None:
    """From `ready` on, or after some time, and with each library that is swapped in; until it is cancelled.

    What is set aside is not searched before, which would hold up all answers for as long: a library of before
    goes when it is closed, as no circle holds it.
    """
    reloaded = asyncio.Event()

    def note_reload(change: LibraryChange) -> None:
        reloaded.set()

    library.on_reload.append(note_reload)
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(ready(), _LONGEST_START)
        while True:
            gc.freeze()
            gc.enable()
            await reloaded.wait()
            await asyncio.sleep(_OLD_IN_USE)
            reloaded.clear()
    finally:
        library.on_reload.remove(note_reload)
        gc.enable()
        gc.unfreeze()
