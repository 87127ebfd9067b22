"""Puts dates in words, and reads dates as people type them. What a date may be is in `briefs.text.edtf`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from briefs.errors import UserError
from briefs.i18n import N_, Translator
from briefs.model import UncertainDate
from briefs.text.edtf import (
    EXPECTED,
    MONTHS,
    BadDate,
    DateComponent,
    components,
    parse_edtf,
    shown,
    widened_bounds,
)

__all__ = [
    "EXPECTED", "BadDate", "anniversary_in_words", "date_in_words", "in_words", "parse_edtf", "read_bound",
    "read_day", "span_in_words", "widened_bounds",
]  # fmt: skip

# The day goes with its month in one message: Russian says "апрель" but "23 апреля".
_DAYS = (
    N_("{day} January"), N_("{day} February"), N_("{day} March"), N_("{day} April"),
    N_("{day} May"), N_("{day} June"), N_("{day} July"), N_("{day} August"),
    N_("{day} September"), N_("{day} October"), N_("{day} November"), N_("{day} December"),
)  # fmt: skip
_SHORT_DAYS = (
    N_("{day} Jan"), N_("{day} Feb"), N_("{day} Mar"), N_("{day} Apr"), N_("{day} May"),
    N_("{day} Jun"), N_("{day} Jul"), N_("{day} Aug"), N_("{day} Sep"), N_("{day} Oct"),
    N_("{day} Nov"), N_("{day} Dec"),
)  # fmt: skip
_SEASONS = (N_("spring"), N_("summer"), N_("autumn"), N_("winter"))
_QUALIFIED = {
    "?": N_("{date}, uncertain"),
    "~": N_("{date}, approximate"),
    "%": N_("{date}, uncertain and approximate"),
}
_TYPED = (  # April 2013 · 23 April 2013 · April 23, 2013 · 23 April · April 23
    re.compile(
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|-?го)?\s+(?P<name>[^\W\d_]{3,9})(?:,?\s+(?P<year>[0-9]{4}))?"
    ),
    re.compile(
        r"(?P<name>[^\W\d_]{3,9})(?:\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?)?(?:,?\s+(?P<year>[0-9]{4}))?"
    ),
)
# Each month as it stands alone and beside a day; a name as typed may be the beginning of either.
_RUSSIAN = (
    "январь января", "февраль февраля", "март марта", "апрель апреля", "май мая", "июнь июня", "июль июля",
    "август августа", "сентябрь сентября", "октябрь октября", "ноябрь ноября", "декабрь декабря",
)  # fmt: skip


def date_in_words(day: date, translator: Translator) -> str:
    """`23 April 2013`, in the translator's language."""
    return _year(translator.gettext(_DAYS[day.month - 1], day=day.day), day.year, translator)


def anniversary_in_words(month: int, day: int, translator: Translator) -> str:
    """A day of any year: "23 April"."""
    return translator.gettext(_DAYS[month - 1], day=day)


def span_in_words(earliest: date | None, latest: date | None, translator: Translator) -> str:
    """ "26 Oct 2011 to 23 Apr 2013", or "by 26 October 2011" where the start is open."""
    if earliest is None or latest is None or earliest == latest:
        return _open_in_words(earliest, latest, translator)
    first, last = (
        _year(translator.gettext(_SHORT_DAYS[day.month - 1], day=day.day), day.year, translator)
        for day in (earliest, latest)
    )
    return translator.gettext("{first} to {last}", first=first, last=last)


@lru_cache(maxsize=4096)  # a list says one day many times, and a first page lays each out several times
def in_words(when: UncertainDate, translator: Translator) -> str:
    """The date as a reader says it, its uncertainty included: "22 or 23 April 2013", "2013, uncertain"."""
    kind, start, end = components(when.edtf)
    if start is None or end is None:
        parts = list(start or end or ())
        text = _open_in_words(when.earliest, when.latest, translator)
    else:
        parts = [*start, *end] if kind == "interval" else list(start)
        text = _parts_in_words(parts, kind, translator)
    qualifiers = {part.qualifier for part in parts if part.qualifier}
    if not qualifiers:
        return text
    # An interval may have one end uncertain and the other approximate: the whole is then both.
    qualifier = qualifiers.pop() if len(qualifiers) == 1 else "%"
    return translator.gettext(_QUALIFIED[qualifier], date=text)


def _parts_in_words(parts: list[DateComponent], kind: str, translator: Translator) -> str:
    first = parts[0]
    if all(part.day and part[2:4] == first[2:4] for part in parts):  # days of one month: name it once
        days = _listed([str(part.day) for part in parts], kind, translator)
        return _year(translator.gettext(_DAYS[first.month - 1], day=days), first.year, translator)
    return _listed([_piece_in_words(part, translator) for part in parts], kind, translator)


def _listed(parts: list[str], kind: str, translator: Translator) -> str:
    text = parts[0]
    for part in parts[1:]:
        if kind == "interval":
            text = translator.gettext("{first} to {last}", first=text, last=part)
        else:
            text = translator.gettext("{first} or {last}", first=text, last=part)
    return text


def _open_in_words(earliest: date | None, latest: date | None, translator: Translator) -> str:
    if earliest and latest:
        return date_in_words(latest, translator)
    if latest:
        return translator.gettext("by {date}", date=date_in_words(latest, translator))
    if earliest:
        return translator.gettext("from {date} on", date=date_in_words(earliest, translator))
    return translator.gettext("date unknown")


def _piece_in_words(piece: DateComponent, translator: Translator) -> str:
    if piece.unknown == "decade":
        return translator.gettext("the {year}s", year=piece.year)
    if piece.month > 30:  # EDTF's numbers: quarters are 33 to 36, seasons 21 to 24
        return translator.gettext("quarter {n} of {year}", n=piece.month - 32, year=piece.year)
    if piece.month > 20:
        return _year(translator.gettext(_SEASONS[piece.month - 21]), piece.year, translator)
    if piece.day:
        return date_in_words(piece.first, translator)
    if not piece.month:
        text = translator.gettext("{year}", year=piece.year)
        return translator.gettext("{date}, month unknown", date=text) if piece.unknown else text
    text = _year(translator.gettext(MONTHS[piece.month - 1]), piece.year, translator)
    return translator.gettext("{date}, day unknown", date=text) if piece.unknown else text


def _year(text: str, year: int, translator: Translator) -> str:
    return translator.gettext("{date} {year}", date=text, year=year)


def read_bound(text: str, which: Literal["since", "until"], today: date | None = None) -> date:
    """The first day (since) or last day (until) of 2013, 2013-04, "april 2013" or "23 April 2013".

    "today" and "yesterday" need the clock's day. Raises :class:`briefs.errors.UserError` for what is no date,
    is open on that side, or names no year ("April 23").
    """
    if day := _relative(text, today):
        return day
    typed = _typed(text)
    if typed and typed.year is None:
        example = f"{typed.day or ''} {MONTHS[typed.month - 1]} 2013".strip()
        raise UserError(f"{shown(text)} names no year", f"write for example “{example}”")
    when = _parsed(text, typed)
    day = when.earliest if which == "since" else when.latest
    if day is None:
        raise UserError(
            f"{shown(text)} is open on the side that “{which}” asks for", "write a day, month or year"
        )
    return day


def read_day(text: str, today: date | None = None) -> tuple[int, int, int | None]:
    """Month, day and the year, where one was typed: "April 23", "2013-04-23", "04-23", "today".

    Raises :class:`briefs.errors.UserError` for what is not one day.
    """
    if day := _relative(text, today):
        return day.month, day.day, None
    typed = _typed(text)
    # "04-23", and "--04-23" as ISO 8601 once wrote a day of any year.
    if short := re.fullmatch(r"\s*-{0,2}([0-9]{2})-([0-9]{2})\s*", text):
        typed = _Typed(int(short[1]), int(short[2]), None)
    when = _parsed(text, typed)
    if when.earliest is None or when.earliest != when.latest:
        raise UserError(f"{shown(text)} is not one day", "write for example “April 23” or 2013-04-23")
    return when.earliest.month, when.earliest.day, typed.year if typed else when.earliest.year


def _relative(text: str, today: date | None) -> date | None:
    word = text.strip().casefold()
    if today is None or word not in {"today", "сегодня", "yesterday", "вчера"}:
        return None
    return today if word in {"today", "сегодня"} else today - timedelta(days=1)


class _Typed(NamedTuple):
    month: int
    day: int | None
    year: int | None


def _typed(text: str) -> _Typed | None:
    """A date with the name of a month, in English or Russian; three letters of the name are enough."""
    for pattern in _TYPED if len(text) < 60 else ():
        # "23 апреля 2013 года", "23 апреля 2013 г."
        if not (found := pattern.fullmatch(text.strip().removesuffix(" года").removesuffix(" г."))):
            continue
        name = found["name"].casefold()
        for month, (english, russian) in enumerate(zip(MONTHS, _RUSSIAN, strict=True), 1):
            if english.casefold().startswith(name) or any(form.startswith(name) for form in russian.split()):
                day, year = found["day"], found["year"]
                return _Typed(month, int(day) if day else None, int(year) if year else None)
    return None


def _parsed(text: str, typed: _Typed | None) -> UncertainDate:
    try:
        if not typed:
            return parse_edtf(text.strip())
        month = f"{typed.year or 2012:04}-{typed.month:02}"  # 2012, a leap year: 29 February is a day
        return parse_edtf(month if typed.day is None else f"{month}-{typed.day:02}")
    except BadDate as bad:
        message = bad.message if text.strip() else "the date is empty"
        raise UserError(
            message, "write a date such as 2013-04-23, 2013-04, 2013 or “23 April 2013”"
        ) from None
