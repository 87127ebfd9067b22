"""Work that nobody waits for: it is kept alive, its failure is logged, and it ends with the bot.

What must not be lost is no work of this kind: it belongs into the state database.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Coroutine
from typing import Any

log = logging.getLogger(__name__)
COUNTING = "counting a question"  # what the work is that a list of questions waits for


class BackgroundTasks:
    """Keeps a reference to each task: asyncio holds only weak ones, and would lose it at work."""

    def __init__(self) -> None:
        self._tasks: dict[asyncio.Task[None], int | None] = {}

    def add_task(self, work: Coroutine[Any, Any, Any], what: str, of_user: int | None = None) -> None:
        """Start `work` now; `what` names it in the log where it fails, `of_user` is whom it is about."""
        task = asyncio.create_task(self._run(work, what), name=what)
        self._tasks[task] = of_user
        task.add_done_callback(lambda done: self._tasks.pop(done, None))

    async def _run(self, work: Coroutine[Any, Any, Any], what: str) -> None:
        try:
            await work
        except Exception:
            log.exception("%s failed", what)

    async def wait_for(self, what: str, seconds: float) -> None:
        """Wait for what is under way of that name; what takes longer than `seconds` goes on."""
        if running := [task for task in self._tasks if task.get_name() == what]:
            await asyncio.wait(running, timeout=seconds)

    async def finish_of(self, user: int, seconds: float) -> None:
        """Wait for what is under way about a user, and cancel what takes longer: nobody else's."""
        await _finish([task for task, of_user in self._tasks.items() if of_user == user], seconds)

    async def finish(self, seconds: float) -> None:
        """At the bot's end: wait for what is under way, and cancel what takes longer than `seconds`."""
        await _finish(list(self._tasks), seconds)


async def _finish(tasks: Collection[asyncio.Task[None]], seconds: float) -> None:
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        # Until the cancelled ones have ended: they may still hold a connection.
        await asyncio.gather(*late, return_exceptions=True)
