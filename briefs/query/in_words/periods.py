"""Days in a sentence: “in 2012”, “between April 2011 and 2013”, «с 2011 по 2013 год», “after 2012”."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.names import Period
from briefs.text import late_pattern

_MONTHS = (
    "jan(?:uary)?|январ[ьяе]", "feb(?:ruary)?|феврал[ьяе]", "mar(?:ch)?|март[ае]?", "apr(?:il)?|апрел[ьяе]",
    "may|ма[йяе]", "june?|июн[ьяе]", "july?|июл[ьяе]", "aug(?:ust)?|август[ае]?",
    "sept?(?:ember)?|сентябр[ьяе]", "oct(?:ober)?|октябр[ьяе]", "nov(?:ember)?|ноябр[ьяе]",
    "dec(?:ember)?|декабр[ьяе]",
)  # fmt: skip
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|-?го)?"
_YEAR_WORD = r"(?:\s+год(?:[ауе]|ах|ов|ы)?|\s+гг?\.?(?=\s|$))?"
_DATE = (
    rf"(?:{_YEAR}-\d\d(?:-\d\d)?(?!\d)|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}|{_MONTH}\s+{_DAY},?\s+{_YEAR}"
    rf"|{_MONTH},?\s+(?:of\s+)?{_YEAR}|(?:the\s+)?(?:year\s+)?{_YEAR}(?!\d|-\d\d(?!\d))){_YEAR_WORD}"
    r"|today|yesterday|(?:this|last)\s+(?:year|month)|сегодня|вчера|(?:этом|прошлом)\s+(?:году|месяце)"
)
_FROM, _TO = "between|from|since|с|со|от|между|за", r"and|to|until|till|through|по|до|и|-|–|—"
_RANGE = late_pattern(
    rf"(?<!\w)(?:(?:{_FROM}|in|during|в)\s+)?(?P<first>{_DATE})\s*(?:(?<=\s)(?:{_TO})(?=\s)|[-–—])\s*"
    rf"(?P<last>{_DATE})(?!\w)",
    re.IGNORECASE,
)
# What a word before a date makes of it; the first that stands there is taken.
_RELATIONS = (
    ("since", "since|starting(?:\\s+from|\\s+in)?|начиная\\s+с|со|с"),
    ("after", "after|later\\s+than|после"),
    ("before", "before|prior\\s+to|earlier\\s+than|до"),
    ("until", "until|till|up\\s+to|through|по"),
    ("from", "from"),  # “a quote from 2011” is of that year, “from 2011 on” since it
    ("in", "in|on|during|at|for|of|as\\s+of|в|во|за|на|от"),
)
_ONE = late_pattern(
    r"(?<!\w)(?:"
    + "|".join(rf"(?P<{name}>{words})\s+" for name, words in _RELATIONS)
    + rf")?(?P<date>{_DATE})(?P<on>\s+(?:onwards?|forward|on(?=\W*$)))?(?!\w)",
    re.IGNORECASE,
)
_CHANGED = late_pattern(
    r"\b(?:chang|evolv|develop|shift|differ)", re.IGNORECASE
)  # “how did it change from 2011?”
_NUMBER = late_pattern(r"\d+")
_MONTH_IN = late_pattern("|".join(f"(?P<m{n}>\\b(?:{month})\\b)" for n, month in enumerate(_MONTHS, 1)), re.I)
ANNIVERSARY = late_pattern(
    rf"(?<!\w)(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|-?го)?\s+(?:of\s+)?(?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?!\w|,?\s+{_YEAR})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A text without its days (a comma stands for each), the days, and whether there were any."""

    rest: str
    since: date | None = None
    until: date | None = None

    @property
    def period(self) -> Period:
        return self.since, self.until


def take_period(text: str, today: date, kept: Iterable[tuple[int, int]] = ()) -> Dated:
    """The days of a text. `kept` are parts that are no days, such as the name of a topic.

    A second day that would narrow the same side is left in the text: it is for nobody to choose between two.
    """
    spans, since, until = list(kept), None, None
    cut: list[tuple[int, int]] = []
    for pattern in (_RANGE, _ONE):
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in (*spans, *cut)):
                continue
            try:
                first, last = _bounds(found, today)
            except ValueError:  # April 31
                continue
            if (first and since) or (last and until):
                continue
            since, until = first or since, last or until
            cut.append(found.span())
    rest = text
    for start, end in sorted(cut, reverse=True):
        rest = f"{rest[:start]} , {rest[end:]}"
    return Dated(rest, since, until)


def _bounds(found: re.Match[str], today: date) -> Period:
    named = found.groupdict()
    if "first" in named:
        return _days(named["first"], today)[0], _days(named["last"], today)[1]
    first, last = _days(named["date"], today)
    if named["since"] or (named["from"] and (named["on"] or _CHANGED.search(found.string))):
        return first, None
    if named["after"]:
        return last + timedelta(days=1), None
    if named["before"]:
        return None, first - timedelta(days=1)
    return (None, last) if named["until"] else (first, last)


def _days(typed: str, today: date) -> tuple[date, date]:
    """The first and the last day of a date as written. Raises ValueError for what is no day."""
    words = typed.casefold().split()
    if words[0] in ("today", "сегодня"):
        return today, today
    if words[0] in ("yesterday", "вчера"):
        return today - timedelta(days=1), today - timedelta(days=1)
    if words[0] in ("this", "last", "этом", "прошлом"):
        back = words[0] in ("last", "прошлом")
        if words[1].startswith(("year", "год")):
            return _whole(today.year - back)
        before = today.replace(day=1) - timedelta(days=1) if back else today
        return _whole(before.year, before.month)
    month = month_in(typed)
    numbers = [int(number) for number in _NUMBER.findall(typed)]
    if month is None:  # 2013, 2013-04, 2013-04-23
        return _whole(*numbers[:3])
    year = next(number for number in numbers if number > 31)
    day = next((number for number in numbers if number <= 31), None)
    return _whole(year, month, day) if day else _whole(year, month)


def _whole(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    if day is not None:
        return date(year, month or 1, day), date(year, month or 1, day)
    first, last = month or 1, month or 12
    if not 1 <= first <= 12:
        raise ValueError(first)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def month_in(text: str) -> int | None:
    """The number of the month that is named."""
    found = _MONTH_IN.search(text)
    return int(str(found.lastgroup)[1:]) if found else None


def anniversary_in(text: str) -> str | None:
    """A day without its year as "04-23"."""
    found = ANNIVERSARY.search(text)
    month = month_in(found[0]) if found else None
    if not found or not month:
        return None
    day = int(found["d1"] or found["d2"])
    return f"{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(2012, month)[1] else None
