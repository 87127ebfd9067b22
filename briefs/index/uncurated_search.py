"""Where words stand in whole articles, outside what is curated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.index.article_texts import CANDIDATE, ArticleText
from briefs.text import fold_for_search

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BESIDE = 500  # characters of a long paragraph that are shown on either side of the words
_MOST_OF_AN_ARTICLE = 2  # places


@dataclass(frozen=True, slots=True)
class UncuratedPlace:
    """text[start:end] of an article holds all the words; `found` are the offsets of each where they meet."""

    start: int
    end: int
    found: tuple[tuple[int, int], ...]


def uncurated_places(article: ArticleText, words: Sequence[str]) -> list[UncuratedPlace]:
    """Paragraphs of an article in which all the words stand, not all within one statement; two at most.

    `words` are whole words in small letters; case and forms of print (ﬁ, ё, soft hyphens) make no difference.
    """
    found = []
    for place in _places(article.text, frozenset(fold_for_search(word).lower() for word in words)):
        first, last = place.found[0][0], place.found[-1][1]
        curated = (
            span.start <= first and last <= span.end
            for span in article.spans
            if span.kind != CANDIDATE and span.statement
        )
        if not any(curated):
            found.append(place)
        if len(found) == _MOST_OF_AN_ARTICLE:
            break
    return found


def _places(text: str, wanted: frozenset[str]) -> Iterator[UncuratedPlace]:
    for paragraph in _PARAGRAPH.finditer(text):
        hits = [
            (word, match.start(), match.end())
            for match in _WORD.finditer(text, paragraph.start(), paragraph.end())
            if (word := fold_for_search(match[0]).lower()) in wanted
        ]
        if {word for word, _, _ in hits} >= wanted:
            nearest = _nearest_together(hits, len(wanted))
            yield _shown(text, paragraph.span(), nearest)


def _nearest_together(hits: list[tuple[str, int, int]], count: int) -> tuple[tuple[int, int], ...]:
    """The hits of all words that lie within the fewest characters."""
    best: list[tuple[str, int, int]] = hits
    first, seen = 0, dict[str, int]()
    for at, (word, _, end) in enumerate(hits):
        seen[word] = seen.get(word, 0) + 1
        while seen[hits[first][0]] > 1:
            seen[hits[first][0]] -= 1
            first += 1
        if len(seen) == count and end - hits[first][1] < best[-1][2] - best[0][1]:
            best = hits[first : at + 1]
    return tuple((start, end) for _, start, end in best)


def _shown(text: str, paragraph: tuple[int, int], found: tuple[tuple[int, int], ...]) -> UncuratedPlace:
    """The paragraph, or of a long one what stands around the words, cut between words."""
    start, end = paragraph
    first, last = found[0][0], found[-1][1]
    if first - start > _BESIDE:
        start = text.find(" ", first - _BESIDE, first) + 1 or first
    if end - last > _BESIDE:
        cut = text.rfind(" ", last, last + _BESIDE)
        end = cut if cut > 0 else last
    shown = text[start:end]
    return UncuratedPlace(
        start + len(shown) - len(shown.lstrip()), end - len(shown) + len(shown.rstrip()), found
    )
