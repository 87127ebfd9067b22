"""Threads that ask the library, each with an engine of its own, so that no question holds the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, TypeVar

from bot.live_library import LiveLibrary
from briefs.index import BlockingConnection, OutlineReader, run
from briefs.query import QueryEngine

T = TypeVar("T")
Lane = Literal["short", "long", "checks"]
MOST_WAITING = 100  # questions under way or waiting in one lane; whoever comes then is asked to come again


class Busy(Exception):
    """As many questions wait as may."""


class EngineThreads:
    """Runs questions on engines over the library as it is when they come.

    Each thread has an index connection of its own, opened anew after the library was swapped: a question
    sees one version whole. Questions that may be answered with most of the library have one thread, so that
    they keep no other waiting and one of them at a time takes memory; so have checks of quotations, as a
    verifier is for one thread alone. One process of several (`shared`) answers short ones without a thread:
    handing one over takes a fifth of its time, and who connects elsewhere does not wait.
    """

    def __init__(self, library: LiveLibrary, shared: bool = False) -> None:
        self.library = library
        self._lanes: dict[Lane, list[_EngineThread]] = {
            "short": [_EngineThread(here=True)] if shared else [_EngineThread(), _EngineThread()],
            "long": [_EngineThread()],
            "checks": [_EngineThread()],
        }

    async def run(self, job: Callable[[QueryEngine], T], lane: Lane = "short") -> T:
        """What `job` makes of an engine. Raises Busy, and what the job raises."""
        threads = self._lanes[lane]
        if sum(thread.waiting for thread in threads) >= MOST_WAITING:
            raise Busy
        return await min(threads, key=lambda each: each.waiting).run(self.library.engine, job)

    def close(self) -> None:
        """Take no more questions, and close the indexes when those under way are answered."""
        for threads in self._lanes.values():
            for thread in threads:
                thread.close()


class _EngineThread:
    """A thread with its engine, or the event loop's own, `here`."""

    def __init__(self, here: bool = False) -> None:
        self.waiting = 0
        self._executor = None if here else ThreadPoolExecutor(1, "questions")
        self._base: QueryEngine | None = None
        self._own: QueryEngine | None = None

    async def run(self, base: QueryEngine, job: Callable[[QueryEngine], T]) -> T:
        if self._executor is None:
            return job(self._engine(base))
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._executor, lambda: job(self._engine(base))
            )
        finally:
            self.waiting -= 1

    def _engine(self, base: QueryEngine) -> QueryEngine:
        """This thread's engine over the library that `base` is an engine of."""
        if self._own is None or self._base is not base:
            self._close()
            index = OutlineReader(BlockingConnection(base.path))
            # The file may have been swapped since `base` was opened: its own registry is the one that fits.
            registry = run(index.registry())
            if registry.digest == base.registry.digest:
                registry = base.registry  # one in memory is enough
            self._own, self._base = QueryEngine(base.path, index, registry, base.warnings, base), base
        return self._own

    def _close(self) -> None:
        if self._own is not None:
            run(self._own.close())
            self._own = self._base = None

    def close(self) -> None:
        if self._executor is None:
            self._close()
            return
        self._executor.submit(self._close)
        self._executor.shutdown(wait=False)
