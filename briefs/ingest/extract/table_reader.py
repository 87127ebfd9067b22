"""Who said what by a language's table alone: quotations and, beside “laut” or “dass”, reported speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefs.ingest.extract.blocks import PlacedQuotation, TextBlock
from briefs.ingest.extract.language_tables import LanguageTable
from briefs.ingest.extract.sentences import sentences
from briefs.ingest.extract.speaker_phrases import SpeakerPhrase, WordToken, word_tokens
from briefs.ingest.extract.table_cast import TableCast
from briefs.ingest.extract.table_cues import Cues, SpeechCue
from briefs.ingest.extract.types import Attribution, BlockAttributions, Mention, Span

_SUBJECT_WITHIN = 14  # words
_FEWEST = 12  # characters of reported speech


def read_all(text: str, found: Sequence[TextBlock], table: LanguageTable) -> list[BlockAttributions]:
    """Everything the blocks of one article (`text`) attribute to somebody, a reading for each block."""
    words = [word_tokens(block.text) for block in found]
    cast = TableCast(table, words)
    article = _Article(text, table, cast, Cues(table, cast.parser))
    each = zip(found, words, cast.named, strict=True)
    return [_TableReader(article, *parts).reading() for parts in each]


def read_unknown(block: TextBlock) -> BlockAttributions:
    """A block in a language without a table: its sentences, and nobody who says anything."""
    return BlockAttributions((), tuple(block.article(*span) for span in sentences(block.text)))


@dataclass(slots=True)
class _Article:
    """What the readings of one article share."""

    text: str
    table: LanguageTable
    cast: TableCast
    cues: Cues


class _TableReader:
    def __init__(
        self, article: _Article, block: TextBlock, tokens: list[WordToken], named: tuple[str, ...]
    ) -> None:
        self._article, self._table, self._cast = article, article.table, article.cast
        self._cues = article.cues
        self._block, self._text, self._named = block, block.text, named
        self._sentences = sentences(block.text)
        stubs = [(q.start, q.end) for q in block.quotes if q.whole]
        # the stub of a quotation is no word of the writer's
        self._tokens = [t for t in tokens if not any(a <= t.start < b for a, b in stubs)]

    def reading(self) -> BlockAttributions:
        subjects = tuple(self._subjects())
        found = list(self._quotations())
        cued = {cue.cue_start for cue in found}
        found += [
            each for span in self._sentences for each in self._reported(span) if each.cue_start not in cued
        ]
        told = [span for each in found for span in each.spans]
        found += self._fragments(told)
        found.sort(key=lambda each: each.spans[0] if each.spans else (each.cue_start, 0))
        spans = tuple(self._block.article(*span) for span in self._sentences)
        return BlockAttributions(tuple(found), spans, tuple(self._names()), None, subjects)

    # quotations ---------------------------------------------------------------------------------------

    def _quotations(self) -> Iterator[Attribution]:
        whole = [(index, quote) for index, quote in enumerate(self._block.quotes) if quote.whole]
        before: Attribution | None = None
        end = 0
        for place, (index, quote) in enumerate(whole):
            stop = whole[place + 1][1].start if place + 1 < len(whole) else len(self._text)
            if before is not None and self._resumed(end, quote.start, before):
                found: Attribution | None = Attribution(
                    before.cue, before.cue_start, before.speaker, "quotation", quotes=(index,)
                )
            else:
                found = self._attributed(index, quote, end, stop)
            if found is not None:
                yield found
            before, end = found, quote.end

    def _resumed(self, start: int, end: int, before: Attribution) -> bool:
        """«…», advirtió Quiroga, «…»: between the two halves stands nothing but who speaks."""
        between = self._text[start:end]
        at = self._block.article(start, end)
        return at[0] <= before.cue_start < at[1] and not re.search(r"[.!?…:]\s", between)

    def _attributed(self, index: int, quote: PlacedQuotation, begin: int, stop: int) -> Attribution | None:
        first, last = self._sentence_of(quote)
        head = [t for t in self._tokens if max(first, begin) <= t.start < quote.start]
        tail = [t for t in self._tokens if quote.end <= t.start < min(stop, last)]
        announced = self._text[max(first, begin) : quote.start].rstrip().endswith(":")
        before = self._cues.before(head, announced) if announced else None
        cue = before or self._cues.after(tail) or self._cues.before(head, announced)
        cue = cue or self._cues.within(self._article.text[quote.quote.start : quote.quote.end], quote.start)
        if cue is None:
            return None
        return self._attribution(cue, "quotation", quotes=(index,))

    def _sentence_of(self, quote: PlacedQuotation) -> Span:
        held = [span for span in self._sentences if span[0] < quote.end and span[1] > quote.start]
        return (held[0][0], held[-1][1]) if held else (quote.start, quote.end)

    def _fragments(self, told: list[Span]) -> Iterator[Attribution]:
        """Quoted words within the writer's sentence: Sie sei „enttäuscht, aber nicht beleidigt“, so Abt."""
        for placed in self._block.quotes:
            first, last = placed.quote.start, placed.quote.end
            if placed.whole or self._text[placed.start : placed.end].count(" ") < 2:
                continue
            if any(start < last and first < end for start, end in told):
                continue
            begin, stop = self._sentence_of(placed)
            head = [t for t in self._tokens if begin <= t.start < placed.start]
            tail = [t for t in self._tokens if placed.end <= t.start < stop]
            cue = self._cues.after(tail) or self._cues.before(head, announced=False)
            if cue is not None and cue.phrase is not None:
                yield replace(self._attribution(cue, "fragment"), spans=((first, last),))

    # reported speech ----------------------------------------------------------------------------------

    def _reported(self, span: Span) -> Iterator[Attribution]:
        """“Laut X …”, “X sagte, dass …”: in a sentence without a quotation of its own."""
        start, end = span
        if any(q.whole and start <= q.start < end for q in self._block.quotes):
            return
        tokens = [t for t in self._tokens if start <= t.start < end]
        stop = start + len(self._text[start:end].rstrip(" .!?…"))
        if tokens and (source := self._cues.according(tokens)) is not None and source.phrase is not None:
            after = tokens[source.phrase.last - 1].end
            content = after + len(self._text[after:stop]) - len(self._text[after:stop].lstrip(" ,"))
            if stop - content >= _FEWEST:
                yield self._attribution(source, "according", ((content, stop),))
            return
        clauses = list(self._clauses(tokens, stop))
        for place, (cue, content) in enumerate(clauses):
            last = clauses[place + 1][0].start if place + 1 < len(clauses) else stop
            last = content + len(self._text[content:last].rstrip(" ,"))
            if last - content >= _FEWEST:
                yield self._attribution(cue, "clause", ((content, last),))

    def _clauses(self, tokens: list[WordToken], stop: int) -> Iterator[tuple[SpeechCue, int]]:
        """Each “…, dass …” with where what was said begins."""
        done = 0
        for at, token in enumerate(tokens):
            if token.low not in self._table.that or at <= done:
                continue
            cue = self._cues.before(tokens[done:at], announced=False)
            if cue is not None and cue.word and cue.word not in self._table.not_clauses:
                yield cue, tokens[at + 1].start if at + 1 < len(tokens) else stop
                done = at + 1

    # mentions -----------------------------------------------------------------------------------------

    def _attribution(
        self, cue: SpeechCue, pattern: str, spans: tuple[Span, ...] = (), quotes: tuple[int, ...] = ()
    ) -> Attribution:
        at, _ = self._block.article(cue.start, cue.start + 1)
        speaker = self._mention(cue.phrase, cue.at, cue.oblique) if cue.phrase else self._latest(at)
        if speaker is not None:
            self._cast.seen(speaker.name or "", at)
        found = tuple(self._block.article(*span) for span in spans)
        return Attribution(cue.word, at, speaker, pattern, found, quotes)

    def _latest(self, at: int) -> Mention | None:
        """«…», añadió: whoever was spoken of or spoke last."""
        name = self._cast.latest(at)
        return Mention(at, at, name, "name", name) if name else None

    def _mention(self, phrase: SpeakerPhrase, at: int, oblique: bool = False) -> Mention:
        start, end = self._block.article(at, at + 1)
        name = self._cast.resolve(phrase, start, oblique=oblique)
        if name is not None:
            title = " ".join(word for word in phrase.title if word not in self._table.articles)
            return Mention(start, end, name, "name", name, title or None)
        return Mention(start, end, phrase.name or phrase.text or " ".join(phrase.words), phrase.sort)

    def _names(self) -> Iterator[Mention]:
        """Where people of the article are named in full."""
        for name in self._named:
            at = self._text.find(name)
            if at >= 0:
                start, end = self._block.article(at, at + len(name))
                yield Mention(start, end, name, "name", name)

    def _subjects(self) -> Iterator[Mention]:
        """Whom each sentence begins with, or whom it names first."""
        for start, end in self._sentences:
            tokens = [t for t in self._tokens if start <= t.start < end]
            source = self._cues.according(tokens) if tokens else None
            phrases = [source.phrase] if source else self._phrases(tokens)
            for phrase in filter(None, phrases):
                mention = self._mention(phrase, tokens[phrase.first].start, source is not None)
                if mention.sort == "name" and self._cast.knows(mention.name or ""):
                    self._cast.seen(mention.name or "", mention.start)
                    yield mention
                    break

    def _phrases(self, tokens: list[WordToken]) -> Iterator[SpeakerPhrase | None]:
        yield self._cast.parser.at(tokens, 0)
        for at, token in enumerate(tokens[:_SUBJECT_WITHIN]):
            phrase = self._cast.parser.at(tokens, at) if at and token.capital else None
            if phrase is not None and phrase.sort == "name":
                yield phrase
