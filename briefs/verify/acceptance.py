"""Decides whether a passage on record is plainly meant, or some of its words merely happen to be there.

The limits stand by the claims in tests/briefs/verify/labelled_claims.yaml, many of which were never said.
"""

from __future__ import annotations

from itertools import pairwise

from briefs.verify.align import AlignedPiece
from briefs.verify.analysis import Analysis
from briefs.verify.differences import Difference
from briefs.verify.lexicon import EVERYDAY

_CLEARLY_MORE = 0.75  # of a claim's weighted words, where it goes its own way at one end
# Kinds of difference after which one still knows the passage: "Over 300 countries" for "Over 30 countries".
_PLAIN_CHANGES = ("number", "negation", "modal", "form", "order")
_MANY_PARTS = 3
# Words that join two passages and were said in neither: “… a system, which is why we will …”.
_JOINING = frozenset(
    "and but so yet or because while then since as though although also therefore thus which is why that this"
    " means и а но поэтому потому что так как".split()
)
_MOST_JOINING = 3
_EVERYDAY_WEIGHT = 0.5  # what an everyday word counts for there


def is_accepted_match(analysis: Analysis) -> bool:
    """Whether a passage on record is plainly meant.

    That is: about 60 % of the words in order in one passage, or all of them in parts that are each on record.
    """
    length = len(analysis.claim_text.scanned.terms)
    parts = analysis.parts()
    if (
        analysis.joins
        and all(d.minor or _is_joining(d) for d in analysis.differences)
        and all(_is_beyond_chance(analysis, part) for part in parts)
    ):
        return True
    # Words that were only moved: "We want cooperation real with Russia on missile defence".
    if length >= 4 and any(d.kind == "order" for d in analysis.differences):
        if all(d.minor or d.kind == "order" for d in analysis.differences):
            return analysis.density(0, length) >= 0.5
    # Three words prove nothing but all three together ("Trust but verify" is a saying).
    if length == 3 and not analysis.joins:
        plain, _ = analysis.coverage(0, 3)
        return plain >= 0.99 and analysis.density(0, 3) >= 0.75 and analysis.content(0, 3) > 0
    if _differs_at_an_end(analysis) and not _outweighed(analysis):
        return False
    if any(_is_met(analysis, passage) for passage in _passages(analysis)):
        return True
    total, _ = analysis.coverage(0, length)
    held = [part for part in parts if analysis.coverage(*part)[0] > 0]
    if total >= 0.8 and all(_is_long_part(analysis, part) for part in held):
        return True
    # Of many parts one may be short or common; what the others hold is no chance.
    proven = [part for part in held if _is_beyond_chance(analysis, part)]
    return len(proven) >= _MANY_PARTS and sum(analysis.coverage(*part)[0] for part in proven) >= 0.8


def _is_joining(difference: Difference) -> bool:
    """Whether words were only put between two passages to join them."""
    words = difference.claimed.casefold().replace(",", " ").split()
    return difference.op == "insert" and len(words) <= _MOST_JOINING and _JOINING.issuperset(words)


def _is_met(analysis: Analysis, passage: tuple[int, int]) -> bool:
    """Whether one passage of the record, claim terms [first, last), holds enough of the claim by itself."""
    length = len(analysis.claim_text.scanned.terms)
    plain, weighted = analysis.coverage(*passage)
    content = analysis.content(*passage)
    if analysis.density(*passage) < 0.5:
        return False
    # A short claim that also begins or ends otherwise must be met the better.
    unmatched = _unmatched_ends(analysis)
    telling = content >= 2 or (content == 1 and _longest(analysis) >= (5 if unmatched else 4))
    least = 0.75 if length < 6 and unmatched else 0.6
    if plain >= 0.595 and weighted >= least and telling:  # 0.595: three words of five are 60 %
        return True
    return plain >= 0.8 and length >= 4 and _all_but_a_word(analysis, plain, content)


def _unmatched_ends(analysis: Analysis) -> list[int]:
    """The claim's first and last term, where the record has another word or none in their place."""
    held = {at for first, last in analysis.matched for at in (first, last - 1)}
    return [at for at in (0, len(analysis.weights) - 1) if at not in held]


def _differs_at_an_end(analysis: Analysis) -> bool:
    """Whether the claim goes its own way at an end: a saying that many begin alike is no evidence.

    “I am not going to resign” begins as a sentence on record does, and is not that sentence. A number, a
    negation, another name or form at the end leaves no doubt which passage is meant, nor does a word that was
    moved, nor one change where a clause of the record begins or ends, too.
    """
    scanned, major = analysis.claim_text.scanned, [d for d in analysis.differences if not d.minor]
    said = {word for d in major for word in d.said.casefold().split()}
    for at in _unmatched_ends(analysis):
        own = scanned.wording(at, at + 1)
        changes = [d for d in major if (d.claimed.endswith(own) if at else d.claimed.startswith(own))]
        if own.casefold() in said or all(
            d.op != "replace" or _is_plain_change(d, len(major)) for d in changes
        ):
            continue
        # One or two other words where the record has a comma or a full stop: the clause is quoted to its end.
        small = len(major) == 1 and len(major[0].claimed.split()) <= 2 and len(scanned.terms) >= 6
        if not small or not _at_pause(analysis.pieces[-1 if at else 0], head=not at):
            return True
    return False


def _is_plain_change(change: Difference, changes: int) -> bool:
    """Whether a change at the end of a claim, one of so many, leaves no doubt which passage is meant."""
    swapped = change.kind == "name" and change.said[0].isupper() and change.claimed[0].isupper()
    return swapped or (change.kind in _PLAIN_CHANGES and changes <= 2)


def _at_pause(piece: AlignedPiece, head: bool) -> bool:
    """Whether the record pauses where a piece begins (`head`) or ends: more than space is there."""
    terms, text = piece.record.scanned.terms, piece.record.text
    at = piece.a0 if head else piece.a1
    before = terms[at - 1].end if at else 0
    after = terms[at].start if at < len(terms) else len(text)
    return at in (0, len(terms)) or any(not c.isspace() and c not in "-–’'" for c in text[before:after])


def _outweighed(analysis: Analysis) -> bool:
    """Whether the words on record clearly outweigh the others, everyday words with a low weight."""
    keys = analysis.claim_text.scanned.keys
    weights = [
        min(weight, _EVERYDAY_WEIGHT) if key in EVERYDAY else weight
        for key, weight in zip(keys, analysis.weights, strict=True)
    ]
    held = [weights[at] for first, last in analysis.matched for at in range(first, last)]
    return sum(held) + analysis.counted_bonus >= _CLEARLY_MORE * sum(weights) and 1.0 in held


def _all_but_a_word(analysis: Analysis, plain: float, content: int) -> bool:
    """Whether a claim of common words and names is on record but for a word or so."""
    longest = _longest(analysis)
    changed = sum(
        max(len(d.said.split()), len(d.claimed.split())) for d in analysis.differences if not d.minor
    )
    length, density = len(analysis.weights), analysis.density(0, len(analysis.weights))
    if length >= 8 and density >= 0.6:
        return True
    if changed <= 1 and density >= 0.75 and (length >= 6 or (analysis.bonus and content)):
        return True
    if plain >= 0.99:
        return bool(content) or longest >= 5 or (length >= 5 and density >= 0.6)
    return bool(content) and longest >= 4


def _longest(analysis: Analysis) -> int:
    """The most words in a row that are on record in a row."""
    return max((op.q1 - op.q0 for piece in analysis.pieces for op in piece.ops if op.equal), default=0)


def _passages(analysis: Analysis) -> list[tuple[int, int]]:
    """Ranges of the claim that lie in one passage: cut where the record is far apart."""
    length = len(analysis.claim_text.scanned.terms)
    far = [
        join.q for join in analysis.joins if join.missing is None or join.missing[2] - join.missing[1] > 10
    ]
    cuts = sorted({0, length, *far})
    return list(pairwise(cuts))


def _is_beyond_chance(analysis: Analysis, part: tuple[int, int]) -> bool:
    """Whether a part of a splice, claim terms [first, last), is long enough to be no chance match."""
    joins = [join for join in analysis.joins if join.q in part]
    if not any(join.kind == "elsewhere" for join in joins):
        return True
    count = sum(min(b, part[1]) - max(a, part[0]) for a, b in analysis.matched if a < part[1] and part[0] < b)
    count, content = min(count, analysis.words_in(part)), analysis.content(*part)
    # Whoever sets “…” says that it is a splice; less proof will do than where nothing shows it.
    if all(join.marked for join in joins):
        return count >= 3 and (content >= 1 or count >= 4)
    if _shares_sentence_edge(analysis, part):
        return count >= 3
    # So many words in a row say enough, however common each of them is.
    return count >= 7 or (count >= 5 and content >= 2)


def _shares_sentence_edge(analysis: Analysis, part: tuple[int, int]) -> bool:
    """Whether a part begins or ends where a sentence does, both here and on record."""
    for piece in analysis.pieces:
        for op in piece.ops:
            if op.equal and op.q0 < part[1] and part[0] < op.q1:
                terms, record = piece.record.scanned.terms, piece.record
                at = op.a0 + max(part[0] - op.q0, 0)
                start, end = record.sentence(terms[at].start)
                last = op.a0 + min(part[1], op.q1) - op.q0 - 1
                rest = record.text[terms[last].end : end]
                return not any(c.isalnum() for c in record.text[start : terms[at].start] + rest)
    return False


def _is_long_part(analysis: Analysis, part: tuple[int, int]) -> bool:
    return analysis.words_in(part) >= 5 and analysis.content(*part) >= 3
