"""Finds names in a large list by way of :class:`briefs.names.index.NameIndex`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefs.names.align import Fit, align
from briefs.names.exact import MOST_WORDS
from briefs.names.index import Floats, Ints, NameIndex, distinct
from briefs.names.name_table import NameTable
from briefs.names.query import PREFIX_SCRIPTS, QueryReading, QueryToken, words_to_guess
from briefs.names.word_lists import chatter

# Each step looks at fewer names more closely.
_KEPT_WORDS = 700  # words like one token
_KEPT_ROWS = 200  # names that hold such words
_MOST_SIMILAR_SOUND_LATIN = 150  # words that sound alike; Latin letters are found by their spelling as well
# In other scripts 300 and one more for so many words of the list: the more there are, the more sound alike.
_MOST_SIMILAR_SOUND, _MORE_FOR = 300, 115
# Names of which each word is compared. In other scripts 48 and one more for so many words of the list.
_COMPARED, _ONE_MORE_COMPARED_FOR = 48, 300
_ALIGNED = 10  # names matched word by word
_LONGEST_GUESSED = 5  # words; more are a sentence
_LONG_QUERY = 3  # words; of a longer query's words, known ones are not taken for mistyped
_MOST_UNKNOWN = 3  # words that nobody bears, of which slips of the pen may make a name
_GUESS_FLOORS = {"joined": 0.62, "half": 0.54}  # likeness for two words to be one, or one to be two
_GOOD_LIKENESS = 0.9  # of the best name, below which each word of every name is compared
_MOST_WITH_PREFIX, _MOST_PREFIXED = 600, 300  # words that begin alike: for a guess, and for a last word
_LEAST_LIKENESS = 0.3  # below it, two words are alike by chance
_ALIGNMENT_MARGIN = 0.2  # how far behind the best a name may lie
_MOST_REMEMBERED = 2048  # words with those like them
_NOTHING = (np.empty(0, np.int64), np.empty(0, np.float32))


class IndexedSearch:
    """Candidates for one reading of a query, best first. For one thread at a time."""

    def __init__(self, table: NameTable, index: NameIndex) -> None:
        self._table = table
        self._index = index
        self._rarity = table.rarity
        # By text and how it came about: the sounds follow from these, and the weight does not matter.
        self._similar: dict[tuple[str, bool, bool, str], tuple[Ints, Floats]] = {}
        self._compared_foreign = _COMPARED + len(table.words) // _ONE_MORE_COMPARED_FOR
        self._likeness_by_word = np.zeros(len(table.words) + 1, np.float32)

    def has_word(self, word: str) -> bool:
        """True if somebody bears this very word."""
        return self._index.number_of(word) >= 0

    def somebody_bears(self, words: Sequence[str]) -> bool:
        """See :class:`briefs.names.token_features.WordSearch`."""
        numbers = [self._index.number_of(word) for word in words]
        return min(numbers) >= 0 and len(self._index.shared_rows(numbers)) > 0

    def rows_of(self, words: Sequence[str]) -> list[int]:
        """The rows that are these words, in this order."""
        numbers = [self._index.number_of(word) for word in words]
        if not numbers or min(numbers) < 0:
            return []
        rows = self._index.shared_rows(numbers).tolist()
        return [row for row in rows if self._table.rows[row] == tuple(numbers)]

    def rows_beginning(self, text: str) -> list[int]:
        """The rows of which a word begins with this text."""
        numbers = np.arange(*self._index.prefix_range(text))
        rows: list[int] = self._index.rows_with(numbers, np.ones(len(numbers), np.float32))[0].tolist()
        return rows

    def rows_of_initials(self, letters: str) -> list[int]:
        """The rows of which these are the first letters, word by word."""
        return self._index.rows_of_initials(letters).tolist() if len(letters) <= MOST_WORDS else []

    def nearest(self, part: QueryToken, count: int, likeness: float) -> tuple[float, int]:
        """See :class:`briefs.names.token_features.WordSearch`."""
        values = self._near(part, count)[1]
        # 0.0001 less: the same likeness comes out of 32 bits here and there with another last digit.
        return float(values.max(initial=0.0)), int((values > likeness - 0.0001).sum())

    def rarity_of(self, number: int) -> float:
        """How telling a word is, see :func:`briefs.names.exact.rarity`."""
        return float(self._index.rarity[number])

    def fits(self, reading: QueryReading) -> list[Fit]:
        """The names that fit best; the same person may come more than once."""
        if self._has_all_words(reading) and not self._is_prefix_of_others(reading):
            # Names known to the letter need no look at what is merely alike, if somebody bears them all.
            fits = self._fits(reading, [self._exact_word(part) for part in reading])
            if fits and fits[0].exact_share > 0.999:
                return fits
        if not self._has_likely_guesses(reading) or self._is_all_unknown(reading):
            return []
        # Halves in Latin letters are guessed at only where both are names as they stand.
        count = words_to_guess(reading)
        return self._fits(reading, [
            self._exact_word(part) if part.guess == "half" and part.latin else self._near(part, count)
            for part in reading
        ])  # fmt: skip

    def _near(self, part: QueryToken, count: int) -> tuple[Ints, Floats]:
        """Words that a part may stand for: the longer the query, the fewer guesses; none at chatter."""
        if count > 1 and part.text in chatter():
            return self._exact_word(part)
        if count <= _LONG_QUERY:
            return self._similar_words(part, count)
        return self._known_or_similar(part, count) if count <= _LONGEST_GUESSED else self._known(part, count)

    def _has_all_words(self, reading: QueryReading) -> bool:
        """True if somebody bears all the names, each to the letter."""
        named = [part.text for part in reading if not part.optional and not part.initial]
        return bool(named) and self.somebody_bears(named)

    def _is_all_unknown(self, reading: QueryReading) -> bool:
        """True for so many words, none of them anybody's, that no slips of the pen make a name of them."""
        return len(reading) > _MOST_UNKNOWN and not any(
            self.has_word(part.text) or not part.latin for part in reading
        )

    def _has_likely_guesses(self, reading: QueryReading) -> bool:
        """False if nobody may be called what the guesses in the reading make of the query."""
        guesses = [part for part in reading if part.guess]
        if guesses and guesses[0].guess == "half" and guesses[0].latin:
            return self._has_all_words(tuple(guesses))
        return all(self._likely(part, len(reading)) for part in guesses)

    def _likely(self, part: QueryToken, count: int) -> bool:
        """True if a part that is a guess is close to some word, so that the guess is worth following up."""
        # The longer the list, the more words look like anything.
        likely = _GUESS_FLOORS[part.guess] + 0.06 * math.log10(len(self._table.words))
        if part.latin:
            low, high = self._index.prefix_range(part.text[:3])
            prefixed = np.arange(low, min(high, low + _MOST_WITH_PREFIX))
            same = self._index.spelling_similarity(part.text, prefixed) if len(prefixed) else _NOTHING[1]
            return float(same.max(initial=0.0)) > likely - 0.08
        return float(self._similar_words(part, count)[1].max(initial=0.0)) > likely

    def _is_prefix_of_others(self, reading: QueryReading) -> bool:
        """True for a single word that begins other words as well."""
        low, high = self._index.prefix_range(reading[0].text)
        return len(reading) == 1 and high - low > 1

    def _exact_word(self, part: QueryToken) -> tuple[Ints, Floats]:
        number = self._index.number_of(part.text)
        return _NOTHING if number < 0 else (np.array([number]), np.ones(1, np.float32))

    def _known_or_similar(self, part: QueryToken, count: int) -> tuple[Ints, Floats]:
        """In a long query a known word stands for itself and for the same name in other languages."""
        number = self._index.number_of(part.text)
        if number < 0:
            return self._similar_words(part, count)
        words = distinct(np.append(self._index.variants(part.text), np.int32(number)))
        return words, np.where(words == number, np.float32(1), np.float32(0.9))

    def _known(self, part: QueryToken, count: int) -> tuple[Ints, Floats]:
        """In a sentence only known words are looked for: a guess at each would take long, and mean little."""
        known = self._index.number_of(part.text) >= 0
        return self._known_or_similar(part, count) if known else _NOTHING

    def _fits(self, reading: QueryReading, found: list[tuple[Ints, Floats]]) -> list[Fit]:
        weights = [self._weight(part, *pair) for part, pair in zip(reading, found, strict=True)]
        rows = self._likely_rows(found)
        if not len(rows):
            return []
        names = self._names(rows)
        likeness = self._likeness_of(names, reading, found)
        rough = self._rough_score(names, likeness, np.array(weights, np.float32))
        short = 1 < len(reading) <= _LONGEST_GUESSED
        if short and rough.max() < _GOOD_LIKENESS and not any(part.guess for part in reading):
            most = _COMPARED if all(part.latin for part in reading) else self._compared_foreign
            some = _largest(rough, most)
            rows, names, likeness = rows[some], np.ascontiguousarray(names[:, some]), likeness[:, :, some]
            self._compare_every_word(names, reading, likeness)
            rough = self._rough_score(names, likeness, np.array(weights, np.float32))
        return self._aligned(reading, weights, rows, likeness, rough)

    def _aligned(
        self, reading: QueryReading, weights: list[float], rows: Ints, likeness: Floats, rough: Floats
    ) -> list[Fit]:
        """The best rows by a rough measure, word by word."""
        best = (rough > rough.max() - _ALIGNMENT_MARGIN).nonzero()[0]
        best = best[_largest(rough[best], _ALIGNED)]
        optional = [part.optional for part in reading]
        fits = []
        likely = likeness[:, :, best].transpose(2, 0, 1).tolist()
        for row, alike in zip(rows[best].tolist(), likely, strict=True):
            fits.append(align(row, self._table.rows[row], self._rarity, alike, weights, optional))
        return sorted(fits, key=lambda fit: -fit.score)

    def _names(self, rows: Ints) -> Ints:
        """The words of the rows: a line for all first words, one for all second words, and so on."""
        longest = int(self._index.row_lengths[rows].max())
        return np.ascontiguousarray(self._index.row_words[rows, :longest].T)

    def _likeness_of(self, names: Ints, reading: QueryReading, found: list[tuple[Ints, Floats]]) -> Floats:
        """The likeness of each part of the reading (first axis) to each word of the names."""
        index = self._index
        likeness = np.empty((len(reading), *names.shape), np.float32)
        for place, (part, (words, values)) in enumerate(zip(reading, found, strict=True)):
            self._likeness_by_word[words] = values
            likeness[place] = self._likeness_by_word[names]
            # Back to zero, word by word: clearing an array over all words would take longer.
            self._likeness_by_word[words] = 0
            if part.initial and len(reading) > 1:
                likeness[place] = (index.first_letters[names] == ord(part.text)) * np.float32(0.95)
            elif part.latin:
                starts = index.single_letter[names] & (index.first_letters[names] == ord(part.text[0]))
                np.maximum(likeness[place], starts * np.float32(0.7), out=likeness[place])
        return likeness

    def _compare_every_word(self, names: Ints, reading: QueryReading, likeness: Floats) -> None:
        """Compare with every word of the names, also those that the index did not find for a part.

        At 100,000 names this put the right name first for 92.4 % of the development queries, not 89.9 %.
        """
        words = distinct(names.ravel())
        places = words.searchsorted(names)
        words = words[words < len(self._index.words)]
        for place, part in enumerate(reading):
            if part.initial or part.optional:
                continue
            values = np.zeros(len(words) + 1, np.float32)
            values[: len(words)] = self._alike(part, words)
            values[values < _LEAST_LIKENESS] = 0
            np.maximum(likeness[place], values[places], out=likeness[place])

    def _rough_score(self, names: Ints, likeness: Floats, weights: Floats) -> Floats:
        """How well each name fits, without asking that each word be used once."""
        query_share = weights @ likeness.max(axis=1) / max(float(weights.sum()), 0.01)
        rarity = self._index.rarity[names]
        name_share = (likeness.max(axis=0) * rarity).sum(axis=0) / rarity.sum(axis=0)
        return np.asarray(0.8 * query_share + 0.2 * name_share, np.float32)

    def _weight(self, part: QueryToken, words: Ints, likeness: Floats) -> float:
        if not len(words):
            return (0.25 if part.initial else 0.9) * part.weight
        rarities = self._index.rarity.take(words[likeness >= likeness.max() - 0.03])
        return part.weight * float(rarities.sum()) / len(rarities)

    def _similar_words(self, part: QueryToken, count: int) -> tuple[Ints, Floats]:
        if part.initial and count > 1:
            return _NOTHING
        if part.optional:  # a title, which is spelt as it is or need not be met
            return self._known(part, count)
        key = part.text, part.last, part.syllable, part.guess
        found = self._similar.get(key)
        if found is None:
            if len(self._similar) >= _MOST_REMEMBERED:
                self._similar.clear()
            found = self._similar[key] = self._find_similar(part)
        return found

    def _find_similar(self, part: QueryToken) -> tuple[Ints, Floats]:
        """Words like this one with their likeness."""
        index = self._index
        same = index.variants(part.text)
        low = high = 0
        if part.last and part.script in PREFIX_SCRIPTS:
            low, high = index.prefix_range(part.text)
        by_spelling = index.similar_spelling(part.text) if part.latin else _NOTHING[0]
        # A guess is worth following only if it is met well, hence by a word of the same consonants.
        apart = not part.guess
        by_sound = _NOTHING[0]
        if pronunciations := list(filter(None, part.sounds)):
            most = _MOST_SIMILAR_SOUND + len(self._table.words) // _MORE_FOR
            most = _MOST_SIMILAR_SOUND_LATIN if part.latin else most
            by_sound = index.similar_sound(pronunciations, part.vowel_mode, most, apart)
        begun = np.arange(low, min(high, low + _MOST_PREFIXED))
        words = distinct(np.concatenate([same, begun, by_spelling, by_sound]))
        if not len(words):
            return _NOTHING
        likeness = self._alike(part, words)
        if high > low:
            inside = (words >= low) & (words < high)
            prefixed = 0.8 + 0.19 * len(part.text) / index.lengths[words[inside]]
            likeness[inside] = np.maximum(likeness[inside], prefixed)
        return self._keep_best(words, likeness)

    def _alike(self, part: QueryToken, words: Ints) -> Floats:
        """How alike a part and each of these words are, 0 to 1."""
        index = self._index
        likeness = index.sound_similarity(part.sounds, words, part.vowel_mode)
        # Much of a Chinese syllable costs next to nothing to leave out, so that it is like a lot.
        likeness *= index.foreign.take(words)
        same = index.variants(part.text)
        if part.latin:
            spelt = index.spelling_similarity(part.text, words)
            # A word that only sounds alike stands behind one that is a slip of the pen away.
            likeness *= np.float32(0.95)
            np.maximum(likeness, spelt, out=likeness)
            likeness *= np.float32(0.7)
            likeness += np.float32(0.3) * spelt
            if len(same):
                named = index.is_in(words, same)
                likeness[named] = np.maximum(likeness[named], 0.82 + 0.08 * likeness[named])
        elif len(same):
            named = index.is_in(words, same)
            other = likeness * np.where(index.in_groups[words], np.float32(0.93), np.float32(0.99))
            likeness = np.where(named, np.maximum(likeness * 0.99, 0.88 + 0.11 * likeness), other)
        else:
            likeness *= np.float32(0.99)
        exact = index.number_of(part.text)
        if exact >= 0:
            likeness[words == exact] = 1.0  # the sums above may end at 0.9999
        return likeness

    def _keep_best(self, words: Ints, likeness: Floats) -> tuple[Ints, Floats]:
        good = likeness > 0.5
        words, likeness = words[good], likeness[good]
        kept = _largest(likeness + self._index.commonness[words], _KEPT_WORDS)
        return words[kept], likeness[kept]

    def _likely_rows(self, found: list[tuple[Ints, Floats]]) -> Ints:
        index = self._index
        # The sixth power lets one word that is met well outweigh several that are met half.
        hits = [index.rows_with(words, index.rarity.take(words) * likeness**6) for words, likeness in found]
        hits = [hit for hit in hits if len(hit[0])]
        if not hits:
            return np.empty(0, np.int64)
        rows, values = (np.concatenate(side) for side in zip(*hits, strict=True))
        totals = np.bincount(rows, values)
        reached = totals[rows]  # far fewer than there are rows
        some = distinct(rows[reached > reached.max() * 0.3])
        return some[_largest(totals[some], _KEPT_ROWS)]


def _largest(values: NDArray[Any], most: int) -> Ints:
    """The places of the largest values, in no order."""
    if len(values) <= most:
        return np.arange(len(values))
    return (-values).argpartition(most)[:most]
