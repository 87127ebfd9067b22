"""Which words of a claim stand where on record: runs of equal words, chained in the claim's order.

A chain may jump within an article or to another one, at a price that keeps chance matches out. What
comes back are pieces: stretches of the claim, each laid along one stretch of one article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from briefs.verify.lexicon import STOPWORDS
from briefs.verify.record import Record

MOST_RUNS = 240
_NEAR = 3  # record words that may be passed over without it being a jump
_FORWARD, _BACKWARD, _ELSEWHERE = 1.6, 3.0, 3.6  # prices of a jump, in words; less at a seam of the claim
_AT_SEAM = 0.45


class Run(NamedTuple):
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
class Piece:
    """A stretch of the claim along one stretch of a record, operation by operation."""

    record: Record
    keys: Sequence[str]  # the claim's, as compared with this record
    ops: tuple[Op, ...]

    @property
    def q0(self) -> int:
        return self.ops[0].q0

    @property
    def q1(self) -> int:
        return self.ops[-1].q1

    @property
    def a0(self) -> int:
        return self.ops[0].a0

    @property
    def a1(self) -> int:
        return self.ops[-1].a1

    @property
    def span(self) -> tuple[int, int]:
        return self.record.scanned.span(self.a0, self.a1)


def weight(key: str) -> float:
    return 0.5 if key in STOPWORDS else 1.0


def mended(keys: Sequence[str], record: Record) -> list[str]:
    """`keys` with slips replaced by the word of the record that was meant."""
    places = record.places
    return [key if key in places else record.nearest_key(key) or key for key in keys]


def runs(keys: Sequence[str], record: Record, number: int) -> list[Run]:
    """Maximal runs of equal words that say something: not a lone common word."""
    found, places, theirs = [], record.places, record.keys
    dense = sum(len(places.get(key, ())) for key in keys) > 60_000
    for q, key in enumerate(keys):
        spots = places.get(key, ())
        if dense and len(spots) > 8:
            continue
        for a in spots:
            if q and a and keys[q - 1] == theirs[a - 1] and not (dense and len(places[keys[q - 1]]) > 8):
                continue
            length = 1
            while (
                q + length < len(keys) and a + length < len(theirs) and keys[q + length] == theirs[a + length]
            ):
                length += 1
            if (
                length > 2
                or (length == 2 and not STOPWORDS.issuperset(keys[q : q + 2]))
                or _telling(key, spots)
            ):
                found.append(Run(number, q, a, length))
    return found


def _telling(key: str, spots: Sequence[int]) -> bool:
    return len(spots) <= 4 and key not in STOPWORDS


def chain(keys: Sequence[str], found: list[Run], seams: frozenset[int]) -> list[Run]:
    """The best chain of runs in the claim's order; overlaps in the claim are cut off the later run."""
    weights = [weight(key) for key in keys]
    sums = [0.0]
    for each in weights:
        sums.append(sums[-1] + each)
    ordered = sorted(sorted(found, key=lambda r: -r.length)[:MOST_RUNS], key=lambda r: (r.q, r.q + r.length))
    best: list[tuple[float, int, Run]] = []
    for run in ordered:
        top = (sums[run.q + run.length] - sums[run.q], -1, run)
        for index, (score, _, before) in enumerate(best):
            cut = max(0, before.q + before.length - run.q)
            if cut >= run.length or before.q >= run.q + cut:
                continue
            q, a = run.q + cut, run.a + cut
            gain = score + sums[run.q + run.length] - sums[q] - _price(before, run.record, q, a, seams)
            if gain > top[0]:
                top = (gain, index, Run(run.record, q, a, run.length - cut))
        best.append(top)
    if not best:
        return []
    at = max(range(len(best)), key=lambda index: best[index][0])
    path = []
    while at >= 0:
        _, before_index, run = best[at]
        path.append(run)
        at = before_index
    return path[::-1]


def _price(before: Run, record: int, q: int, a: int, seams: frozenset[int]) -> float:
    missing = q - before.q - before.length
    seam = _AT_SEAM if any(at in seams for at in range(q - missing, q + 1)) else 1.0
    if record != before.record:
        return _ELSEWHERE * seam
    passed = a - before.a - before.length
    if passed < 0:
        return _BACKWARD * seam
    if passed <= missing + _NEAR:
        return 0.1 * abs(passed - missing)
    return (_FORWARD + min(passed, 200) * 0.006) * seam


def pieces(mended: Sequence[Sequence[str]], path: list[Run], records: Sequence[Record]) -> list[Piece]:
    """The chain as pieces: forward in one record is one piece; small gaps are compared word by word.

    `mended` holds the claim's keys as they are compared with each record.
    """
    found: list[Piece] = []
    ops: list[Op] = []
    for index, run in enumerate(path):
        record = records[run.record]
        before = path[index - 1] if index else None
        if before is not None and (before.record != run.record or run.a < before.a + before.length):
            found.append(Piece(records[before.record], mended[before.record], tuple(ops)))
            ops = []
        if ops:
            ops.extend(_between(mended[run.record], record.keys, ops[-1].q1, run.q, ops[-1].a1, run.a))
        ops.append(Op(True, run.q, run.q + run.length, run.a, run.a + run.length))
    if ops:
        found.append(Piece(records[path[-1].record], mended[path[-1].record], tuple(ops)))
    return found


def _between(keys: Sequence[str], theirs: Sequence[str], q0: int, q1: int, a0: int, a1: int) -> list[Op]:
    """The operations between two runs."""
    if q0 == q1 and a0 == a1:
        return []
    if q0 == q1 or a0 == a1 or a1 - a0 > 4 * (q1 - q0) + 24:
        return [Op(False, q0, q1, a0, a1)]
    return block(keys, theirs, q0, q1, a0, a1)


def block(keys: Sequence[str], theirs: Sequence[str], q0: int, q1: int, a0: int, a1: int) -> list[Op]:
    """Word by word: the longest common subsequence, changes on both sides joined into one operation."""
    ops: list[Op] = []
    for code in LCSseq.opcodes(list(keys[q0:q1]), list(theirs[a0:a1])):
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
