"""Aligns a claim with the record: runs of equal words, chained in the claim's order.

A chain may jump within an article or to another one, at a price that keeps chance matches out. What comes
back are pieces: stretches of the claim, each laid along one stretch of one article. Throughout, `q` counts
the claim's terms and `a` those of the article; ranges end before `q1` and `a1`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.lexicon import STOPWORDS
from briefs.verify.terms import Scanned

MOST_RUNS = 240  # chaining compares each run with each one before it
_LONG_CLAIM = 1500  # words of a claim that is compared by its rarer words alone
_MOST_CORRECTED = 800  # different words of a claim that are looked at for slips: a page has fewer
_FEW_PLACES = 4  # places of a word that tells by itself where a passage is
_PASSED_OVER = 3  # record words that may be passed over without it being a jump
_FORWARD, _BACKWARD, _ELSEWHERE = 1.6, 3.0, 3.6  # prices of a jump, in words; less at a boundary in the claim
_AT_PAUSE, _AT_MARK = 0.45, 0.15  # share of that price at punctuation, and at an ellipsis or bracket
_SURE_RUN = 5  # words in a row of which none is a slip for another
_LONG_RUN = 6  # words of a run that leaves no doubt


class Run(NamedTuple):
    """Words in a row that are the same in the claim and in an article."""

    record: int  # which record
    q: int  # first term in the claim
    a: int  # first term in the record
    length: int


class Op(NamedTuple):
    """Claim terms [q0, q1) against record terms [a0, a1); `equal` when their keys are the same."""

    equal: bool
    q0: int
    q1: int
    a0: int
    a1: int


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """A stretch of the claim along one stretch of a record, operation by operation."""

    record: IndexedArticle
    keys: Sequence[str]  # the claim's, as compared with this record
    ops: tuple[Op, ...]

    @property
    def q0(self) -> int:
        """The first of the claim's terms."""
        return self.ops[0].q0

    @property
    def q1(self) -> int:
        """The end of the claim's terms, exclusive."""
        return self.ops[-1].q1

    @property
    def a0(self) -> int:
        """The first of the record's terms."""
        return self.ops[0].a0

    @property
    def a1(self) -> int:
        """The end of the record's terms, exclusive."""
        return self.ops[-1].a1

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the article's text."""
        return self.record.scanned.span(self.a0, self.a1)


def weight(key: str) -> float:
    """What a matched word is worth to a chain: prices of jumps are in the same unit."""
    return 0.5 if key in STOPWORDS else 1.0


def corrected_keys(claim: Scanned, record: IndexedArticle, right: frozenset[int] = frozenset()) -> list[str]:
    """The claim's keys (one for each term) with slips replaced by the word of the record that was meant.

    `right` are terms that are known to be no slips.
    """
    places, meant = record.places, dict[str, str]()
    keys = []
    for at, term in enumerate(claim.terms):
        key = term.key
        # Numbers and contractions are no slips.
        if key not in places and at not in right and term.last == term.first + 1:
            letters = claim.tokens[term.first].letters
            if letters not in meant and len(meant) < _MOST_CORRECTED:
                meant[letters] = record.nearest_key(letters) or key
            key = meant.get(letters, key)
        keys.append(key)
    return keys


def held_in_a_row(found: Sequence[Sequence[Run]]) -> frozenset[int]:
    """The claim's terms that stand in some record with enough of their neighbours to be no slips."""
    sure = (run for runs_of_one in found for run in runs_of_one if run.length >= _SURE_RUN)
    return frozenset(q for run in sure for q in range(run.q, run.q + run.length))


def runs(
    keys: Sequence[str], record: IndexedArticle, number: int, cuts: frozenset[int] = frozenset()
) -> list[Run]:
    """Maximal runs of equal words that say something: not a lone common word. None crosses a cut.

    `number` is the record's place in the list of records; `cuts` are claim terms with a mark before them.
    """
    found: list[Run] = []
    reached: dict[int, int] = {}  # how far a run goes, by how far apart claim and record are in it
    record_keys, length = record.keys, len(record.keys)
    dense = len(keys) > _LONG_CLAIM
    for q, key in enumerate(keys):
        positions = record.places.get(key, ())
        telling = 0 < len(positions) <= _FEW_PLACES and key not in STOPWORDS
        if not telling:
            positions = record.bigrams.get((key, keys[q + 1]), ()) if q + 1 < len(keys) else ()
        if dense and len(positions) > _FEW_PLACES:
            continue
        for a in positions:
            if reached.get(a - q, 0) > q:
                continue  # within a run that began earlier
            # The run that began a word earlier holds this one, unless that word was too common to begin one.
            if q and a and keys[q - 1] == record_keys[a - 1] and q not in cuts:
                if not dense or len(record.places[keys[q - 1]]) <= _FEW_PLACES:
                    continue
            end, stop = q + 1, a + 1
            while end < len(keys) and stop < length and keys[end] == record_keys[stop] and end not in cuts:
                end, stop = end + 1, stop + 1
            reached[a - q] = end
            if telling or end - q > 2 or (end - q == 2 and not STOPWORDS.issuperset(keys[q:end])):
                found.append(Run(number, q, a, end - q))
    return found


class GapCosts:
    """What a jump costs by where in the claim it happens.

    `pauses` are claim terms with punctuation before them, `marks` those with an ellipsis or bracket; `length`
    counts the claim's terms.
    """

    def __init__(self, length: int, pauses: frozenset[int], marks: frozenset[int]) -> None:
        self.marks = marks
        # Counts up to each term, so that a range is looked up, not walked: each pair of runs has its price.
        self._pauses_before, self._marks_before = [0], [0]
        for at in range(length + 1):
            self._pauses_before.append(self._pauses_before[-1] + (at in pauses))
            self._marks_before.append(self._marks_before[-1] + (at in marks))

    def price(self, first: int, last: int) -> float:
        """What a jump somewhere between claim terms `first` and `last` costs, against one in mid-clause."""
        if self._marks_before[last + 1] > self._marks_before[first]:
            return _AT_MARK
        return _AT_PAUSE if self._pauses_before[last + 1] > self._pauses_before[first] else 1.0


class _Link(NamedTuple):
    score: float
    before: int  # index of the link before, -1 for none
    run: Run


def chain(keys: Sequence[str], found: list[Run], gap_costs: GapCosts) -> list[Run]:
    """The best chain of runs in the claim's order; where two overlap in the claim, one of them is cut.

    Weighted chaining by dynamic programming, quadratic in the number of runs.
    """
    sums = [0.0]
    for key in keys:
        sums.append(sums[-1] + weight(key))
    links: list[_Link] = []
    for run in sorted(_selective_runs(found), key=lambda r: (r.q, r.q + r.length)):
        links.append(_best_link(run, links, sums, gap_costs))
    if not links:
        return []
    at = max(range(len(links)), key=lambda index: links[index].score)
    path: list[Run] = []
    end = len(keys)
    # Back from the last link; a run gives up the words that the one after it has taken.
    while at >= 0:
        _, before, run = links[at]
        path.append(run._replace(length=min(run.length, end - run.q)))
        at, end = before, run.q
    return path[::-1]


def _selective_runs(found: list[Run]) -> list[Run]:
    """The longest runs, without short ones of which every word lies in a long one."""
    ordered = sorted(found, key=lambda run: -run.length)[:MOST_RUNS]
    covered: set[int] = set()
    kept = []
    for run in ordered:
        words = range(run.q, run.q + run.length)
        if run.length > 3 or not covered.issuperset(words):
            kept.append(run)
        if run.length >= _LONG_RUN:
            covered.update(words)
    return kept


def _best_link(run: Run, links: list[_Link], sums: list[float], gap_costs: GapCosts) -> _Link:
    """`run` behind the link that serves it best."""
    record, start, place, length = run
    end = start + length
    best = _Link(sums[end] - sums[start], -1, run)
    for index, (score, _, (other, q0, a0, size)) in enumerate(links):
        if q0 >= start:
            continue
        stop = q0 + size
        cut = stop - start
        if cut <= 0:
            gain = score + sums[end] - sums[start]
            if gain > best.score:
                gain -= _price(other == record, stop, a0 + size, start, place, gap_costs)
            if gain > best.score:
                best = _Link(gain, index, run)
            continue
        gain = score + sums[end] - sums[stop]
        if gain <= best.score:
            continue
        uncut = gain - _price(other == record, start, a0 + start - q0, start, place, gap_costs)
        if uncut > best.score:  # the earlier run loses its tail
            best = _Link(uncut, index, run)
        if cut < length:
            gain -= _price(other == record, stop, a0 + size, stop, place + cut, gap_costs)
            if gain > best.score:
                best = _Link(gain, index, Run(record, stop, place + cut, length - cut))
    return best


def _price(same: bool, q: int, a: int, next_q: int, next_a: int, gap_costs: GapCosts) -> float:
    """What it costs to go on from claim term `q` and record term `a` at `next_q` and `next_a`."""
    if not same:
        return _ELSEWHERE * gap_costs.price(q, next_q)
    passed, missing = next_a - a, next_q - q
    # A word or two changed on the way is no jump, only a little dearer the more the lengths differ.
    if passed < 0:
        return _BACKWARD * gap_costs.price(q, next_q)
    if passed <= missing + _PASSED_OVER:
        return 0.1 * abs(passed - missing)
    return (_FORWARD + min(passed, 200) * 0.006) * gap_costs.price(q, next_q)


def pieces(
    claim_keys: Sequence[Sequence[str]], path: list[Run], records: Sequence[IndexedArticle]
) -> list[AlignedPiece]:
    """The chain as pieces: forward in one record is one piece; small gaps are compared word by word.

    `claim_keys` holds the claim's keys as they are compared with each record.
    """
    found: list[AlignedPiece] = []
    ops: list[Op] = []
    for index, run in enumerate(path):
        record = records[run.record]
        before = path[index - 1] if index else None
        if before is not None and (before.record != run.record or run.a < before.a + before.length):
            found.append(AlignedPiece(records[before.record], claim_keys[before.record], tuple(ops)))
            ops = []
        if ops:
            keys, last = claim_keys[run.record], ops[-1]
            ops.extend(_ops_between(keys, record.keys, last.q1, run.q, last.a1, run.a))
        ops.append(Op(True, run.q, run.q + run.length, run.a, run.a + run.length))
    if ops:
        found.append(AlignedPiece(records[path[-1].record], claim_keys[path[-1].record], tuple(ops)))
    return found


def matched_count(found: Sequence[AlignedPiece]) -> int:
    """How many of the claim's terms are the record's."""
    return sum(op.q1 - op.q0 for piece in found for op in piece.ops if op.equal)


def _ops_between(
    keys: Sequence[str], record_keys: Sequence[str], q0: int, q1: int, a0: int, a1: int
) -> list[Op]:
    """The operations between two runs."""
    if q0 == q1 and a0 == a1:
        return []
    # Much more on record than in the claim: words found in it would be chance.
    if q0 == q1 or a0 == a1 or a1 - a0 > 4 * (q1 - q0) + 24:
        return [Op(False, q0, q1, a0, a1)]
    return block(keys, record_keys, q0, q1, a0, a1)


def block(keys: Sequence[str], record_keys: Sequence[str], q0: int, q1: int, a0: int, a1: int) -> list[Op]:
    """Word by word: the longest common subsequence, changes on both sides joined into one operation."""
    ops: list[Op] = []
    for code in LCSseq.opcodes(list(keys[q0:q1]), list(record_keys[a0:a1])):
        op = Op(
            code.tag == "equal",
            q0 + code.src_start,
            q0 + code.src_end,
            a0 + code.dest_start,
            a0 + code.dest_end,
        )
        if ops and not op.equal and not ops[-1].equal:
            op = Op(False, ops[-1].q0, op.q1, ops[-1].a0, op.a1)
            ops.pop()
        ops.append(op)
    return ops
