"""A text as its words, each with its place: what two versions of a page are compared by."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

_WORD = re.compile(r"\w+(?:['’.,]\w+)*|[%$€£₽]")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)|\n+")
_VOWELS = frozenset("aeiouyаеёиоуыэюяієї")
_LONG = 8  # letters: so long a word has hardly ever another one at a letter's distance
_SHORT = 5


@dataclass(frozen=True)
class PageWords:
    """The words of a text, case, marks and invisible signs apart; `places` are their offsets in it."""

    text: str

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each word."""
        return tuple(match.span() for match in _WORD.finditer(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Each word as it is compared."""
        return tuple(folded(self.text[start:end]) for start, end in self.places)

    @cached_property
    def line(self) -> str:
        """The words with a space before and after each."""
        return f" {' '.join(self.words)} "

    @cached_property
    def _starts(self) -> dict[int, int]:
        """The number of the word that begins at a place of the line."""
        starts, at = {}, 1
        for number, word in enumerate(self.words):
            starts[at] = number
            at += len(word) + 1
        return starts

    def find(self, wanted: tuple[str, ...], after: int = 0) -> tuple[int, ...]:
        """The numbers of the words, from `after` on, at which these begin one after another."""
        if not wanted:
            return ()
        needle, found, at = f" {' '.join(wanted)} ", [], -1
        while (at := self.line.find(needle, at + 1)) >= 0:
            number = self._starts[at + 1]
            if number >= after:
                found.append(number)
        return tuple(found)

    def numbers(self, start: int, end: int) -> tuple[int, int]:
        """The first word that lies in text[start:end], and the first behind it."""
        # words do not overlap: their ends are in order as their starts are
        first = bisect_right(self.places, start, key=lambda place: place[1])
        last = bisect_left(self.places, end, key=lambda place: place[0])
        return (first, last) if first < last else (0, 0)

    def between(self, first: int, last: int) -> str:
        """The text from word `first` to before word `last`, on one line."""
        if first >= last:
            return ""
        return " ".join(self.text[self.places[first][0] : self.places[last - 1][1]].split())

    def sentence_of(self, number: int) -> str:
        """The sentence in which a word stands."""
        start, end = self.places[number]
        before = max((match.end() for match in _END.finditer(self.text, 0, start)), default=0)
        behind = _END.search(self.text, end)
        return self.text[before : behind.end() if behind else len(self.text)].strip()


def folded(word: str) -> str:
    """A word without case, invisible signs and the look of its apostrophes."""
    # most words are plain: normalizing each would take most of the time
    plain = word if word.isascii() else unicodedata.normalize("NFKC", word.translate(_INVISIBLE))
    return plain.casefold().replace("’", "'")


def bare(words: Sequence[str]) -> str:
    """The letters of some words alone: without spaces, hyphens and accents."""
    joined = unicodedata.normalize("NFKD", "".join(words))
    return "".join(sign for sign in joined if not unicodedata.combining(sign))


def cleaned(text: str) -> str:
    """The text without signs that nobody sees, which would cut a word in two."""
    return text if text.isascii() else text.translate(_INVISIBLE)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence or line."""
    found, at = [], 0
    for match in _END.finditer(text):
        found.append((at, match.end()))
        at = match.end()
    return [(a, b) for a, b in [*found, (at, len(text))] if text[a:b].strip()]


def is_misspelling(one: str, other: str, vocabulary: frozenset[str]) -> bool:
    """Whether one of two words is most likely the other with a typing error, and no other word.

    `vocabulary`: words that are known to be some; two of them are two words.
    """
    if one in vocabulary and other in vocabulary:
        return False
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < _SHORT:
        return False
    if one[0] != other[0] or OSA.distance(one, other) != 1:
        return False
    if len(one) == len(other) and sorted(one) == sorted(other):
        return True  # two letters changed places
    if one[-2:] != other[-2:]:  # endings carry sense
        return False
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        at = next((n for n, letter in enumerate(shorter) if letter != longer[n]), len(shorter))
        return len(longer) >= _LONG or longer[at] in (longer[at - 1], longer[at + 1 : at + 2])
    differing = next({a, b} for a, b in zip(one, other, strict=True) if a != b)
    return len(one) >= _LONG and differing <= _VOWELS
