"""A part of a claim where it stands on record, and whether case, marks or spacing differ there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.verify.attribution import PassageAttribution
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.tokens import tokenize


@dataclass(frozen=True, slots=True)
class MatchedSpan:
    """A part of the claim where it stands: text[start:end] of the record, so many words, in whose voice."""

    record: IndexedArticle
    start: int
    end: int
    word_count: int
    attribution: PassageAttribution


def extent(parts: list[MatchedSpan]) -> tuple[int, int]:
    """Offsets from the first part to the last where they stand near each other, else of the longest part.

    `parts` has the longest first; near is within 1500 characters of one article.
    """
    main = parts[0]
    if any(part.record is not main.record for part in parts):
        return main.start, main.end
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return (start, end) if end - start <= 1500 else (main.start, main.end)


def is_whole_quotation(part: MatchedSpan) -> bool:
    """Whether a place is the whole of a quotation on record."""
    span = part.attribution.span
    letters = _letters(part.record.text[part.start : part.end])
    spans: list[tuple[int, int]] = []
    if span is not None and part.attribution.manner == "quotation":
        own = ((span.start, span.end),) if span.kind == "quotation" else ()
        spans = [*span.quoted, *own]
    elif part.attribution.manner == "unknown":
        spans = [span for span in part.record.quoted_spans if span[0] <= part.start and part.end <= span[1]]
    return any(_letters(part.record.text[first:last]) == letters for first, last in spans)


def _letters(text: str) -> str:
    return "".join(token.letters for token in tokenize(text))


# What may differ in an exact quotation: space, quotation marks, dashes, Markdown's stars, "…", "[sic]".
_LAYOUT = re.compile(r"[\s\"'“”„‟«»‹›‘’‚‛`´\-–—‐‑−*_>]+|…|\[[^\]]*\]|\.{3}")


def without_layout(text: str) -> str:
    """`text` without quotation marks, dashes, apostrophes and space, its first letter as any."""
    kept = _LAYOUT.sub("", text).replace("ё", "е")
    return kept[:1].casefold() + kept[1:]
