"""Makes links that open a page at the words in question (text fragments, a WICG draft of the web's)."""

from __future__ import annotations

from urllib.parse import quote, urldefrag

WHOLE = 12  # words; a longer passage is named by its first and last ones
ENDS = 5  # words of either end


def at_passage(url: str, passage: str) -> str:
    """`url` with `#:~:text=...`, which browsers scroll to; a fragment it had gives way."""
    words = passage.split()
    if len(words) <= WHOLE:
        directive = _encoded(words)
    else:
        # "first,last" marks all that lies between, and a link to a long passage stays short.
        directive = f"{_encoded(words[:ENDS])},{_encoded(words[-ENDS:])}"
    return f"{urldefrag(url).url}#:~:text={directive}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")  # a hyphen would mark a prefix
