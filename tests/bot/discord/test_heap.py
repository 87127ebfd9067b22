"""What stays in memory is set aside from the garbage collector, and comes back with another library."""

from __future__ import annotations

import asyncio
import gc
from types import SimpleNamespace
from typing import Any

from bot.discord import heap
from bot.live_library import LibraryChange


async def test_a_library_is_set_aside_until_another_one_comes(monkeypatch: Any) -> None:
    monkeypatch.setattr(heap, "_OLD_IN_USE", 0.0)
    library: Any = SimpleNamespace(on_reload=[])
    ready = asyncio.Event()

    async def wait_until_ready() -> None:
        await ready.wait()

    task = asyncio.create_task(heap.set_heap_aside(library, wait_until_ready))
    await asyncio.sleep(0)
    assert gc.get_freeze_count() == 0
    ready.set()
    await asyncio.sleep(0.01)
    assert gc.get_freeze_count() > 0
    [hear] = library.on_reload
    hear(LibraryChange((), (), ()))
    assert gc.get_freeze_count() == 0  # the library of before can be let go
    await asyncio.sleep(0.05)
    assert gc.get_freeze_count() > 0
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert gc.get_freeze_count() == 0 and library.on_reload == []
