"""Sources of one library: pages are kept as they came and looked at again; what changed is noted in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.store import Store
from briefs.errors import UserError
from briefs.index import Filter
from briefs.ingest import archive, fetch
from briefs.model import SHOWN, ArticleRef
from briefs.paths import is_embedded
from briefs.query import QueryEngine
from briefs.text import canonical_url

if TYPE_CHECKING:
    from briefs.ingest import ArticleIngestor, IngestResult
    from briefs.ingest.archive import CopyFolder, SourceChange, SourceRecord, SourceVisit
    from briefs.ingest.fetch import PageCopy, Politeness, WebPage
    from briefs.ingest.review import LibraryCheck
    from briefs.ingest.worker import Worker

_JUST_NOW = timedelta(hours=1)  # several feeds announce one page: it is looked at once for all of them
Refresh = Callable[[Sequence[str]], None]


class LibrarySources:
    """The SourceLibrary of a library; `engine` gives the engine of the library as it is now."""

    def __init__(
        self, root: Path, check: LibraryCheck, refresh: Refresh, engine: Callable[[], QueryEngine]
    ) -> None:
        self._root, self._check, self._refresh, self._engine = root, check, refresh, engine
        self._known: tuple[QueryEngine | None, dict[str, list[str]], dict[str, str]] = None, {}, {}

    async def versions(self, record: SourceRecord) -> tuple[archive.SourceVersion, ...]:
        """The articles at the page's address, in the order of the library, with what is shown of them."""
        engine = self._engine()
        by_address, addresses = await self._addresses(engine)
        places = {canonical_url(record.url), addresses.get(record.article, "")} - {""}
        ids = [id for place in sorted(places) for id in by_address.get(place, ())]
        found = []
        for id in dict.fromkeys([*ids, record.article] if record.article in addresses else ids):
            if (article := await engine.find_article(id)) is not None:
                said = await engine.select(Filter(article=id))
                found.append(
                    archive.SourceVersion(article, tuple(one for one in said if one.status in SHOWN))
                )
        return tuple(found)

    async def newest_at_each_address(self) -> tuple[ArticleRef, ...]:
        """The article that stands last in the library of those at one address of the web."""
        refs = await self._engine().articles()
        newest = {canonical_url(ref.url): ref for ref in refs if ref.url and ref.url.startswith("http")}
        return tuple(newest.values())

    async def _addresses(self, engine: QueryEngine) -> tuple[dict[str, list[str]], dict[str, str]]:
        """The ids of articles by address, and the address of each; worked out once a library."""
        known, by_address, addresses = self._known
        if known is not engine:
            by_address, addresses = {}, {}
            for ref in await engine.articles():
                addresses[ref.id] = canonical_url(ref.url) if ref.url else ""
                by_address.setdefault(addresses[ref.id], []).append(ref.id)
            self._known = engine, by_address, addresses
        return by_address, addresses

    async def publish(self, change: SourceChange) -> tuple[str, ...]:
        """Through the library's journal, and the index follows."""
        if is_embedded(self._root):
            raise UserError("the library that came with the program is not written to")
        found = await self._engine().find_statements([each.id for each in change.findings])
        articles = dict.fromkeys(statement.article.id for statement in found.values())
        files = await asyncio.to_thread(
            archive.publish_change, self._root, change, tuple(articles), self._check
        )
        if files:
            await asyncio.to_thread(self._refresh, files)
        return files


class SourceService:
    """Keeps pages as they come in, and looks at them again; it is the PageKeeper of an ingestor.

    `on_news` hears of each look that brought news.
    """

    def __init__(
        self,
        store: Store,
        folder: CopyFolder | None,
        library: LibrarySources,
        worker: Worker,
        politeness: Politeness,
        clock: Clock,
        on_news: Callable[[SourceVisit], None] | None = None,
    ) -> None:
        self._log, self._folder, self._clock = store.sources, folder, clock
        self._library = library
        self._on_news = on_news
        self.politeness = politeness
        self.ingestor: ArticleIngestor | None = None  # finds what is new in a page that changed
        self.found: IngestResult | None = None  # what it found in the page that it saw last
        self.checker = archive.SourceChecker(
            worker, self._log, library, politeness, clock.now, self._keep_copy, self._propose
        )

    async def due(self, limit: int = 50) -> tuple[SourceRecord, ...]:
        """Pages whose time has come."""
        return await self._log.due(self._clock.now(), limit)

    async def adopt(self, *, at_once: bool = False) -> int:
        """Pages of articles that were curated by hand are looked at from now on too; how many are new.

        The first look is a day later, as at a page that has just come in, or with `at_once` it is due now.
        """
        known = {canonical_url(record.url) for record in await self._log.all()}
        now, new = self._clock.now(), 0
        for ref in await self._library.newest_at_each_address():
            assert ref.url is not None
            if canonical_url(ref.url) not in known:
                first = now if at_once else archive.next_look(ref.url, "stands", 0, now)
                await self._log.put(archive.unseen_record(ref.url, ref.id, ref.title, now, first))
                new += 1
        return new

    async def keep(self, page: WebPage, article: str) -> None:
        """Keeps a page and its record; one that is on record keeps when it was taken in."""
        if page.copy is None:
            return
        known = await self._log.get(page.copy.url)
        if known is None:
            copy = await self._keep_copy(page.copy)
            await self._log.put(archive.new_record(page, article, copy, self._clock.now()))

    async def address(self, url: str) -> str:
        """The address by which a page was taken in, however it is written; the same one where it was not."""
        known = [record.url for record in await self._log.all()]
        return next((each for each in known if canonical_url(each) == canonical_url(url)), url)

    async def look_again(self, url: str) -> str | None:
        """What has become of a page that is known; None where it is as it was, or not on record."""
        record = await self._log.get(await self.address(url))
        if record is None or self._clock.now() - record.looked_at < _JUST_NOW:
            return None
        (visit,) = await self.check([record])
        if not visit.news and not visit.fresh:
            return None
        return f"its page changed: {told(visit)}"

    async def seen(self, page: WebPage, article: str) -> SourceVisit | None:
        """What a page that was fetched just now says of what is on record; None where it is on no record."""
        if page.copy is None:
            return None
        await self.keep(page, article)
        record = await self._log.get(page.copy.url)
        return None if record is None else self._heard(await self.checker.seen(record, page))

    async def check(
        self, records: Sequence[SourceRecord], on_progress: Callable[[str, int, int], None] | None = None
    ) -> tuple[SourceVisit, ...]:
        """Looks at the pages, one after another."""
        return tuple(self._heard(visit) for visit in await self.checker.check(records, on_progress))

    def _heard(self, visit: SourceVisit) -> SourceVisit:
        if self._on_news is not None and (visit.news or visit.fresh):
            self._on_news(visit)
        return visit

    async def _keep_copy(self, copy: PageCopy) -> str | None:
        return await asyncio.to_thread(self._folder.keep, copy) if self._folder is not None else None

    async def _propose(self, page: WebPage) -> int:
        if self.ingestor is None:
            return 0
        found = await self.ingestor.ingest(page)
        self.found = None if isinstance(found, fetch.FetchFailure) else found
        return self.found.new if self.found else 0


def sources_of(ingestor: ArticleIngestor) -> SourceService:
    """The sources of an ingestor that the service of this room made."""
    assert isinstance(ingestor.keeper, SourceService)
    return ingestor.keeper


def told(visit: SourceVisit) -> str:
    """What a look brought, in a few words, such as “1 reworded, 2 gone, 3 new to review”."""
    states = [each.state if each.is_alarm else "back" for each in visit.news]
    counted = [f"{states.count(state)} {state}" for state in ("reworded", "gone", "back") if state in states]
    return ", ".join([*counted, *([f"{visit.fresh} new to review"] if visit.fresh else [])])
