"""What waits, by the article and page by page: however much it is, the newest article stands first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ingest.review_items import ReviewItem
from bot.ingest.review_session import ReviewSession
from briefs.errors import UserError

_ON_A_PAGE = 1_000  # candidates: articles stand there whole, and one at least


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Articles of which something waits, each with all that waits of it; `number` counts from 1.

    `articles` and `candidates` are how many wait on all `pages` together.
    """

    shown: tuple[tuple[ReviewItem, ...], ...]
    number: int
    pages: int
    articles: int
    candidates: int

    @property
    def items(self) -> tuple[ReviewItem, ...]:
        """All candidates on the page."""
        return tuple(item for article in self.shown for item in article)

    @property
    def left_out(self) -> int:
        """How many candidates wait on other pages."""
        return self.candidates - sum(map(len, self.shown))


async def waiting_page(session: ReviewSession, number: int = 1, article: str | None = None) -> WaitingPage:
    """That page, the newest articles on the first; of one article alone where it is named.

    Raises UserError where there are fewer pages.
    """
    waiting = [each for each in await session.waiting_articles() if article in (None, each[0])]
    pages = _pages(waiting)
    if number > len(pages):
        raise UserError(f"there is no page {number}", f"the last one is --page {len(pages)}")
    by_article: dict[str, list[ReviewItem]] = {id: [] for id in pages[number - 1]}
    for item in await session.items(*by_article):
        by_article[item.row.article_id].append(item)
    shown = tuple(tuple(items) for items in by_article.values() if items)
    return WaitingPage(shown, number, len(pages), len(waiting), sum(count for _, count in waiting))


def _pages(waiting: Sequence[tuple[str, int]]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    room = _ON_A_PAGE
    for id, count in waiting:
        if pages[-1] and count > room:
            pages.append([])
            room = _ON_A_PAGE
        pages[-1].append(id)
        room -= count
    return pages
