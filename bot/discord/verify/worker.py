"""Checks of quotations beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from briefs.query.claimed_speaker import Claimants, claimants, verdict_on
from briefs.verify import Checker, Verdict

if TYPE_CHECKING:
    from bot.live_library import Shelf


class Checks:
    """A checker in a thread of its own, so that no check holds the bot; it follows the shelf's swaps."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._thread = ThreadPoolExecutor(1, "checks")
        self._checker: Checker | None = None
        self._generation = -1

    async def check(self, text: str, by: str | None) -> Verdict:
        """The verdict on `text`, claimed of the name `by` as typed."""
        claimed = claimants(self._shelf.questions, by)
        loop, generation = asyncio.get_running_loop(), self._shelf.generation
        return await loop.run_in_executor(self._thread, self._checked, text, claimed, generation)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _checked(self, text: str, claimed: Claimants, generation: int) -> Verdict:
        if self._checker is None or self._generation < generation:
            old, self._checker = self._checker, Checker.open(self._shelf.desk.path)
            self._generation = generation
            if old is not None:
                old.close()
        return verdict_on(self._checker, text, claimed)
