"""What an alignment amounts to: differences, joins of parts, and how much of the claim is on record.

`q` counts the claim's terms and `a` those of the article, see :mod:`briefs.verify.align`.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal

from briefs.verify.align import AlignedPiece, Op, block
from briefs.verify.claim_text import ClaimText
from briefs.verify.differences import Comparison, Difference, is_name, reordered
from briefs.verify.gaps import classify_gap, resolve_gaps
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.lexicon import MODALS, NEGATIONS, STOPWORDS
from briefs.verify.spelling import skeleton
from briefs.verify.terms import Scanned
from briefs.verify.tokens import words

JoinKind = Literal["marked", "clause", "sentence", "elsewhere"]
_IN_PLACE = ("number", "negation", "modal")  # changes that leave no doubt which passage is meant
_FEW_CHANGES = 2  # with more, a changed number is no longer the one thing that is wrong
_NEEDS = frozenset(("need", "needs"))  # nouns as often as not: “to meet the needs of”
_COMMON, _NAME = 0.35, 0.5  # what a common word and a name count for against another word


@dataclass(frozen=True, slots=True)
class PartBoundary:
    """Before claim term `q` two parts meet that do not follow each other on record."""

    q: int
    kind: JoinKind
    marked: bool
    missing: tuple[IndexedArticle, int, int] | None = None  # the record's terms between them, in one record


@dataclass(frozen=True, slots=True)
class LibraryVocabulary:
    """Words of the library: `names` of speakers, and words so `frequent` that they tell no article apart."""

    names: frozenset[str]
    frequent: frozenset[str]


@dataclass(slots=True)
class Analysis:
    """One way to lay a claim along the record, and what came of it."""

    claim_text: ClaimText
    pieces: list[AlignedPiece]
    weights: tuple[float, ...]  # of the claim's terms, see weigh()
    differences: list[Difference] = field(default_factory=list)
    joins: list[PartBoundary] = field(default_factory=list)
    attributions: list[str] = field(default_factory=list)  # left out between two parts
    matched: list[tuple[int, int]] = field(default_factory=list)  # claim terms [q0, q1) on record
    bonus: float = 0.0  # for changed numbers and the like in their right place
    reversed: bool = False  # a negation falls into a marked gap

    @property
    def has_only_slips(self) -> bool:
        """Whether every word is on record but for slips."""
        return all(d.minor for d in self.differences)

    @property
    def counted_bonus(self) -> float:
        """The bonus, 1 at most; 0 where much else was changed."""
        major = sum(not d.minor for d in self.differences)
        return min(self.bonus, 1.0) if major <= _FEW_CHANGES else 0.0

    def parts(self) -> list[tuple[int, int]]:
        """The claim's terms cut at the joins."""
        cuts = sorted({0, len(self.claim_text.scanned.terms), *(join.q for join in self.joins)})
        return [(first, last) for first, last in itertools.pairwise(cuts) if first < last]

    def words_in(self, part: tuple[int, int]) -> int:
        """How many words a reader counts in the claim's terms [first, last)."""
        return words(self.claim_text.scanned.wording(*part))

    def coverage(self, first: int, last: int) -> tuple[float, float]:
        """The share of the claim (0 to 1) that [first, last) matches: of its words, of its weighted words."""
        hit = [at for q0, q1 in self.matched for at in range(max(q0, first), min(q1, last))]
        # The bonus belongs to the claim as a whole, as it is not known which part it was given for.
        share = self.counted_bonus if (first, last) == (0, len(self.weights)) else 0.0
        return (
            (len(hit) + share) / max(len(self.weights), 1),
            (sum(self.weights[at] for at in hit) + share) / max(sum(self.weights), 0.01),
        )

    def content(self, first: int, last: int) -> int:
        """How many matched words of [first, last) tell more than common words and names do."""
        return sum(
            self.weights[at] == 1 for a, b in self.matched for at in range(max(a, first), min(b, last))
        )

    def density(self, first: int, last: int) -> float:
        """Matched words as a share (0 to 1) of the record's words that they span, joins left out."""
        hit = sum(min(b, last) - max(a, first) for a, b in self.matched if a < last and first < b)
        skipped = sum(
            op.a1 - op.a0
            for piece in self.pieces
            for op in piece.ops
            if not op.equal
            and first <= op.q0 < last
            and not any(join.missing and join.missing[1] == op.a0 for join in self.joins)
        )
        return hit / max(hit + skipped, 1)


def weigh(claim: Scanned, known: LibraryVocabulary) -> tuple[float, ...]:
    """What each term of a claim tells: a common word little, a name or a topic's word some, another most."""
    return tuple(
        _COMMON
        if key in STOPWORDS
        else _NAME
        if key in known.frequent or is_name(claim, at, known.names)
        else 1.0
        for at, key in enumerate(claim.keys)
    )


def examine(claim_text: ClaimText, pieces: list[AlignedPiece], known: LibraryVocabulary) -> Analysis:
    """Compare a claim with the pieces of the record that it was laid along, in the claim's order."""
    keys = claim_text.scanned.keys
    pieces = _widened(len(keys), pieces)
    found = Analysis(claim_text, pieces, weigh(claim_text.scanned, known))
    at = 0
    for index, piece in enumerate(pieces):
        if index:
            _join_pieces(found, pieces[index - 1], piece)
        if piece.q0 > at:
            found.differences.append(_added(claim_text, at, piece.q0))
        _walk_ops(found, piece, Comparison(claim_text.scanned, piece.record, known.names))
        at = piece.q1
    if at < len(keys):
        found.differences.append(_added(claim_text, at, len(keys)))
    found.differences = reordered(found.differences)
    return found


def _added(claim_text: ClaimText, first: int, last: int) -> Difference:
    return Difference("insert", "", claim_text.scanned.wording(first, last), "addition")


def _join_pieces(found: Analysis, before: AlignedPiece, after: AlignedPiece) -> None:
    """Two pieces that do not follow each other on record."""
    marked = found.claim_text.marked(after.q0) is not None
    same = before.record is after.record
    # Halves of one sentence turned round are a change of order, not two passages joined:
    # "security together, rather than against each other, NATO and Russia can build".
    if same and not marked:
        sentence = before.record.sentence(before.span[0])
        if sentence == before.record.sentence(after.span[1] - 1) == before.record.sentence(after.span[0]):
            claim = found.claim_text.scanned.wording(before.q0, after.q1)
            said = before.record.scanned.wording(min(before.a0, after.a0), max(before.a1, after.a1))
            found.differences.append(Difference("replace", said, claim, "order"))
            return
    found.joins.append(PartBoundary(after.q0, "elsewhere", marked))


def _walk_ops(found: Analysis, piece: AlignedPiece, comparison: Comparison) -> None:
    for op in piece.ops:
        if op.equal:
            found.matched.append((op.q0, op.q1))
            found.differences.extend(comparison.spelling_differences(op))
        elif op.q0 == op.q1:
            _record_omission(found, piece.record, op, comparison)
        elif _skips_much(found.claim_text, op):
            found.differences.append(_added(found.claim_text, op.q0, op.q1))
            mark = any(op.q0 <= mark.at <= op.q1 for mark in found.claim_text.marks)
            found.joins.append(
                PartBoundary(op.q1, "marked" if mark else "clause", mark, (piece.record, op.a0, op.a1))
            )
        else:
            changes = comparison.block_differences(op)
            found.differences.extend(changes)
            if all(change.minor for change in changes):
                found.matched.append((op.q0, op.q1))
            else:
                found.bonus += sum(0.5 for d in changes if d.kind in _IN_PLACE and d.op == "replace")


def _skips_much(claim_text: ClaimText, op: Op) -> bool:
    """Whether far more words are missing on record than were put in their place."""
    marked = any(op.q0 <= mark.at <= op.q1 for mark in claim_text.marks)
    # At an ellipsis one more word is enough: leaving words out is what it says.
    return op.a1 - op.a0 > (op.q1 - op.q0) + (1 if marked else 6)


def _record_omission(found: Analysis, record: IndexedArticle, op: Op, comparison: Comparison) -> None:
    """Words of the record that the claim leaves out."""
    mark = found.claim_text.marked(op.q0)
    first, last = resolve_gaps(record, op.a0, op.a1) if mark is None else (op.a0, op.a1)
    at = op.q0 + first - op.a0
    kind = classify_gap(record, first, last)
    if kind == "attribution":
        found.attributions.append(record.scanned.wording(first, last))
    # An ellipsis excuses what it leaves out, but not up to three words with a "not" or a "may" in them.
    elif mark is not None and not (kind == "words" and last - first <= 3 and _turns(record.keys[first:last])):
        found.reversed |= not NEGATIONS.isdisjoint(record.keys[first:last])
        found.joins.append(PartBoundary(op.q0, "marked", True, (record, first, last)))
    elif kind == "words":
        found.differences.extend(comparison.block_differences(Op(False, at, at, first, last)))
    else:
        found.joins.append(PartBoundary(at, kind, False, (record, first, last)))


def _turns(keys: tuple[str, ...]) -> bool:
    """Whether words turn the sense of those around them: a number that is left out says nothing false."""
    return any(key in NEGATIONS or (key in MODALS and key not in _NEEDS) for key in keys)


def _widened(length: int, pieces: list[AlignedPiece]) -> list[AlignedPiece]:
    """The outer pieces, with the claim's words before and after them laid along the record's.

    Runs begin and end with equal words, so that a changed first or last word lies outside of them.
    """
    if not pieces:
        return []
    first, last = pieces[0], pieces[-1]
    if first.q0:
        pieces = [AlignedPiece(first.record, first.keys, (*_before(first), *first.ops)), *pieces[1:]]
    last = pieces[-1]
    if last.q1 < length:
        pieces = [*pieces[:-1], AlignedPiece(last.record, last.keys, (*last.ops, *_after(last)))]
    return pieces


def _before(piece: AlignedPiece) -> list[Op]:
    keys, q1, a1 = piece.keys, piece.q0, piece.a0
    opens, _ = _quoted_terms(piece.record, a1)
    floor = max(_first_term(piece.record, a1), opens)
    # Three words more than the claim has, as the record may have some that the claim left out.
    ops = block(keys, piece.record.keys, 0, q1, max(floor, a1 - q1 - 3), a1)
    if floor == a1 > opens:  # the claim goes back into the sentence before
        wider = block(keys, piece.record.keys, 0, q1, max(opens, a1 - q1 - 3), a1)
        ops = wider if any(op.equal for op in wider) else ops
    return _trim(ops, piece, head=True)


def _after(piece: AlignedPiece) -> list[Op]:
    keys, q0, a0 = piece.keys, piece.q1, piece.a1
    _, closes = _quoted_terms(piece.record, a0 - 1)
    ceiling, end = min(_last_term(piece.record, a0), closes), a0 + len(keys) - q0 + 3
    ops = block(keys, piece.record.keys, q0, len(keys), a0, min(ceiling, end))
    if ceiling == a0 < closes:  # the claim goes on into the next sentence
        wider = block(keys, piece.record.keys, q0, len(keys), a0, min(closes, end))
        ops = wider if any(op.equal for op in wider) else ops
    return _trim(ops, piece, head=False)


def _trim(ops: list[Op], piece: AlignedPiece, head: bool) -> list[Op]:
    """Leave out record words beyond the claim's edge; a changed edge keeps as many as it has words itself."""
    if not ops:
        return []
    index = 0 if head else -1
    edge = ops[index]
    if edge.equal:
        return ops
    if edge.q0 == edge.q1:
        return ops[1:] if head else ops[:-1]
    count = _edge_length(edge, piece, head)
    kept = (
        Op(False, edge.q0, edge.q1, edge.a1 - count, edge.a1)
        if head
        else Op(False, edge.q0, edge.q1, edge.a0, edge.a0 + count)
    )
    return [kept, *ops[1:]] if head else [*ops[:-1], kept]


def _edge_length(edge: Op, piece: AlignedPiece, head: bool) -> int:
    """How many record words a changed edge is laid along: those with its letters, else as many."""
    # As a scan leaves them: "w0rld" comes as three tokens for one word.
    ours = skeleton("".join(piece.keys[edge.q0 : edge.q1]).replace("#", ""))
    theirs = [key.replace("#", "") for key in piece.record.keys[edge.a0 : edge.a1]]
    for count in range(1, len(theirs) + 1):
        if skeleton("".join(theirs[-count:] if head else theirs[:count])) == ours:
            return count
    return min(edge.q1 - edge.q0, edge.a1 - edge.a0)


def _quoted_terms(record: IndexedArticle, at: int) -> tuple[int, int]:
    """The terms of the quotation that holds term `at`, all of the article outside of one.

    A claim is laid along no words beyond its quotation: “more good than harm,” he said.
    """
    terms = record.scanned.terms
    for start, end in record.quoted_spans:
        if start <= terms[at].start < end:
            first = bisect_left(terms, start, key=lambda term: term.start)
            return first, bisect_left(terms, end, key=lambda term: term.start)
    return 0, len(terms)


def _first_term(record: IndexedArticle, at: int) -> int:
    """The first term of the sentence that holds term `at`."""
    start = record.sentence(record.scanned.terms[at].start)[0]
    while at > 0 and record.scanned.terms[at - 1].start >= start:
        at -= 1
    return at


def _last_term(record: IndexedArticle, at: int) -> int:
    """One past the last term of the sentence that holds term `at - 1`."""
    end = record.sentence(record.scanned.terms[at - 1].start)[1]
    while at < len(record.keys) and record.scanned.terms[at].start < end:
        at += 1
    return at
