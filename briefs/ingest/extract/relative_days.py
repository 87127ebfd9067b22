"""Words for days beside that of publication, by the tables of the languages: “gestern”, “il y a un an”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from briefs.ingest.extract.language_tables import DayWords, day_words

Unit = Literal["day", "week", "month", "year"]
_UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
_WORD_BEFORE = re.compile(r"([\w'’]+)[\s]*$")


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """EDTF and the words that say so, from `start`; `weekday`: a day of the week is named."""

    edtf: str
    words: str
    start: int
    weekday: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    meanings: tuple[tuple[str, re.Pattern[str]], ...]
    last_weekday: re.Pattern[str] | None
    weekdays: dict[str, int]
    ago: re.Pattern[str]
    counts: dict[str, int]
    units: dict[str, Unit]
    until: frozenset[str]


def relative_days(text: str, today: date, language: str) -> Iterator[RelativeDay]:
    """What the text says of days beside `today`; nothing for a language without such words in its table."""
    patterns = _patterns(language)
    if patterns is None:
        return
    for match in patterns.last_weekday.finditer(text) if patterns.last_weekday else ():
        name = match["after"] or match["before"]
        back = (today.weekday() - patterns.weekdays[_folded(name)]) % 7 or 7
        yield RelativeDay((today - timedelta(days=back)).isoformat(), match[0], match.start(), weekday=True)
    for match in patterns.ago.finditer(text):
        count = patterns.counts[_folded(match["count"])] if match["count"] else 1
        unit = patterns.units[_folded(match["unit"])]
        yield RelativeDay(days_ago(count, unit, today), match[0], match.start())
    for meaning, pattern in patterns.meanings:
        for match in pattern.finditer(text):
            before = _WORD_BEFORE.search(text, 0, match.start())
            if before is None or _folded(before[1]) not in patterns.until:
                yield RelativeDay(day_of(meaning, today), match[0], match.start())


def day_of(meaning: str, today: date) -> str:
    """“last week” and its like as EDTF."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    match meaning:
        case "today":
            return today.isoformat()
        case "yesterday":
            return day_before(today).isoformat()
        case "before yesterday":
            return day_before(day_before(today)).isoformat()
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


def days_ago(count: int, unit: Unit, today: date, about: bool = False) -> str:
    """EDTF of so many days, weeks, months or years before; more than a day is about then."""
    mark = "~" if about or count > 1 else ""
    match unit:
        case "day":
            return (today - timedelta(days=count)).isoformat() + ("~" if about else "")
        case "week":
            return (today - timedelta(weeks=count)).isoformat() + "~"
        case "month":
            months = today.year * 12 + today.month - 1 - count
            return f"{months // 12:04}-{months % 12 + 1:02}" + mark
    return f"{today.year - count:04}" + mark


def day_before(day: date) -> date:
    """The day before; the first day there is stays itself."""
    return day - timedelta(days=1) if day > date.min else day


@cache
def _patterns(language: str) -> _Patterns | None:
    words = day_words(language)
    if words is None:
        return None
    counts = {form: n for n, forms in enumerate(words.counts, 1) for form in forms.split("|")}
    units = {form: _UNITS[n] for n, forms in enumerate(words.units) for form in forms.split("|")}
    ago = words.ago.replace("{count}", f"(?P<count>{_any(counts)})").replace(
        "{unit}", f"(?P<unit>{_any(units)})"
    )
    meanings = tuple((meaning, _compiled(phrase)) for meaning, phrase in words.meanings)
    return _Patterns(
        meanings, _last_weekday(words), dict(words.weekdays), _compiled(ago), counts, units, words.until
    )


def _last_weekday(words: DayWords) -> re.Pattern[str] | None:
    names = _any(dict(words.weekdays))
    before = rf"(?:{words.last_before}) (?P<before>{names})" if words.last_before else "(?P<before>(?!))"
    after = rf"(?P<after>{names}) (?:{words.last_after})" if words.last_after else "(?P<after>(?!))"
    return _compiled(f"{before}|{after}")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _compiled(phrase: str) -> re.Pattern[str]:
    spaced = phrase.replace("'", "['’]").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])", re.IGNORECASE)


def _folded(word: str) -> str:
    return word.lower().replace("’", "'")
