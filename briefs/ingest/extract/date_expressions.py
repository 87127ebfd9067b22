"""Words for days in running text, read against the day of publication: “Monday”, “вчера”."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from briefs.ingest.extract import date_patterns
from briefs.ingest.extract.language_tables import month_numbers
from briefs.ingest.extract.relative_days import day_of, days_ago, relative_days


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date found: EDTF, basis, the words and where they begin; `full`: they need no other date."""

    edtf: str
    basis: Literal["stated", "weekday"]
    words: str
    start: int
    full: bool = False


def dates_in(text: str, today: date | None, language: str = "en") -> list[DateMention]:
    """Days named in the text, the most exact kind first, never after `today` (None: full dates only).

    `today` is the day of publication; `language` a two-letter code: “hier” is a day in French alone. Where
    two kinds overlap, the more exact one stands.
    """
    beside = [*relative_days(text, today, language)] if today is not None else []
    found: list[DateMention] = []
    kinds = (
        _full(text, today),
        _named(text, today),
        (DateMention(d.edtf, "weekday", d.words, d.start) for d in beside if d.weekday),
        _weekdays(text, today),
        (DateMention(d.edtf, "stated", d.words, d.start) for d in beside if not d.weekday),
        _vague(text, today),
    )
    for kind in kinds:
        for day in sorted(kind, key=lambda d: d.start):
            if not any(_overlap(day, other) for other in found):
                found.append(day)
    return found


def _overlap(a: DateMention, b: DateMention) -> bool:
    return a.start < b.start + len(b.words) and b.start < a.start + len(a.words)


def _full(text: str, today: date | None) -> Iterator[DateMention]:
    for pattern in date_patterns.FULL:
        for match in pattern.finditer(text):
            day = _date(int(match["year"]), _month_of(match), int(match["day"]))
            if day is not None and (today is None or day <= today):
                yield DateMention(day.isoformat(), "stated", match[0], match.start(), full=True)
    for match in date_patterns.QUARTER.finditer(text):
        edtf = f"{match['year']}-{date_patterns.QUARTERS[match['quarter'].lower()]}"
        yield DateMention(edtf, "stated", match[0], match.start(), full=True)
    for match in date_patterns.SEASON.finditer(text):
        edtf = f"{match['year']}-{date_patterns.SEASONS[match['season'].lower()]}"
        yield DateMention(edtf, "stated", match[0], match.start(), full=True)
    for match in (m for pattern in date_patterns.IN_MONTH for m in pattern.finditer(text)):
        if match["year"] and (today is None or date(int(match["year"]), _month_of(match), 1) <= today):
            yield DateMention(
                f"{match['year']}-{_month_of(match):02}", "stated", match[0], match.start(), full=True
            )
    for match in (m for pattern in date_patterns.IN_YEAR for m in pattern.finditer(text)):
        if today is None or int(match["year"]) <= today.year:
            yield DateMention(match["year"], "stated", match[0], match.start(), full=True)


def _named(text: str, today: date | None) -> Iterator[DateMention]:
    """A day or month without its year: the last such one."""
    if today is None:
        return
    for match in (m for pattern in date_patterns.DAY for m in pattern.finditer(text)):
        day = latest(today, _month_of(match), int(match["day"]))
        if day is not None:
            yield DateMention(day.isoformat(), "stated", match[0], match.start())
    for match in (m for pattern in date_patterns.IN_MONTH for m in pattern.finditer(text)):
        if not match["year"]:
            month = _month_of(match)
            year = today.year if month <= today.month else today.year - 1
            yield DateMention(f"{year}-{month:02}", "stated", match[0], match.start())


def _weekdays(text: str, today: date | None) -> Iterator[DateMention]:
    if today is None:
        return
    for match in (m for pattern in date_patterns.WEEKDAY for m in pattern.finditer(text)):
        if match["lead"] or date_patterns.WEEKDAY_NAME.search(text[: match.end()]):
            continue
        # news says “on Monday” of the last one; of today's weekday it means today
        back = (today.weekday() - date_patterns.WEEKDAYS[match["weekday"].lower()]) % 7
        if re.search(r"\blast\s+$", text[: match.start("weekday")], re.IGNORECASE) and back == 0:
            back = 7
        yield DateMention((today - timedelta(days=back)).isoformat(), "weekday", match[0], match.start())


def _vague(text: str, today: date | None) -> Iterator[DateMention]:
    if today is None:
        return
    for pattern, meaning in date_patterns.RELATIVE:
        for match in pattern.finditer(text):
            if _is_name(text, match):  # “USA TODAY”, “Psychology Today”
                continue
            yield DateMention(day_of(meaning, today), "stated", match[0], match.start())
    for match in date_patterns.AGO.finditer(text):
        word = match["count"].lower()
        unit: Any = match["unit"].lower()
        edtf = days_ago(date_patterns.COUNTS.get(word) or int(word), unit, today, bool(match["about"]))
        yield DateMention(edtf, "stated", match[0], match.start())
    for match in date_patterns.THIS_SEASON.finditer(text):
        yield DateMention(
            _season(match["season"].lower(), match["which"].lower(), today), "stated", match[0], match.start()
        )


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A word with a capital that opens no sentence."""
    before = text[: match.start()].rstrip()
    return match[0][:1].isupper() and before[-1:] not in (
        "",
        ".",
        "!",
        "?",
        "…",
        ":",
        "”",
        "“",
        '"',
        "»",
        "—",
        "–",
    )


def _season(name: str, which: str, today: date) -> str:
    """The last season of that name that had begun; winters begin in December of the year before."""
    begins = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    year = today.year if begins <= today.month else today.year - 1
    running = (today.year * 12 + today.month) - (year * 12 + begins) < 3
    if which == "last" and running:
        year -= 1
    return f"{year}-{date_patterns.SEASONS[name]}~"


def latest(today: date, month: int, day: int) -> date | None:
    """The last day of that name that is not after `today`."""
    # nine years back reach a 29 February across a century that has none
    for year in range(today.year, today.year - 9, -1):
        found = _date(year, month, day)
        if found is not None and found <= today:
            return found
    return None


def read_iso_day(text: str) -> date | None:
    """The first day of `YYYY-MM-DD…`, or None."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", text)
    return _date(*(int(part) for part in found.groups())) if found else None


def _month_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("number"):
        return int(groups["number"])
    name = groups["month"].lower().rstrip(".")
    if name in month_numbers():
        return month_numbers()[name]
    return next(number for known, number in month_numbers().items() if name[:3] == known[:3])


def _date(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
