"""A claim with the words of one sentence on record in another order or form: the best known misquotations."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from briefs.verify.align import AlignedPiece, Op
from briefs.verify.claimant import is_telling
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.spelling import word_stem

# A claim of at least so many words, of which so many in a row and such a share of all are the sentence's.
_LEAST_WORDS, _LEAST_RUN, _LEAST_SHARE = 6, 2, 0.8
_LEAST_TELLING = 2


def same_sentence(length: int, pieces: Sequence[AlignedPiece]) -> AlignedPiece | None:
    """The claim of `length` terms laid along the whole sentence on record whose words it has, or None.

    “One system with two goals” for “two independent systems with one goal”: numbers and words that changed
    places leave few of them in a row, and nobody who reads both sentences doubts which one is meant.
    """
    runs = [(op, piece) for piece in pieces for op in piece.ops if op.equal]
    if length < _LEAST_WORDS or not runs:
        return None
    op, piece = max(runs, key=lambda run: run[0].q1 - run[0].q0)
    if op.q1 - op.q0 < _LEAST_RUN:
        return None
    first, last = _sentence_terms(piece.record, op.a0)
    ours, theirs = list(piece.keys[:length]), list(piece.record.keys[first:last])
    claimed, said = (Counter(map(word_stem, keys)) for keys in (ours, theirs))
    shared = claimed & said
    if sum(map(is_telling, shared)) < _LEAST_TELLING:
        return None
    if shared.total() < _LEAST_SHARE * max(claimed.total(), said.total()):
        return None
    return AlignedPiece(piece.record, piece.keys, tuple(_ends_apart(ours, theirs, first)))


def _sentence_terms(record: IndexedArticle, at: int) -> tuple[int, int]:
    """The terms of the sentence that holds term `at`."""
    terms = record.scanned.terms
    start, end = record.sentence(terms[at].start)
    first = bisect_left(terms, start, key=lambda term: term.start)
    return first, bisect_left(terms, end, key=lambda term: term.start)


def _ends_apart(ours: list[str], theirs: list[str], first: int) -> list[Op]:
    """What both begin and end alike with, and one change between: word by word it would be a muddle."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    rest = zip(ours[:head:-1], theirs[:head:-1], strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    ops = [
        Op(True, 0, head, first, first + head),
        Op(False, head, len(ours) - tail, first + head, first + len(theirs) - tail),
        Op(True, len(ours) - tail, len(ours), first + len(theirs) - tail, first + len(theirs)),
    ]
    return [op for op in ops if op.q0 < op.q1 or op.a0 < op.a1]
