"""Checks quotations in a thread, beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.discord.core import Core
from briefs.index import TAKEN_IN, taken_in_stamp
from briefs.query import ClaimedSpeaker, resolve_claimed_speaker, verify_against
from briefs.verify import Verdict, Verifier

_Version = tuple[int, str | None]  # the library's, and the stamp of what came in beside it


class VerifierThread:
    """One verifier in one thread, so that no check blocks the event loop.

    It is opened anew when the library was swapped or more came in beside it. One thread alone uses it: its
    SQLite connection may not be shared.
    """

    def __init__(self, core: Core) -> None:
        self._library, self._taken_in = core.library, core.store.taken_in
        self._executor = ThreadPoolExecutor(1, "checks")
        self._verifier: Verifier | None = None
        self._version: _Version = (-1, None)

    async def check(self, text: str, by: str | None) -> Verdict:
        """The verdict on `text`, claimed of the name `by` as typed, or of nobody.

        Raises what opening the index raises.
        """
        claimed = resolve_claimed_speaker(self._library.resolver, by)
        await self._taken_in.keep_up(self._library.cache)
        loop, version = asyncio.get_running_loop(), self._library.version
        return await loop.run_in_executor(self._executor, self._verify, text, claimed, version)

    def close(self) -> None:
        """Take no more checks, and wait for none."""
        self._taken_in.stop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _verify(self, text: str, claimed: ClaimedSpeaker, version: int) -> Verdict:
        path = self._library.cache / TAKEN_IN
        wanted = (version, taken_in_stamp(path))
        if self._verifier is None or self._version != wanted:
            old, self._verifier = self._verifier, self._opened(path if wanted[1] else None)
            self._version = wanted
            if old is not None:
                old.close()
        return verify_against(self._verifier, text, claimed)

    def _opened(self, taken_in: Path | None) -> Verifier:
        return Verifier.open(self._library.engine.path, taken_in)
