"""Candidate statements of one article: what was said, by whom, when, how sure. Nothing is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from briefs.intake import grammar, lexicon, plain
from briefs.intake.blocks import Block, blocks
from briefs.intake.confidence import confidence
from briefs.intake.speakers import Cast, Speaker
from briefs.intake.speech import Attribution, Mention, Reading
from briefs.intake.when import Said, said

Kind = Literal["quotation", "mixed", "reported"]
_MARKS = "\"“”„«»‘’'‹›「」『』"
_WORD = re.compile(r"\w+")


class Found(Protocol):
    """What a lookup answers."""

    @property
    def outcome(self) -> str: ...

    @property
    def answer(self) -> str | None: ...


class Lookup(Protocol):
    """Finds an entity of the library by a name as people write it."""

    def find(self, query: str, *, mode: Literal["strict", "open"] | None = None) -> Found: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement somebody may have made. Character offsets into the article, end exclusive.

    `start`/`end` hold the content alone; `sentence_start`/`sentence_end` the whole sentences, attribution
    included. `said` is EDTF (empty: not known), `said_basis` where it comes from. `speaker_id` is set only
    where the lookup knows exactly one such person. `confidence` is the share of such candidates, 0 to 1,
    whose content and speaker are right.
    """

    start: int
    end: int
    kind: Kind
    text: str
    speaker: str | None
    speaker_id: str | None
    speaker_title: str | None
    cue: str | None
    sentence_start: int
    sentence_end: int
    said: str
    said_basis: str
    said_note: str
    topics: tuple[str, ...]
    confidence: float


def extract(
    text: str,
    *,
    published: str | None = None,
    people: Lookup | None = None,
    topics: Lookup | None = None,
    model: Any | None = None,
    language: str = "en",
) -> tuple[Candidate, ...]:
    """Candidates in reading order. `published`: ISO date; `model`: spaCy pipeline for English, or None."""
    found = blocks(text)
    readings = _readings(found, model if language == "en" else None)
    return _Article(text, published, people, topics).candidates(found, readings)


def _readings(found: tuple[Block, ...], model: Any | None) -> list[Reading]:
    if model is None:
        return [plain.read(block) for block in found]
    docs = model.pipe([block.text for block in found], batch_size=16)
    return [grammar.read(block, doc) for block, doc in zip(found, docs, strict=True)]


@dataclass(frozen=True, slots=True)
class _Draft:
    start: int
    end: int
    at: int  # where the cue stands
    speaker: Speaker | None
    cue: str | None
    pattern: str
    sentence: tuple[int, int]


class _Article:
    def __init__(
        self, text: str, published: str | None, people: Lookup | None, topics: Lookup | None
    ) -> None:
        self._text, self._published, self._people, self._topics = text, published, people, topics
        self._last: Speaker | None = None
        self._last_at = -1
        self._topic: tuple[int, Speaker] | None = None  # whom the writer speaks of, and where
        self._lead: Speaker | None = None
        self._previous: Block | None = None
        self._drafts: list[_Draft] = []

    def candidates(self, found: tuple[Block, ...], readings: list[Reading]) -> tuple[Candidate, ...]:
        self._cast = Cast(name for reading in readings for name in reading.names)
        for block, reading in zip(found, readings, strict=True):
            self._block(block, reading)
        return tuple(self._candidate(draft) for draft in self._kept())

    # one block ----------------------------------------------------------------------------------------

    def _block(self, block: Block, reading: Reading) -> None:
        for mention in reading.names:
            self._cast.enter(mention, subject=False)
        if heading(self._text[block.start : block.end]) and not any(q.label for q in block.quotes):
            return
        spoken = {index: a for a in reading.attributions for index in a.quotes}
        events: list[tuple[int, int, int | Attribution | Mention]] = [
            (q.quote.outer_start, 1, index) for index, q in enumerate(block.quotes) if q.whole
        ]
        events += [(a.spans[0][0], 2, a) for a in reading.attributions if a.spans]
        events += [(m.start, 0, m) for m in reading.subjects]
        self._lead = self._follow(block)
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, int):
                self._quotation(block, reading, event, spoken.get(event))
            elif isinstance(event, Mention):
                self._cast.enter(event, subject=True)
                speaker = self._cast.resolve(event)
                if speaker.person:
                    self._topic = (event.start, speaker)
            else:
                self._reported(block, reading, event)
        self._previous = block

    def _quotation(self, block: Block, reading: Reading, index: int, cue: Attribution | None) -> None:
        placed = block.quotes[index]
        quote = placed.quote
        at = cue.cue_start if cue else quote.start
        pattern = "quotation" if cue else "alone"
        if placed.label is not None:
            label = self._text[slice(*placed.label)]
            mention = Mention(*placed.label, label, "name", label.title() if label.isupper() else label)
            speaker: Speaker | None = self._cast.resolve(mention)
        elif cue is not None and cue.speaker is not None:
            speaker = self._cast.resolve(cue.speaker)
        else:
            speaker = self._carried(reading, quote.outer_start)
        sentence = _around(reading.sentences, quote.outer_start, quote.outer_end, at)
        self._draft(_Draft(quote.start, quote.end, at, speaker, cue.cue if cue else None, pattern, sentence))

    def _follow(self, block: Block) -> Speaker | None:
        """Whose words open this block, if they open it: “This is what he had to say:”."""
        before = self._previous
        if before is None or self._topic is None or self._topic[0] < before.start:
            return None
        if self._last_at < before.start or self._text[before.start : before.end].rstrip().endswith(":"):
            return self._topic[1]
        return None

    def _carried(self, reading: Reading, at: int) -> Speaker | None:
        """The speaker of a quotation that names none: of the sentence before it, or whoever spoke last."""
        speaker = self._last
        sentence = max((s for s in reading.sentences if s[0] < at), default=None)
        if sentence is not None and self._topic is not None and self._topic[0] >= sentence[0] > self._last_at:
            speaker = self._topic[1]
        elif sentence is None and self._lead is not None:
            speaker = self._lead
        if speaker is None:
            return None
        return Speaker(speaker.name, speaker.title, "carried", speaker.person)

    def _reported(self, block: Block, reading: Reading, found: Attribution) -> None:
        speaker = self._cast.resolve(found.speaker) if found.speaker is not None else None
        for start, end in found.spans:
            start, end = self._edges(block, start, end)
            if len(_WORD.findall(self._text[start:end])) < 2:
                continue
            sentence = _around(reading.sentences, start, end, found.cue_start)
            self._draft(_Draft(start, end, found.cue_start, speaker, found.cue, found.pattern, sentence))

    def _draft(self, draft: _Draft) -> None:
        self._drafts.append(draft)
        if draft.speaker is not None and draft.pattern in _SPEAKING:
            self._last, self._last_at = draft.speaker, max(draft.at, draft.start)
            self._cast.spoke(draft.speaker, draft.at)

    def _edges(self, block: Block, start: int, end: int) -> tuple[int, int]:
        """Quotation marks at the edges: whole inside the span, or outside it, never halved."""
        for placed in block.quotes:
            quote = placed.quote
            if quote.outer_start < start <= quote.start and quote.end < end:
                start = quote.outer_start
            if quote.end <= end < quote.outer_end and start < quote.start:
                end = quote.outer_end
            if start == quote.outer_start and end == quote.outer_end:
                return quote.start, quote.end
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return start, end

    # the end ------------------------------------------------------------------------------------------

    def _kept(self) -> list[_Draft]:
        """In order, without what is too weak to propose and what is a part of another's words."""
        kept: list[_Draft] = []
        end = -1  # of the reported speech that the next one may lie in
        for draft in sorted(self._drafts, key=lambda d: (d.start, -d.end)):
            quotation = draft.pattern in _QUOTATIONS
            if draft.start >= draft.end or (draft.end <= end and not quotation) or not _proposed(draft):
                continue
            if kept and (kept[-1].start, kept[-1].end) == (draft.start, draft.end):
                continue
            kept.append(draft)
            end = max(end, draft.end)
        return kept

    def _candidate(self, draft: _Draft) -> Candidate:
        content = self._text[draft.start : draft.end]
        date: Said = said(self._text, draft.sentence, self._published, draft.at)
        speaker = draft.speaker
        name = speaker.name if speaker is not None else None
        return Candidate(
            start=draft.start,
            end=draft.end,
            kind=self._kind(draft, content),
            text=content,
            speaker=name,
            speaker_id=_one(self._people, name),
            speaker_title=speaker.title if speaker is not None else None,
            cue=draft.cue,
            sentence_start=draft.sentence[0],
            sentence_end=draft.sentence[1],
            said=date.edtf,
            said_basis=date.basis,
            said_note=date.note,
            topics=(),
            confidence=confidence(draft.pattern, speaker.how if speaker is not None else "none"),
        )

    def _kind(self, draft: _Draft, content: str) -> Kind:
        if draft.pattern in ("quotation", "alone", "fragment"):
            return "quotation"
        return "mixed" if any(mark in content for mark in '"“”„«»「『') else "reported"


_QUOTATIONS = frozenset({"quotation", "alone"})
_SPEAKING = frozenset({"quotation", "alone", "clause", "inverted", "parenthesis", "according", "fragment"})


def _proposed(draft: _Draft) -> bool:
    """Soft constructions and states of mind count for a named speaker only."""
    known = draft.speaker is not None and draft.speaker.how != "unresolved"
    if draft.pattern in _QUOTATIONS or known:
        return True
    return draft.pattern in _SPEAKING and draft.cue not in lexicon.MENTAL


def heading(paragraph: str) -> bool:
    """A short line without a full stop: a headline, a caption, a menu entry."""
    line = paragraph.strip()
    return len(line.split()) <= 25 and line[-1:] not in ".!?…:;,\"”»'’)" and "\n" not in line


def _around(sentences: tuple[tuple[int, int], ...], start: int, end: int, at: int) -> tuple[int, int]:
    """The sentences that hold a span and its cue."""
    low, high = min(start, at), max(end, at + 1)
    held = [s for s in sentences if s[0] < high and s[1] > low]
    return (min(low, held[0][0]), max(high, held[-1][1])) if held else (low, high)


def _one(lookup: Lookup | None, name: str | None) -> str | None:
    if lookup is None or not name:
        return None
    result = lookup.find(name, mode="open")
    return result.answer if result.outcome == "one" else None
