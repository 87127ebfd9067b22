"""Looks at messages in a thread, beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot.live_library import LiveLibrary
from briefs import verify, watch
from briefs.query import QueryEngine, QueryResolver

if TYPE_CHECKING:
    from briefs.watch import Sighting


class WatcherThread:
    """One watcher in one thread, made anew when the library was swapped: no look blocks the event loop."""

    def __init__(self, library: LiveLibrary) -> None:
        self._library = library
        self._executor = ThreadPoolExecutor(1, "watch")
        self._watcher: watch.Watcher | None = None
        self._verifier: verify.Verifier | None = None
        self._version = -1

    def may_quote(self, message: str) -> bool:
        """A cheap look, on the loop: at names too where the watcher of this library is there already."""
        watcher = self._watcher
        if watcher is None or self._version != self._library.version:
            return watch.may_quote(message)
        return watcher.may_quote(message)

    async def look(self, message: str, bears_out: bool) -> tuple[Sighting, ...]:
        """What the record says of the quotations of a message, see :meth:`Watcher.look`.

        Raises what opening the index raises.
        """
        loop, library = asyncio.get_running_loop(), self._library
        return await loop.run_in_executor(
            self._executor, self._look, message, bears_out, library.engine, library.version
        )

    def close(self) -> None:
        """Take no more, and wait for none."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _look(self, message: str, bears_out: bool, engine: QueryEngine, version: int) -> tuple[Sighting, ...]:
        if self._watcher is None or self._version != version:
            if self._verifier is not None:
                self._verifier.close()
            self._verifier = verify.Verifier.open(engine.path)
            self._watcher, self._version = watch.Watcher(QueryResolver(engine), self._verifier), version
        return self._watcher.look(message, bears_out)
