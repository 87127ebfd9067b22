"""What stays in memory as long as the process is set aside from the search for circles that nobody holds.

A library and the modules are some hundred thousand objects. Python's collector goes through all of them again
and again while questions are answered, and everybody waits meanwhile.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable

from bot.live_library import LibraryChange, LiveLibrary

_OLD_IN_USE = 60.0  # seconds after a reload, by when the library of before is closed and let go


async def set_heap_aside(library: LiveLibrary, ready: Callable[[], Awaitable[None]]) -> None:
    """From `ready` on, and anew with each library that is swapped in; until it is cancelled."""
    reloaded = asyncio.Event()

    def take_back(change: LibraryChange) -> None:
        gc.unfreeze()  # the library of before is among it
        reloaded.set()

    library.on_reload.append(take_back)
    try:
        await ready()
        while True:
            gc.collect()
            gc.freeze()
            await reloaded.wait()
            await asyncio.sleep(_OLD_IN_USE)
            reloaded.clear()
    finally:
        library.on_reload.remove(take_back)
        gc.unfreeze()
