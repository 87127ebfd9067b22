"""Checks of quotations beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.live_library import LiveLibrary
from briefs.query import ClaimedSpeaker, resolve_claimed_speaker, verify_against
from briefs.verify import Verdict, Verifier


class VerifierThread:
    """A checker in a thread of its own, so that no check holds the bot; it follows the shelf's swaps."""

    def __init__(self, library: LiveLibrary) -> None:
        self._library = library
        self._executor = ThreadPoolExecutor(1, "checks")
        self._verifier: Verifier | None = None
        self._version = -1

    async def check(self, text: str, by: str | None) -> Verdict:
        """The verdict on `text`, claimed of the name `by` as typed."""
        claimed = resolve_claimed_speaker(self._library.resolver, by)
        loop, generation = asyncio.get_running_loop(), self._library.version
        return await loop.run_in_executor(self._executor, self._verify, text, claimed, generation)

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _verify(self, text: str, claimed: ClaimedSpeaker, generation: int) -> Verdict:
        if self._verifier is None or self._version < generation:
            old, self._verifier = self._verifier, Verifier.open(self._library.engine.path)
            self._version = generation
            if old is not None:
                old.close()
        return verify_against(self._verifier, text, claimed)
