"""Tells what is missing between two words of a claim that stand apart on record."""

from __future__ import annotations

import re
from typing import Literal

from briefs.verify.attribution import attribute, is_attribution
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.lexicon import CLAUSE_OPENERS, MODALS, NEGATIONS
from briefs.verify.number_words import names_number
from briefs.verify.tokens import words

OmissionKind = Literal["attribution", "words", "clause", "sentence"]
# A full stop inside a word or number (U.S., 2.5) is no pause.
_PAUSE = re.compile(r"[,;:—–?!…()]|--|\.(?!\w)")


def resolve_gaps(record: IndexedArticle, a0: int, a1: int) -> tuple[int, int]:
    """The gap [a0, a1), moved where the same words could be missing a little earlier or later.

    “… of NATO [territory and of] Russian territory”: equal words at both edges leave the place open;
    the one that falls on a sentence or clause boundary is meant. At most sixteen places are looked at.
    """
    keys, best = record.keys, (a0, a1)
    places = [(a0, a1)]
    first, last = a0, a1
    while first > 0 and keys[first - 1] == keys[last - 1] and len(places) < 8:
        first, last = first - 1, last - 1
        places.append((first, last))
    first, last = a0, a1
    while last < len(keys) and keys[first] == keys[last] and len(places) < 16:
        first, last = first + 1, last + 1
        places.append((first, last))
    if len(places) > 1:
        best = max(places, key=lambda place: _boundary_score(record, *place))
    return best


def _boundary_score(record: IndexedArticle, a0: int, a1: int) -> int:
    """How well a gap falls on boundaries: from -1 to 8 for whole sentences, 9 for an attribution."""
    if is_attribution(record, a0, a1):
        return 9
    before, after = _break_before(record, a0), _break_before(record, a1)
    return 2 * (before + after) - (before == after == 0)


def _break_before(record: IndexedArticle, a: int) -> int:
    """2 for a sentence's end before term `a`, 1 for a pause, 0 for neither."""
    if a <= 0 or a >= len(record.keys):
        return 2
    left, right = record.scanned.terms[a - 1], record.scanned.terms[a]
    if record.sentence(left.start)[0] != record.sentence(right.start)[0]:
        return 2
    return 1 if _PAUSE.search(record.text[left.end : right.start]) else 0


def classify_gap(record: IndexedArticle, a0: int, a1: int) -> OmissionKind:
    """What the record's terms [a0, a1), missing from the claim, are; terms stand on both sides of them."""
    if is_attribution(record, a0, a1) and _one_speaker(record, a0, a1):
        return "attribution"
    before, after = _break_before(record, a0), _break_before(record, a1)
    crosses = (
        record.sentence(record.scanned.terms[a0 - 1].start)[0]
        != record.sentence(record.scanned.terms[a1].start)[0]
    )
    count = words(record.scanned.wording(a0, a1))
    if before == after == 2 or (crosses and count > 3):
        return "sentence"
    if count <= 3:
        return "words"
    if has_critical_word(record.keys[a0:a1]):
        return "words"
    # A clause left out whole joins two parts; words out of the middle of one change it.
    opener = record.keys[a0] in CLAUSE_OPENERS or record.keys[a1] in CLAUSE_OPENERS
    return "clause" if before or after or opener or a1 - a0 > 9 else "words"


def has_critical_word(keys: tuple[str, ...]) -> bool:
    """Whether a negation, a modal or a number is among `keys`: what may not be lost."""
    return any(key in NEGATIONS or key in MODALS or names_number(key) for key in keys)


def _one_speaker(record: IndexedArticle, a0: int, a1: int) -> bool:
    """Whether the words on both sides are of one speaker; where nobody knows, they must stand close by."""
    left = record.scanned.terms[a0 - 1]
    right = record.scanned.terms[a1]
    before, after = attribute(record, left.start, left.end), attribute(record, right.start, right.end)
    if before.speakers or after.speakers:
        return bool(set(before.speakers) & set(after.speakers))
    return before.manner == after.manner == "unknown" and right.start - left.end < 200
