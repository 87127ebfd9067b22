"""When a statement was made, as EDTF, from the day of publication and the words of the article.

The day of publication is only the latest day possible: without a word for the time, a statement was made on
that day or before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefs.ingest.extract.date_expressions import dates_in, read_iso_day

ExtractedBasis = Literal["stated", "dateline", "weekday", "inferred"]
_NEAR = 500  # characters on either side of the cue in which its time may stand
_PARTS = 6  # stretches of telling between contents, the one with the cue first
_DATE_LINE = 700  # characters at the head of an article in which its own date may stand
_EARLIER = re.compile(
    r"\b(?:earlier|previously|before now|in the past|ранее|раньше|früher|zuvor|plus tôt|antes)\b",
    re.IGNORECASE,
)
_RELATIVE_CLAUSE = re.compile(
    r",\s*(?:who|which|whose|whom|where|when|который|которая|которые)\b[^,]*$", re.IGNORECASE
)
_DATELINE = re.compile(
    r"^[^\w\n]{0,6}[A-ZА-ЯЁÀ-Þ][\w .’'/-]{1,40}?,\s*(?P<day>[^()\n]{3,24}?)\.?\s*(?:[/(][^)\n]{2,40}[/)])?\s*"
    r"(?:—|--|–|―|-\s|/)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class StatementDate:
    """An EDTF date (empty: not known), where it comes from, and the words or the reason."""

    edtf: str
    basis: ExtractedBasis
    note: str


@dataclass(frozen=True, slots=True)
class DateContext:
    """One statement, by offsets in the article: its paragraph, its sentences, and the contents in them.

    The contents are what was said, by anybody: a day named in them dates nothing. `at` is where the cue
    begins, `speaker` the name as resolved.
    """

    paragraph: tuple[int, int]
    sentence: tuple[int, int]
    contents: tuple[tuple[int, int], ...]
    at: int
    speaker: str | None


class StatementDateResolver:
    """Dates the statements of one article in reading order; `published` is an EDTF date, or None."""

    def __init__(self, text: str, published: str | None) -> None:
        self._text = text
        self._published = (published or "").strip().rstrip("?~%")
        self._today = read_iso_day(self._published)
        self._stated_on_page = False
        if self._today is None and (found := _date_line(text)) is not None:
            self._today, self._stated_on_page = found, True
        self._dateline = self._place_and_day()
        self._last: tuple[str | None, StatementDate, tuple[int, int]] | None = None

    def of(self, context: DateContext) -> StatementDate:
        """The date of one statement; statements must come in reading order."""
        told = self._from_narration(context)
        carried = None if told else self._continued(context)
        said = told or carried or self._from_dateline(context) or self._open_range("")
        if said.basis != "inferred" or said.edtf[:2] != "..":
            source = self._last[1] if carried and self._last else said
            self._last = (context.speaker, source, context.paragraph)
        elif self._last is not None and context.speaker != self._last[0]:
            self._last = None
        return said

    def _from_narration(self, context: DateContext) -> StatementDate | None:
        """By the writer's words beside the cue, outside what was said."""
        if self._today is None:
            telling = [p for p in self._narration(context) if (d := dates_in(p, None)) and d[0].full]
        else:
            telling = self._narration(context)
        for part in telling:
            for found in dates_in(part, self._today):
                clause = part[: found.start]
                if _RELATIVE_CLAUSE.search(clause):  # “Smith, who was elected in May, said”
                    continue
                return StatementDate(found.edtf, found.basis, found.words)
        if any(_EARLIER.search(part) for part in telling):
            self._last = None
            return self._open_range("said earlier, no day named")
        return None

    def _narration(self, context: DateContext) -> list[str]:
        """The writer's own words in the sentence, without the contents: the part with the cue first."""
        start = max(context.sentence[0], context.at - _NEAR)
        end = min(context.sentence[1], context.at + _NEAR)
        parts: list[tuple[int, int]] = []
        position = start
        for first, last in sorted(context.contents):
            if first > position:
                parts.append((position, min(first, end)))
            position = max(position, last)
        if position < end:
            parts.append((position, end))
        parts.sort(
            key=lambda p: (
                0 if p[0] <= context.at < p[1] else min(abs(p[0] - context.at), abs(p[1] - context.at))
            )
        )
        return [self._text[a:b] for a, b in parts[:_PARTS] if a < b]

    def _continued(self, context: DateContext) -> StatementDate | None:
        """The same speaker goes on: the day of the words before."""
        if self._last is None or context.speaker is None:
            return None
        speaker, said, paragraph = self._last
        if speaker != context.speaker or self._text[paragraph[1] : context.paragraph[0]].count("\n") > 4:
            return None
        return StatementDate(said.edtf, "inferred", f"follows words dated {said.edtf} ({said.note})")

    def _from_dateline(self, context: DateContext) -> StatementDate | None:
        """In the paragraph that the place and day stand before."""
        if self._dateline is None or not context.paragraph[0] <= self._dateline[0] < context.paragraph[1]:
            return None
        return StatementDate(self._dateline[1], "dateline", self._dateline[2])

    def _open_range(self, note: str) -> StatementDate:
        if self._today is not None and not (self._published and self._today is None):
            day = self._published if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", self._published) else ""
            edtf = f"../{day or self._today.isoformat()}"
            where = "the date on the page" if self._stated_on_page else "the day of publication"
            return StatementDate(edtf, "inferred", note or f"no day named; {where} is the latest possible")
        if re.fullmatch(r"\d{4}(?:-\d\d)?", self._published):
            return StatementDate(f"../{self._published}", "inferred", note or "no day named; published then")
        return StatementDate("", "inferred", note or "no day named, and no date of publication")

    def _place_and_day(self) -> tuple[int, str, str] | None:
        for match in _DATELINE.finditer(self._text, 0, 3000):
            found = dates_in(match["day"], self._today)
            if found and found[0].basis == "stated" and found[0].start == 0:
                return match.start(), found[0].edtf, match[0].strip(" —–-―")
        return None


def _date_line(text: str) -> date | None:
    """A line at the head that is nothing but the article's own date and time."""
    for line in text[:_DATE_LINE].splitlines():
        found = dates_in(line, None)
        if found and found[0].full and len(line) - len(found[0].words) <= 24:
            return read_iso_day(found[0].edtf)
    return None
