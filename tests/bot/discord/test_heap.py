"""What stays in memory is set aside from the collector; a library of before is let go without it."""

from __future__ import annotations

import asyncio
import gc
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot import live_library
from bot.discord import heap
from bot.live_library import LibraryChange, LiveLibrary
from tests.paths import REPOSITORY


async def test_nothing_is_searched_until_it_is_ready_and_a_library_is_set_aside(monkeypatch: Any) -> None:
    monkeypatch.setattr(heap, "_OLD_IN_USE", 0.0)
    library: Any = SimpleNamespace(on_reload=[])
    ready = asyncio.Event()

    async def wait_until_ready() -> None:
        await ready.wait()

    with heap.collecting_later():
        task = asyncio.create_task(heap.set_heap_aside(library, wait_until_ready))
        await asyncio.sleep(0)
        assert not gc.isenabled() and gc.get_freeze_count() == 0
        ready.set()
        await asyncio.sleep(0.01)
        before = gc.get_freeze_count()
        assert gc.isenabled() and before > 0
    another = [SimpleNamespace() for _ in range(20_000)]
    [hear] = library.on_reload
    hear(LibraryChange((), (), ()))
    await asyncio.sleep(0.05)
    assert gc.get_freeze_count() > before + len(another) // 2
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert gc.isenabled() and gc.get_freeze_count() == 0 and library.on_reload == []


async def test_one_that_never_became_ready_leaves_the_collector_on() -> None:
    library: Any = SimpleNamespace(on_reload=[])
    gc.disable()
    task = asyncio.create_task(heap.set_heap_aside(library, asyncio.Event().wait))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert gc.isenabled()


async def test_a_start_that_takes_for_ever_is_collected_all_the_same(monkeypatch: Any) -> None:
    monkeypatch.setattr(heap, "_LONGEST_START", 0.0)
    library: Any = SimpleNamespace(on_reload=[])
    with heap.collecting_later():
        task = asyncio.create_task(heap.set_heap_aside(library, asyncio.Event().wait))
        await asyncio.sleep(0.05)
        assert gc.isenabled()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_library_of_before_goes_without_a_search(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(live_library, "_GRACE", 0.0)
    library = await LiveLibrary.open(REPOSITORY, tmp_path)
    try:
        await library.prepare()
        await library.engine.position("sergei-lavrov", "missile-defence")
        before = weakref.ref(library.engine)
        gc.disable()
        await library.reload()
        await asyncio.sleep(0.2)
        assert before() is None
    finally:
        gc.enable()
        await library.close()
