"""The figures of a clause, each with what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.shifts import vocabulary as words
from briefs.verify import WEEKDAYS_AND_MONTHS, Term

WordSpan = tuple[int, int]  # offsets in the statement's passage, end exclusive
Figure = tuple[str, float, WordSpan]  # what is counted, how many, where


def is_figure(key: str) -> bool:
    """Whether a term's key is a number that counts, and no ordinal."""
    return key[0] == "#" and not key.endswith("th#")


def figures_in(terms: Sequence[Term]) -> tuple[list[Figure], set[int]]:
    """Each figure with what it counts, and the years that are named."""
    figures, years = list[Figure](), set[int]()
    for at, term in enumerate(terms):
        number = words.FRACTIONS.get(term.key) or (term.key[1:-1] if is_figure(term.key) else None)
        try:
            value = float(number or "")
        except ValueError:
            continue
        place = (term.start, term.end)
        if _is_day(terms, at):
            continue
        if term.key in words.FRACTIONS:
            figures.append(("%", value * 100, place))
        elif 1900 <= value <= 2100 and value == int(value) and at and terms[at - 1].key in words.BEFORE_YEARS:
            years.add(int(value))
            figures.append(("year", value, place))
        else:
            unit = _unit(terms, at)
            days = words.TIME_UNITS.get(unit)
            figures.append(("days", value * days, place) if days else (unit, value, place))
    return figures, years


def _is_day(terms: Sequence[Term], at: int) -> bool:
    """Whether a number counts nothing: the day of a month, or how long ago something was."""
    beside = {term.key for term in terms[max(0, at - 2) : at + 2]}
    return bool(beside & WEEKDAYS_AND_MONTHS) or "ago" in {term.key for term in terms[at + 1 : at + 3]}


def _unit(terms: Sequence[Term], at: int) -> str:
    if at and terms[at - 1].key in ("$", "€", "£", "₽"):
        return terms[at - 1].key
    for term in terms[at + 1 : at + 6]:
        root = words.stem(term.key)
        if (
            term.key == "%"
            or root in words.TIME_UNITS
            or (root not in words.LIGHT and not is_figure(term.key))
        ):
            return "%" if term.key == "%" else root
    return ""
