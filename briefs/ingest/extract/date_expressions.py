"""Words for days in running text, read against the day of publication: “Monday”, “вчера”."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_RUSSIAN_MONTHS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split()
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_RU_MONTH = (
    r"(?P<month>(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}|ма[йяе]|мая)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<count>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_COUNTS = dict(
    zip("a one two three four five six seven eight nine ten".split(), (1, *range(1, 11)), strict=True)
)
_WEEKDAYS = {
    **{name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())},
    **{
        name: n
        for n, name in enumerate("понедельник вторник среду четверг пятницу субботу воскресенье".split())
    },
}
# EDTF's numbers in the place of a month (levels 1 and 2)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_QUARTERS = {"first": 33, "second": 34, "third": 35, "fourth": 36}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date found: EDTF, basis, the words and where they begin; `full`: they need no other date."""

    edtf: str
    basis: Literal["stated", "weekday"]
    words: str
    start: int
    full: bool = False


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_FULL = (
    _compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b"),
    _compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
    _compile(rf"\b(?P<day>\d{{1,2}})\s+{_RU_MONTH}\s+{_YEAR}\b"),
    _compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    _compile(r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b"),
)
_DAY = (
    _compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|:|\s*(?:percent|per cent|%|people))"),
    _compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?![\w-])"),
    _compile(rf"\b(?P<day>\d{{1,2}})\s+{_RU_MONTH}\b"),
)
_IN_MONTH = (
    _compile(
        rf"\b(?:in|during|since|of)\s+(?:early\s+|late\s+|mid-)?{_MONTH}(?:\s+of)?(?:,?\s+{_YEAR})?(?![\w.]*\s*\d)"
    ),
    _compile(rf"\bв\s+{_RU_MONTH}(?:\s+{_YEAR})?"),
)
_IN_YEAR = (_compile(rf"\b(?:in|during)\s+{_YEAR}(?!-?\w)"), _compile(rf"\bв\s+{_YEAR}\s+году"))
_SEASON = _compile(
    rf"\b(?:in|during)\s+(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+{_YEAR}\b"
)
_THIS_SEASON = _compile(r"\b(?P<which>last|this)\s+(?P<season>spring|summer|autumn|fall|winter)\b")
_QUARTER = _compile(rf"\bin\s+the\s+(?P<quarter>first|second|third|fourth)\s+quarter\s+of\s+{_YEAR}\b")
_WEEKDAY = (
    _compile(
        r"(?P<lead>\b(?:next|coming|every|each|until|through|by)\s+)?\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|"
        r"sun)day)(?!s\b|[’']s\b|-)"
    ),
    _compile(
        r"(?P<lead>\bдо\s+)?\bв[ео]?\s+(?:прошл\w+\s+)?(?P<weekday>понедельник|вторник|среду|четверг|пятницу|субботу|"
        r"воскресенье)\b"
    ),
)
_AGO = _compile(
    r"\b(?P<about>about |some |almost |nearly |more than |over )?"
    rf"{_NUMBER}\s+(?P<unit>day|week|month|year)s?\s+ago\b"
)
_RELATIVE = (
    (_compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b|\bсегодня\b"), "today"),
    (_compile(r"\byesterday\b|\blast (?:night|evening)\b|\bвчера\b"), "yesterday"),
    (_compile(r"\blast week\b|\bthe previous week\b|\bна прошлой неделе\b"), "last week"),
    (_compile(r"\b(?:earlier )?this week\b|\bна этой неделе\b"), "this week"),
    (_compile(r"\blast month\b|\bв прошлом месяце\b"), "last month"),
    (_compile(r"\b(?:earlier )?this month\b|\bв этом месяце\b"), "this month"),
    (_compile(r"\blast year\b|\bв прошлом году\b"), "last year"),
    (_compile(r"\bearlier this year\b|\bв этом году\b"), "this year"),
)


def dates_in(text: str, today: date | None) -> list[DateMention]:
    """Days named in the text, the most exact kind first, never after `today` (None: full dates only).

    `today` is the day of publication. Where two kinds overlap, the more exact one stands.
    """
    found: list[DateMention] = []
    for kind in (_full, _named, _weekdays, _vague):
        for day in sorted(kind(text, today), key=lambda d: d.start):
            if not any(_overlap(day, other) for other in found):
                found.append(day)
    return found


def _overlap(a: DateMention, b: DateMention) -> bool:
    return a.start < b.start + len(b.words) and b.start < a.start + len(a.words)


def _full(text: str, today: date | None) -> Iterator[DateMention]:
    for pattern in _FULL:
        for match in pattern.finditer(text):
            day = _date(int(match["year"]), _month_of(match), int(match["day"]))
            if day is not None and (today is None or day <= today):
                yield DateMention(day.isoformat(), "stated", match[0], match.start(), full=True)
    for match in _QUARTER.finditer(text):
        yield DateMention(
            f"{match['year']}-{_QUARTERS[match['quarter'].lower()]}", "stated", match[0], match.start(), True
        )
    for match in _SEASON.finditer(text):
        edtf = f"{match['year']}-{_SEASONS[match['season'].lower()]}"
        yield DateMention(edtf, "stated", match[0], match.start(), full=True)
    for match in (m for pattern in _IN_MONTH for m in pattern.finditer(text)):
        if match["year"] and (today is None or date(int(match["year"]), _month_of(match), 1) <= today):
            yield DateMention(
                f"{match['year']}-{_month_of(match):02}", "stated", match[0], match.start(), full=True
            )
    for match in (m for pattern in _IN_YEAR for m in pattern.finditer(text)):
        if today is None or int(match["year"]) <= today.year:
            yield DateMention(match["year"], "stated", match[0], match.start(), full=True)


def _named(text: str, today: date | None) -> Iterator[DateMention]:
    """A day or month without its year: the last such one."""
    if today is None:
        return
    for match in (m for pattern in _DAY for m in pattern.finditer(text)):
        day = latest(today, _month_of(match), int(match["day"]))
        if day is not None:
            yield DateMention(day.isoformat(), "stated", match[0], match.start())
    for match in (m for pattern in _IN_MONTH for m in pattern.finditer(text)):
        if not match["year"]:
            month = _month_of(match)
            year = today.year if month <= today.month else today.year - 1
            yield DateMention(f"{year}-{month:02}", "stated", match[0], match.start())


def _weekdays(text: str, today: date | None) -> Iterator[DateMention]:
    if today is None:
        return
    for match in (m for pattern in _WEEKDAY for m in pattern.finditer(text)):
        if match["lead"]:
            continue
        # news says “on Monday” of the last one; of today's weekday it means today
        back = (today.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7
        if (
            re.search(r"\blast\s+$|\bпрошл\w+\s+$", text[: match.start("weekday")], re.IGNORECASE)
            and back == 0
        ):
            back = 7
        yield DateMention((today - timedelta(days=back)).isoformat(), "weekday", match[0], match.start())


def _vague(text: str, today: date | None) -> Iterator[DateMention]:
    if today is None:
        return
    for pattern, meaning in _RELATIVE:
        for match in pattern.finditer(text):
            yield DateMention(_relative(meaning, today), "stated", match[0], match.start())
    for match in _AGO.finditer(text):
        yield DateMention(_ago(match, today), "stated", match[0], match.start())
    for match in _THIS_SEASON.finditer(text):
        yield DateMention(
            _season(match["season"].lower(), match["which"].lower(), today), "stated", match[0], match.start()
        )


def _relative(meaning: str, today: date) -> str:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    match meaning:
        case "today":
            return today.isoformat()
        case "yesterday":
            return day_before(today).isoformat()
        case "last week":
            return f"{monday - timedelta(days=7)}/{day_before(monday)}"
        case "this week":
            return f"{monday}/{today}" if monday < today else today.isoformat()
        case "last month":
            return f"{day_before(first):%Y-%m}"
        case "this month":
            return f"{today:%Y-%m}"
        case "last year":
            return f"{today.year - 1}"
    return f"{today.year}"


def _ago(match: re.Match[str], today: date) -> str:
    word = match["count"].lower()
    count = _COUNTS.get(word) or int(word)
    about = "~" if match["about"] or count > 1 else ""
    match match["unit"].lower():
        case "day":
            return (today - timedelta(days=count)).isoformat() + ("~" if match["about"] else "")
        case "week":
            return (today - timedelta(weeks=count)).isoformat() + "~"
        case "month":
            months = today.year * 12 + today.month - 1 - count
            return f"{months // 12:04}-{months % 12 + 1:02}" + about
    return f"{today.year - count:04}" + about


def _season(name: str, which: str, today: date) -> str:
    """The last season of that name that had begun; winters begin in December of the year before."""
    begins = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    year = today.year if begins <= today.month else today.year - 1
    running = (today.year * 12 + today.month) - (year * 12 + begins) < 3
    if which == "last" and running:
        year -= 1
    return f"{year}-{_SEASONS[name]}~"


def latest(today: date, month: int, day: int) -> date | None:
    """The last day of that name that is not after `today`."""
    # nine years back reach a 29 February across a century that has none
    for year in range(today.year, today.year - 9, -1):
        found = _date(year, month, day)
        if found is not None and found <= today:
            return found
    return None


def day_before(day: date) -> date:
    """The day before; the first day there is stays itself."""
    return day - timedelta(days=1) if day > date.min else day


def read_day(text: str) -> date | None:
    """The first day of `YYYY-MM-DD…`, or None."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", text)
    return _date(*(int(part) for part in found.groups())) if found else None


def _month_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("number"):
        return int(groups["number"])
    name = groups["month"].lower()
    for number, start in enumerate(_ENGLISH_MONTHS, 1):
        if start[:3] == name[:3]:
            return number
    for number, start in enumerate(_RUSSIAN_MONTHS, 1):
        if start != "ма" and name.startswith(start):
            return number
    return 5  # “май” is a part of no other


def _date(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
