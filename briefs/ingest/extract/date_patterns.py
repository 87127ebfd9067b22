"""The wording of days, months, seasons and spans of time in running text.

English and Russian; of the other languages with a table days of the month and of the week. Words for days
beside that of publication are English ones here: those of other languages stand in their tables.
"""

from __future__ import annotations

import re

from briefs.ingest.extract.language_tables import month_numbers, weekday_numbers

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_RU_MONTH = (
    r"(?P<month>(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}|ма[йяе]|мая)"
)
_OWN = frozenset({"en", "ru"})  # have patterns of their own
_OTHER_MONTH = rf"(?P<month>{'|'.join(sorted(month_numbers(_OWN), key=len, reverse=True))})"
_OTHER_DAY = rf"\b(?P<day>\d{{1,2}})(?:er|\.|º)?\s+(?:de\s+)?{_OTHER_MONTH}"
# as they are written: “domingo” is a day, Domingo a man
_OTHER_WEEKDAYS = "|".join(
    sorted(
        (name.title() if name.endswith(("tag", "woch")) else name for name in weekday_numbers(_OWN)),
        key=len,
        reverse=True,
    )
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<count>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
COUNTS = dict(
    zip("a one two three four five six seven eight nine ten".split(), (1, *range(1, 11)), strict=True)
)
WEEKDAYS = weekday_numbers()
# EDTF's numbers in the place of a month (levels 1 and 2)
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
QUARTERS = {"first": 33, "second": 34, "third": 35, "fourth": 36}


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


FULL = (
    _compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b"),
    _compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
    _compile(rf"\b(?P<day>\d{{1,2}})\s+{_RU_MONTH}\s+{_YEAR}\b"),
    _compile(rf"{_OTHER_DAY}\s+(?:de\s+)?{_YEAR}\b"),
    _compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    _compile(r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b"),
)
DAY = (
    _compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|:|\s*(?:percent|per cent|%|people))"),
    _compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?![\w-])"),
    _compile(rf"\b(?P<day>\d{{1,2}})\s+{_RU_MONTH}\b"),
    _compile(rf"{_OTHER_DAY}(?![\w-])"),
)
IN_MONTH = (
    _compile(
        rf"\b(?:in|during|since|of)\s+(?:early\s+|late\s+|mid-)?{_MONTH}(?:\s+of)?(?:,?\s+{_YEAR})?(?![\w.]*\s*\d)"
    ),
    _compile(rf"\bв\s+{_RU_MONTH}(?:\s+{_YEAR})?"),
)
IN_YEAR = (_compile(rf"\b(?:in|during)\s+{_YEAR}(?!-?\w)"), _compile(rf"\bв\s+{_YEAR}\s+году"))
SEASON = _compile(
    rf"\b(?:in|during)\s+(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+{_YEAR}\b"
)
THIS_SEASON = _compile(r"\b(?P<which>last|this)\s+(?P<season>spring|summer|autumn|fall|winter)\b")
QUARTER = _compile(rf"\bin\s+the\s+(?P<quarter>first|second|third|fourth)\s+quarter\s+of\s+{_YEAR}\b")
WEEKDAY = (
    _compile(
        r"(?P<lead>\b(?:next|coming|every|each|until|through|by)\s+)?\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|"
        r"sun)day)(?!s\b|[’']s\b|-)"
    ),
    _compile(
        r"(?P<lead>\bдо\s+)?\bв[ео]?\s+(?:прошл\w+\s+)?(?P<weekday>понедельник|вторник|среду|четверг|пятницу|субботу|"
        r"воскресенье)\b"
    ),
    _compile(rf"(?P<lead>\b(?:bis|jusqu['’]à|hasta el|до)\s+)?(?-i:\b(?P<weekday>{_OTHER_WEEKDAYS})\b)"),
)
WEEKDAY_NAME = re.compile(r"\b(?:Black|Good|Ash|Bloody|Super|Palm|Easter|Cyber) [A-Z][a-z]+day$")
AGO = _compile(
    r"\b(?P<about>about |some |almost |nearly |more than |over )?"
    rf"{_NUMBER}\s+(?P<unit>day|week|month|year)s?\s+ago\b"
)
RELATIVE = (
    (_compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b"), "today"),
    (_compile(r"\byesterday\b|\blast (?:night|evening)\b"), "yesterday"),
    (_compile(r"\blast week\b|\bthe previous week\b"), "last week"),
    (_compile(r"\b(?:earlier )?this week\b"), "this week"),
    (_compile(r"\blast month\b"), "last month"),
    (_compile(r"\b(?:earlier )?this month\b"), "this month"),
    (_compile(r"\blast year\b"), "last year"),
    (_compile(r"\bearlier this year\b"), "this year"),
)
