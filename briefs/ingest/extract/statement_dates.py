"""When a statement was made, as EDTF, from the day of publication and the words of the article.

The day of publication is only the latest day possible: without a word for the time, a statement was made on
that day or before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.date_expressions import dates_in, read_iso_day
from briefs.ingest.extract.language_detection import detect_language
from briefs.text import paragraphs

ExtractedBasis = Literal["stated", "dateline", "weekday", "inferred"]
_NEAR = 500  # characters on either side of the cue in which its time may stand
_PARTS = 6  # stretches of telling between contents, the one with the cue first
_DATE_LINE = 700  # characters at the head of an article in which its own date may stand
_EARLIER = re.compile(
    r"\b(?:earlier|previously|before now|in the past|ранее|раньше|früher|zuvor|plus tôt|antes)\b",
    re.IGNORECASE,
)
# “Smith, who was elected in May, said”, “since she fled in 2012”: days of something else
_SUBORDINATE = re.compile(
    r"(?:^|[\s,(—–-])(?:who|which|whose|whom|since|while|although|though|because|unless|whether|which"
    r"|(?:where|when|whenever|once|as soon as)(?! (?:asked|questioned|pressed|told)\b)"
    r"|который|которая|которые|которое|когда|после того как|с тех пор как)\b[^,;:—–]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:^|[\s,])(?:after|before|as|until|till|if)\s+(?P<clause>[^,;:—–]*)$", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|is|are|did|found|won|lost|left|fled|took|came|went|began|became|met|fell|broke|died"
    r"|made|saw|gave|got|held|ran|rose|set|shot|struck|\w{2,}ed)\b"
)
_TO_COME = re.compile(r"\b(?:would|will|won[’']t|shall|should|could|can|may|might|must)\b[^,;:—–]*$")
_SAID = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.SAID))})\b")
_LEAD = 1_500  # characters from the top within which the first paragraph of the telling must begin
_NEWS = 8  # days back that a lead tells of; what it names before is history
_MARK = re.compile(r"[\"“”«»]")
_ENDS = re.compile(r"[.!?…][\"”’»)]*\s*$")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“«]?[A-ZÀ-ÞА-ЯЁ])")
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
    begins, `speaker` the name as resolved; `spoken`: words within quotation marks, said at some occasion.
    """

    paragraph: tuple[int, int]
    sentence: tuple[int, int]
    contents: tuple[tuple[int, int], ...]
    at: int
    speaker: str | None
    spoken: bool = False


class StatementDateResolver:
    """Dates the statements of one article in reading order; `published` is an EDTF date, or None.

    `language` is the one that the article is read in; None: told by its words.
    """

    def __init__(self, text: str, published: str | None, language: str | None = None) -> None:
        self._text = text
        self._language = language or detect_language(text) or "en"
        self._published = (published or "").strip().rstrip("?~%")
        self._today = read_iso_day(self._published)
        self._stated_on_page = False
        if self._today is None and (found := _date_line(text)) is not None:
            self._today, self._stated_on_page = found, True
        self._dateline = self._place_and_day()
        self._event = self._day_of_the_event()
        self._last: tuple[str | None, StatementDate, tuple[int, int]] | None = None

    def of(self, context: DateContext) -> StatementDate:
        """The date of one statement; statements must come in reading order."""
        told = self._from_narration(context)
        carried = None if told else self._continued(context)
        said = (
            told
            or carried
            or self._from_sentence_before(context)
            or self._from_dateline(context)
            or self._from_lead(context)
            or self._open_range()
        )
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
            for found in dates_in(part, self._today, self._language):
                if not _of_something_else(part[: found.start]):
                    return StatementDate(
                        found.edtf, found.basis, f"The article says “{found.words.strip()}”."
                    )
        if any(_EARLIER.search(part) for part in telling):
            self._last = None
            return self._open_range("The article says only that it was earlier")
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
        """The same speaker goes on in the same paragraph: the day of the words before."""
        if self._last is None or context.speaker is None:
            return None
        speaker, said, paragraph = self._last
        if speaker != context.speaker or paragraph != context.paragraph:
            return None
        return StatementDate(said.edtf, "inferred", f"It follows words of {said.edtf}. {said.note}")

    def _from_sentence_before(self, context: DateContext) -> StatementDate | None:
        """“Anna Berg spoke in Oslo on Monday. “I want to come home,” she said.”"""
        start = max(context.paragraph[0], context.sentence[0] - _NEAR)
        before = _SENTENCE.split(self._text[start : context.sentence[0]].strip())[-1]
        surname = context.speaker.split()[-1] if context.speaker else ""
        if not context.spoken or not surname or surname not in before or _MARK.search(before):
            return None
        for found in dates_in(before, self._today, self._language):
            if not (_of_something_else(before[: found.start]) or _of_what_is_told(before[: found.start])):
                words = found.words.strip()
                return StatementDate(found.edtf, "inferred", f"The sentence before says “{words}”.")
        return None

    def _from_dateline(self, context: DateContext) -> StatementDate | None:
        """In the paragraph that the place and day stand before."""
        if self._dateline is None or not context.paragraph[0] <= self._dateline[0] < context.paragraph[1]:
            return None
        return StatementDate(self._dateline[1], "dateline", f"The paragraph begins “{self._dateline[2]}”.")

    def _from_lead(self, context: DateContext) -> StatementDate | None:
        """Words that were spoken, without a day of their own: the day of what the article tells of."""
        if self._event is None or not context.spoken or context.at < self._event[0]:
            return None
        _, edtf, words = self._event
        return StatementDate(edtf, "inferred", f"No day is named; what the article tells of was “{words}”.")

    def _day_of_the_event(self) -> tuple[int, str, str] | None:
        """Where the first paragraph begins, and the day in its main clause, if that is the news."""
        lead = next((p for p in paragraphs(self._text[:_LEAD]) if _ENDS.search(self._text[slice(*p)])), None)
        if lead is None or self._today is None or not self._published:
            return None
        first = _SENTENCE.split(self._text[slice(*lead)], maxsplit=1)[0]
        dateline = _DATELINE.match(first)
        told = first[dateline.end() :] if dateline else first
        for found in dates_in(told, self._today, self._language):
            day = read_iso_day(found.edtf) if re.fullmatch(r"\d{4}-\d\d-\d\d", found.edtf) else None
            recent = day is not None and (self._today - day).days < _NEWS
            if recent and not _of_something_else(told[: found.start]):
                return lead[0], found.edtf, found.words.strip()
        return None

    def _open_range(self, why: str = "The article does not say when") -> StatementDate:
        if self._today is not None and not (self._published and self._today is None):
            day = self._published if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", self._published) else ""
            edtf = f"../{day or self._today.isoformat()}"
            where = "the date on the page" if self._stated_on_page else "the day of publication"
            return StatementDate(edtf, "inferred", f"{why}; {where} is the latest possible.")
        if re.fullmatch(r"\d{4}(?:-\d\d)?", self._published):
            return StatementDate(f"../{self._published}", "inferred", f"{why}; it was published then.")
        return StatementDate("", "inferred", f"{why}, and has no date of publication.")

    def _place_and_day(self) -> tuple[int, str, str] | None:
        for match in _DATELINE.finditer(self._text, 0, 3000):
            found = dates_in(match["day"], self._today, self._language)
            if found and found[0].basis == "stated" and found[0].start == 0:
                return match.start(), found[0].edtf, match[0].strip(" —–-―")
        return None


def _of_something_else(before: str) -> bool:
    """Whether a day stands in a subordinate clause: `before` is the telling up to it."""
    if _SUBORDINATE.search(before):
        return True
    after = _AFTER.search(before)
    return after is not None and _PAST.search(after["clause"]) is not None


def _of_what_is_told(before: str) -> bool:
    """“Ray said the council would vote in July.”: a day in somebody's reported words, or one to come."""
    if _TO_COME.search(before):
        return True
    said = max((m.end() for m in _SAID.finditer(before)), default=None)
    return said is not None and _PAST.search(before, said) is not None


def _date_line(text: str) -> date | None:
    """A line at the head that is nothing but the article's own date and time."""
    for line in text[:_DATE_LINE].splitlines():
        found = dates_in(line, None)
        if found and found[0].full and len(line) - len(found[0].words) <= 24:
            return read_iso_day(found[0].edtf)
    return None
