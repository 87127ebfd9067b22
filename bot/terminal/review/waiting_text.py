"""The list of what waits, by the article, for people and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.ingest import ReviewItem, WaitingPage
from bot.terminal.review.text import draft_lines, item_document
from briefs.render import Line, counted

_OF_AN_ARTICLE = 10  # candidates that are listed before the rest of it is counted


def page_document(page: WaitingPage) -> dict[str, Any]:
    """A page as plain JSON: its articles, the newest first, and every candidate of theirs."""
    return {
        "articles": [
            {
                "id": items[0].row.article_id,
                "title": items[0].pending.article.page.title,
                "waiting": len(items),
            }
            for items in page.shown
        ],
        "candidates": [item_document(item) for item in page.items],
        "page": page.number,
        "pages": page.pages,
        "left_out": page.left_out,
    }


def page_lines(page: WaitingPage, whole: bool) -> Iterator[Line]:
    """The same for a person; of each article all candidates where that is asked for, else the first ones."""
    if not page.shown:
        yield (("count", "Nothing waits for review."),)
        return
    wait = "waits" if page.candidates == 1 else "wait"
    yield (
        ("count", f"{counted(page.candidates, 'candidate')} of {counted(page.articles, 'article')} {wait}."),
    )
    for items in page.shown:
        yield from _article_lines(items, len(items) if whole else _OF_AN_ARTICLE)
    if page.left_out:
        other = page.number + 1 if page.number < page.pages else 1
        yield ()
        yield (
            (
                "count",
                f"Page {page.number} of {page.pages}; {counted(page.left_out, 'candidate')} on the others: ",
            ),
            ("id", f"onrecord review --list --page {other}"),
        )


def _article_lines(items: tuple[ReviewItem, ...], most: int) -> Iterator[Line]:
    page, id = items[0].pending.article.page, items[0].row.article_id
    where = f"{page.publisher or 'publisher not known'}, {page.published or 'date not known'}"
    yield ()
    yield (("title", page.title), ("dim", f"  {where}, {len(items)} to review  "), ("id", id))
    for item in items[:most]:
        yield ()
        yield from draft_lines(item, item.draft)
        yield (("dim", "  "), ("id", item.key))
    if len(items) > most:
        yield ()
        yield (("dim", f"  {len(items) - most} more: onrecord review --list --article "), ("id", id))
