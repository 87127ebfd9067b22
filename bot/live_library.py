"""The library as the bot holds it: one open engine, swapped whole when the library changed.

The old engine stays open for a while, for questions that began on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefs.index import Filter
from briefs.library import pending_changes
from briefs.model import ArticleRef, Statement, StatementCount
from briefs.query import INDEX, QueryEngine, QueryResolver, is_up_to_date, open_engine, refresh

_MAX_CACHED_STATEMENTS = 3000  # statements whose beginnings are offered while an id is typed
_MOST_SUGGESTED = 25  # names, as many as one menu of Discord holds
_GRACE = 30.0  # seconds for which questions to the old index may still be under way


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """What a reload changed: ids of statements. `changed` ones have the same id and other content."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


class LiveLibrary:
    """Open it with `await LiveLibrary.open(root, cache)`; `version` counts the swaps.

    `root` is the library's folder, `cache` that of its index. `articles` and `statements` are kept in memory
    for autocompletion; of a large library the latter is empty.
    """

    def __init__(self, root: Path, cache: Path, engine: QueryEngine) -> None:
        self.root = root
        self.cache = cache
        self.engine = engine
        self.version = 0
        self.on_news: list[Callable[[], None]] = []  # who hears that another process may have a newer one
        self.curates = True  # False where the index alone came here, from who has the library's files
        self.notices: tuple[str, ...] = ()  # what is amiss with it, beside the engine's own warnings
        self.on_reload: list[Callable[[LibraryChange], None]] = []  # who hears of each reload
        self._stamp = stamp_of(cache)
        self.articles: tuple[ArticleRef, ...] = ()
        self.statements: tuple[Statement, ...] = ()
        self._prepared = False
        self._reload_lock = asyncio.Lock()
        self._closing: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, root: Path, cache: Path, *, curates: bool = True) -> LiveLibrary:
        """Opens the index, and builds it where it is missing or old. Raises LibraryInvalid.

        Without its files (`curates`) the index in `cache` is all there is of the library.
        """
        engine = await open_engine(root, cache, threaded=True, build=curates)
        library = await cls.of_engine(root, cache, engine)
        library.curates = curates
        return library

    @classmethod
    async def of_engine(cls, root: Path, cache: Path, engine: QueryEngine) -> LiveLibrary:
        """With an engine that is open already."""
        library = cls(root, cache, engine)
        await library._fill_caches()
        return library

    async def prepare(self) -> None:
        """Builds beside the event loop what the first names typed would keep everybody waiting for.

        From then on a reload does so too, before it swaps.
        """
        self._prepared = True
        await asyncio.to_thread(_prepare_names, self.engine)

    async def close(self) -> None:
        """Closes the engine, and at once those that were waiting to be closed."""
        for task in self._closing:
            task.cancel()
        await asyncio.gather(*self._closing, return_exceptions=True)
        await self.engine.close()

    @property
    def resolver(self) -> QueryResolver:
        """Resolves typed names on the library as it is now: hold on to the library, not to this."""
        return QueryResolver(self.engine, _MOST_SUGGESTED)

    async def spoke_on(self, person: str) -> tuple[StatementCount, ...]:
        """Topics that a person spoke on, with counts, as the engine says it."""
        return await self.engine.spoke_on(person)

    async def reload(self) -> LibraryChange:
        """Check the library, build its index and serve from it. Raises LibraryInvalid and changes nothing.

        Where another process has built the index already, it is only opened. Questions that are under way
        have _GRACE seconds on the old engine.
        """
        async with self._reload_lock:
            if self.curates:
                await asyncio.to_thread(_build_if_outdated, self.root, self.cache)
            # before it is opened: an index that another process swaps in meanwhile still counts as new
            self._stamp = stamp_of(self.cache)
            old = self.engine
            engine = await open_engine(self.root, self.cache, threaded=True, before=old, build=self.curates)
            if self._prepared:
                await asyncio.to_thread(_prepare_names, engine)
            self.engine = engine
            self.version += 1
            await self._fill_caches()
            change = LibraryChange(*await old.changes(self.engine.path))
        task = asyncio.create_task(_close_later(old))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
        for tell in self.on_reload:
            tell(change)
        return change

    def outdated(self) -> bool:
        """Whether another process has put a new index in the place of the one that is served from."""
        stamp = stamp_of(self.cache)
        return stamp is not None and stamp != self._stamp

    async def _fill_caches(self) -> None:
        self.articles = tuple(await self.engine.articles())
        # Offering ids out of more would take longer than the client waits while somebody types.
        small = self.engine.registry.statements <= _MAX_CACHED_STATEMENTS
        self.statements = await self.engine.select(Filter()) if small else ()


async def _close_later(engine: QueryEngine) -> None:
    try:
        await asyncio.sleep(_GRACE)
    finally:
        await engine.close()


def stamp_of(cache: Path) -> tuple[int, int] | None:
    """What tells one index file from the next; None while there is none."""
    try:
        found = (cache / INDEX).stat()
    except OSError:
        return None
    # a swap is a rename: the inode is another one even where both were built within one tick of the clock
    return found.st_ino, found.st_mtime_ns


def _prepare_names(engine: QueryEngine) -> None:
    engine.person_lookup.prepare()
    engine.topic_lookup.prepare()


def _build_if_outdated(root: Path, cache: Path) -> None:
    # while another process writes, half of its change must reach no reader: it brings the index up itself
    if not pending_changes(root) and not is_up_to_date(root, cache):
        refresh(root, cache)
