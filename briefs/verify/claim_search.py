"""Looks for one claim in the index: stretches of it that are on record, and the articles that hold them.

A few words around the rarest are looked for as a phrase, and where they stand it is seen how much of the
claim stands around them; what remains is looked for in the same way. So a changed word, a slip or a seam
between two passages costs only the words around it. What is common by itself is looked for with its
neighbours.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from briefs.index import ArticleStore
from briefs.text import fold_for_search
from briefs.verify.passages import extent, share_nearby

LONG = 4  # words in a row on record that are hardly chance
RUN = 3  # words in a row of which the index knows whether they stand anywhere
LEAST_STRETCH = 3  # words of a stretch for which an article of its own is read
_SOMETHING = 0.001  # of a score, for an article that holds what many hold
_PLACES = 60  # articles read for one phrase; one in more is commonplace
_RANKED = 24  # articles of which it is seen how much of the claim stands together
_FEW = 3  # articles with a stretch, up to which they are looked at for the claim's other words
_MOST_OF_IT = 0.75  # share of these words, in order
_TELLING = 12  # articles with a phrase, up to which it tells by itself where it is from
_SEEDS = (5, 3)  # words in a row that are looked for around the rarest
_CERTAIN = (
    6  # words of which every three are on record are hardly changed from the text beside another stretch
)
_MOST_PAIRS = 6  # pairs of words looked for where no three in a row are on record
_COMMONPLACE = 0.3  # share of articles; of two or three words that all stand in more, nothing is learnt
_NEVER = 1 << 40
_MOST_PHRASES = 120  # phrases looked for in all
_SLACK = 5  # words that may lie between two neighbours, beside those of the claim
_MOST_RARE = 6  # words looked for one by one where nothing else is found
_NEAR_RARE = 25  # words between two of them
_WORD = re.compile(r"[^\W_]+")  # as the index splits words


class Segment(NamedTuple):
    """Words [first, last) of a claim that stand next to each other in these articles."""

    first: int
    last: int
    articles: list[int]

    @property
    def length(self) -> int:
        """Words in it."""
        return self.last - self.first


def _uncovered(first: int, last: int, found: Sequence[Segment]) -> tuple[int, int]:
    """Words [first, last) without those at its ends that a stretch holds already."""
    for each in found:
        if each.first <= first < each.last:
            first = each.last
        if each.first < last <= each.last:
            last = each.first
    return first, last


class ClaimSearch:
    """One claim, looked for in the index: first articles(), then the rest tells what they were found by."""

    def __init__(self, texts: ArticleStore, claim: str, by: str | None) -> None:
        self._texts, self._by = texts, by
        self.words = _WORD.findall(fold_for_search(claim).lower())
        rarity = self._rarity = {word: texts.holding(word) for word in dict.fromkeys(self.words)}
        self.weights = {
            word: math.log(1 + texts.articles / count) if count else 0.0 for word, count in rarity.items()
        }
        self._is_known_run = texts.known_runs(self.words)
        self.segments: list[Segment] = []
        self.is_whole = False  # whether all of the claim stands somewhere as it is
        self._asked = 0
        self._read: dict[int, str] = {}  # texts by number
        self._small: dict[int, str] = {}  # the same in small letters

    def articles(self) -> list[int]:
        """Numbers of articles that may hold the claim or part of it, the likeliest first."""
        segments = self._segments()
        if len(segments) == 1 and segments[0].length == len(self.words):
            return self._whole(segments[0].articles)
        scores: dict[int, float] = defaultdict(float)
        self.segments = [each for each in segments if len(each.articles) <= _TELLING]
        self.segments += self._neighbours(segments)
        for segment in self.segments:
            self._add(scores, segment.articles, segment.length)
        # Words that many articles hold may be a part of a splice all the same: any one of them will do.
        for segment in segments:
            within = any(each.first <= segment.first and segment.last <= each.last for each in self.segments)
            if not within and segment.length >= LEAST_STRETCH:
                self.segments.append(segment)
                scores[min(segment.articles, key=lambda number: -scores[number])] += _SOMETHING
        if not scores:
            self._rare_words(scores)
        if not scores:
            for segment in segments:
                self._add(scores, segment.articles, segment.length)
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        return ranked[:_RANKED]

    def _whole(self, articles: list[int]) -> list[int]:
        """Articles with the whole claim; of very many, those first in which the claimant says it."""
        self.is_whole = True
        if len(articles) > 1:
            phrase = self._phrase(0, len(self.words))
            every = self._find([phrase])
            own = self._texts.said_by(phrase, self._by, _PLACES) if self._by and len(every) > _FEW else []
            articles = list(dict.fromkeys([*own, *every]))
        return articles[:_RANKED]

    def stretches(self, number: int) -> list[list[str]]:
        """What the article with this number was found by: stretches of the claim, or all of it."""
        found = [self.words[each.first : each.last] for each in self.segments if number in each.articles]
        return found or [self.words]

    @property
    def has_stretch(self) -> bool:
        """Whether three words or more of the claim stand in a row in any article."""
        return self.is_whole or any(each.length >= LEAST_STRETCH for each in self.segments)

    def characters_not_found(self) -> int:
        """How much of the claim lies in no stretch: so far may it go on where one was found."""
        held = {at for each in self.segments for at in range(each.first, each.last)}
        return 0 if self.is_whole else sum(len(w) + 1 for at, w in enumerate(self.words) if at not in held)

    def _add(self, scores: dict[int, float], numbers: list[int], words: int) -> None:
        # The rarer what was found, and the longer, the more it tells.
        gain = math.log(1 + self._texts.articles / max(len(numbers), 1)) * math.sqrt(words)
        for number in numbers:
            scores[number] += gain

    def _find(self, phrases: Sequence[str], within: int | None = None) -> list[int]:
        self._asked += 1
        return self._texts.articles_with(phrases, _PLACES, within)

    def _phrase(self, first: int, last: int) -> str:
        return " ".join(self.words[first:last])

    def _segments(self) -> list[Segment]:
        """The claim in stretches that are on record, in order; what is nowhere on record is left out.

        Seed and extend: a few words in a row around the rarest are looked for, and where they stand it is
        seen how much of the claim stands around them.
        """
        found = self._found_in_runs()
        # Pairs tell little, and to look for every one of them takes long.
        if not any(segment.length >= LEAST_STRETCH for segment in found):
            found += self._pairs()
        return sorted(found)

    def _pairs(self) -> Iterator[Segment]:
        """The rarest of two words in a row that are on record, where no three are."""
        able = [
            at
            for at in range(len(self.words) - 1)
            if self._known(at, at + 2) and not self._is_commonplace(at, at + 2)
        ]
        able.sort(key=lambda at: sorted(map(self._cost, (at, at + 1))))
        for at in able[:_MOST_PAIRS]:
            if articles := self._find([self._phrase(at, at + 2)]):
                yield Segment(at, at + 2, articles)

    def _runs(self) -> list[tuple[int, int]]:
        """Ranges of the claim in which every three words in a row may be on record."""
        found: list[tuple[int, int]] = []
        for at, known in enumerate(self._is_known_run):
            if known and found and found[-1][1] == at + RUN - 1:
                found[-1] = (found[-1][0], at + RUN)
            elif known:
                found.append((at, at + RUN))
        return found

    def _found_in_runs(self) -> list[Segment]:
        """Stretches of three words and more that are on record, the longest ranges looked through first."""
        found: list[Segment] = []
        waiting = [(first - last, first) for first, last in self._runs()]
        heapify(waiting)
        while waiting and self._asked < _MOST_PHRASES:
            length, first = heappop(waiting)  # the longest first: what they find spares looking for the rest
            first, last = _uncovered(first, first - length, found)
            if last - first < RUN:
                continue
            if last - first < _CERTAIN and any(self._continues(each, first, last) for each in found):
                continue
            rarest = min(range(first, last), key=self._cost)
            segment = self._grown(rarest, first, last)
            if segment is not None:
                found.append(segment)
            left, right = (segment.first, segment.last) if segment else (rarest, rarest + 1)
            if left > first:
                heappush(waiting, (first - left, first))
            if right < last:
                heappush(waiting, (right - last, right))
        return found

    def _cost(self, at: int) -> int:
        """How many articles hold a word; what nobody wrote is no seed."""
        return self._rarity[self.words[at]] or _NEVER

    def _grown(self, rarest: int, first: int, last: int) -> Segment | None:
        """The longest stretch of the claim's words [first, last) around this one that is on record."""
        low, high, articles = self._seed(rarest, first, last)
        if not articles:
            return None
        # What many articles hold is looked for with more of its neighbours, until few do or none does.
        while len(articles) > _TELLING and (low, high) != (first, last):
            more = max(1, (high - low) // 2)
            left, right = max(first, low - more), min(last, high + more)
            for wider in ((left, right), (left, high), (low, right)):
                if wider == (low, high) or not self._known(*wider):
                    continue
                if longer := self._find([self._phrase(*wider)]):
                    (low, high), articles = wider, longer
                    break
            else:
                break
        return self._extended(low, high, first, last, articles)

    def _seed(self, rarest: int, first: int, last: int) -> tuple[int, int, list[int]]:
        """The words around the rarest that are on record next to each other: five, else three."""
        for size in sorted({min(each, last - first) for each in _SEEDS}, reverse=True):
            starts = range(max(first, rarest - size + 1), min(rarest, last - size) + 1)
            ways = [(at, at + size) for at in starts if self._known(at, at + size)]
            # Five in one way alone: the one with the rarest other words.
            ways.sort(key=lambda way: sorted(map(self._cost, range(*way))))
            for low, high in ways[:1] if size > _SEEDS[1] else ways:
                if size == RUN < len(self.words) and self._is_commonplace(low, high):
                    continue
                if articles := self._find([self._phrase(low, high)]):
                    return low, high, articles
        return rarest, rarest, []

    def _is_commonplace(self, first: int, last: int) -> bool:
        """Whether the words [first, last) all stand in so many articles that they tell nothing."""
        return min(map(self._cost, range(first, last))) > self._texts.articles * _COMMONPLACE

    def _known(self, first: int, last: int) -> bool:
        """Whether the words [first, last) may stand in a row."""
        if last - first < RUN:
            return all(self._rarity[word] for word in self.words[first:last])
        return all(self._is_known_run[first : last - RUN + 1])

    def _extended(self, low: int, high: int, first: int, last: int, articles: list[int]) -> Segment:
        """The stretch as far as some of these articles go on with the claim, and the articles that do."""
        reached: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in articles[:_TELLING]:
            before, after = extent(self.text(number), self.words, (low, high), (first, last))
            reached[before, after].append(number)
        best = max(reached, key=lambda reach: reach[1] - reach[0])
        if best == (low, high):
            return Segment(low, high, articles)
        return Segment(*best, reached[best])

    def _continues(self, segment: Segment, first: int, last: int) -> bool:
        """Whether most of the claim's words [first, last) stand beside `segment`: some were changed."""
        if segment.length < LONG or len(segment.articles) > _FEW:
            return False
        words, wanted = self.words[segment.first : segment.last], self.words[first:last]
        distance = max(segment.first - last, first - segment.last) + last - first
        return any(
            self._holds_most(number, wanted)
            and share_nearby(self.text(number), words, distance, wanted) >= _MOST_OF_IT
            for number in segment.articles
        )

    def _holds_most(self, number: int, wanted: Sequence[str]) -> bool:
        """Whether an article has most of these words anywhere, which is seen sooner than where."""
        if number not in self._small:
            self._small[number] = self.text(number).lower()
        text = self._small[number]
        return sum(word in text for word in wanted) >= _MOST_OF_IT * len(wanted)

    def text(self, number: int) -> str:
        """The text of an article, read once."""
        if number not in self._read:
            self._read[number] = self._texts.text(number)
        return self._read[number]

    def _neighbours(self, segments: list[Segment]) -> Iterator[Segment]:
        """Looks for stretches that are common by themselves together with the ones next to them."""
        for one, other in pairwise(segments):
            if len(one.articles) <= _TELLING and len(other.articles) <= _TELLING:
                continue
            if not set(one.articles) & set(other.articles) and (
                len(one.articles) < _PLACES and len(other.articles) < _PLACES
            ):
                continue
            slack = other.first - one.last + _SLACK
            phrases = [self._phrase(one.first, one.last), self._phrase(other.first, other.last)]
            if found := self._find(phrases, slack):
                yield Segment(one.first, other.last, found)

    def _rare_words(self, scores: dict[int, float]) -> None:
        """Looks for pairs of the claim's rarest words near each other."""
        weights = self.weights
        rarest = sorted({w for w in self.words if weights[w]}, key=lambda w: (-weights[w], w))[:_MOST_RARE]
        ordered = [word for word in dict.fromkeys(self.words) if word in rarest]
        for one, other in pairwise(ordered):
            self._add(scores, self._find([one, other], _NEAR_RARE), 1)
