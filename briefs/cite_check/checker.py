"""Checks a draft against a library: every quotation, what stands beside it, and what is told without a
source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefs.cite_check.bystanders import without_bystanders
from briefs.cite_check.claimed_dates import claimed_dates, date_on_record, without_asides, wrong_part
from briefs.cite_check.claimed_offices import claimed_offices, office_holds, office_on_record
from briefs.cite_check.headings import with_headings
from briefs.cite_check.marks import mark_of
from briefs.cite_check.name_runs import is_name, people_named
from briefs.cite_check.named_sources import names_source, publishers_pattern
from briefs.cite_check.names import DraftNames
from briefs.cite_check.openings import without_openings
from briefs.cite_check.report import CheckedCitation, DraftPlace, DraftReport, Fault, UnsourcedSpeech
from briefs.cite_check.reported_speech import reported_speech
from briefs.cite_check.speakers import settled
from briefs.cite_check.surroundings import Surroundings, surroundings
from briefs.errors import UserError
from briefs.model import Person, Statement
from briefs.query import ClaimedSpeaker, QueryEngine, QueryResolver, verify_against
from briefs.text import MessageText
from briefs.verify import (
    SAID,
    Claim,
    DocumentFormat,
    Verdict,
    Verifier,
    quotations_in,
    read_document,
)
from briefs.verify import words as count_words

LONGEST = 500_000  # characters of a draft
_LEAST_WORDS = 3  # of a quotation that names nobody; fewer are a word set apart
# A note or a link right behind a sentence, on its line.
_NOTE_BEHIND = re.compile(
    r"[.!?,;:”\"'’)»*_]*[^\S\n]{0,2}(?:\[[^\n]{0,150}?\]|\([^\n]{0,150}?\)|<(?:a|sup|cite|https?)\b[^\n]{0,150}|https?://\S+)"
)
# “…,” said Lavrov, “…”: between the halves of one sentence.
_INTERRUPTS = re.compile(
    rf",?[”\"’»]*,?\s+(?=[^“”\"«»]*\b(?:{SAID})\b)(?:[^“”\"«».!?;:]|(?<=\b[A-Z])\.){{5,80}},\s*[“\"‘«]*"
)
_SOURCE_NEAR = 160  # characters behind a sentence in which its link or note may stand


class CiteChecker:
    """Checks drafts against the library of one open engine; `verifier` is over the same index."""

    def __init__(self, engine: QueryEngine, verifier: Verifier) -> None:
        self._engine, self._verifier = engine, verifier
        self._names = DraftNames(QueryResolver(engine))
        self._publishers: re.Pattern[str] | None = None
        self._publishers_read = False

    async def check(self, draft: str, form: DocumentFormat = "text") -> DraftReport:
        """The report on a draft. Raises UserError for one that is longer than :data:`LONGEST`."""
        if len(draft) > LONGEST:
            raise UserError(f"the draft has more than {LONGEST} characters", "split it")
        if not self._publishers_read:
            articles = await self._engine.articles()
            self._publishers = publishers_pattern(
                frozenset(ref.publisher for ref in articles if ref.publisher)
            )
            self._publishers_read = True
        reading = _Reading(draft, form, self._names)
        verdicts = {
            at: self._verdict(claim)
            for at, claim in enumerate(reading.claims)
            if not reading.is_word_set_apart(at)
        }
        verdicts |= {
            at: theirs for at in verdicts if (theirs := self._of_named(reading, at, verdicts[at])) is not None
        }
        verdicts |= {
            at: whole for at in verdicts if (whole := self._of_whole(reading, at, verdicts)) is not None
        }
        ids = sorted({v.found.statement for v in verdicts.values() if v.found and v.found.statement})
        said = await self._engine.find_statements(ids) if ids else {}
        citations = [await self._citation(reading, at, verdict, said) for at, verdict in verdicts.items()]
        return DraftReport(form, tuple(citations), tuple(self._unsourced(reading)))

    def _verdict(self, claim: Claim) -> Verdict:
        claimed = self._names.claimed(claim.speaker_name) if claim.speaker_name else ClaimedSpeaker()
        return verify_against(self._verifier, claim.text, claimed)

    def _of_named(self, reading: _Reading, at: int, verdict: Verdict) -> Verdict | None:
        """Of words on record that nobody was read to have said: the verdict on whoever is named there.

        None where nobody is, or who said them is among those named. What could not be read proves nothing.
        """
        claim, found = reading.claims[at], verdict.found
        mentioned = claim.mentioned and self._names.claimed(claim.mentioned).ids  # else no name at all
        if claim.speaker_name or mentioned or not found or not found.speaker:
            return None
        for sentences in reading.naming_sentences(at):
            named = [name for sentence in sentences for name in people_named(sentence, self._names)]
            if named:
                theirs = any(found.speaker[0] in self._names.claimed(name).ids for name in named)
                return None if theirs else self._verdict(replace(claim, speaker_name=named[0]))
        return None

    def _of_whole(self, reading: _Reading, at: int, verdicts: Mapping[int, Verdict]) -> Verdict | None:
        """Of the second half of “…,” said Lavrov, “…”: the verdict on both as one, where it is another.

        Two halves on record are no sentence on record; what a half leaves out may be told by the whole alone.
        """
        before, half = verdicts.get(at - 1), verdicts[at]
        if before is None or mark_of(before) != "proven" or not reading.goes_on(at):
            return None
        claim = reading.claims[at]
        together = f"{reading.claims[at - 1].text.rstrip(' ,')} {claim.text}"
        whole = self._verdict(replace(claim, text=together))
        return None if (mark_of(whole) == "proven") == (mark_of(half) == "proven") else whole

    async def _citation(
        self, reading: _Reading, at: int, verdict: Verdict, said: dict[str, Statement]
    ) -> CheckedCitation:
        claim, around = reading.claims[at], reading.around(at)
        by = claim.speaker_name or claim.mentioned
        statement = said.get(verdict.found.statement) if verdict.found and verdict.found.statement else None
        mark = mark_of(verdict)
        faults: tuple[Fault, ...] = ()
        if statement is not None and mark in ("proven", "altered"):
            faults = tuple(self._faults(reading, around, verdict, statement))
        if faults and mark == "proven":
            # The same words may stand in another statement, of that day and office.
            for other in await self._said_again(verdict, statement):
                faults = min(faults, tuple(self._faults(reading, around, verdict, other)), key=len)
        return CheckedCitation(
            mark,
            claim.text,
            by,
            claim.mentioned is None,
            reading.place(claim.start, claim.end),
            verdict,
            faults,
            names_source(reading.source_around(around, claim), self._publishers),
        )

    async def _said_again(self, verdict: Verdict, but: Statement | None) -> list[Statement]:
        """The other statements of the same speaker that have the words of a verdict."""
        speaker = verdict.found.speaker if verdict.found else None
        ids = self._verifier.statements_with(verdict.text) - {but.id if but else ""}
        others = (await self._engine.find_statements(sorted(ids))).values() if ids else ()
        return [one for one in others if speaker and any(who.id == speaker[0] for who in one.speakers)]

    def _faults(
        self, reading: _Reading, around: Surroundings, verdict: Verdict, said: Statement
    ) -> Iterator[Fault]:
        person = self._speaker(verdict)
        for day in claimed_dates(around, person.name.en if person else None):
            if (wrong := wrong_part(day, said)) is not None:
                yield Fault(wrong, day.text, date_on_record(said), reading.place(day.start, day.end))
        if person is None:
            return
        for office in claimed_offices(around, person):
            if office_holds(office, person, said) is False:
                place = reading.place(office.start, office.end)
                yield Fault("office", office.text, office_on_record(office, person, said), place)

    def _speaker(self, verdict: Verdict) -> Person | None:
        found = verdict.found
        return self._engine.people.get(found.speaker[0]) if found and found.speaker else None

    def _unsourced(self, reading: _Reading) -> Iterator[UnsourcedSpeech]:
        for told in reported_speech(reading.shown.text, reading.has_quotation):
            place = reading.place(told.start, told.end)
            shown = reading.draft[place.start : place.end + _SOURCE_NEAR]
            own = shown[: place.end - place.start]
            tail = _NOTE_BEHIND.match(shown[len(own) :])
            if not names_source(own + (tail.group() if tail else ""), self._publishers):
                yield UnsourcedSpeech(reading.shown.text[told.start : told.end], told.by, place)


class _Reading:
    """A draft as it is read: its text, its quotations and who is said to have said them."""

    def __init__(self, draft: str, form: DocumentFormat, names: DraftNames) -> None:
        self.draft = draft
        read = read_document(draft, form)
        self.shown: MessageText = replace(read, text=without_openings(read.text))
        text = self.shown.text
        # Days and asides stand between a name and its verb, and are no part of either.
        naming = with_headings(without_bystanders(text), self.shown, draft, lambda line: is_name(line, names))
        asides = replace(self.shown, text=naming)
        plain = MessageText(without_asides(asides), self.shown.blocks, ((0, 0),))
        found = sorted(quotations_in(plain, names.is_known), key=lambda claim: claim.start)
        self.claims = [replace(claim, text=text[claim.start : claim.end]) for claim in found]
        self._lines = [match.start() for match in re.finditer("\n", draft)]
        self._starts = [claim.start for claim in self.claims]
        self._around = [self._surroundings(at, text) for at in range(len(found))]
        self._naming = [self._surroundings(at, naming) for at in range(len(found))]
        self.claims = settled(self.claims, self._naming, names)

    def around(self, at: int) -> Surroundings:
        """What stands around a quotation, up to those beside it."""
        return self._around[at]

    def naming_sentences(self, at: int) -> tuple[tuple[str, ...], ...]:
        """Where a speaker may be named: the sentence of a quotation, then those on either side."""
        around = self._naming[at]
        return (around.lead.text, around.rest.text), (around.earlier.text, around.behind.text)

    def _surroundings(self, at: int, text: str) -> Surroundings:
        claim = self.claims[at]
        # No more than a few lie inside one another.
        floor = max(
            (one.end for one in self.claims[max(0, at - 5) : at] if one.end <= claim.start), default=0
        )
        later = (one.start for one in self.claims[at + 1 : at + 6] if one.start >= claim.end)
        return surroundings(text, claim.start, claim.end, floor, next(later, len(text)))

    def place(self, start: int, end: int) -> DraftPlace:
        """Where text[start:end] stands in the draft."""
        first, last = self.shown.span(start, max(end, start + 1))
        line = bisect_right(self._lines, first - 1)
        return DraftPlace(first, last, line + 1, first - (self._lines[line - 1] if line else -1))

    def has_quotation(self, start: int, end: int) -> bool:
        """Whether a quotation of more than a word or two touches text[start:end]."""
        at = bisect_right(self._starts, end - 1)
        return any(
            start < one.end and count_words(one.text) >= _LEAST_WORDS
            for one in self.claims[max(0, at - 3) : at]
        )

    def goes_on(self, at: int) -> bool:
        """Whether a quotation is the second half of one that its speaker interrupts."""
        first, second = self.claims[at - 1], self.claims[at]
        between = self.shown.text[first.end : second.start]
        open_ended = second.text[:1].islower() or (
            "\n" not in between and first.text.rstrip()[-1:] not in ".!?"
        )
        return open_ended and _INTERRUPTS.fullmatch(between) is not None

    def is_word_set_apart(self, at: int) -> bool:
        """Whether it is a word or two that nobody is said to have said."""
        claim = self.claims[at]
        return claim.speaker_name is None and count_words(claim.text) < _LEAST_WORDS

    def source_around(self, around: Surroundings, claim: Claim) -> str:
        """The draft's own characters of a quotation's sentence, the quotation left out."""
        first, start = (
            self.place(max(0, around.lead.start), claim.start).start,
            self.place(claim.start, claim.end),
        )
        rest = around.rest.start + len(around.rest.text)
        last = self.place(max(rest - 1, claim.end - 1), max(rest, claim.end)).end
        return self.draft[first : start.start] + " " + self.draft[start.end : last + _SOURCE_NEAR // 4]
