"""A claim with the words of one passage on record in another order or form: the best known misquotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from briefs.verify.align import AlignedPiece, Op
from briefs.verify.claimant import is_telling
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.spelling import word_stem

# A claim of at least so many words, of which so many in a row and such a share of all are the passage's; less
# where more of them tell something.
_LEAST_WORDS, _LEAST_RUN = 6, 2
_SHARES = ((2, 0.75), (4, 0.7))  # telling words, share
_ROOM, _MORE_ROOM = 1.4, 2  # how much longer the passage may be than the claim
_MANY_TELLING = 4
_LONGEST = 60  # words; a longer claim is met in its runs or not at all
_MOST_LOOKED_AT = 8


class _Passage(NamedTuple):
    """Terms [first, last) of a record, and the share of them and of the claim that both have.

    `run` are words in a row of both.
    """

    share: float
    piece: AlignedPiece
    run: Op
    first: int
    last: int


def same_sentence(length: int, pieces: Sequence[AlignedPiece]) -> AlignedPiece | None:
    """The claim of `length` terms laid along the passage on record whose words it has, or None.

    “One system with two goals” for “two independent systems with one goal”: numbers and words that changed
    places leave few of them in a row, and nobody who reads both doubts which passage is meant.
    """
    if not _LEAST_WORDS <= length <= _LONGEST:
        return None
    near = [each for each in _places(length, pieces) if each is not None]
    if not near:
        return None
    best = max(near, key=lambda each: each.share)
    return AlignedPiece(best.piece.record, best.piece.keys, tuple(_ops(length, best)))


def _places(length: int, pieces: Sequence[AlignedPiece]) -> Iterator[_Passage | None]:
    """The likeliest passage around each stretch that claim and record have in a row, the longest first."""
    runs = [(op, piece) for piece in pieces for op in piece.ops if op.equal and op.q1 - op.q0 >= _LEAST_RUN]
    runs.sort(key=lambda run: run[0].q0 - run[0].q1)
    for op, piece in runs[:_MOST_LOOKED_AT]:
        yield _passage(length, piece, op)


def _passage(length: int, piece: AlignedPiece, op: Op) -> _Passage | None:
    """The terms around `op` that have the most of the claim, if that is enough."""
    record, most = piece.record, int(length * _ROOM) + _MORE_ROOM
    low, high = _paragraph(record, op, most)
    claimed = Counter(map(word_stem, piece.keys[:length]))
    said = [word_stem(key) for key in record.keys[low:high]]
    if (claimed & Counter(said)).total() < _SHARES[-1][1] * length:
        return None
    telling = {stem for key in piece.keys[:length] if is_telling(key) for stem in (word_stem(key),)}
    best: _Passage | None = None
    for start in range(max(0, op.a0 - low - most), op.a0 - low + 1):
        if said[start] not in claimed:
            continue
        left, shared, told = claimed.copy(), 0, 0
        for at in range(start, min(start + most, len(said))):
            if left[said[at]] <= 0:
                continue
            left[said[at]] -= 1
            shared, told = shared + 1, told + (said[at] in telling)
            share = shared / max(length, at + 1 - start)
            enough = any(told >= words and share >= least for words, least in _SHARES)
            if enough and at + low >= op.a1 - 1 and (best is None or share > best.share):
                best = _Passage(share, piece, op, low + start, low + at + 1)
    return best if best is not None and not _has_its_own(best, length) else None


def _has_its_own(passage: _Passage, length: int) -> bool:
    """Whether the claim tells of something that the passage does not: then it is another sentence.

    One such word is let pass among many others, inside the claim: at its end it is what the claim is about.
    """
    said = {word_stem(key) for key in passage.piece.record.keys[passage.first : passage.last]}
    telling = [at for at, key in enumerate(passage.piece.keys[:length]) if is_telling(key)]
    own = [at for at in telling if word_stem(passage.piece.keys[at]) not in said]
    if len(own) < 2 and len(telling) >= _MANY_TELLING:
        return any(at in (telling[0], telling[-1]) for at in own)
    return bool(own)


def _paragraph(record: IndexedArticle, op: Op, most: int) -> tuple[int, int]:
    """Terms of the record around `op`, no more than so many on either side, of its paragraph alone."""
    terms, text = record.scanned.terms, record.text
    low, high = op.a0, op.a1
    while low and op.a0 - low < most and "\n" not in text[terms[low - 1].end : terms[low].start]:
        low -= 1
    while (
        high < len(terms)
        and high - op.a1 < most
        and "\n" not in text[terms[high - 1].end : terms[high].start]
    ):
        high += 1
    return low, high


def _ops(length: int, passage: _Passage) -> list[Op]:
    """What claim and passage begin and end alike with, else what they have in a row, and changes between.

    Word by word it would be a muddle.
    """
    ours, first, last = list(passage.piece.keys[:length]), passage.first, passage.last
    theirs = list(passage.piece.record.keys[first:last])
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    rest = zip(ours[:head:-1], theirs[:head:-1], strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    run = passage.run
    if head or tail:
        run = Op(False, head, length - tail, first + head, last - tail)
    ops = [
        Op(bool(head or tail), 0, run.q0, first, run.a0),
        run,
        Op(bool(head or tail), run.q1, length, run.a1, last),
    ]
    return [op for op in ops if op.q0 < op.q1 or op.a0 < op.a1]
