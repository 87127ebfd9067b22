"""The library as it is asked: a thread with an engine of its own, swapped whole when it changed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.live_library import stamp_of
from briefs.cite_check import CiteChecker
from briefs.errors import UserError
from briefs.index import run
from briefs.query import QueryEngine, is_up_to_date, open_engine

T = TypeVar("T")
_LOOK_AGAIN = 2.0  # seconds between two looks at the library's files
MOST_WAITING = 100  # questions under way or waiting


class OpenRecord:
    """Open it with `await OpenRecord.open(root, cache)`; close it when all is answered.

    `site` is the address of the built site, in whose pages receipts are read; None where there is none.
    """

    def __init__(self, root: Path, cache: Path, site: str | None = None) -> None:
        self.root, self.cache, self.site = root, cache, site
        self._thread = ThreadPoolExecutor(1, "record")
        self._waiting = 0
        self._engine: QueryEngine | None = None
        self._checker: CiteChecker | None = None
        self._hashes: dict[str, str] = {}
        self._stamp: object = None
        self._looked = 0.0

    @classmethod
    async def open(cls, root: Path, cache: Path, site: str | None = None) -> OpenRecord:
        """Opens the index, and builds it where it is missing or old. Raises LibraryInvalid, UserError."""
        record = cls(root, cache, site)
        await record.ask(lambda _: None)
        return record

    async def ask(self, job: Callable[[OpenRecord], T]) -> T:
        """What `job` makes of the record, in its thread. Raises UserError where too many wait already."""
        if self._waiting >= MOST_WAITING:
            raise UserError("too many questions wait for an answer", "ask again in a moment")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, job)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Closes the index when what is under way is answered."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    # -- in its thread

    def _do(self, job: Callable[[OpenRecord], T]) -> T:
        self._renew()
        return job(self)

    def _renew(self) -> None:
        now = time.monotonic()
        if self._engine is not None and now - self._looked < _LOOK_AGAIN:
            return
        self._looked = now
        if self._engine is not None and self._stamp == stamp_of(self.cache):
            if is_up_to_date(self.root, self.cache):
                return
        # A library that has become invalid is answered from its last good index, which says so.
        fresh = run(open_engine(self.root, self.cache, before=self._engine))
        self._close()
        self._engine, self._stamp = fresh, stamp_of(self.cache)

    def _close(self) -> None:
        if self._engine is not None:
            run(self._engine.close())
        self._engine, self._checker, self._hashes = None, None, {}

    @property
    def engine(self) -> QueryEngine:
        """The engine over the library as it is now; for a job in the record's thread."""
        assert self._engine is not None
        return self._engine

    @property
    def checker(self) -> CiteChecker:
        """Checks drafts against it; for a job in the record's thread."""
        if self._checker is None:
            self._checker = CiteChecker(self.engine, self.engine.verifier)
        return self._checker

    def sha256(self, article: str) -> str | None:
        """The hash of an article's text file; for a job in the record's thread."""
        if article not in self._hashes:
            found = run(self.engine.find_article(article))
            if found is None:
                return None
            self._hashes[article] = found.sha256
        return self._hashes[article]
