"""Picks the articles worth comparing with a claim: all of a small library, a handful of a large one."""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict, defaultdict
from itertools import pairwise

from briefs.index import ArticleStore
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.spelling import canonical
from briefs.verify.tokens import fold_word

SMALL = 40  # articles; so few are all compared
MOST = 5  # articles compared of a larger library
_MOST_IF_WEAK = 2  # of them where little of the claim was found
_MOST_PER_PART = 3  # of them for each part of a claim
_MOST_PARTS = 4  # parts of a claim that are looked for by themselves
_SHORTEST_PART = 3  # words of such a part
_RARE_LOOKUPS = 6  # words looked for one by one
_ROWS, _RUN_ROWS = 1500, 60  # articles read for a word, and for a run of words
_UNCOMMON = 100  # articles that a word is taken to stand in if it is not noted as common
_DEARER_BY = 6.0  # how much commoner (a logarithm) a run may be than the rarest and still be looked for
_AFFORDABLE = 35.0  # of the same kind: a run with one word that is not among the very commonest
_CHANCE_SHARE = 0.5  # of the best score
_FEWEST_ARTICLES = 4  # articles of which one can say that a word stands in most of them
# A sentence's end with the marks and space behind it, or an ellipsis.
_CUT = re.compile(r"(?:[.!?…]+[\"”’»)\]]*\s+|…)")
_WORD = re.compile(r"[^\W_]+")  # as the index splits words


class Retriever:
    """Retrieves articles by full-text search, and keeps the last used ready. Not for several threads at once.

    Reads the index through an :class:`ArticleStore`; `kept` is how many articles stay in memory.
    """

    def __init__(self, texts: ArticleStore, kept: int = 5) -> None:
        self._texts = texts
        # All of a small library: each claim is compared with all of it.
        self._kept = max(kept, SMALL if texts.articles <= SMALL else 0)
        self._records: OrderedDict[int, IndexedArticle] = OrderedDict()
        self._strong = 1.5 * math.log(1 + max(texts.articles, 1))  # more than one find of the rarest
        self._all = texts.numbers() if texts.articles <= SMALL else []

    def record(self, number: int) -> IndexedArticle:
        """The article with this number, made ready."""
        if number in self._records:
            self._records.move_to_end(number)
            return self._records[number]
        record = self._records[number] = IndexedArticle(self._texts.article_text(number))
        if len(self._records) > self._kept:
            self._records.popitem(last=False)
        return record

    def frequent(self) -> frozenset[str]:
        """Keys of words that stand in most articles of a small library, in every tenth of a large one."""
        if not self._all:
            least = self._texts.articles / 10
            return frozenset(canonical(fold_word(w)) for w, n in self._texts.common.items() if n > least)
        if len(self._all) < _FEWEST_ARTICLES:
            return frozenset()
        counts = Counter(key for number in self._all for key in self.record(number).places)
        return frozenset(key for key, count in counts.items() if count >= 0.6 * len(self._all))

    def candidates(self, claim: str) -> list[IndexedArticle]:
        """Articles that may hold the claim or a part of it, at most :data:`MOST`, the likeliest first.

        All of a small library, in the order of their numbers.
        """
        if self._all:
            return [self.record(number) for number in self._all]
        scores: dict[int, float] = defaultdict(float)
        for part in _parts(claim):
            words = _WORD.findall(part.lower())
            for number, score in _best(self._score(words)):
                scores[number] += score
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        most = MOST if ranked and ranked[0][1] >= self._strong else _MOST_IF_WEAK
        return [self.record(number) for number, _ in ranked[:most]]

    def _score(self, words: list[str]) -> dict[int, float]:
        """How much each article shares with `words`: runs of three, then rare words, then runs of two."""
        scores: dict[int, float] = defaultdict(float)
        self._add(scores, self._runs(words, 3), _RUN_ROWS)
        if len(words) > 3 and not self._settled(scores):
            rare = [word for word in dict.fromkeys(words) if word not in self._texts.common]
            self._add(scores, _sample(rare, _RARE_LOOKUPS), _ROWS)
        if len(words) > 1 and not self._settled(scores):
            self._add(scores, self._runs(words, 2), _RUN_ROWS)
        return scores

    def _settled(self, scores: dict[int, float]) -> bool:
        """Whether some article was found by more than one rare thing."""
        return bool(scores) and max(scores.values()) >= self._strong

    def _add(self, scores: dict[int, float], phrases: list[str], rows: int) -> None:
        # The rarer what was found, the more it tells (inverse document frequency).
        for phrase in phrases:
            numbers = self._texts.articles_with(phrase, rows)
            gain = math.log(1 + self._texts.articles / max(len(numbers), 1))
            for number in numbers:
                scores[number] += gain

    def _runs(self, words: list[str], size: int) -> list[str]:
        """Of each third of `words`, the run of so many in a row that is likely the rarest."""
        common, last = self._texts.common, len(words) - size + 1
        if last <= 0:
            return [" ".join(words)] if words and size == 3 else []
        costs = []
        for at in range(last):
            counts = sorted(common.get(word, _UNCOMMON) for word in words[at : at + size])
            # The rarest words of a run bound the articles that hold it: counted double, single and half.
            costs.append(math.log(counts[0]) * 2 + math.log(counts[1]) + 0.5 * math.log(counts[-1]))
        thirds = sorted({0, last // 3, 2 * last // 3, last}) if last > 3 else [*range(last + 1)]
        best = {min(range(first, end), key=costs.__getitem__) for first, end in pairwise(thirds)}
        # The rarest may owe its rarity to a slip, so the next one is always looked for too.
        chosen = sorted(best, key=costs.__getitem__)
        dear = costs[chosen[0]] + _DEARER_BY
        most = (dear, max(dear, _AFFORDABLE), dear)
        kept = [at for at, limit in zip(chosen, most, strict=False) if costs[at] <= limit]
        return [" ".join(words[at : at + size]) for at in kept]


def _parts(claim: str) -> list[str]:
    """The claim, cut at its sentences and ellipses into at most four parts to look for by themselves."""
    pieces = [piece for piece in _CUT.split(claim) if len(_WORD.findall(piece)) >= _SHORTEST_PART]
    if len(pieces) <= 1:
        return [claim]
    step = max(1, math.ceil(len(pieces) / _MOST_PARTS))
    return pieces[::step]


def _best(scores: dict[int, float]) -> list[tuple[int, float]]:
    """The highest scores, without those that are mere chance beside the best."""
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MOST_PER_PART]
    return [each for each in ranked if each[1] >= _CHANCE_SHARE * ranked[0][1]]


def _sample(words: list[str], most: int) -> list[str]:
    """At most so many of `words`, the longest of each stretch."""
    if len(words) <= most:
        return words
    size = len(words) / most
    return [max(words[int(i * size) : int((i + 1) * size)], key=len) for i in range(most)]
