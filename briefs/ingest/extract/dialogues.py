"""Words of a speaker around the writer's: «…, — сказала она, — …», and speech that dashes mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefs.ingest.extract.types import Span
from briefs.text import Quoted, trimmed

_OPENING = re.compile(r"[—–―-]\s?(?=[^\W_¿¡]|[¿¡«“„\"])")
_DASH = re.compile(r"[—–―]|\s-\s")
# “Проект готов, — отметила она, — осталось”: the dash before the writer's words, and the one behind them
_WRITER = re.compile(r"(?<=\s)[—–―-]\s?(?=[^\W\d_])|(?<=[\w,.!?…»])[—–―](?=[^\W\d_])")
_BACK = re.compile(r"[,.:;]?\s?[—–―-](?=[\s,.;:])[,.;:]?")
_COMMA = re.compile(r"[,!?…]\s+(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")
_VERB_WITHIN = 4  # words
_LONGEST = 140  # characters of the writer's words between two dashes


def dialogue(text: str, start: int, end: int, said: frozenset[str]) -> list[Quoted]:
    """What is said in a paragraph that opens with a dash; nothing where nobody is named who says it."""
    opening = _OPENING.match(text, start, end)
    if opening is None:
        return []
    inner = [writer for writer in _writers(text, opening.end(), end, said) if writer[0] > opening.end()]
    if not inner:
        by_comma = (m for m in _COMMA.finditer(text, opening.end(), end) if _speaks(text, m.end(), end, said))
        inner = [(match.start() + 1, end) for match in by_comma][-1:]
    return list(_between(text, (opening.end(), end), inner, start)) if inner else []


def without_writer(text: str, quote: Quoted, said: frozenset[str]) -> list[Quoted]:
    """The parts of a quotation whose marks take in the writer's words between dashes."""
    found = _writers(text, quote.start, quote.end, said)
    inner = [(first, last) for first, last in found if quote.start < first and last < quote.end]
    if not inner:
        return [quote]
    parts = list(_between(text, (quote.start, quote.end), inner, quote.outer_start))
    last = parts[-1]
    return [*parts[:-1], Quoted(last.start, last.end, last.outer_start, max(last.end, quote.outer_end))]


def _writers(text: str, start: int, end: int, said: frozenset[str]) -> Iterator[Span]:
    """Where the writer's words stand, dashes taken in."""
    behind = start
    for match in _WRITER.finditer(text, start, end):
        if match.start() < behind or not _speaks(text, match.end(), end, said):
            continue
        back = _BACK.search(text, match.end(), min(end, match.end() + _LONGEST))
        behind = back.end() if back else end
        yield match.start(), behind


def _speaks(text: str, start: int, end: int, said: frozenset[str]) -> bool:
    dash = _DASH.search(text, start, end)  # a verb behind the next dash is of other words
    words = islice(_WORD.finditer(text, start, dash.start() if dash else end), _VERB_WITHIN)
    return any(word[0].lower() in said for word in words)


def _between(text: str, whole: Span, writers: list[Span], outer: int) -> Iterator[Quoted]:
    """The stretches of speech that are left."""
    start = whole[0]
    for first, last in [*writers, (whole[1], whole[1])]:
        begin, end = trimmed(text, start, first)
        if end - begin > 1 and _WORD.search(text, begin, end):
            yield Quoted(begin, end, min(outer, begin), end)
        start = last
        outer = last
