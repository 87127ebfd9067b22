"""Reads uncertain dates: the part of EDTF (ISO 8601-2) that press articles need.

2013-04-23  2013-04  2013       a day, a month, a year
2013-21 .. 2013-24              spring, summer, autumn, winter (winter ends in the next year)
2013-33 .. 2013-36              a quarter of the year
2013-04-XX  2013-XX  201X       the day, the month, the year is not known
2013-04?  2013-04~  2013-04%    uncertain, approximate, both
2013-04-22/2013-04-23           an interval; ../b and a/.. are open on one side
[2013-04-22,2013-04-23]         one of these
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from briefs.errors import UserError
from briefs.i18n import N_
from briefs.model import UncertainDate

EXPECTED = "an EDTF date such as 2013-04-23, 2013-04, 2013-04?, ../2013-04-23 or 2013-04-22/2013-04-23"
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
# One date: 2013, 2013-04, 2013-XX, 2013-04-23, 2013-04-XX or 201X, with a qualifier or without.
_SIMPLE = re.compile(
    r"(?:(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?|(?P<decade>[0-9]{3})X)"
    r"(?P<qualifier>[?~%]?)"
)


class BadDate(UserError):
    """The text is no date that this project reads; the message says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message, f"write {EXPECTED}")


class DateComponent(NamedTuple):
    """One date without interval or set. `month` is 1-12, a season 21-24, a quarter 33-36 or 0."""

    first: date
    last: date
    year: int
    month: int = 0
    day: int = 0
    unknown: Literal["", "day", "month", "decade"] = ""
    qualifier: str = ""


class DateParts(NamedTuple):
    """What stands at the start and at the end: the same for one date or a set, None where open."""

    kind: Literal["date", "interval", "set"]
    start: tuple[DateComponent, ...] | None
    end: tuple[DateComponent, ...] | None


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> UncertainDate:
    """The days that an EDTF text allows; raises :class:`BadDate`."""
    _, start, end = components(text)
    return UncertainDate(
        text,
        min(piece.first for piece in start) if start else None,
        max(piece.last for piece in end) if end else None,
        any(piece.qualifier for piece in (*(start or ()), *(end or ()))),
    )


def widened_bounds(when: UncertainDate) -> tuple[date | None, date | None]:
    """First and last day, one month further on each side where the date is uncertain; None where open."""
    if not when.uncertain:
        return when.earliest, when.latest
    return when.earliest and _months_later(when.earliest, -1), when.latest and _months_later(when.latest, 1)


def may_be_same_day(one: UncertainDate, two: UncertainDate) -> bool:
    """Whether two uncertain dates can be the same day, or, where one is uncertain, a month apart."""
    (first, last), (start, end) = widened_bounds(one), widened_bounds(two)
    return (first or date.min) <= (end or date.max) and (start or date.min) <= (last or date.max)


@lru_cache(maxsize=4096)
def components(text: str) -> DateParts:
    """The parts of an EDTF text; raises :class:`BadDate`."""
    if text.startswith("[") and text.endswith("]"):
        parts = text[1:-1].split(",")
        if len(parts) < 2:
            raise BadDate(f"the set {shown(text)} names one date only")
        listed = tuple(_piece(part.strip(" ")) for part in parts)
        return DateParts("set", listed, listed)
    if "/" not in text:
        single = (_piece(text),)
        return DateParts("date", single, single)
    left, _, right = text.partition("/")
    if left == right == "..":
        raise BadDate("an interval cannot be open on both sides")
    # An empty side, which EDTF allows for "unknown", is refused: ".." says that it is meant.
    start = None if left == ".." else _piece(left)
    end = None if right == ".." else _piece(right)
    if start and end and start.first > end.last:
        raise BadDate(f"the interval {shown(text)} ends before it starts")
    return DateParts("interval", start and (start,), end and (end,))


def _piece(text: str) -> DateComponent:
    found = _SIMPLE.fullmatch(text)
    if not found:
        raise BadDate(f"{shown(text)} is no date" if text else "a date is empty; an open side is written ..")
    qualifier, month, day = found["qualifier"], found["month"], found["day"]
    year = int(found["year"] or found["decade"] + "0")
    if year == 0:  # EDTF has one, Python's dates do not
        raise BadDate(f"{shown(text)}: years run from 0001 to 9999")
    if found["decade"]:
        return DateComponent(date(year, 1, 1), date(year + 9, 12, 31), year, 0, 0, "decade", qualifier)
    if month == "XX" and day not in (None, "XX"):
        raise BadDate(f"{shown(text)} names a day of an unknown month")
    if month in (None, "XX"):
        unknown: Literal["", "month"] = "month" if month else ""
        return DateComponent(date(year, 1, 1), date(year, 12, 31), year, 0, 0, unknown, qualifier)
    return _in_year(text, year, int(month), day, qualifier)


def _in_year(text: str, year: int, month: int, day: str | None, qualifier: str) -> DateComponent:
    if day is None and (21 <= month <= 24 or 33 <= month <= 36):
        # Spring begins in March, winter in December and ends in February of the next year.
        start = (month - 20) * 3 if month < 30 else (month - 33) * 3 + 1
        first = date(year, start, 1)
        last = _months_later(first, 2)
        last = last.replace(day=monthrange(last.year, last.month)[1])
        return DateComponent(first, last, year, month, 0, "", qualifier)
    if not 1 <= month <= 12:
        raise BadDate(f"{shown(text)}: there is no month {month:02}")
    length = monthrange(year, month)[1]
    if day in (None, "XX"):
        unknown: Literal["", "day"] = "day" if day else ""
        return DateComponent(
            date(year, month, 1), date(year, month, length), year, month, 0, unknown, qualifier
        )
    number = int(day or 0)
    if not 1 <= number <= length:
        raise BadDate(f"{shown(text)}: {MONTHS[month - 1]} {year} has {length} days")
    only = date(year, month, number)
    return DateComponent(only, only, year, month, number, "", qualifier)


def _months_later(day: date, months: int) -> date:
    """The same day of another month, or that month's last; kept within what a date can hold."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shown(text: str) -> str:
    """What was written, short and printable, in quotation marks for a message."""
    kept = "".join(c if c.isprintable() else "�" for c in text[:41])
    return f"“{kept[:40]}…”" if len(text) > 40 else f"“{kept}”"
