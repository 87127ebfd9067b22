"""Matches what comes into the library with all standing questions, as long as the bot runs."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from bot.delivery import FaultInjector
from bot.discord.briefings import BriefingService
from bot.discord.core import Core
from bot.discord.follow.composer import DigestComposer
from bot.follow import FollowMatcher
from bot.store import StoreUnavailable

log = logging.getLogger(__name__)
_LOOK_SECONDS = 60.0  # between two looks for what was corrected, or what another process took in


class FollowService:
    """`open` starts the loop, `close` ends it; both are the client's to call."""

    def __init__(
        self, core: Core, briefings: BriefingService, composer: DigestComposer, inject_fault: FaultInjector
    ) -> None:
        self._composer = composer
        self._matcher = FollowMatcher(core.store, inject_fault)
        self._briefings = briefings.composer
        self._on_duty = core.on_duty
        self._woken = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the loop: what came in while no bot was running is matched first."""
        self._loop = asyncio.create_task(self._run(), name="standing questions")

    async def close(self) -> None:
        """What is being matched is matched again after the restart: it is queued whole or not at all."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    def wake(self) -> None:
        """The library has changed: look at once."""
        self._woken.set()

    async def look(self) -> int:
        """Match what is new, and what was corrected; how many hits there were. Raises StoreUnavailable."""
        self._composer.began(await self._briefings.number_statements())
        if await self._matcher.pass_unasked():
            return 0  # a snapshot of a large library takes seconds and hundreds of megabytes
        snapshot = await self._briefings.snapshot()
        found = await self._matcher.match(snapshot.library, snapshot.numbers)
        return found + await self._matcher.match_corrections(snapshot.library, snapshot.numbers)

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                if self._on_duty():
                    await self.look()
            except StoreUnavailable as error:
                log.warning("standing questions wait: %s", error.message)
            except Exception:
                log.exception("standing questions could not be matched; the next look tries again")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), _LOOK_SECONDS)
