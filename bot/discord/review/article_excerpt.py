"""The article of a candidate around its words, for who wants to read on."""

from __future__ import annotations

from bot.discord.ui import Display, Page, bold, fit_page, link, safe, safe_within
from bot.ingest import ReviewItem

_CONTEXT = 1200  # characters of the article, on either side of the passage
_MOST_OF_A_PASSAGE = 1500


def article_page(item: ReviewItem, display: Display) -> Page:
    """The article around the passage, which is set in bold."""
    page, draft, translator = item.pending.article.page, item.draft, display.translator
    start, end = draft.start, draft.end
    before, after = page.text[max(0, start - _CONTEXT) : start], page.text[end : end + _CONTEXT]
    lead = "… " if start > _CONTEXT else ""
    trail = " …" if end + _CONTEXT < len(page.text) else ""
    passage = safe_within(page.text[start:end], _MOST_OF_A_PASSAGE)
    body = f"{lead}{_running_text(before)} {bold(passage, display)} {_running_text(after)}{trail}"
    author = ", ".join(part for part in (page.publisher, page.author, page.published) if part)
    whole = translator.gettext("The article in full")
    head = f"{safe_within(author, 200)}\n{link(whole, page.url)}\n\n"
    return fit_page(Page(safe_within(page.title, 200), head + body), display.plain)


def _running_text(text: str) -> str:
    """Running text as it stands; its paragraphs stay apart."""
    return "\n\n".join(safe(part) for part in text.split("\n") if part.strip())
