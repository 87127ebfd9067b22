"""An article read from top to bottom: each passage with its speaker, as the story has introduced them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefs.ingest.extract import not_speech, speaker_words
from briefs.ingest.extract.blocks import PlacedQuotation, TextBlock
from briefs.ingest.extract.passages import (
    QUOTATIONS,
    SPEAKING,
    Passage,
    around,
    heading,
    is_proposed,
    with_whole_quotations,
    without_carriers,
)
from briefs.ingest.extract.speakers import ResolvedSpeaker, SpeakerResolver
from briefs.ingest.extract.types import Attribution, BlockAttributions, Mention, Span
from briefs.text import trimmed

_WORD = re.compile(r"\w+")
_COMMA = re.compile(r",\s*[—–]?\s*$")
_LONG = 8  # words; what is shorter and stands within the writer's sentence is no sentence that somebody said


class AttributionPass:
    """Walks the blocks in order and remembers who spoke last and whom the writer speaks of."""

    def __init__(self, text: str, blocks: Sequence[TextBlock], readings: Sequence[BlockAttributions]) -> None:
        self._text = text
        self._speakers = SpeakerResolver(_all_names(readings), text)
        self._passages: list[Passage] = []
        self._last: ResolvedSpeaker | None = None
        self._last_at = -1
        # whom the writer speaks of, and where; None: one of two of that name
        self._topic: tuple[int, ResolvedSpeaker | None] | None = None
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
        for passage in without_carriers(sorted(self._passages, key=lambda p: (p.start, -p.end))):
            inner = passage.end <= end and passage.pattern not in QUOTATIONS
            if passage.start >= passage.end or inner or not is_proposed(passage):
                continue
            if kept and (kept[-1].start, kept[-1].end) == (passage.start, passage.end):
                continue
            kept.append(passage)
            end = max(end, passage.end)
        said = {self._folded(passage) for passage in kept if passage.pattern == "quotation"}
        return tuple(p for p in kept if p.pattern != "alone" or not self._is_pulled(p, said))

    def _is_pulled(self, passage: Passage, said: set[str]) -> bool:
        """Words that a page shows again, large, in a paragraph of their own."""
        words = self._folded(passage)
        alone = passage.end - passage.start + 4 >= passage.paragraph[1] - passage.paragraph[0]
        return alone and words.count(" ") > 2 and words in said

    def _folded(self, passage: Passage) -> str:
        return " ".join(_WORD.findall(self._text[passage.start : passage.end].lower()))

    def _read(self, block: TextBlock, reading: BlockAttributions) -> None:
        self._speakers.paragraph(block.start)
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
        events: list[tuple[int, int, int | Attribution | Mention | tuple[Mention, int]]] = [
            (q.quote.outer_start, 1, index) for index, q in enumerate(block.quotes) if q.whole
        ]
        events += [(a.spans[0][0], 2, a) for a in reading.attributions if a.spans]
        events += [(m.start, 0, m) for m in reading.subjects]
        events += [(m.start, 3, (m, at)) for m, at in reading.objects]
        self._lead = self._opening(block)
        later: list[Attribution] = []  # “Lena Roe was asleep, she said”: she is named in what was said
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, int):
                self._quotation(block, reading, event, spoken.get(event))
            elif isinstance(event, Mention):
                self._subject(event)
            elif isinstance(event, tuple):
                self._speakers.add_object(*event)
            elif event.cue_start > event.spans[0][0] and self._is_open(event.speaker):
                later.append(event)
            else:
                self._reported(block, reading, event)
        for each in later:
            self._reported(block, reading, each)
        self._previous, self._sentences = block, reading.sentences
        self._announced = self._resolved(reading.lead)

    def _is_open(self, mention: Mention | None) -> bool:
        return mention is not None and mention.sort == "pronoun" and self._speakers.resolve(mention) is None

    def _resolved(self, mention: Mention | None) -> ResolvedSpeaker | None:
        """Whom a mention means; several together are one speaker with all their names."""
        speaker = self._speakers.resolve(mention) if mention is not None else None
        if mention is None or speaker is None or not mention.others:
            return speaker
        others = [self._speakers.resolve(other) for other in mention.others]
        names = [each.name for each in (speaker, *others) if each is not None]
        return (
            ResolvedSpeaker(f"{', '.join(names[:-1])} and {names[-1]}", None, "named") if others else speaker
        )

    def _subject(self, mention: Mention) -> None:
        self._speakers.add_mention(mention, subject=True)
        speaker = self._speakers.resolve(mention)
        if speaker is not None and speaker.who is not None:
            self._topic = (mention.start, speaker)
        elif speaker is None and (mention.sort == "name" or _bears_words(mention)):
            self._topic = (mention.start, None)

    def _quotation(
        self, block: TextBlock, reading: BlockAttributions, index: int, cue: Attribution | None
    ) -> None:
        placed = block.quotes[index]
        quote = placed.quote
        if not_speech.names_work(
            self._text[block.start : quote.outer_start], self._text[quote.start : quote.end]
        ):
            return
        at = cue.cue_start if cue else quote.start
        if placed.label is not None:
            label = self._text[slice(*placed.label)]
            name = label.title() if label.isupper() else label  # “WALLACE:” is Wallace elsewhere in the text
            labelled = Mention(*placed.label, label, "name", name)
            speaker = self._speakers.resolve(labelled)
        elif cue is not None:
            speaker = self._answering(cue) or self._resolved(cue.speaker) or self._read_out(cue)
        else:
            speaker = self._continued(block, reading, placed)
        pattern, word = ("alone", None) if cue is None else ("quotation", cue.cue)
        if cue is not None and cue.pattern == "unlisted":
            pattern = cue.pattern
        sentence = around(reading.sentences, quote.outer_start, quote.outer_end, at)
        span = (block.start, block.end)
        self._add(Passage(quote.start, quote.end, at, speaker, word, pattern, sentence, span))

    def _answering(self, cue: Attribution) -> ResolvedSpeaker | None:
        """“One of them asked whether he would stay. “I would,” he answered.”: not whoever asked."""
        before = self._passages[-1] if self._passages else None
        if before is None or before.cue != "ask" or cue.speaker is None or before.speaker is None:
            return None
        if cue.cue not in ("answer", "reply", "respond"):  # “asked Ray if he would. “I would,” he said.”
            return self._speakers.between(cue.speaker, before.at, before.start)
        return self._speakers.another(cue.speaker, before.speaker)

    def _read_out(self, cue: Attribution) -> ResolvedSpeaker | None:
        """“In a statement Ray said … “…,” the statement continued.”: whose statement it is."""
        said = (
            cue.speaker is not None and _bears_words(cue.speaker) and cue.speaker.text.lower()[:4] == "the "
        )
        return replace(self._last, how="onward") if said and self._last is not None else None

    def _reported(self, block: TextBlock, reading: BlockAttributions, found: Attribution) -> None:
        speaker = self._resolved(found.speaker)
        spans = found.spans if found.pattern != "anaphora" else self._sentence_before(reading, found)
        for first, last in spans:
            start, end = self._edges(block, first, last)
            if len(_WORD.findall(self._text, start, end)) < 2:  # one word is no statement
                continue
            sentence = with_whole_quotations(around(reading.sentences, start, end, found.cue_start), block)
            span, at = (block.start, block.end), found.cue_start
            self._add(Passage(start, end, at, speaker, found.cue, found.pattern, sentence, span))

    def _add(self, passage: Passage) -> None:
        self._passages.append(passage)
        if passage.pattern in SPEAKING:
            self._last, self._last_at = passage.speaker, max(passage.at, passage.start)
            if passage.speaker is not None:
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

    def _continued(
        self, block: TextBlock, reading: BlockAttributions, placed: PlacedQuotation
    ) -> ResolvedSpeaker | None:
        """The speaker of a quotation that names none: of the sentence before it, or whoever goes on speaking.

        Titles of works, headings and what stands within the writer's own sentence are nobody's words.
        """
        quote = placed.quote
        content = self._text[quote.start : quote.end]
        part = quote.paragraphs < 2 and not_speech.is_part(self._text, block, quote, reading.sentences)
        sentence = max((s for s in reading.sentences if s[0] < quote.outer_start), default=None)
        broken = sentence is not None and self._is_second_half(sentence, quote.outer_start)
        if not broken and (not_speech.is_title(content) or (part and len(_WORD.findall(content)) < _LONG)):
            return None
        speaker, how = self._last, "carried"
        told = self._topic if self._topic is not None and self._topic[0] > self._last_at else None
        asked = sentence is not None and self._text[sentence[0] : quote.outer_start].rstrip().endswith("?")
        if asked and self._last is not None:
            how = "onward"  # “What did he say?” is asked of whoever was speaking
        elif told is not None and sentence is not None and told[0] >= sentence[0]:
            speaker, how = told[1], "announced"
        elif told is not None and told[0] >= block.start:
            speaker, how = told[1], "onward"
        elif self._text[block.start : quote.outer_start].rstrip().endswith(":"):
            return None  # “A line appears: “…””: what announces it names nobody
        elif sentence is None or self._last_at < block.start:
            if not_speech.is_heading(content) and not_speech.fills(self._text, block, quote):
                return None
            speaker, how = (self._lead or self._last), "onward"
        return replace(speaker, how=how) if speaker is not None else None

    def _is_second_half(self, sentence: Span, opening: int) -> bool:
        """“We will not,” she said, “until it is paid for”: the words go on behind who said them."""
        spoke = self._last_at >= sentence[0] and self._passages[-1].pattern == "quotation"
        return spoke and _COMMA.search(self._text, self._last_at, opening) is not None

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


def _bears_words(mention: Mention) -> bool:
    """“The letter is one line. “Thank you.””: a message of which nothing tells whose it is."""
    noun = speaker_words.head_noun(mention.text)
    return mention.sort == "nominal" and noun in speaker_words.MESSAGES


def _all_names(readings: Sequence[BlockAttributions]) -> Iterator[Mention]:
    """Every mention by name: those a model marks, and whoever speaks or is spoken of by one."""
    for reading in readings:
        marked = {mention.start for mention in reading.names}
        told = [a.speaker for a in reading.attributions if a.speaker is not None]
        # “Saxony's transport minister, Karin Uhlig, …”: the office that the name alone does not show
        offices = {m.start: m.title for m in (*told, *reading.subjects) if m.sort == "name" and m.title}
        for name in reading.names:
            office = offices.get(name.start)
            yield replace(name, title=name.title or office)
            if name.title and office and " " not in (name.name or ""):
                yield replace(name, title=office)  # “His wife, Réka, a paediatrician, …” tells both
        subjects = [m for m in reading.subjects if m.kind == "person" or " " in (m.name or "")]
        for mention in (*told, *subjects, *(m for m, _ in reading.objects)):
            if mention.sort == "name" and mention.start not in marked:
                marked.add(mention.start)
                yield mention
