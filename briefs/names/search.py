"""Finding names in a large list by way of :class:`Index`."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from briefs.names.align import Fit, align
from briefs.names.index import Floats, Index, Ints
from briefs.names.question import Part, Reading
from briefs.names.records import Records

_PREFIXED = ("LATIN", "CYRILLIC", "GREEK")
_KEPT_WORDS = 700
_KEPT_ROWS = 200
_SOUND_LATIN = 150
_SOUND = 800
_ALIGNED = 10
_MANY = 3
_JOINED = 0.78
_HOPELESS = 0.2
_NOTHING = (np.empty(0, np.int64), np.empty(0, np.float32))


class Search:
    """Candidates for one reading of a query, best first."""

    def __init__(self, records: Records, index: Index) -> None:
        self._records = records
        self._index = index
        self._rarity = records.rarity
        self._near_cached = lru_cache(maxsize=2048)(self._near_word)
        self._board = np.zeros(len(records.words) + 1, np.float32)

    def lists(self, word: str) -> bool:
        """True if somebody bears this very word."""
        return self._index.exact(word) >= 0

    def fits(self, reading: Reading) -> list[Fit]:
        """The names that fit best; the same person may come more than once."""
        named = [part for part in reading if not part.optional and not part.initial]
        if named and all(self.lists(part.text) for part in named) and not self._unfinished(reading):
            # Names known to the letter need no look at what is merely alike, if somebody bears them all.
            fits = self._fits(reading, [self._exactly(part) for part in reading])
            if fits and fits[0].exact > 0.999:
                return fits
        if any(part.joined and not self._likely(part, len(reading)) for part in reading):
            return []
        if len(reading) > _MANY:
            return self._fits(reading, [self._briefly(part, len(reading)) for part in reading])
        return self._fits(reading, [self._near(part, len(reading)) for part in reading])

    def _likely(self, part: Part, count: int) -> bool:
        """True if two words joined are close to some word, so that the joining is worth following up."""
        if part.latin:
            alike = self._index.alike(part.text, 20)
            same = self._index.spelling_similarity(part.text, alike) if len(alike) else _NOTHING[1]
            return float(same.max(initial=0.0)) > _JOINED - 0.08
        return float(self._near(part, count)[1].max(initial=0.0)) > _JOINED

    def _unfinished(self, reading: Reading) -> bool:
        """True for a single word that begins other words as well."""
        low, high = self._index.prefixed(reading[0].text)
        return len(reading) == 1 and high - low > 1

    def _exactly(self, part: Part) -> tuple[Ints, Floats]:
        number = self._index.exact(part.text)
        return _NOTHING if number < 0 else (np.array([number]), np.ones(1, np.float32))

    def _briefly(self, part: Part, count: int) -> tuple[Ints, Floats]:
        """In a long query a known word stands for itself and for the same name in other languages."""
        number = self._index.exact(part.text)
        if number < 0:
            return self._near(part, count)
        same = self._index.namesakes(part.text)
        words = np.union1d(same, [number])
        return words, np.where(words == number, 1.0, 0.9).astype(np.float32)

    def _fits(self, reading: Reading, found: list[tuple[Ints, Floats]]) -> list[Fit]:
        weights = [self._weight(part, *pair) for part, pair in zip(reading, found, strict=True)]
        rows = self._rows(found)
        if not len(rows):
            return []
        rows, likeness = self._promising(rows, reading, found, np.array(weights, np.float32))
        fits = []
        optional = [part.optional for part in reading]
        for row, alike in zip(rows.tolist(), likeness.tolist(), strict=True):
            name = self._records.rows[row]
            near = [dict(zip(name, values, strict=False)) for values in alike]
            fits.append(align(row, name, self._rarity, near, weights, optional))
        return sorted(fits, key=lambda fit: -fit.score)

    def _promising(
        self, rows: Ints, reading: Reading, found: list[tuple[Ints, Floats]], weights: Floats
    ) -> tuple[Ints, Floats]:
        """The best rows by a rough measure, with the likeness of each part (second axis) to each word."""
        index = self._index
        names = index.row_words[rows, : int(index.row_sizes[rows].max())]
        likeness = np.empty((len(rows), len(reading), names.shape[1]), np.float32)
        for place, (part, (words, values)) in enumerate(zip(reading, found, strict=True)):
            self._board[words] = values
            likeness[:, place] = self._board[names]
            self._board[words] = 0
            if part.initial and len(reading) > 1:
                likeness[:, place] = (index.firsts[names] == ord(part.text)) * np.float32(0.95)
            elif part.latin:
                starts = index.lone[names] & (index.firsts[names] == ord(part.text[0]))
                likeness[:, place] = np.maximum(likeness[:, place], starts * np.float32(0.7))
        asked = (likeness.max(axis=2) @ weights) / max(float(weights.sum()), 0.01)
        rarity = index.rarity[names] * (names < len(index.words))
        borne = (likeness.max(axis=1) * rarity).sum(axis=1) / rarity.sum(axis=1)
        rough = 0.8 * asked + 0.2 * borne
        best = np.flatnonzero(rough > rough.max() - _HOPELESS)
        if len(best) > _ALIGNED:
            best = best[np.argpartition(-rough[best], _ALIGNED)[:_ALIGNED]]
        return rows[best], likeness[best]

    def _weight(self, part: Part, words: Ints, likeness: Floats) -> float:
        if not len(words):
            return (0.25 if part.initial else 0.9) * part.worth
        return part.worth * float(self._index.rarity[words[likeness >= likeness.max() - 0.03]].mean())

    def _near(self, part: Part, count: int) -> tuple[Ints, Floats]:
        if part.initial and count > 1:
            return _NOTHING
        return self._near_cached(replace(part, worth=1.0))

    def _near_word(self, part: Part) -> tuple[Ints, Floats]:
        """Words like this one with their likeness."""
        index = self._index
        same = index.namesakes(part.text)
        low = high = 0
        if part.last and part.script in _PREFIXED:
            low, high = index.prefixed(part.text)
        typed = index.alike(part.text) if part.latin else _NOTHING[0]
        most = (_SOUND_LATIN if part.latin else _SOUND) // len(part.sounds)
        heard = [index.sounding(symbols, part.loose, most) for symbols in part.sounds if symbols]
        words = index.union([same, np.arange(low, min(high, low + 300)), typed, *heard])
        if not len(words):
            return _NOTHING
        likeness = (
            np.max(
                [index.sound_similarity(symbols, words, part.loose) for symbols in part.sounds if symbols],
                axis=0,
            )
            if heard
            else np.zeros(len(words), np.float32)
        )
        likeness[index.chinese[words]] *= 0.8
        named = np.zeros(len(words), bool)
        named[np.searchsorted(words, same)] = True
        if part.latin:
            likeness = self._typed(part, words, likeness * np.float32(0.95), typed, named)
        elif len(same):
            other = np.where(index.in_groups[words], likeness * 0.93, likeness * 0.99)
            likeness = np.where(named, np.maximum(likeness * 0.99, 0.88 + 0.11 * likeness), other)
        else:
            likeness *= np.float32(0.99)
        if high > low:
            inside = (words >= low) & (words < high)
            begun = 0.8 + 0.19 * len(part.text) / index.sizes[words[inside]]
            likeness[inside] = np.maximum(likeness[inside], begun)
        exact = index.exact(part.text)
        if exact >= 0:
            likeness[words == exact] = 1.0
        return self._best(words, np.asarray(likeness, np.float32))

    def _typed(self, part: Part, words: Ints, heard: Floats, typed: Ints, named: Ints) -> Floats:
        places = np.searchsorted(words, typed)
        heard[places] = np.maximum(heard[places], self._index.spelling_similarity(part.text, typed))
        return np.where(named, np.maximum(heard, 0.82 + 0.08 * heard), heard)

    def _best(self, words: Ints, likeness: Floats) -> tuple[Ints, Floats]:
        good = likeness > 0.5
        words, likeness = words[good], likeness[good]
        if len(words) > _KEPT_WORDS:
            merit = likeness + self._index.common[words]
            kept = np.argpartition(-merit, _KEPT_WORDS)[:_KEPT_WORDS]
            words, likeness = words[kept], likeness[kept]
        return words, likeness

    def _rows(self, found: list[tuple[Ints, Floats]]) -> Ints:
        index = self._index
        hits = [index.rows_with(words, index.rarity[words] * likeness**3) for words, likeness in found]
        hits = [hit for hit in hits if len(hit[0])]
        if not hits:
            return np.empty(0, np.int64)
        rows, values = (np.concatenate(side) for side in zip(*hits, strict=True))
        totals = np.bincount(rows, values, minlength=len(self._records.rows))
        some = np.flatnonzero(totals > totals.max() * 0.3)
        if len(some) > _KEPT_ROWS:
            some = some[np.argpartition(-totals[some], _KEPT_ROWS)[:_KEPT_ROWS]]
        return some
