"""Checks quotations in a thread, beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.live_library import LiveLibrary
from briefs.query import ClaimedSpeaker, resolve_claimed_speaker, verify_against
from briefs.verify import Verdict, Verifier


class VerifierThread:
    """One verifier in one thread, so that no check blocks the event loop.

    It is opened anew when the library was swapped. One thread alone uses it: its SQLite connection
    may not be shared.
    """

    def __init__(self, library: LiveLibrary) -> None:
        self._library = library
        self._executor = ThreadPoolExecutor(1, "checks")
        self._verifier: Verifier | None = None
        self._version = -1

    async def check(self, text: str, by: str | None) -> Verdict:
        """The verdict on `text`, claimed of the name `by` as typed, or of nobody.

        Raises what opening the index raises.
        """
        claimed = resolve_claimed_speaker(self._library.resolver, by)
        loop, version = asyncio.get_running_loop(), self._library.version
        return await loop.run_in_executor(self._executor, self._verify, text, claimed, version)

    def close(self) -> None:
        """Take no more checks, and wait for none."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _verify(self, text: str, claimed: ClaimedSpeaker, version: int) -> Verdict:
        if self._verifier is None or self._version < version:
            old, self._verifier = self._verifier, Verifier.open(self._library.engine.path)
            self._version = version
            if old is not None:
                old.close()
        return verify_against(self._verifier, text, claimed)
