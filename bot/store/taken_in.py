"""The words of all articles that came in, ready to be searched beside the library.

They lie in the review queue, in the rows of their candidates, and those without any beside it; an index of
all of them lies beside the library's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.store.database import Database
from bot.store.schema import candidates, quiet_articles
from briefs.errors import UserError
from briefs.index import TAKEN_IN, TextSpan, build_taken_in, candidate_span, taken_in_stamp
from briefs.model import Article
from briefs.text import BadDate, parse_edtf

log = logging.getLogger(__name__)
TakenInArticle = tuple[Mapping[str, Any], list[Mapping[str, Any]]]


class TakenIn:
    """Keeps the index of what came in up to the queue. `cache` is the folder of the library's index."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._refreshing: asyncio.Task[None] | None = None

    async def keep_up(self, cache: Path, patience: float = 1.0) -> None:
        """Bring the index up to the queue, and wait for it no longer than so many seconds.

        Who searches goes on with what was there: the library is what is curated. Never fails.
        """
        if self._refreshing is None or self._refreshing.done():
            self._refreshing = asyncio.create_task(self._try(cache))
        await asyncio.wait({self._refreshing}, timeout=patience)

    def stop(self) -> None:
        """Leave an index that is being built; the next search begins anew."""
        if self._refreshing is not None:
            self._refreshing.cancel()

    async def _try(self, cache: Path) -> None:
        try:
            await self.refreshed(cache)
        except (UserError, OSError) as error:
            log.warning("what came in and is not curated cannot be searched: %s", error)

    async def refreshed(self, cache: Path) -> Path | None:
        """The index as the queue is now, built anew where it is not; None where nothing came in.

        Raises UserError for a state that cannot be read and OSError where no index can be written.
        """
        path, stamp = cache / TAKEN_IN, await self._stamp()
        if stamp is None:
            path.unlink(missing_ok=True)  # what was taken out of the queue is found no more
            return None
        if await asyncio.to_thread(taken_in_stamp, path) != stamp:
            articles = await self._articles()
            indexed = [_indexed(page, found) for page, found in articles if page.get("text")]
            await asyncio.to_thread(build_taken_in, path, stamp, indexed)
        return path

    async def _stamp(self) -> str | None:
        """How many candidates and articles without any there are, and when the newest came; None without any.

        An article and its words never change in the queue, and a decision changes neither.
        """
        parts = []
        for created_at in (candidates.c.created_at, quiet_articles.c.created_at):
            query = select(func.count().label("count"), func.max(created_at).label("newest"))
            (row,) = await self._database.fetch_all(query)
            if row["count"]:
                parts.append(f"{created_at.table.name} {row['count']} {row['newest']}")
        return ", ".join(parts) or None

    async def _articles(self) -> list[TakenInArticle]:
        """Each article with all that it has people say. Its text is read once, not with each candidate."""
        said: dict[str, list[Mapping[str, Any]]] = {}
        columns = select(candidates.c.article_id, candidates.c.candidate)
        for row in await self._database.fetch_all(
            columns.order_by(candidates.c.article_id, candidates.c.place)
        ):
            said.setdefault(row["article_id"], []).append(row["candidate"])
        pages = select(candidates.c.article_id, candidates.c.article).where(candidates.c.place == 0)
        rows = await self._database.fetch_all(pages.order_by(candidates.c.article_id))
        quiet = select(quiet_articles).order_by(quiet_articles.c.article_id)
        others = [row for row in await self._database.fetch_all(quiet) if row["article_id"] not in said]
        return [(row["article"], said.get(row["article_id"], [])) for row in (*rows, *others)]


def _indexed(page: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> tuple[Article, list[TextSpan]]:
    """A page of the queue as an article of the index, and what it has people say."""
    try:
        published = parse_edtf(page["published"]) if page.get("published") else None
    except BadDate:
        published = None
    article = Article(
        page["id"], page.get("title") or page["id"], bool(page.get("title_derived")), page.get("publisher"),
        published, page.get("published_basis"), None, page.get("language") or "en", page.get("url"),
        page.get("file") or page["id"], "", page["text"],
    )  # fmt: skip
    return article, list(_spans(found))


def _spans(found: Sequence[Mapping[str, Any]]) -> Iterator[TextSpan]:
    for each in found:
        yield candidate_span(each["start"], each["end"], each.get("speaker"), each.get("speaker_id"))
