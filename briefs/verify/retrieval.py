"""Which articles are worth comparing with a claim: all of a small library, a handful of a large one."""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable

from briefs.verify.record import Record
from briefs.verify.spelling import canonical
from briefs.verify.texts import Texts
from briefs.verify.tokens import fold

SMALL = 40  # articles; so few are all compared
MOST = 8  # articles compared of a larger library
_RARE_LOOKUPS = 14
_FEWEST = 4  # articles of which one can say that a word stands in most of them
_PHRASES = 4
_ROWS = 3000
_WORD = re.compile(r"[^\W_]+")  # as the index splits words


class Shelf:
    """Records by number, the last used kept ready. Not for several threads at once."""

    def __init__(self, texts: Texts, kept: int = 64) -> None:
        self._texts = texts
        self._kept = kept
        self._records: OrderedDict[int, Record] = OrderedDict()
        self._all = texts.numbers() if texts.articles <= SMALL else []

    def record(self, number: int) -> Record:
        if number in self._records:
            self._records.move_to_end(number)
            return self._records[number]
        record = self._records[number] = Record(self._texts.source(number))
        if len(self._records) > self._kept:
            self._records.popitem(last=False)
        return record

    def frequent(self) -> frozenset[str]:
        """Keys of words that stand in most articles of a small library, in every tenth of a large one."""
        if not self._all:
            least = self._texts.articles / 10
            return frozenset(canonical(fold(w)) for w, n in self._texts.common.items() if n > least)
        if len(self._all) < _FEWEST:
            return frozenset()
        counts = Counter(key for number in self._all for key in self.record(number).places)
        return frozenset(key for key, count in counts.items() if count >= 0.6 * len(self._all))

    def candidates(self, parts: Iterable[str]) -> list[Record]:
        """Records that may hold the texts `parts`, the likeliest first."""
        if self._all:
            return [self.record(number) for number in self._all]
        scores: dict[int, float] = defaultdict(float)
        for part in [*parts][:6]:
            for number, score in _best(self._score(_WORD.findall(part.lower()))):
                scores[number] += score
        return [self.record(number) for number, _ in _best(scores)]

    def _score(self, words: list[str]) -> dict[int, float]:
        """How much each article shares with `words`: rare words first, then runs of common ones."""
        scores: dict[int, float] = defaultdict(float)
        common, total = self._texts.common, self._texts.articles
        rare = _spread([word for word in dict.fromkeys(words) if word not in common], _RARE_LOOKUPS)
        hits = 0
        for word in rare:
            numbers = self._texts.holding(word, _ROWS)
            gain = math.log(1 + total / max(len(numbers), 1))
            hits += bool(numbers)
            for number in numbers:
                scores[number] += gain
        if hits < 3 or not scores:
            for phrase in self._phrases(words):
                for number in self._texts.holding(phrase, 300):
                    scores[number] += 6
        return scores

    def _phrases(self, words: list[str]) -> list[str]:
        """Runs of three words in a row, those with the rarest words first, spread over the claim."""
        common, total = self._texts.common, self._texts.articles
        runs = []
        for at in range(min(len(words) - 2, 400)):
            run = words[at : at + 3]
            counts = sorted(common.get(word, 50) for word in run)
            runs.append(
                (math.log(counts[0] + 1) + math.log(counts[1] + 1) + math.log(min(counts[2], total)), at)
            )
        chosen: list[int] = []
        for _, at in sorted(runs):
            if all(abs(at - other) > 2 for other in chosen):
                chosen.append(at)
            if len(chosen) == _PHRASES:
                break
        return [" ".join(words[at : at + 3]) for at in chosen] or [" ".join(words)][: bool(words)]


def _best(scores: dict[int, float]) -> list[tuple[int, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST]


def _spread(words: list[str], most: int) -> list[str]:
    """At most so many of `words`, the longest of each stretch."""
    if len(words) <= most:
        return words
    size = len(words) / most
    return [max(words[int(i * size) : int((i + 1) * size)], key=len) for i in range(most)]
