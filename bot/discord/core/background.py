"""Work that nobody waits for: it is kept alive, its failure is logged, and it ends with the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class BackgroundTasks:
    """Keeps a reference to each task: asyncio holds only weak ones, and would lose it at work."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def add_task(self, work: Coroutine[Any, Any, Any], what: str) -> None:
        """Start `work` now; `what` names it in the log where it fails."""
        task = asyncio.create_task(self._run(work, what), name=what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, work: Coroutine[Any, Any, Any], what: str) -> None:
        try:
            await work
        except Exception:
            log.exception("%s failed", what)

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way, and cancel what takes longer than `seconds`."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            # Until the cancelled ones have ended: they may still hold a connection.
            await asyncio.gather(*late, return_exceptions=True)
