"""An article read from top to bottom: each passage with its speaker, as the story has introduced them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.blocks import TextBlock
from briefs.ingest.extract.speakers import ResolvedSpeaker, SpeakerResolver
from briefs.ingest.extract.types import Attribution, BlockAttributions, Mention, Span
from briefs.text import trimmed

QUOTATIONS = frozenset({"quotation", "alone"})
_SPEAKING = frozenset({"quotation", "alone", "clause", "inverted", "parenthesis", "according"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A content and its speaker; offsets in the article, end exclusive.

    `at` is where the cue begins, `pattern` the construction. `sentence` are the sentences around both.
    """

    start: int
    end: int
    at: int
    speaker: ResolvedSpeaker | None
    cue: str | None
    pattern: str
    sentence: Span
    paragraph: Span


class AttributionPass:
    """Walks the blocks in order and remembers who spoke last and whom the writer speaks of."""

    def __init__(self, text: str, blocks: Sequence[TextBlock], readings: Sequence[BlockAttributions]) -> None:
        self._text = text
        self._speakers = SpeakerResolver((name for reading in readings for name in reading.names), text)
        self._passages: list[Passage] = []
        self._last: ResolvedSpeaker | None = None
        self._last_at = -1
        self._topic: tuple[int, ResolvedSpeaker] | None = None  # whom the writer speaks of, and where
        self._lead: ResolvedSpeaker | None = None  # whose words may open the block
        self._announced: ResolvedSpeaker | None = None  # by a block that ends with a colon
        self._previous: TextBlock | None = None
        self._sentences: tuple[Span, ...] = ()
        for block, reading in zip(blocks, readings, strict=True):
            self._read(block, reading)

    def passages(self) -> tuple[Passage, ...]:
        """In order, without what is too weak to propose and what is a part of another's words."""
        kept: list[Passage] = []
        end = -1  # of the reported speech that the next passage may lie in
        for passage in sorted(self._passages, key=lambda p: (p.start, -p.end)):
            inner = passage.end <= end and passage.pattern not in QUOTATIONS
            if passage.start >= passage.end or inner or not _proposed(passage):
                continue
            if kept and (kept[-1].start, kept[-1].end) == (passage.start, passage.end):
                continue
            kept.append(passage)
            end = max(end, passage.end)
        return tuple(kept)

    def _read(self, block: TextBlock, reading: BlockAttributions) -> None:
        for mention in reading.names:
            self._speakers.add_mention(mention, subject=False)
        spoken_of = any(q.label or not q.quote.closed for q in block.quotes)
        # a headline sums up what the text says again, with the words in their context
        if heading(self._text[block.start : block.end]) and not spoken_of:
            return
        spoken = {index: a for a in reading.attributions for index in a.quotes}
        for index, quote in enumerate(block.quotes):
            if quote.resumes and index - 1 in spoken:
                spoken.setdefault(index, spoken[index - 1])
        # at one place the subject comes first, then the quotation: whoever is named there may be its speaker
        events: list[tuple[int, int, int | Attribution | Mention]] = [
            (q.quote.outer_start, 1, index) for index, q in enumerate(block.quotes) if q.whole
        ]
        events += [(a.spans[0][0], 2, a) for a in reading.attributions if a.spans]
        events += [(m.start, 0, m) for m in reading.subjects]
        self._lead = self._opening(block)
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, int):
                self._quotation(block, reading, event, spoken.get(event))
            elif isinstance(event, Mention):
                self._subject(event)
            else:
                self._reported(block, reading, event)
        self._previous, self._sentences = block, reading.sentences
        self._announced = self._speakers.resolve(reading.lead) if reading.lead is not None else None

    def _subject(self, mention: Mention) -> None:
        self._speakers.add_mention(mention, subject=True)
        speaker = self._speakers.resolve(mention)
        if speaker.person:
            self._topic = (mention.start, speaker)

    def _quotation(
        self, block: TextBlock, reading: BlockAttributions, index: int, cue: Attribution | None
    ) -> None:
        placed = block.quotes[index]
        quote = placed.quote
        at = cue.cue_start if cue else quote.start
        if placed.label is not None:
            label = self._text[slice(*placed.label)]
            name = label.title() if label.isupper() else label  # “WALLACE:” is Wallace elsewhere in the text
            labelled = Mention(*placed.label, label, "name", name)
            speaker: ResolvedSpeaker | None = self._speakers.resolve(labelled)
        elif cue is not None and cue.speaker is not None:
            speaker = self._speakers.resolve(cue.speaker)
        else:
            speaker = self._continued(reading, quote.outer_start)
        pattern, word = ("quotation", cue.cue) if cue else ("alone", None)
        sentence = around(reading.sentences, quote.outer_start, quote.outer_end, at)
        span = (block.start, block.end)
        self._add(Passage(quote.start, quote.end, at, speaker, word, pattern, sentence, span))

    def _reported(self, block: TextBlock, reading: BlockAttributions, found: Attribution) -> None:
        speaker = self._speakers.resolve(found.speaker) if found.speaker is not None else None
        spans = found.spans if found.pattern != "anaphora" else self._sentence_before(reading, found)
        for first, last in spans:
            start, end = self._edges(block, first, last)
            if len(_WORD.findall(self._text, start, end)) < 2:  # one word is no statement
                continue
            sentence = _with_whole_quotations(around(reading.sentences, start, end, found.cue_start), block)
            span, at = (block.start, block.end), found.cue_start
            self._add(Passage(start, end, at, speaker, found.cue, found.pattern, sentence, span))

    def _add(self, passage: Passage) -> None:
        self._passages.append(passage)
        if passage.speaker is not None and passage.pattern in _SPEAKING:
            self._last, self._last_at = passage.speaker, max(passage.at, passage.start)
            self._speakers.spoke(passage.speaker, passage.at)

    # who speaks where nobody is named -----------------------------------------------------------------

    def _opening(self, block: TextBlock) -> ResolvedSpeaker | None:
        """Whose words open this block, if they open it: “This is what he had to say:”."""
        before = self._previous
        if self._announced is not None:
            return self._announced
        if before is None or self._topic is None or self._topic[0] < before.start:
            return None
        if self._last_at < before.start or self._text[before.start : before.end].rstrip().endswith(":"):
            return self._topic[1]
        return None

    def _continued(self, reading: BlockAttributions, at: int) -> ResolvedSpeaker | None:
        """The speaker of a quotation that names none: of the sentence before it, or whoever spoke last."""
        speaker = self._last
        sentence = max((s for s in reading.sentences if s[0] < at), default=None)
        if sentence is not None and self._topic is not None and self._topic[0] >= sentence[0] > self._last_at:
            speaker = self._topic[1]
        elif sentence is None and self._lead is not None:
            speaker = self._lead
        if speaker is None and self._topic is not None:
            speaker = self._topic[1]
        return replace(speaker, how="carried") if speaker is not None else None

    def _sentence_before(self, reading: BlockAttributions, found: Attribution) -> tuple[Span, ...]:
        """What “He spoke about this” points back to."""
        before = [s for s in reading.sentences if s[1] <= found.spans[0][0]] or self._sentences
        return tuple(before[-1:])

    def _edges(self, block: TextBlock, start: int, end: int) -> Span:
        """Quotation marks at the edges: whole inside the span, or outside it, never halved."""
        for placed in block.quotes:
            quote = placed.quote
            if quote.outer_start < start <= quote.start and quote.end < end:
                start = quote.outer_start
            if quote.end <= end < quote.outer_end and start < quote.start:
                end = quote.outer_end
            if start == quote.outer_start and end == quote.outer_end:
                return quote.start, quote.end
        return trimmed(self._text, start, end)


def heading(paragraph: str) -> bool:
    """A short line without a full stop: a headline, a caption, a menu entry."""
    line = paragraph.strip()
    return len(line.split()) <= 25 and line[-1:] not in ".!?…:;,\"”“»«'’)" and "\n" not in line


def around(sentences: Sequence[Span], start: int, end: int, at: int) -> Span:
    """The sentences that hold a span and its cue."""
    low, high = min(start, at), max(end, at + 1)
    held = [s for s in sentences if s[0] < high and s[1] > low]
    return (min(low, held[0][0]), max(high, held[-1][1])) if held else (low, high)


def _with_whole_quotations(sentence: Span, block: TextBlock) -> Span:
    """A quotation that begins in the sentence belongs to it with its closing mark."""
    start, end = sentence
    begun = (q.quote for q in block.quotes if q.quote.closed and start <= q.quote.outer_start < end)
    return start, max([end, *(quote.outer_end for quote in begun)])


def _proposed(passage: Passage) -> bool:
    """Whether it is a candidate; of an unknown speaker only with a verb of speech in a sure construction."""
    if passage.pattern in QUOTATIONS or (passage.speaker is not None and passage.speaker.how != "unresolved"):
        return True
    return passage.pattern in _SPEAKING and passage.cue not in lexicon.MENTAL
