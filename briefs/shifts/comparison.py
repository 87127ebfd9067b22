"""Two statements of one person compared: in what does the later commit itself otherwise than the earlier?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefs.shifts import vocabulary as words
from briefs.shifts.clauses import Clause, clauses
from briefs.shifts.figures import WordSpan
from briefs.verify import read_terms

Differs = Literal["negation", "modality", "figure", "refusal"]
DIFFERS: tuple[Differs, ...] = ("negation", "modality", "figure", "refusal")

_LEAST_SHARED = 2  # words of what two clauses are about
_LEAST_PART = 0.5  # of the longer clause's words
_LEAST_OF_REFUSED = 0.6  # of the words of what an answer was refused on


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """One statement's words as they are compared. `reported`: they are an article's, not in marks."""

    text: str
    reported: bool = False
    declined: bool = False


@dataclass(frozen=True, slots=True)
class StatedDifference:
    """In what two statements differ, the words that do (offsets in each passage), and what both speak of."""

    differs: Differs
    earlier: tuple[WordSpan, ...]
    later: tuple[WordSpan, ...]
    shared: tuple[str, ...]  # as the later statement has them
    weight: float  # the part of their words that both have, 0 to 1


def difference(
    earlier: ComparedWords, later: ComparedWords, common: frozenset[str] = frozenset()
) -> StatedDifference | None:
    """The plainest difference; None where there is none.

    `common` are stems of words that all statements on the topic have: no evidence that two are on one matter.
    """
    if earlier.declined != later.declined:
        return _refusal(earlier, later, common)
    if earlier.declined:
        return None
    found = [
        told
        for one in clauses(earlier.text, earlier.reported)
        for other in clauses(later.text, later.reported)
        if (told := _of_clauses(one, other, later.text, common))
    ]
    return max(found, key=lambda each: each.weight, default=None)


def _of_clauses(one: Clause, other: Clause, text: str, common: frozenset[str]) -> StatedDifference | None:
    shared = one.about.keys() & other.about.keys()
    if not _on_one_matter(one, other, shared, common):
        return None
    weight = len(shared) / max(len(one.about), len(other.about))
    named = tuple(text[start:end] for start, end in sorted(other.about[root] for root in shared))

    def told(differs: Differs, was: tuple[WordSpan, ...], now: tuple[WordSpan, ...]) -> StatedDifference:
        return StatedDifference(differs, was, now, named, weight)

    if one.denied != other.denied:
        by_opposite = one.negated == other.negated
        return told("negation", _denying(one, by_opposite), _denying(other, by_opposite))
    if not one.negated and _bound_otherwise(one.binding, other.binding):
        return told("modality", one.bindings, other.bindings)
    if figures := _other_figures(one, other):
        return told("figure", *figures)
    return None


def _denying(clause: Clause, by_opposite: bool) -> tuple[WordSpan, ...]:
    """The words that deny it, or, where none does, those that bind it: they stand where a “not” would."""
    return (clause.opposites if by_opposite else clause.denials) or clause.bindings


def _on_one_matter(one: Clause, other: Clause, shared: set[str], common: frozenset[str]) -> bool:
    if len(shared) < _LEAST_SHARED or shared <= common:
        return False
    alone = sorted((len(one.about) - len(shared), len(other.about) - len(shared)))
    if alone[0]:
        return False  # each has its own: the northern route, and the southern one
    return len(shared) / (len(shared) + alone[1]) >= _LEAST_PART


def _bound_otherwise(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other and {one, other} != {"will", "must"}


def _other_figures(one: Clause, other: Clause) -> tuple[tuple[WordSpan, ...], tuple[WordSpan, ...]] | None:
    if one.series or other.series:
        return None
    units = {unit for unit, _, _ in one.figures} & {unit for unit, _, _ in other.figures}
    if one.years != other.years and units - {"year"}:
        return None  # each is of its own year
    for unit in sorted(units):
        was = {value: place for name, value, place in one.figures if name == unit}
        now = {value: place for name, value, place in other.figures if name == unit}
        if (old := was.keys() - now.keys()) and (new := now.keys() - was.keys()):
            if one.running and other.running and max(old) < min(new):
                continue
            return tuple(was[each] for each in sorted(old)), tuple(now[each] for each in sorted(new))
    return None


def _refusal(earlier: ComparedWords, later: ComparedWords, common: frozenset[str]) -> StatedDifference | None:
    """One refuses an answer on what the other speaks of."""
    refused, said = (earlier, later) if earlier.declined else (later, earlier)
    asked = {root: place for root, place in _about(refused.text).items() if root not in words.OF_REFUSAL}
    told = _about(said.text)
    shared = asked.keys() & told.keys()
    enough = len(shared) >= _LEAST_SHARED or shared == asked.keys()
    if not shared or not enough or shared <= common or len(shared) < _LEAST_OF_REFUSED * len(asked):
        return None
    marks = tuple(found.span() for found in words.REFUSAL.finditer(refused.text))
    places = tuple(sorted(told[root] for root in shared))
    sides = (marks, places) if earlier.declined else (places, marks)
    named = tuple(said.text[start:end] for start, end in places)
    return StatedDifference("refusal", *sides, named, len(shared) / len(asked))


def _about(text: str) -> dict[str, WordSpan]:
    found: dict[str, WordSpan] = {}
    for term in read_terms(text).terms:
        root = words.stem(term.key)
        if root not in words.LIGHT and term.key not in words.NEGATIVE and term.key[0] != "#":
            found.setdefault(root, (term.start, term.end))
    return found
