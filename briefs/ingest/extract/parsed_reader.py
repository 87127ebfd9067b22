"""Reported speech from a dependency parse (spaCy's English labels), one block at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefs.ingest.extract import lexicon, patterns, speaker_words
from briefs.ingest.extract.blocks import PlacedQuotation, TextBlock
from briefs.ingest.extract.clauses import Clauses
from briefs.ingest.extract.fragments import Fragments
from briefs.ingest.extract.mentions import Mentions
from briefs.ingest.extract.people_told_of import PeopleToldOf
from briefs.ingest.extract.subjects import Subjects
from briefs.ingest.extract.token_spans import TokenSpan, TokenSpans
from briefs.ingest.extract.types import Attribution, BlockAttributions, Mention, Span
from briefs.ingest.extract.unlisted_cues import UnlistedCues


def read(block: TextBlock, doc: Any) -> BlockAttributions:
    """Everything the block attributes to somebody. `doc` is spaCy's parse of `block.text`."""
    return _ParsedReader(block, doc).reading()


class _ParsedReader:
    def __init__(self, block: TextBlock, doc: Any) -> None:
        self._block, self._doc = block, doc
        self._mentions = Mentions(block, doc)
        # every token of a stub stands for its quotation: a parse may take any of them as the head
        starts = {
            at: index for index, q in enumerate(block.quotes) if q.whole for at in range(q.start, q.end)
        }
        self._stubs = {token.i: starts[token.idx] for token in doc if token.idx in starts}
        runs = TokenSpans(doc, self._stubs)
        self._clauses = Clauses(runs)
        self._subjects = Subjects(runs)
        self._unlisted = UnlistedCues(doc, self._stubs, self._subjects.owner)

    def reading(self) -> BlockAttributions:
        found = [*self._quotations(), *self._reported()]
        told = [span for each in found for span in each.spans]
        found += Fragments(self._block, self._doc, self._speaker, self._mention).find(told)
        found.sort(key=lambda a: (a.spans[0][0] if a.spans else a.cue_start, a.cue_start))
        sentences = tuple(
            self._block.article(s.start_char, s.end_char) for s in self._doc.sents if s.text.strip()
        )
        names, people = tuple(self._mentions.names()), PeopleToldOf(self._doc, self._mentions)
        subjects, objects = tuple(people.subjects()), tuple(people.objects())
        return BlockAttributions(tuple(found), sentences, names, self._lead(), subjects, objects)

    def _lead(self) -> Mention | None:
        """“This is what he had to say:”"""
        if not self._block.text.rstrip().endswith(":"):
            return None
        for token in reversed(self._doc[-1].sent):
            if token.lemma_.lower() in lexicon.SPOKEN and token.pos_ == "VERB":
                return self._speaker(token)
        return None

    # whole quotations ---------------------------------------------------------------------------------

    def _quotations(self) -> Iterator[Attribution]:
        places: dict[int, list[int]] = {}
        for i, index in self._stubs.items():
            places.setdefault(index, []).append(i)
        for index, quote in enumerate(self._block.quotes):
            if not quote.whole:
                continue
            tokens = [self._doc[i] for i in places.get(index, ())]
            if not tokens:
                continue
            cue = self._cue_after(tokens[-1]) or self._cue_before(tokens[0])
            if cue is not None:
                yield self._build(cue, self._speaker(cue), "quotation", quotes=(index,))
            elif found := (
                self._unlisted.after(tokens[0], tokens[-1])
                or self._unlisted.before(tokens[0])
                or self._worded(quote)
            ):
                cue, head = found
                named = self._mention(head, cue)
                speaker = _as_label(named, head, cue) if named is not None else None
                yield self._build(cue, speaker, "quotation", quotes=(index,))

    def _worded(self, placed: PlacedQuotation) -> tuple[Any, Any] | None:
        """“Slowly,” Olsen answers: cue and speaker by wording, where the tagger takes the verb for a noun."""
        if self._ended(placed.end):
            return None
        stops = (q.start for q in self._block.quotes if q.whole and q.start >= placed.end)
        stop = min(stops, default=len(self._block.text))
        for pattern in (patterns.AFTER_SUBJECT, patterns.AFTER_VERB):
            if match := pattern.match(self._block.text, placed.end, stop):
                at = {place: t for t in self._doc for place in range(t.idx, t.idx + len(t))}
                return at[match.start("cue")], at[match.end("who") - 1]
        return None

    def _ended(self, at: int) -> bool:
        """“It had music in it.” Verdi said …: a full stop ends a quotation for every parser."""
        text = self._block.text
        return text[at - 2 : at - 1] == "." and text[at:].lstrip()[:1].isupper()

    def _cue_after(self, last: Any) -> Any | None:
        """“…,” said X / “…,” X said: a cue later in the sentence, before the next quotation."""
        sentence = last.sent
        following = last.i + 1
        if following >= len(self._doc):
            return None
        if self._ended(last.idx + len(last)):
            return None
        end = sentence.end
        if following >= end:  # the parser ended the sentence at the mark; a lower-case start goes on
            if self._doc[last.i - 1].text in ".!" or following >= len(self._doc):
                return None
            end = self._doc[following].sent.end
        stop = next((i for i in range(following, end) if i in self._stubs), end)
        limit = min(stop, following + 40)
        for token in self._doc[following:limit]:
            if token.lower_ == "according" and token.i - following < 2:
                return token
            if (
                token.lemma_.lower() in lexicon.SPOKEN
                and token.pos_ in ("VERB", "AUX")
                and self._main(token, following)
            ):
                return token
        return None

    def _main(self, token: Any, following: int) -> bool:
        """Not a verb inside a relative clause about somebody else, unless it stands right after the mark."""
        if token.i - following <= 1:
            return True
        return token.dep_ not in ("relcl", "acl") and not any(
            a.dep_ == "relcl" and a.i >= following for a in token.ancestors
        )

    def _cue_before(self, first: Any) -> Any | None:
        """X said: “…”: the last cue of the same sentence or of a sentence that ends with a colon."""
        start = first.sent.start
        if start == first.i and first.i > 0 and self._doc[first.i - 1].text in (":", ",", "―", "—"):
            start = self._doc[first.i - 1].sent.start
        begin = next((i + 1 for i in range(first.i - 1, start - 1, -1) if i in self._stubs), start)
        for token in reversed(self._doc[begin : first.i]):
            if (
                token.lemma_.lower() in lexicon.SPOKEN
                and token.pos_ in ("VERB", "AUX")
                and token.dep_ != "amod"
            ):
                return token
            # “According to witnesses, her first words were: “…””
            if token.lower_ == "according" and self._doc[first.i - 1].text != ":":
                return token
        return None

    # reported speech ----------------------------------------------------------------------------------

    def _reported(self) -> Iterator[Attribution]:
        for found in self._clauses.find():
            # “a floor where we will ask you to be silent” is told in quoted words
            if any(not q.whole and q.start <= found.cue.idx < q.end for q in self._block.quotes):
                continue
            if found.source is not None:
                speaker: Mention | None = self._mentions.of(self._subjects.source(found.source))
            else:
                speaker = self._speaker(found.cue)
            built = self._build(found.cue, speaker, found.pattern, found.spans)
            if built.pattern != "plain":
                yield built
            elif any(self._holds_quoted(span) for span in built.spans):
                yield replace(built, pattern="object")

    def _holds_quoted(self, span: Span) -> bool:
        return any(span[0] <= q.quote.start < span[1] for q in self._block.quotes)

    # building -----------------------------------------------------------------------------------------

    def _build(
        self,
        cue: Any,
        speaker: Mention | None,
        pattern: str,
        spans: tuple[TokenSpan, ...] = (),
        quotes: tuple[int, ...] = (),
    ) -> Attribution:
        start, _ = self._block.article(cue.idx, cue.idx + len(cue))
        found = tuple(span for s in spans if (span := self._characters(*s)) is not None)
        return Attribution(cue.lemma_.lower(), start, speaker, pattern, found, quotes)

    def _characters(self, first: int, last: int) -> Span | None:
        doc = self._doc
        while first <= last and (
            (doc[first].is_punct and doc[first].text not in "($#") or doc[first].is_space
        ):
            first += 1
        while last >= first and ((doc[last].is_punct and doc[last].text not in ")%") or doc[last].is_space):
            last -= 1
        if first > last:
            return None
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        return self._block.article(start, self._unbroken(start, end))

    def _unbroken(self, start: int, end: int) -> int:
        """The end of a span, moved where it would cut quoted words in two."""
        cut = (q.end for q in self._block.quotes if not q.whole and start <= q.start < end < q.end)
        moved = next(cut, end)
        while moved > end and not self._block.text[moved - 1].isalnum():
            moved -= 1
        return moved

    def _speaker(self, cue: Any) -> Mention | None:
        head = self._subjects.of(cue)
        return self._mention(head, cue) if head is not None else None

    def _mention(self, head: Any, cue: Any | None = None) -> Mention | None:
        """Who stands at a head word: of “the statement by Anna Berg” she, with “and Tom Ford” both."""
        if head.pos_ == "NOUN" and head.lemma_.lower() in speaker_words.MESSAGES:
            head = self._subjects.owner(head) or head
        found = self._mentions.of(head)
        if cue is not None and cue.lemma_ == "read" and found.sort == "nominal":
            # “one entry reads”: nobody is told of who says it
            told = speaker_words.head_noun(found.text) in speaker_words.MESSAGES
            return found if told or speaker_words.kind_of(found.text) in ("person", "people") else None
        if found.sort != "name" or head.dep_ not in ("nsubj", "pobj"):
            return found
        joined = [self._mentions.of(other) for other in head.conjuncts if other.i > head.i]
        return replace(found, others=tuple(other for other in joined if other.sort == "name"))


def _as_label(mention: Mention, head: Any, colon: Any) -> Mention:
    """“Pike: …”: what stands alone before a colon is a name, whatever the tagger takes it for."""
    alone = head.i + 1 == colon.i and head.text[:1].isupper() and mention.sort == "nominal"
    if not alone or speaker_words.kind_of(mention.text) is not None:
        return mention
    return replace(mention, sort="name", name=mention.text)
