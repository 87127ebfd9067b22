"""Links that open a page at the words in question (URL text fragments)."""

from __future__ import annotations

from urllib.parse import quote, urldefrag

WHOLE = 12  # words; a longer passage is named by its first and last ones
ENDS = 5


def at_passage(url: str, passage: str) -> str:
    """`url` with `#:~:text=...`, which browsers scroll to; a fragment it had gives way."""
    words = passage.split()
    if len(words) <= WHOLE:
        directive = _encoded(words)
    else:
        directive = f"{_encoded(words[:ENDS])},{_encoded(words[-ENDS:])}"
    return f"{urldefrag(url).url}#:~:text={directive}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")  # a hyphen would mark a prefix
