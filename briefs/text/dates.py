"""Dates in words, and dates as people type them. What a date may be is in `briefs.edtf`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from briefs.errors import Trouble
from briefs.i18n import Words, mark
from briefs.model import When
from briefs.text.edtf import EXPECTED, MONTHS, BadDate, Piece, parse, pieces, shown, widened

__all__ = [
    "EXPECTED", "BadDate", "anniversary_in_words", "date_in_words", "in_words", "parse", "read_bound",
    "read_day", "span_in_words", "widened",
]  # fmt: skip

# The day goes with its month in one message: Russian says "апрель" but "23 апреля".
_DAYS = (
    mark("{day} January"), mark("{day} February"), mark("{day} March"), mark("{day} April"),
    mark("{day} May"), mark("{day} June"), mark("{day} July"), mark("{day} August"),
    mark("{day} September"), mark("{day} October"), mark("{day} November"), mark("{day} December"),
)  # fmt: skip
_SHORT_DAYS = (
    mark("{day} Jan"), mark("{day} Feb"), mark("{day} Mar"), mark("{day} Apr"), mark("{day} May"),
    mark("{day} Jun"), mark("{day} Jul"), mark("{day} Aug"), mark("{day} Sep"), mark("{day} Oct"),
    mark("{day} Nov"), mark("{day} Dec"),
)  # fmt: skip
_SEASONS = (mark("spring"), mark("summer"), mark("autumn"), mark("winter"))
_QUALIFIED = {
    "?": mark("{date}, uncertain"),
    "~": mark("{date}, approximate"),
    "%": mark("{date}, uncertain and approximate"),
}
_TYPED = (  # April 2013 · 23 April 2013 · April 23, 2013 · 23 April · April 23
    re.compile(
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|-?го)?\s+(?P<name>[^\W\d_]{3,9})(?:,?\s+(?P<year>[0-9]{4}))?"
    ),
    re.compile(
        r"(?P<name>[^\W\d_]{3,9})(?:\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?)?(?:,?\s+(?P<year>[0-9]{4}))?"
    ),
)
_RUSSIAN = (
    "январь января", "февраль февраля", "март марта", "апрель апреля", "май мая", "июнь июня", "июль июля",
    "август августа", "сентябрь сентября", "октябрь октября", "ноябрь ноября", "декабрь декабря",
)  # fmt: skip


def date_in_words(day: date, words: Words) -> str:
    return _year(words.say(_DAYS[day.month - 1], day=day.day), day.year, words)


def anniversary_in_words(month: int, day: int, words: Words) -> str:
    """A day of any year: "23 April"."""
    return words.say(_DAYS[month - 1], day=day)


def span_in_words(earliest: date | None, latest: date | None, words: Words) -> str:
    """ "26 Oct 2011 to 23 Apr 2013", or "by 26 October 2011" where the start is open."""
    if earliest is None or latest is None or earliest == latest:
        return _open_in_words(earliest, latest, words)
    first, last = (
        _year(words.say(_SHORT_DAYS[day.month - 1], day=day.day), day.year, words)
        for day in (earliest, latest)
    )
    return words.say("{first} to {last}", first=first, last=last)


def in_words(when: When, words: Words) -> str:
    """The date as a reader says it, its uncertainty included: "22 or 23 April 2013", "2013, uncertain"."""
    kind, start, end = pieces(when.edtf)
    if start is None or end is None:
        parts = list(start or end or ())
        text = _open_in_words(when.earliest, when.latest, words)
    else:
        parts = [*start, *end] if kind == "interval" else list(start)
        text = _parts_in_words(parts, kind, words)
    qualifiers = {part.qualifier for part in parts if part.qualifier}
    if not qualifiers:
        return text
    qualifier = qualifiers.pop() if len(qualifiers) == 1 else "%"
    return words.say(_QUALIFIED[qualifier], date=text)


def _parts_in_words(parts: list[Piece], kind: str, words: Words) -> str:
    first = parts[0]
    if all(part.day and part[2:4] == first[2:4] for part in parts):  # days of one month: name it once
        days = _listed([str(part.day) for part in parts], kind, words)
        return _year(words.say(_DAYS[first.month - 1], day=days), first.year, words)
    return _listed([_piece_in_words(part, words) for part in parts], kind, words)


def _listed(parts: list[str], kind: str, words: Words) -> str:
    text = parts[0]
    for part in parts[1:]:
        if kind == "interval":
            text = words.say("{first} to {last}", first=text, last=part)
        else:
            text = words.say("{first} or {last}", first=text, last=part)
    return text


def _open_in_words(earliest: date | None, latest: date | None, words: Words) -> str:
    if earliest and latest:
        return date_in_words(latest, words)
    if latest:
        return words.say("by {date}", date=date_in_words(latest, words))
    if earliest:
        return words.say("from {date} on", date=date_in_words(earliest, words))
    return words.say("date unknown")


def _piece_in_words(piece: Piece, words: Words) -> str:
    if piece.unknown == "decade":
        return words.say("the {year}s", year=piece.year)
    if piece.month > 30:
        return words.say("quarter {n} of {year}", n=piece.month - 32, year=piece.year)
    if piece.month > 20:
        return _year(words.say(_SEASONS[piece.month - 21]), piece.year, words)
    if piece.day:
        return date_in_words(piece.first, words)
    if not piece.month:
        text = words.say("{year}", year=piece.year)
        return words.say("{date}, month unknown", date=text) if piece.unknown else text
    text = _year(words.say(MONTHS[piece.month - 1]), piece.year, words)
    return words.say("{date}, day unknown", date=text) if piece.unknown else text


def _year(text: str, year: int, words: Words) -> str:
    return words.say("{date} {year}", date=text, year=year)


def read_bound(text: str, which: Literal["since", "until"], today: date | None = None) -> date:
    """The first day (since) or last day (until) of 2013, 2013-04, "april 2013" or "23 April 2013".

    "today" and "yesterday" need the clock's day. Raises Trouble, also for "April 23", which names no year.
    """
    if day := _relative(text, today):
        return day
    typed = _typed(text)
    if typed and typed.year is None:
        example = f"{typed.day or ''} {MONTHS[typed.month - 1]} 2013".strip()
        raise Trouble(f"{shown(text)} names no year", f"write for example “{example}”")
    when = _parsed(text, typed)
    day = when.earliest if which == "since" else when.latest
    if day is None:
        raise Trouble(
            f"{shown(text)} is open on the side that “{which}” asks for", "write a day, month or year"
        )
    return day


def read_day(text: str, today: date | None = None) -> tuple[int, int, int | None]:
    """Month, day and the year, where one was typed: "April 23", "2013-04-23", "04-23", "today"."""
    if day := _relative(text, today):
        return day.month, day.day, None
    typed = _typed(text)
    if short := re.fullmatch(r"\s*-{0,2}([0-9]{2})-([0-9]{2})\s*", text):
        typed = _Typed(int(short[1]), int(short[2]), None)
    when = _parsed(text, typed)
    if when.earliest is None or when.earliest != when.latest:
        raise Trouble(f"{shown(text)} is not one day", "write for example “April 23” or 2013-04-23")
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
        if not (found := pattern.fullmatch(text.strip().removesuffix(" года").removesuffix(" г."))):
            continue
        name = found["name"].casefold()
        for month, (english, russian) in enumerate(zip(MONTHS, _RUSSIAN, strict=True), 1):
            if english.casefold().startswith(name) or any(form.startswith(name) for form in russian.split()):
                day, year = found["day"], found["year"]
                return _Typed(month, int(day) if day else None, int(year) if year else None)
    return None


def _parsed(text: str, typed: _Typed | None) -> When:
    try:
        if not typed:
            return parse(text.strip())
        month = f"{typed.year or 2012:04}-{typed.month:02}"  # 2012, a leap year: 29 February is a day
        return parse(month if typed.day is None else f"{month}-{typed.day:02}")
    except BadDate as bad:
        message = bad.message if text.strip() else "the date is empty"
        raise Trouble(message, "write a date such as 2013-04-23, 2013-04, 2013 or “23 April 2013”") from None
