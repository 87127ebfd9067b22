"""Finds the places worth comparing with a claim: all of a small library, a few passages of a large one.

The articles that :class:`briefs.verify.claim_search.ClaimSearch` finds are ranked by the claim's words that
stand near each other in them, and only those places are opened.
"""

from __future__ import annotations

from collections import Counter, OrderedDict

from briefs.index import ArticleStore
from briefs.verify.claim_search import LEAST_STRETCH, LONG, ClaimSearch
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.passages import LEAST_MARGIN, SHORT, Passages, Place, passages
from briefs.verify.spelling import canonical
from briefs.verify.tokens import fold_word

SMALL = 200_000  # characters of all texts together; so much is compared whole
MOST = 12  # articles compared of a larger library: a splice may come from eight
# Where no stretch is LONG: the share of the claim's weight that the best must hold, else so few are read.
_WEAK, _MOST_IF_WEAK = 0.4, 2
_ALIKE, _MOST_ALIKE = 0.85, 4  # share of the best score, for articles that hold the same words
_ENOUGH_IF_NOTHING = 150_000  # characters looked through where no three words in a row are on record
_FEWEST_ARTICLES = 4  # articles of which one can say that a word stands in most of them


class Retriever:
    """Retrieves passages by full-text search. Not for several threads at once.

    Reads the index through an :class:`ArticleStore`; `kept` is how many articles stay in memory.
    """

    def __init__(self, texts: ArticleStore, kept: int = 16) -> None:
        self._texts = texts
        self._all = [] if texts.is_longer(SMALL) else texts.numbers()
        # All of a small library: each claim is compared with all of it.
        self._kept = max(kept, len(self._all))
        self._records: OrderedDict[int, IndexedArticle] = OrderedDict()

    def record(self, number: int) -> IndexedArticle:
        """The whole article with this number, made ready."""
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

    def candidates(self, claim: str, by: str | None = None) -> list[IndexedArticle]:
        """Articles that may hold the claim or a part of it, at most :data:`MOST`, the likeliest first.

        Of a long one only the places that may hold it are read. `by` is the id of whom it is claimed of: of
        articles that all hold the claim, those come first in which this person is on record. All of a small
        library, in the order of their numbers.
        """
        if self._all:
            return [self.record(number) for number in self._all]
        search = ClaimSearch(self._texts, claim, by)
        numbers = search.articles()
        margin = LEAST_MARGIN + search.characters_not_found()
        found: list[tuple[int, Passages]] = []
        looked_at = 0
        for number in numbers:
            text = search.text(number)
            # What tells nothing is not worth many speeches, the likelier ones of which were looked at.
            if looked_at > _ENOUGH_IF_NOTHING and not search.has_stretch:
                break
            looked_at += len(text)
            each = passages(text, search.stretches(number), search.weights, margin)
            # Of a long text that has none of the telling words there is nothing to open.
            if each.score or len(text) <= SHORT:
                found.append((number, each))
        return [self._opened(number, each.places) for number, each in _chosen(found, search)]

    def _opened(self, number: int, places: tuple[Place, ...]) -> IndexedArticle:
        if not places:
            return self.record(number)
        return IndexedArticle(self._texts.article_text(number, places), places)


def _chosen(found: list[tuple[int, Passages]], search: ClaimSearch) -> list[tuple[int, Passages]]:
    """The articles that hold about as much of a claim as the best, and for each stretch one that holds it."""
    if not found:
        return []
    # Stable: what scores alike stays in the order of the search.
    ranked = sorted(found, key=lambda each: -each[1].score)
    best, whole = ranked[0][1].score, sum(search.weights.values())
    longest = max((each.length for each in search.segments), default=0)
    if longest < LONG and best < _WEAK * whole:
        return ranked[:_MOST_IF_WEAK]
    chosen = {
        number: each
        for number, each in ranked[: MOST if search.is_whole else _MOST_ALIKE]
        if each.score >= _ALIKE * best
    }
    for segment in sorted(search.segments, key=lambda each: -each.length):
        if segment.length >= LEAST_STRETCH and chosen.keys().isdisjoint(segment.articles):
            chosen.update([each for each in ranked if each[0] in segment.articles][:1])
    return list(chosen.items())[:MOST]
