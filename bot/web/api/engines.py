"""Threads that ask the library, each with an engine of its own, so that no question holds the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.live_library import LiveLibrary
from briefs.index import BlockingConnection, IndexReader, run
from briefs.query import QueryEngine

T = TypeVar("T")
MOST_WAITING = 200  # questions under way or waiting; whoever comes then is asked to come again


class Busy(Exception):
    """As many questions wait as may."""


class EngineThreads:
    """Runs questions on engines over the library as it is when they come.

    Each of the `threads` has an index connection of its own, opened anew after the library was swapped: a
    question sees one version whole. Quotations are checked in a thread of their own, as a verifier is for one
    thread alone and takes memory.
    """

    def __init__(self, library: LiveLibrary, threads: int = 3) -> None:
        self.library = library
        self._askers = [_EngineThread() for _ in range(threads)]
        self._checker = _EngineThread()

    async def run(self, job: Callable[[QueryEngine], T], *, checks: bool = False) -> T:
        """What `job` makes of an engine. Raises Busy, and what the job raises."""
        if sum(thread.waiting for thread in (*self._askers, self._checker)) >= MOST_WAITING:
            raise Busy
        thread = self._checker if checks else min(self._askers, key=lambda each: each.waiting)
        return await thread.run(self.library.engine, job)

    def close(self) -> None:
        """Take no more questions, and close the indexes when those under way are answered."""
        for thread in (*self._askers, self._checker):
            thread.close()


class _EngineThread:
    def __init__(self) -> None:
        self.waiting = 0
        self._executor = ThreadPoolExecutor(1, "questions")
        self._base: QueryEngine | None = None
        self._own: QueryEngine | None = None

    async def run(self, base: QueryEngine, job: Callable[[QueryEngine], T]) -> T:
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
            index = IndexReader(BlockingConnection(base.path))
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
        self._executor.submit(self._close)
        self._executor.shutdown(wait=False)
