"""What is offered while a name is typed: whoever has words that begin so, else whoever has it inside of one.

Nothing is guessed here: whoever is offered has in a name or id, letter by letter, what was typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from briefs.names.model import Entity, Match
from briefs.names.normalize import spelled, without_accents

Places = slice | npt.NDArray[np.int64]  # of words
Marks = npt.NDArray[np.bool_]  # of each entity, whether

_INSIDE_FROM = 3  # letters: fewer stand inside of nearly every name
_PARTED = re.compile(r"[\W_]+")
_NAME, _ALIAS, _INSIDE = range(3)
_REASONS = ("prefix", "alias", "inside")


class Typeahead:
    """An index of the words of a list: of names and ids, and of names and aliases alike."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._named = _Words(
            len(entities), ((n, _words(f"{each.id} {each.name}")) for n, each in enumerate(entities))
        )
        self._called = _Words(
            len(entities),
            (
                (n, [word for alias in (each.id, each.name, *each.aliases) for word in _words(alias)])
                for n, each in enumerate(entities)
            ),
        )
        self._weighed: Mapping[str, int] | None = None
        self._weights = np.zeros(len(entities), np.int64)

    def complete(self, typed: str, limit: int, weights: Mapping[str, int]) -> list[Match]:
        """Up to `limit` entities, best first; `weights` is how much is on record of an id (else 0).

        Each word that was typed begins a word of their name, or else of an alias, or stands inside of one.
        Of those that are alike in that, whole words come first, then whoever has most on record.
        """
        asked = _words(typed)
        if not asked:
            return []
        fits, kind = self._called.beginning(asked), _ALIAS
        if not fits.any() and all(len(word) >= _INSIDE_FROM for word in asked):
            fits, kind = self._called.holding(asked), _INSIDE
        found = np.flatnonzero(fits)
        how = np.where(self._named.beginning(asked)[found], _NAME, kind)
        in_part = ~self._called.bearing(asked)[found]
        self._weigh(weights)
        best = np.lexsort((-self._weights[found], in_part, how))[:limit]
        return [self._match(int(found[place]), int(how[place])) for place in best]

    def _match(self, number: int, how: int) -> Match:
        return Match(self._entities[number].id, self._entities[number].name, 100.0, _REASONS[how])

    def _weigh(self, weights: Mapping[str, int]) -> None:
        if weights is not self._weighed:  # a library's own mapping: it is read once
            self._weights = np.array([weights.get(each.id, 0) for each in self._entities], np.int64)
            self._weighed = weights


class _Words:
    """Words in order, each with whose it is; of so many entities."""

    def __init__(self, count: int, owned: Iterable[tuple[int, Iterable[str]]]) -> None:
        named = sorted((word, number) for number, words in owned for word in set(words))
        self._count = count
        self._words = [word for word, _ in named]
        self._owners = np.array([number for _, number in named], np.int32)
        self._text = "\n".join(self._words)
        lengths = np.array([len(word) + 1 for word in self._words], np.int64)
        self._starts = np.cumsum(lengths) - lengths

    def beginning(self, starts: Sequence[str]) -> Marks:
        return self._marks(
            self._between(start, bisect_left(self._words, f"{start}\U0010ffff")) for start in starts
        )

    def bearing(self, words: Sequence[str]) -> Marks:
        return self._marks(self._between(word, bisect_right(self._words, word)) for word in words)

    def holding(self, parts: Sequence[str]) -> Marks:
        return self._marks(self._places(part) for part in parts)

    def _between(self, word: str, end: int) -> Places:
        return slice(bisect_left(self._words, word), end)

    def _places(self, part: str) -> Places:
        """Of the words that hold `part`."""
        found = [match.start() for match in re.finditer(re.escape(part), self._text)]
        return np.searchsorted(self._starts, np.array(found, np.int64), "right") - 1

    def _marks(self, found: Iterable[Places]) -> Marks:
        """Whose words stand at some of the places, for each of those found."""
        all_of_them = np.ones(self._count, np.bool_)
        for places in found:
            one = np.zeros(self._count, np.bool_)
            one[self._owners[places]] = True
            all_of_them &= one
        return all_of_them


def _words(name: str) -> list[str]:
    return [word for word in _PARTED.split(without_accents(spelled(name))) if word]
