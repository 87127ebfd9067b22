"""Finding names in a short list by comparing with every word of it; needs no numpy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefs.names.align import Fit, align, combined_likeness
from briefs.names.name_table import NameTable
from briefs.names.name_variants import groups
from briefs.names.phonetics import similarity
from briefs.names.query import PREFIX_SCRIPTS, QueryReading, QueryToken
from briefs.names.scripts import script_of, sounds

_FLOOR = 0.5  # likeness below which two words have nothing to do with each other


class LinearSearch:
    """As :class:`briefs.names.indexed_search.IndexedSearch`, word by word, for at most 400 entities."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._numbers = {word: number for number, word in enumerate(table.words)}
        self._scripts = [script_of(word) for word in table.words]
        self._similar_cached = lru_cache(maxsize=256)(self._similar_words)

    def has_word(self, word: str) -> bool:
        """True if somebody bears this very word."""
        return word in self._numbers

    def rows_of(self, words: Sequence[str]) -> list[int]:
        """The rows that are these words, in this order."""
        numbers = tuple(self._numbers.get(word, -1) for word in words)
        return [row for row, name in enumerate(self._table.rows) if tuple(name) == numbers]

    def nearest(self, part: QueryToken, count: int, likeness: float) -> tuple[float, int]:
        """See :class:`briefs.names.token_features.WordSearch`."""
        values = self._similar_cached(part, count > 1).values()
        return max(values, default=0.0), sum(value > likeness - 0.0001 for value in values)

    def rarity_of(self, number: int) -> float:
        """How telling a word is, see :func:`briefs.names.exact.rarity`."""
        return self._table.rarity[number]

    def fits(self, reading: QueryReading) -> list[Fit]:
        """The names that fit, best first; the same person may come more than once."""
        named = [part.text for part in reading if not part.optional and not part.initial]
        if named and all(map(self.has_word, named)) and not self._is_prefix_of_another(named[-1]):
            # Names known to the letter need no look at what is merely alike, if somebody bears them all.
            exact = [{self._numbers[part.text]: 1.0} if self.has_word(part.text) else {} for part in reading]
            fits = self._fits(reading, exact)
            if fits and fits[0].exact_share > 0.999:
                return fits
        return self._fits(reading, [self._similar_cached(part, len(reading) > 1) for part in reading])

    def _is_prefix_of_another(self, text: str) -> bool:
        return any(word != text and word.startswith(text) for word in self._table.words)

    def _fits(self, reading: QueryReading, near: list[dict[int, float]]) -> list[Fit]:
        weights = [self._weight(part, alike) for part, alike in zip(reading, near, strict=True)]
        optional = [part.optional for part in reading]
        found = [
            align(row, name, self._table.rarity, likeness, weights, optional)
            for row, name in enumerate(self._table.rows)
            if any(map(any, likeness := [[alike.get(word, 0.0) for word in name] for alike in near]))
        ]
        return sorted(found, key=lambda fit: (-fit.score, fit.row))

    def _weight(self, part: QueryToken, alike: dict[int, float]) -> float:
        if part.initial or not alike:
            return (0.25 if part.initial else 0.9) * part.weight
        best = max(alike.values())
        # As telling as the words that it may stand for, on the average.
        rare = [self._table.rarity[word] for word, likeness in alike.items() if likeness >= best - 0.03]
        return part.weight * sum(rare) / len(rare)

    def _similar_words(self, part: QueryToken, several: bool) -> dict[int, float]:
        same = self._numbers.get(part.text)
        found = {}
        for number, word in enumerate(self._table.words):
            likeness = 1.0 if number == same else self._likeness(part, number, word, several, same is None)
            if likeness > _FLOOR:
                found[number] = likeness
        return found

    def _likeness(self, part: QueryToken, number: int, word: str, several: bool, foreign: bool) -> float:
        if part.initial and several:
            return 0.95 if word.startswith(part.text) else 0.0
        if len(word) == 1:
            return 0.7 if part.text.startswith(word) else 0.0
        by_sound = max(
            (
                similarity(symbols, sounds(self._table.spellings[number]), part.vowel_mode)
                for symbols in part.sounds
            ),
            default=0.0,
        )
        if self._scripts[number] == "CJK":
            by_sound *= 0.8  # much of a Chinese syllable costs next to nothing, so that it is like a lot
        # A name in another language counts as the same only if it sounds a little like it: Bill does for
        # William (0.28) no more than Peggy for Margaret, Juan does for John (0.73).
        named = bool(foreign and by_sound > 0.35 and set(groups(part.text)) & set(groups(word)))
        if part.latin:
            from rapidfuzz.distance import OSA

            likeness: float = combined_likeness(by_sound, OSA.normalized_similarity(part.text, word), max)
            likeness = max(likeness, 0.82 + 0.08 * likeness) if named else likeness
        else:
            likeness = max(by_sound * 0.99, 0.88 + 0.11 * by_sound) if named else by_sound * 0.99
        begun = part.last and part.script in PREFIX_SCRIPTS
        if begun and word.startswith(part.text):
            likeness = max(likeness, 0.8 + 0.19 * len(part.text) / len(word))
        return likeness
