"""The words of a large list, indexed in numpy arrays: which of them look or sound like a given word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from briefs.names.index_builder import WIDTH, Arrays, initials_key, one_digit_less, shape, skeleton_keys
from briefs.names.name_variants import groups
from briefs.names.phonetics import (
    VOWEL_MODES,
    Symbols,
    consonant_skeletons,
    deletion_cost,
    omission_cost,
    weight,
)
from briefs.names.substitution_costs import SubstitutionCosts
from briefs.names.word_lists import generations

_MANY_SAME_CONSONANTS = 1500  # words; with more, those that differ by a consonant are not looked for
_MARGIN = 5  # lines of a table of costs up to that of no sound used up; all before that one are unreachable
_LEAST_WEIGHT = np.float32(0.1)  # of a word, so that a word without sounds divides nothing by zero
_UNREACHABLE = np.int16(20_000)  # hundredths; a real cost added to it still fits 16 bits
_FEW_RANGES = 40  # ranges up to which slices are quicker than one array of places
Ints = NDArray[Any]
Floats = NDArray[np.float32]
_NONE = np.empty(0, np.int32)
_SLAVIC = re.compile("(?<=[csz]k)(?:[iy]{1,2}j?|ij)$")
_OTHER_SPELLING = np.float32(0.97)  # likeness of two spellings of one ending
# What a difference in each of the counts of index_builder.shape weighs. Scripts that leave vowels out
# (Arabic, Hebrew) tell little by them.
_SHAPE = np.array([0.5, 0.35, 0.3, 0.3, 0.3, 0.5], np.float32)
_SCANT_SHAPE = np.array([0.5, 0.1, 0.1, 0.1, 0.1, 0.2], np.float32)


def _plain_ending(word: str) -> str:
    """With the ending of Slavic surnames spelt in one way: Zelenskyy, Zelenskij and Zelenski are one name."""
    return word if "k" not in word[-4:-1] else _SLAVIC.sub("y", word)


def _gather(values: Ints, starts: Ints, ends: Ints) -> Ints:
    """The values of all half-open ranges, one after the other."""
    if len(starts) < _FEW_RANGES:
        pairs = zip(starts.tolist(), ends.tolist(), strict=True)
        slices = [values[start:end] for start, end in pairs if end > start]
        return np.concatenate(slices) if slices else values[:0]
    sizes = ends - starts
    offsets = sizes.cumsum() - sizes
    found: Ints = values.take(np.arange(int(sizes.sum())) + (starts - offsets).repeat(sizes))
    return found


def distinct(numbers: Ints) -> Ints:
    """The numbers in order, each once; for whole numbers many times quicker than ``numpy.unique``."""
    if not len(numbers):
        return numbers
    ordered = numbers.copy()
    ordered.sort()
    first = np.empty(len(ordered), np.bool_)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    found: Ints = ordered[first]
    return found


class NameIndex:
    """Numpy arrays over the words and rows of :class:`briefs.names.name_table.NameTable`.

    ``arrays`` are those of :func:`briefs.names.index_builder.build_arrays`. A word goes by its number, the
    place in ``words``, which are sorted; one number past the last word is padding. Not safe for two threads:
    :meth:`is_in` and :meth:`similar_sound` write to one array of marks.
    """

    def __init__(self, words: list[str], rarity: list[float], arrays: Arrays) -> None:
        self.words = words
        self._texts = np.array([_plain_ending(word) for word in words], object)
        self._numbers = {word: number for number, word in enumerate(words)}
        self._arrays = arrays
        # These three are read by numbers from row_words, hence a value for the padding too.
        self.rarity = np.array([*rarity, 0], np.float32)
        # A Jr or Sr has no initial: Donald J. Trump is not his son.
        heads = (0 if word in generations() else ord(word[0]) for word in words)
        self.first_letters = np.array([*heads, 0], np.int32)
        self.single_letter = np.array([*(len(word) == 1 for word in words), False])
        self.lengths = np.array([len(word) for word in words], np.float32)
        # What likeness of sound is worth to words that a query is hardly ever meant to sound like.
        chinese = np.array(["\u3400" <= word[0] < "\uac00" for word in words], bool)
        self.foreign = np.where(chinese, np.float32(0.8), np.float32(1))
        self.row_words, self.in_groups = arrays["row_words"], arrays["in_groups"]
        self._posting_rows, self._posting_starts = arrays["posting_rows"], arrays["posting_starts"]
        self.commonness = np.log2(np.diff(self._posting_starts)).astype(np.float32) * np.float32(0.15)
        # Costs are whole hundredths in 16 bits, which numpy compares more quickly than floats.
        symbols = [str(symbol) for symbol in arrays["symbols"]]
        self._omission_costs, self._omission_totals = {}, {}
        for vowel_mode in VOWEL_MODES:
            omissions = [
                round(100 * omission_cost(symbol, vowel_mode)) if symbol else 0 for symbol in symbols
            ]
            self._omission_costs[vowel_mode] = np.array(omissions, np.int16)
            self._omission_totals[vowel_mode] = (
                self._omission_costs[vowel_mode].take(arrays["symbol_codes"]).sum(axis=0, dtype=np.int16)
            )
        # Many words share a shape: it is compared once for all of them.
        shapes, shape_of = np.unique(arrays["shapes"], axis=0, return_inverse=True)
        self._shapes = shapes.astype(np.float32)
        self._shape_of = shape_of.astype(np.int32)
        self._sound_lengths = arrays["sound_lengths"].astype(np.intp)
        self._weights = 100 * np.maximum(arrays["sound_weights"], _LEAST_WEIGHT)
        self.row_lengths = (self.row_words < len(words)).sum(axis=1).astype(np.uint8)
        self._marked = np.zeros(len(words), bool)
        costs = SubstitutionCosts(symbols)
        self._change_cost = cache(
            lambda symbol, vowel_mode: (
                costs.row(symbol)
                - self._omission_costs[vowel_mode]
                - np.int16(round(100 * deletion_cost(symbol)))
            )
        )
        self.variants = lru_cache(maxsize=512)(self._variants)

    def _variants(self, word: str) -> Ints:
        """Words that are the same name in another language."""
        wanted = groups(word)
        if not wanted:
            return _NONE
        bounds = [side for group in wanted for side in (group, group + 1)]
        places = self._arrays["group_numbers"].searchsorted(bounds)
        return distinct(_gather(self._arrays["group_words"], places[::2], places[1::2]))

    def number_of(self, word: str) -> int:
        """The number of a word, or -1."""
        return self._numbers.get(word, -1)

    def prefix_range(self, start: str) -> tuple[int, int]:
        """The range of words that begin so, half-open."""
        return bisect_left(self.words, start), bisect_left(self.words, start + "\U0010ffff")

    def is_in(self, numbers: Ints, others: Ints) -> NDArray[np.bool_]:
        """Which of the numbers are among the others."""
        if not len(others):
            return np.zeros(len(numbers), np.bool_)
        self._marked[:] = False
        self._marked[others] = True
        found: NDArray[np.bool_] = self._marked[numbers]
        return found

    def similar_spelling(self, word: str, most: int = 60) -> Ints:
        """Words that share the most pairs of letters, at most ``most``, in no order."""
        if not word.isascii():
            return _NONE
        # A line break stands for both ends, so that first and last letters count as pairs too.
        padded = "\n" + word + "\n"
        pairs = np.array(sorted({ord(a) * 128 + ord(b) for a, b in pairwise(padded)}))
        starts = self._arrays["bigram_starts"]
        found = _gather(self._arrays["bigram_words"], starts[pairs], starts[pairs + 1])
        counts = np.bincount(found, minlength=len(self.words))
        # At least three tenths of the pairs, rounded up.
        some = np.flatnonzero(counts >= max(2, -(-3 * len(pairs) // 10)))
        share = 2 * counts[some] / (self._arrays["letter_counts"][some] + len(pairs))
        return some[(-share).argpartition(most)[:most]] if len(some) > most else some

    def similar_sound(
        self, pronunciations: Sequence[Symbols], vowel_mode: str, most: int, one_apart: bool = True
    ) -> Ints:
        """Words with the consonants of one of these ways to say a word, or, with ``one_apart``, all but one.

        At most ``most``: if there are more, those with the same consonants, with vowels more alike, and words
        that more people bear, come first.
        """
        keys = list(
            dict.fromkeys(
                key for symbols in pronunciations for key in skeleton_keys(consonant_skeletons(symbols, 6))
            )
        )
        every = same = self._by_key([int("1" + key) for key in keys])
        if one_apart and len(same) < _MANY_SAME_CONSONANTS * len(pronunciations):
            # Keys of a word begin with 1, those of a word less one consonant with 2. In turn: the word has a
            # consonant more, one less, or another one. Short keys left so would fit half the list.
            close_keys = [int("2" + key) for key in keys if len(key) > 1]
            close_keys += [int("1" + less) for key in keys if len(key) > 2 for less in one_digit_less(key)]
            close_keys += [int("2" + less) for key in keys if len(key) > 3 for less in one_digit_less(key)]
            every = np.concatenate([same, self._by_key(close_keys)])
        some = distinct(every)
        if len(some) <= most:
            return some
        weights = _SCANT_SHAPE if vowel_mode == "scant" else _SHAPE
        asked = [np.array(shape(symbols), np.float32) for symbols in pronunciations]
        apart = np.minimum.reduce([np.abs(self._shapes - one) @ weights for one in asked])
        unlike = apart.take(self._shape_of.take(some))
        self._marked[some] = False
        self._marked[same] = True
        unlike -= self._marked[some] * np.float32(0.7) + self.commonness[some]
        best: Ints = some[unlike.argpartition(most)[:most]]
        return best

    def _by_key(self, keys: list[int]) -> Ints:
        wanted = np.array(sorted(set(keys)), np.int64)
        known, starts = self._arrays["skeleton_keys"], self._arrays["skeleton_starts"]
        places = known.searchsorted(wanted)
        places = places[known.take(places, mode="clip") == wanted]
        return _gather(self._arrays["skeleton_words"], starts[places], starts[places + 1])

    def sound_similarity(self, pronunciations: Iterable[Symbols], numbers: Ints, vowel_mode: str) -> Floats:
        """How alike each numbered word and the best of these ways to say a word sound, at most 1.

        1 less the cheapest alignment by the costs of :mod:`briefs.names.phonetics`, as a share of the longer.
        """
        arrays = self._arrays
        lengths = self._sound_lengths.take(numbers)
        codes = arrays["symbol_codes"][: int(lengths.max(initial=0))].take(numbers, axis=1).astype(np.intp)
        # The last line of each word in the table of costs, as a place in the table laid out flat.
        ends = (lengths + (_MARGIN - 1)) * len(numbers) + np.arange(len(numbers))
        omitted, weights = self._omission_totals[vowel_mode].take(numbers), self._weights.take(numbers)
        best = np.zeros(len(numbers), np.float32)
        for symbols in filter(None, pronunciations):
            symbols = symbols[:WIDTH]
            total = self._costs(symbols, codes, vowel_mode).take(ends) + omitted
            total += np.int16(round(100 * sum(map(deletion_cost, symbols))))
            share = total / np.maximum(weights, np.float32(100 * sum(map(weight, symbols))))
            np.maximum(best, 1 - share, out=best)
        return best

    def _costs(self, symbols: Symbols, codes: Ints, vowel_mode: str) -> Ints:
        """The last line of the edit-distance table (Wagner-Fischer), in hundredths, for all words at once.

        Has a column for each word, a line for each number of its sounds that are used up. Each value is kept
        less the cost of leaving out all sounds of either word so far. Then one left out costs nothing, and a
        line's running minimum is all there is to it: over up to seven sounds left out in a row, by way of
        one, two and four. Unreachable lines above the first let it look back like any other.
        """
        line = np.empty((_MARGIN + len(codes), codes.shape[1]), np.int16)
        line[: _MARGIN - 1], line[_MARGIN - 1 :] = _UNREACHABLE, 0
        next_line, change = line.copy(), np.empty(codes.shape, np.int16)
        for symbol in symbols:
            # Every code is in range; ``clip`` merely spares numpy a second buffer.
            self._change_cost(symbol, vowel_mode).take(codes, out=change, mode="clip")
            change += line[_MARGIN - 1 : -1]
            np.minimum(line[_MARGIN:], change, out=line[_MARGIN:])
            for back in (1, 2, 4):
                np.minimum(line[_MARGIN:], line[_MARGIN - back : -back], out=next_line[_MARGIN:])
                line, next_line = next_line, line
        return line

    def spelling_similarity(self, word: str, numbers: Ints) -> Floats:
        """1 less the share of letters mistyped; less for another spelling of an ending."""
        some = self._texts.take(numbers).tolist()
        text = _plain_ending(word)
        found: Floats = cdist([text], some, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
        return np.minimum(found, _OTHER_SPELLING, out=found)

    def shared_rows(self, numbers: list[int]) -> Ints:
        """The rows in which all these words stand; ``numbers`` must not be empty."""
        starts, ends = self._posting_starts, self._posting_starts[1:]
        postings = [self._posting_rows[starts[number] : ends[number]] for number in set(numbers)]
        postings.sort(key=len)  # the rarest word leaves least to look up
        rows = postings[0]
        for more in postings[1:]:
            # Rows stand in order: looking them up in the longer list is all there is to it.
            rows = rows[more.take(more.searchsorted(rows), mode="clip") == rows]
        return rows

    def rows_of_initials(self, letters: str) -> Ints:
        """The rows of which these are the first letters, word by word."""
        heads = np.array([*map(ord, letters)], np.int32)
        key = initials_key(heads)
        places = self._arrays["initial_keys"].searchsorted([key, key + 1])
        rows: Ints = self._arrays["initial_rows"][slice(*places)]
        found: Ints = rows[(self.first_letters[self.row_words[rows, : len(heads)]] == heads).all(axis=1)]
        return found

    def rows_with(self, numbers: Ints, values: Floats) -> tuple[Ints, Floats]:
        """The rows that hold each numbered word, with the value of the word."""
        starts, ends = self._posting_starts[numbers], self._posting_starts[numbers + 1]
        return _gather(self._posting_rows, starts, ends), values.repeat(ends - starts)
