"""Blocking calls on a thread of their own."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.store.worker import WorkerThread


async def test_calls_run_in_order_and_beside_the_caller() -> None:
    worker, seen = WorkerThread("tried"), []

    def call(number: int) -> str:
        seen.append(number)
        return threading.current_thread().name

    names = await asyncio.gather(*(worker.run(lambda number=number: call(number)) for number in range(20)))
    assert seen == list(range(20)) and set(names) == {"tried"}
    await worker.stop(lambda: None)


async def test_what_a_call_raises_reaches_its_caller_alone() -> None:
    worker = WorkerThread("tried")
    broken, sound = worker.run(lambda: 1 / 0), worker.run(lambda: 2)
    with pytest.raises(ZeroDivisionError):
        await broken
    assert await sound == 2
    await worker.stop(lambda: None)


async def test_a_cancelled_call_is_left_out_or_finished() -> None:
    worker, free, seen = WorkerThread("tried"), threading.Event(), []
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold() -> None:
        loop.call_soon_threadsafe(begun.set)
        free.wait()
        seen.append("begun")

    first, second = worker.run(hold), worker.run(lambda: seen.append("waiting"))
    await begun.wait()
    first.cancel()
    second.cancel()
    free.set()
    await worker.run(lambda: seen.append("next"))
    assert seen == ["begun", "next"]
    await worker.stop(lambda: None)


async def test_stopping_finishes_what_waits_and_starts_nothing() -> None:
    worker, seen = WorkerThread("tried"), []
    await worker.stop(lambda: seen.append("never"))
    worker.run(lambda: seen.append("call"))
    await worker.stop(lambda: seen.append("last"))
    assert seen == ["call", "last"]
