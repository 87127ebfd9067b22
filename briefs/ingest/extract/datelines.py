"""The day an article gives itself in its first lines: "23 April 2013, 16:49", "MOSCOW, Oct 26 2011"."""

from __future__ import annotations

import re
from datetime import date

from briefs.ingest.extract.language_tables import month_numbers
from briefs.text import late_pattern

_NAME = "(?P<month>" + "|".join(sorted(month_numbers(), key=len, reverse=True)) + r")\b\.?"
_FORMS = (
    late_pattern(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{_NAME},?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)\b",
        re.I,
    ),
    late_pattern(rf"\b{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
    late_pattern(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])"),
    late_pattern(r"(?<![\d/.])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)(?![\d/.])"),
)
_LINES = 12  # lines with text that are looked at
_LINE, _HEAD = 60, 60  # characters of a line of its own, and at the head of a longer one


def dateline(text: str) -> str | None:
    """ISO date, from a short line of its own near the top or the head of the first paragraphs; or None."""
    lines = [line.strip() for line in text[:20_000].splitlines() if line.strip()][:_LINES]
    for line in lines:
        found = _day(line if len(line) <= _LINE else line[:_HEAD])
        if found is not None:
            return found.isoformat()
    return None


def _day(line: str) -> date | None:
    for form in _FORMS:
        match = form.search(line)
        if match is None:
            continue
        month = match["month"].lower()
        try:
            return date(int(match["year"]), month_numbers().get(month) or int(month), int(match["day"]))
        except ValueError:
            continue
    return None
