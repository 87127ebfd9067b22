"""The words of a large list, indexed: which of them look or sound like a given word."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from briefs.names.build import WIDTH, Arrays, shape, shortened, skeleton_keys
from briefs.names.costs import Costs
from briefs.names.sounds import VOWELS, Symbols, gap, readings, skeletons, weight
from briefs.names.variants import groups

_CROWDED = 1500
_NARROW = 250  # columns up to which numpy's own running minimum is quicker
_FEW = 40  # ranges up to which slices are quicker than one array of places
Ints = NDArray[Any]
Floats = NDArray[np.float32]
_SHAPE = np.array([0.5, 0.35, 0.3, 0.3, 0.3, 0.5], np.float32)
_LOOSE_SHAPE = np.array([0.5, 0.1, 0.1, 0.1, 0.1, 0.2], np.float32)


def _gathered(values: Ints, starts: Ints, ends: Ints) -> Ints:
    """The values of all half-open ranges, one after the other."""
    if len(starts) < _FEW:
        pairs = zip(starts.tolist(), ends.tolist(), strict=True)
        slices = [values[start:end] for start, end in pairs if end > start]
        return np.concatenate(slices) if slices else values[:0]
    sizes = ends - starts
    begun = np.cumsum(sizes) - sizes
    found: Ints = values.take(np.arange(int(sizes.sum())) + np.repeat(starts - begun, sizes))
    return found


class Index:
    """Numpy arrays over the words and rows of :class:`briefs.names.records.Records`."""

    def __init__(self, words: list[str], rarity: list[float], arrays: Arrays) -> None:
        self.words = words
        self._arrays = arrays
        self.rarity = np.array([*rarity, 0], np.float32)
        self.firsts = np.array([*(ord(word[0]) for word in words), 0], np.int32)
        self.lone = np.array([*(len(word) == 1 for word in words), False])
        self.sizes = np.array([len(word) for word in words], np.float32)
        self.chinese = np.array(["\u3400" <= word[0] < "\uac00" for word in words], bool)
        self.row_words, self.in_groups = arrays["row_words"], arrays["in_groups"]
        self._posting_rows, self._posting_starts = arrays["posting_rows"], arrays["posting_starts"]
        self.common = np.log2(np.diff(self._posting_starts)).astype(np.float32) * np.float32(0.15)
        symbols = [str(symbol) for symbol in arrays["symbols"]]
        gaps = [gap(symbol) if symbol else 0.0 for symbol in symbols]
        vowels = [bool(symbol) and readings(symbol)[0][0] in VOWELS for symbol in symbols]
        loose = [g * (0.4 if vowel else 1.0) for g, vowel in zip(gaps, vowels, strict=True)]
        self._gaps = [np.array([round(100 * g) for g in each], np.int16) for each in (gaps, loose)]
        self._unsaid = [each.take(arrays["symbol_codes"]).sum(axis=0, dtype=np.int16) for each in self._gaps]
        self._shapes = np.ascontiguousarray(arrays["shapes"].T)
        self.row_sizes = (self.row_words < len(words)).sum(axis=1).astype(np.uint8)
        self._seen = np.zeros(len(words), bool)
        self._marks = np.zeros(len(words), np.uint8)
        costs = Costs(symbols)
        self._change = cache(lambda symbol, loose: costs.row(symbol) - self._gaps[loose])
        self.namesakes = lru_cache(maxsize=512)(self._namesakes)

    def _namesakes(self, word: str) -> Ints:
        """Words that are the same name in another language."""
        wanted = np.array(groups(word), np.int32)
        starts = np.searchsorted(self._arrays["group_numbers"], wanted)
        ends = np.searchsorted(self._arrays["group_numbers"], wanted, side="right")
        return np.unique(_gathered(self._arrays["group_words"], starts, ends))

    def exact(self, word: str) -> int:
        """The number of a word, or -1."""
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else -1

    def prefixed(self, start: str) -> tuple[int, int]:
        """The range of words that begin so."""
        return bisect_left(self.words, start), bisect_left(self.words, start + "\U0010ffff")

    def union(self, sets: list[Ints]) -> Ints:
        """All numbers of the sets, in order, each once."""
        self._seen[:] = False
        for numbers in sets:
            self._seen[numbers] = True
        return np.flatnonzero(self._seen)

    def among(self, numbers: Ints, others: Ints) -> NDArray[np.bool_]:
        """Which of the numbers are among the others."""
        if not len(others):
            return np.zeros(len(numbers), np.bool_)
        self._seen[:] = False
        self._seen[others] = True
        found: NDArray[np.bool_] = self._seen[numbers]
        return found

    def alike(self, word: str, most: int = 60) -> Ints:
        """Words that share the most pairs of letters."""
        if not word.isascii():
            return np.empty(0, np.int64)
        padded = "\n" + word + "\n"
        pairs = np.array(sorted({ord(a) * 128 + ord(b) for a, b in pairwise(padded)}))
        starts = self._arrays["bigram_starts"]
        found = _gathered(self._arrays["bigram_words"], starts[pairs], starts[pairs + 1])
        counts = np.bincount(found, minlength=len(self.words))
        some = np.flatnonzero(counts >= max(2, len(pairs) * 0.3))
        share = 2 * counts[some] / (self._arrays["letter_counts"][some] + len(pairs))
        return some[np.argpartition(-share, most)[:most]] if len(some) > most else some

    def sounding(self, symbols: Symbols, loose: bool, most: int = 250) -> Ints:
        """Words whose consonants are the same or differ by one, those with like vowels first."""
        keys = skeleton_keys(skeletons(symbols, 6))
        self._marks[:] = 2
        same = self._by_key([int("1" + key) for key in keys])
        if len(same) < _CROWDED:
            near = [int("2" + key) for key in keys if len(key) > 1]
            near += [int("1" + less) for key in keys if len(key) > 2 for less in shortened(key)]
            near += [int("2" + less) for key in keys if len(key) > 3 for less in shortened(key)]
            self._marks[self._by_key(near)] = 1
        self._marks[same] = 0
        some = np.flatnonzero(self._marks < 2)
        if len(some) <= most:
            return some
        own = np.array(shape(symbols), np.int8)[:, None]
        apart = np.abs(self._shapes.take(some, axis=1) - own)
        unlike = np.einsum("i,ij->j", _LOOSE_SHAPE if loose else _SHAPE, apart)
        unlike += self._marks[some] * np.float32(0.7) - self.common[some]
        return some[np.argpartition(unlike, most)[:most]]

    def _by_key(self, keys: list[int]) -> Ints:
        wanted = np.array(sorted(set(keys)), np.int64)
        known, starts = self._arrays["skeleton_keys"], self._arrays["skeleton_starts"]
        places = np.searchsorted(known, wanted)
        places = places[known.take(places, mode="clip") == wanted]
        return _gathered(self._arrays["skeleton_words"], starts[places], starts[places + 1])

    def sound_similarity(self, symbols: Symbols, numbers: Ints, loose: bool) -> Floats:
        """How alike the word and each numbered word sound, 0 to 1.

        The usual table of edit costs, in hundredths and line by line, for all words at once. Each value is
        kept less the cost of leaving out all sounds of the other word so far: then a further one left out
        costs nothing, and a line's running minimum is all there is to it.
        """
        symbols = symbols[:WIDTH]
        lengths = self._arrays["sound_lengths"][numbers]
        codes = self._arrays["symbol_codes"][: int(lengths.max())].take(numbers, axis=1).astype(np.intp)
        row = np.zeros((len(codes) + 1, len(numbers)), np.int16)
        step, cost = np.empty_like(row), np.empty(codes.shape, np.int16)
        for symbol in symbols:
            np.add(row, round(gap(symbol) * 100), out=step)
            # Every code is in range; ``clip`` merely spares numpy a second buffer.
            self._change(symbol, loose).take(codes, out=cost, mode="clip")
            cost += row[:-1]
            np.minimum(step[1:], cost, out=step[1:])
            if len(numbers) < _NARROW:
                np.minimum.accumulate(step, axis=0, out=step)
            else:
                for place in range(1, len(step)):
                    np.minimum(step[place], step[place - 1], out=step[place])
            row, step = step, row
        total = row[lengths, np.arange(len(numbers))] + self._unsaid[loose][numbers]
        size = np.maximum(self._arrays["sound_weights"][numbers], sum(map(weight, symbols)))
        share = total / np.float32(100) / np.maximum(size, np.float32(0.1))
        return np.asarray(np.maximum(0, 1 - share), np.float32)

    def spelling_similarity(self, word: str, numbers: Ints) -> Floats:
        """1 less the share of letters mistyped."""
        some = [self.words[number] for number in numbers.tolist()]
        found: Floats = cdist([word], some, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
        return found

    def share_a_row(self, numbers: list[int]) -> bool:
        """True if all these words stand in one row."""
        starts, ends = self._posting_starts, self._posting_starts[1:]
        postings = [self._posting_rows[starts[number] : ends[number]] for number in set(numbers)]
        postings.sort(key=len)
        rows = postings[0]
        for more in postings[1:]:
            # Rows stand in order: looking them up in the longer list is all there is to it.
            rows = rows[more.take(np.searchsorted(more, rows), mode="clip") == rows]
        return len(rows) > 0

    def rows_with(self, numbers: Ints, values: Floats) -> tuple[Ints, Floats]:
        """The rows that hold each numbered word, with the value of the word."""
        starts, ends = self._posting_starts[numbers], self._posting_starts[numbers + 1]
        return _gathered(self._posting_rows, starts, ends), np.repeat(values, ends - starts)
