"""Reported speech from a dependency parse (spaCy's English labels): the clause, and the subject of its verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefs.intake import lexicon
from briefs.intake.blocks import Block
from briefs.intake.mentions import Mentions
from briefs.intake.speech import Attribution, Mention, Reading

Span = tuple[int, int]  # first and last token of a run, inclusive
_CLIMB = {"xcomp", "advcl", "pcomp", "conj", "ccomp", "prep", "dep", "acl"}
_NOT_CONTENT = {"punct", "cc"}


def read(block: Block, doc: Any) -> Reading:
    """Everything the block attributes to somebody. `doc` is the parse of `block.text`."""
    return _Reader(block, doc).reading()


class _Reader:
    def __init__(self, block: Block, doc: Any) -> None:
        self._block, self._doc = block, doc
        self._mentions = Mentions(block, doc)
        self._stubs = {
            token.i: index
            for index, quote in enumerate(block.quotes)
            if quote.whole
            for token in doc
            if quote.start <= token.idx < quote.end
        }
        self._taken: set[int] = set()  # whole quotations that a cue already speaks for

    def reading(self) -> Reading:
        found = [*self._quotations(), *self._reported()]
        found.sort(key=lambda a: (a.spans[0][0] if a.spans else a.cue_start, a.cue_start))
        sentences = tuple(
            self._block.article(s.start_char, s.end_char) for s in self._doc.sents if s.text.strip()
        )
        return Reading(
            tuple(found), sentences, tuple(self._mentions.names()), tuple(self._mentions.subjects())
        )

    # whole quotations ---------------------------------------------------------------------------------

    def _quotations(self) -> Iterator[Attribution]:
        for index, quote in enumerate(self._block.quotes):
            if not quote.whole:
                continue
            tokens = [t for t in self._doc if quote.start <= t.idx < quote.end]
            cue = self._cue_after(tokens[-1]) or self._cue_before(tokens[0]) if tokens else None
            if cue is not None:
                yield self._attribution(cue, "quotation", (), (index,))

    def _cue_after(self, last: Any) -> Any | None:
        """“…,” said X / “…,” X said: a cue later in the sentence, before the next quotation."""
        sentence = last.sent
        following = last.i + 1
        if following >= len(self._doc):
            return None
        end = sentence.end
        if following >= end:  # the parser ended the sentence at the mark; a lower-case start goes on
            if self._doc[last.i - 1].text in ".!" or following >= len(self._doc):
                return None
            end = self._doc[following].sent.end
        stop = next((i for i in range(following, end) if i in self._stubs), end)
        limit = min(stop, following + 40)
        for token in self._doc[following:limit]:
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
            if token.lower_ == "according":
                return token
        return None

    # reported speech ----------------------------------------------------------------------------------

    def _reported(self) -> Iterator[Attribution]:
        for token in self._doc:
            if token.i in self._stubs:
                continue
            if token.pos_ in ("VERB", "AUX"):
                yield from self._verb(token)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.NOUN:
                yield from self._noun(token)
        yield from self._according()

    def _verb(self, verb: Any) -> Iterator[Attribution]:
        lemma = verb.lemma_.lower()
        children = {child.dep_: child for child in verb.children}
        if self._negated(verb) and lemma not in ("deny",):
            return
        passive = "nsubjpass" in children
        clause = children.get("ccomp")
        placed = self._before_the_comma(verb, clause) if lemma in lexicon.TRAILING and not passive else None
        if placed is not None:
            yield self._attribution(verb, "inverted", (placed,))
            return
        if clause is not None and lemma in lexicon.CLAUSE and not (passive and lemma not in ("tell",)):
            yield from self._content(verb, clause, "clause")
            return
        if verb.dep_ == "parataxis" and lemma in lexicon.SPOKEN and not passive:
            yield from self._parenthesis(verb)
            return
        inner = children.get("xcomp")
        if inner is not None and not passive:
            yield from self._infinitive(verb, lemma, inner, children)
            return
        if passive:
            return
        if lemma in lexicon.OBJECT and "dobj" in children:
            yield from self._object(verb, children["dobj"])
            return
        for child in verb.children:
            if child.dep_ == "prep" and (lemma, child.lower_) in lexicon.PREPOSITION:
                yield from self._phrase(verb, child)
                return

    def _negated(self, verb: Any) -> bool:
        return any(child.dep_ == "neg" for child in verb.children)

    def _content(self, verb: Any, clause: Any, pattern: str) -> Iterator[Attribution]:
        span = self._subtree(clause, verb)
        if span is None:
            return
        first, last = span
        if first <= verb.i <= last:
            return
        if last < verb.i:
            pattern = "inverted"
            first = min(first, self._clause_start(verb, first))
        yield self._attribution(verb, pattern, ((first, last),))

    def _before_the_comma(self, verb: Any, clause: Any | None) -> Span | None:
        """“The talks went on, the minister said in Brussels, an agency reports.”: what a parse gets wrong."""
        if clause is not None and not (
            clause.i > verb.i
            and clause.lemma_ in ("report", "say", "write")
            and self._comma_within(verb, clause)
        ):
            return None
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is None:
            return None
        edge = min(verb.i, subject.left_edge.i) - 1
        start = verb.sent.start
        if (
            edge - start < 3
            or self._doc[edge].text != ","
            or any(i in self._stubs for i in range(start, edge))
        ):
            return None
        finite = [
            t
            for t in self._doc[start:edge]
            if t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ in ("ccomp", "ROOT", "aux", "conj", "auxpass")
        ]
        return (start, edge - 1) if finite else None

    def _comma_within(self, verb: Any, clause: Any) -> bool:
        return any(t.text == "," for t in self._doc[verb.i : clause.i])

    def _clause_start(self, verb: Any, first: int) -> int:
        """“In Brussels, the talks went on, he said”: what comes before the clause belongs to it."""
        start: int = verb.sent.start
        if any(i in self._stubs for i in range(start, first)):
            return first
        while start < first and self._doc[start].dep_ in _NOT_CONTENT:
            start += 1
        return start

    def _parenthesis(self, verb: Any) -> Iterator[Attribution]:
        """“The test, the minister said, was the biggest yet.”"""
        own = [t.i for t in verb.subtree]
        first, last = min(own), max(own)
        head = verb.head
        whole = [t.i for t in head.subtree]
        spans = [s for s in ((min(whole), first - 1), (last + 1, max(whole))) if s[0] <= s[1]]
        yield self._attribution(verb, "parenthesis", tuple(spans))

    def _infinitive(
        self, verb: Any, lemma: str, inner: Any, children: dict[str, Any]
    ) -> Iterator[Attribution]:
        to = next((c for c in inner.children if c.dep_ == "aux" and c.lower_ == "to"), None)
        span = self._subtree(inner, verb)
        if span is None or span[0] <= verb.i:
            return
        if to is not None and "dobj" in children and lemma in lexicon.PERSUASION:
            yield self._attribution(verb, "persuasion", ((children["dobj"].left_edge.i, span[1]),))
        elif to is not None and lemma in lexicon.INFINITIVE:
            yield self._attribution(verb, "infinitive", (span,))
        elif to is None and lemma in lexicon.OBJECT | lexicon.CLAUSE:
            yield self._attribution(verb, "object", (span,))

    def _object(self, verb: Any, thing: Any) -> Iterator[Attribution]:
        span = self._subtree(thing, verb)
        if span is None or span[0] <= verb.i:
            return
        last = span[1]
        for child in verb.children:  # “called the test a provocation”, “described it as ominous”
            if child.i > thing.i and (
                child.dep_ in ("oprd", "dobj", "attr", "xcomp", "ccomp", "dative")
                or (child.dep_ == "prep" and child.lower_ in ("as", "for", "to", "of", "on", "over", "with"))
            ):
                last = max(last, max(t.i for t in child.subtree))
        yield self._attribution(verb, "object", ((span[0], last),))

    def _phrase(self, verb: Any, preposition: Any) -> Iterator[Attribution]:
        inside = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
        if inside and (span := self._subtree(inside[0], verb)):
            yield self._attribution(verb, "phrase", (span,))

    def _noun(self, noun: Any) -> Iterator[Attribution]:
        for child in noun.children:
            if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i and self._complement(child):
                span = self._subtree(child, noun)
                if span is not None and span[0] > noun.i:
                    yield self._attribution(noun, "noun", (span,))
                return

    def _complement(self, child: Any) -> bool:
        first = child.left_edge
        mark = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        return bool(mark or (first.lower_ == "to" and child.dep_ == "acl"))

    def _according(self) -> Iterator[Attribution]:
        for token in self._doc[:-1]:
            if token.lower_ != "according" or self._doc[token.i + 1].lower_ != "to":
                continue
            sentence = token.sent
            first, last = token.i, self._source_end(token)
            before = (sentence.start, first - 1)
            after = (last + 1, sentence.end - 1)
            spans = [s for s in (before, after) if s[1] - s[0] >= 2][:1]
            person = next((t for t in self._doc[token.i + 2 : last + 1] if t.dep_ == "pobj"), None)
            speaker = self._mentions.of(person) if person is not None else None
            yield self._build(token, token, self._doc[token.i + 1], speaker, "according", tuple(spans), ())

    def _source_end(self, according: Any) -> int:
        """The last token of “according to X, an analyst”."""
        end: int = according.sent.end - 1
        commas = [t.i for t in self._doc[according.i + 2 : end] if t.text == ","]
        for n, comma in enumerate(commas):
            stop = commas[n + 1] if n + 1 < len(commas) else end
            if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in self._doc[comma + 1 : stop]) and self._doc[
                comma + 1
            ].tag_ not in ("WDT", "WP"):
                return comma
            if n + 1 == len(commas) and according.i - according.sent.start < 2:
                return comma
        return end

    # building -----------------------------------------------------------------------------------------

    def _subtree(self, head: Any, above: Any) -> Span | None:
        """The run of a subtree without trailing participles that belong to the attribution (“, adding that …”)."""
        tokens = sorted(t.i for t in head.subtree)
        first, last = tokens[0], tokens[-1]
        for token in self._doc[head.i + 1 : last + 1]:
            if (
                token.lemma_.lower() in lexicon.SPOKEN
                and token.tag_ == "VBG"
                and self._doc[token.i - 1].text == ","
            ):
                last = token.i - 2
                break
        stub = next((i for i in range(first, last + 1) if i in self._stubs), None)
        if stub is not None:
            last = stub - 1
        if first <= above.i <= last:
            if head.i > above.i:
                first = above.i + 1
            else:
                last = above.i - 1
        return (first, last) if first <= last else None

    def _attribution(
        self, cue: Any, pattern: str, spans: tuple[Span, ...], quotes: tuple[int, ...] = ()
    ) -> Attribution:
        return self._build(cue, cue, cue, self._speaker(cue), pattern, spans, quotes)

    def _build(
        self,
        cue: Any,
        first: Any,
        last: Any,
        speaker: Mention | None,
        pattern: str,
        spans: tuple[Span, ...],
        quotes: tuple[int, ...],
    ) -> Attribution:
        start, end = self._block.article(first.idx, last.idx + len(last))
        found = tuple(span for s in spans if (span := self._characters(*s)) is not None)
        return Attribution(cue.lemma_.lower(), start, end, speaker, pattern, found, quotes)

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
        return self._block.article(doc[first].idx, doc[last].idx + len(doc[last]))

    def _speaker(self, cue: Any) -> Mention | None:
        if cue.pos_ == "NOUN":
            owner = next((c for c in cue.children if c.dep_ == "poss"), None)
            if owner is None:
                of = next(
                    (c for c in cue.children if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")), None
                )
                owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
            if owner is None and cue.dep_ == "dobj":
                owner = self._subject(cue.head)
        else:
            owner = self._subject(cue)
            if owner is None:
                owner = self._nearest(cue)
        return self._mentions.of(owner) if owner is not None else None

    def _subject(self, verb: Any, depth: int = 0) -> Any | None:
        if verb.lower_ == "according":
            return next((t for t in self._doc[verb.i + 2 : verb.i + 12] if t.dep_ == "pobj"), None)
        if (
            verb.tag_ == "VBG"
            and verb.i > verb.sent.start
            and self._doc[verb.i - 1].text == ","
            and not depth
        ):
            return self._enclosing(verb)
        own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj") and c.i not in self._stubs]
        if own:
            subject = own[-1] if len(own) > 1 and abs(own[-1].i - verb.i) < abs(own[0].i - verb.i) else own[0]
            if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                return verb.head
            return (
                None
                if subject.lower_ in ("what", "which", "that", "it") and subject.tag_ != "PRP"
                else subject
            )
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            agent = next((c for c in verb.children if c.dep_ == "agent"), None)
            return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        if depth > 4:
            return None
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head if verb.tag_ == "VBG" else None
        if verb.dep_ in _CLIMB and verb.head is not verb:
            return self._subject(verb.head, depth + 1)
        return None

    def _enclosing(self, verb: Any) -> Any | None:
        """“He said that the reports were wrong, adding …”: the speaker of the clause around it."""
        for above in verb.ancestors:
            if above.dep_ == "ROOT" or above.lemma_.lower() in lexicon.SPOKEN:
                subject = self._subject(above, 1)
                if subject is not None:
                    return subject
        return None

    def _nearest(self, verb: Any) -> Any | None:
        """Where the parse gives no subject: the name or pronoun right before or after the verb."""
        doc = self._doc
        for token in (
            *reversed(doc[max(verb.sent.start, verb.i - 4) : verb.i]),
            *doc[verb.i + 1 : verb.i + 3],
        ):
            if token.i in self._stubs:
                break
            if token.pos_ == "PROPN" or token.lower_ in lexicon.PRONOUNS:
                return token
        return None
