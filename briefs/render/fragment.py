"""A link that opens an article at a passage: text fragments, as browsers read them."""

from __future__ import annotations

from urllib.parse import quote

from briefs.model import Statement

_WORDS = 6  # of the beginning and of the end: enough to be found, short enough for a link


def address_of(statement: Statement) -> str | None:
    """The article's url with `#:~:text=` of the passage; None where the article has no url."""
    url = statement.article.url
    if not url:
        return None
    words = statement.passage.split()
    if len(words) <= 2 * _WORDS:
        text = _quoted(words)
    else:
        text = f"{_quoted(words[:_WORDS])},{_quoted(words[-_WORDS:])}"
    return f"{url}{':~:text=' if '#' in url else '#:~:text='}{text}"


def _quoted(words: list[str]) -> str:
    """A dash divides the parts of a fragment, so that one within the text is written as %2D."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
