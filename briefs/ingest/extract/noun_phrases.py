"""What hangs on a noun or a preposition, and the constructions that take less than a clause."""

from __future__ import annotations

from typing import Any

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.token_spans import FINITE, SpanMatch, TokenSpans

_SECOND = frozenset({"oprd", "dobj", "attr", "xcomp", "ccomp", "dative"})  # “called the test *a provocation*”
_LINKS = frozenset("as for to of on over with".split())  # “described it *as ominous*”
OPINION = frozenset("opinion view words estimation assessment judgment judgement telling".split())


class Phrases:
    """Finds contents that are no clauses in one parsed block."""

    def __init__(self, runs: TokenSpans) -> None:
        self._runs, self._doc = runs, runs.doc

    def infinitive(self, verb: Any, lemma: str, inner: Any, thing: Any | None) -> SpanMatch | None:
        """“vowed to fight”, “urged the parties to talk”: `inner` is the infinitive, `thing` who is urged."""
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in inner.children)
        if lemma in ("ask", "decline", "refuse", "want", "wish") and inner.lemma_.lower() in lexicon.SILENT:
            return None
        span = self._runs.under(inner, verb)
        if span is None or span[0] <= verb.i:
            return None
        # “not to re-enter the house”: a parse leaves the first half of the word outside
        if not to and (start := next((t.i for t in self._doc[verb.i + 1 : span[0]] if t.tag_ == "TO"), None)):
            to, span = True, (start - (self._doc[start - 1].lower_ == "not"), span[1])
        if to and thing is not None and lemma in lexicon.PERSUASION:
            return SpanMatch(verb, "persuasion", ((thing.left_edge.i, span[1]),))
        if (
            to
            and lemma in lexicon.PERSUASION
            and inner.left_edge.dep_ in ("nsubj", "det", "compound", "amod")
        ):
            return SpanMatch(verb, "persuasion", (span,))
        if to and lemma in lexicon.INFINITIVE:
            return SpanMatch(verb, "infinitive", (span,))
        if not to and lemma in lexicon.OBJECT | lexicon.CLAUSE:
            return SpanMatch(verb, "object", (span,))
        return None

    def object(self, verb: Any, thing: Any) -> SpanMatch | None:
        """“condemned the attack as cowardly”: the object with what is said of it."""
        if thing.i < verb.i and thing.tag_ in ("WP", "WDT"):  # “what his agent calls “a farce””
            second = (c for c in verb.children if c.i > verb.i and (c.dep_ in _SECOND or c.lower_ == "as"))
            thing = next(second, thing)
            thing = next((c for c in thing.children if c.dep_ == "pobj"), thing)
        span = self._runs.under(thing, verb)
        if span is None or span[0] <= verb.i:
            return None
        if inner := next((t for t in self._doc[span[0] : span[1]] if _tells(t)), None):
            # “offered aid, a sum that the mayor called …”, “the test, which the media claimed …”
            before = (inner if inner.head == thing else inner.head).left_edge.i - 1
            if before <= span[0]:
                return None
            span = span[0], before - (self._doc[before].text == ",")
        last = span[1]
        plain = verb.lemma_.lower() in lexicon.STANCE or _is_plain(thing, *span)
        for child in verb.children:
            linked = child.dep_ == "prep" and child.lower_ in _LINKS
            if not inner and child.i > thing.i and (child.dep_ in _SECOND or linked):
                last = max(last, max(t.i for t in child.subtree))
        # of a plain object nothing is told, unless some of it is quoted
        return SpanMatch(verb, "plain" if plain and last == span[1] else "object", ((span[0], last),))

    def prepositional(self, verb: Any, preposition: Any) -> SpanMatch | None:
        """“called for restraint”: what stands behind the verb's preposition."""
        inside = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
        if inside is None or inside.ent_type_ in ("DATE", "TIME"):  # “vote on the money for the year”
            return None
        if inside.lower_ == "this":  # “He spoke about this in Brussels”: what was said stands before
            return SpanMatch(verb, "anaphora", ((verb.sent.start, verb.sent.end - 1),))
        # “spoke for the first time, against the advice …”
        if any(t.text == "," for t in self._doc[verb.i : preposition.i]):
            return None
        span = self._runs.under(inside, verb)
        if span is None:
            return None
        # “for the scheme, which officers say will save …”: what is told of it is somebody else's
        which = next(
            (
                t.i
                for t in self._doc[span[0] : span[1]]
                if t.tag_ in ("WDT", "WP") and self._doc[t.i - 1].text == ","
            ),
            None,
        )
        if which is not None:
            span = span[0], which - 2
        later = [c for c in verb.children if c.i > span[1] and c.dep_ == "xcomp"]  # “called on them *to act*”
        pattern = "plain" if _is_plain(inside, *span) and not later else "phrase"
        return SpanMatch(verb, pattern, ((span[0], max([span[1], *(c.right_edge.i for c in later)])),))

    def noun(self, noun: Any) -> SpanMatch | None:
        """“the claim that …”, “a promise to …”: the noun's complement, not a clause about the noun."""
        for child in noun.children:
            if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i and _complement(child):
                span = self._runs.under(child, noun)
                return SpanMatch(noun, "noun", (span,)) if span is not None and span[0] > noun.i else None
        return None

    def opinion(self, noun: Any) -> SpanMatch | None:
        """“In his opinion, the best guarantee would be …”"""
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        sentence = noun.sent
        if owner is None or noun.i - sentence.start > 8 or noun.head.lower_ not in ("in", "to"):
            return None
        start = noun.i + 2 if self._doc[min(noun.i + 1, len(self._doc) - 1)].text == "," else noun.i + 1
        if sentence.end - start < 3 or self._runs.quoted(start, sentence.end - 1):
            return None
        return SpanMatch(noun, "according", ((start, sentence.end - 1),), owner)

    def according(self, token: Any) -> SpanMatch | None:
        """“According to X, …” and “…, according to X.”: the rest of the sentence."""
        if self._doc[token.i + 1].lower_ != "to":
            return None
        first, last = token.i, self._source_end(token)
        sentence = token.sent
        before, after = (sentence.start, first - 1), (last + 1, sentence.end - 1)
        told = token.i > sentence.start and self._doc[token.i - 1].text in ":;"  # “…: according to him, …”
        spans = [s for s in ((after,) if told else (before, after)) if s[1] - s[0] >= 2][:1]
        if any(self._runs.quoted(*s) for s in spans):
            spans = []
        source = next((t for t in self._doc[token.i + 2 : last + 1] if t.dep_ == "pobj"), None)
        return SpanMatch(token, "according", tuple(spans), source)

    def _source_end(self, according: Any) -> int:
        """The last token of “according to X, an analyst”."""
        sentence = according.sent
        end = int(sentence.end) - 1
        commas = [int(t.i) for t in self._doc[according.i + 2 : end] if t.text == ","]
        for n, comma in enumerate(commas):
            stop = commas[n + 1] if n + 1 < len(commas) else end
            told = any(t.tag_ in FINITE for t in self._doc[comma + 1 : stop])
            if told and self._doc[comma + 1].tag_ not in ("WDT", "WP"):
                return comma
            if n + 1 == len(commas) and according.i - sentence.start < 2:
                return comma
        return end


def _tells(verb: Any) -> bool:
    """A verb of speech in a relative clause, with somebody who says it."""
    said = verb.dep_ == "relcl" and verb.lemma_.lower() in lexicon.SPOKEN
    return said and any(c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") for c in verb.children)


def _is_plain(thing: Any, first: int, last: int) -> bool:
    """“the vote”, “his minister”: points to a thing and says nothing of it."""
    definite = thing.doc[first].lower_ in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
    )
    return (definite and last - first < 3) or thing.pos_ == "PRON"


def _complement(child: Any) -> bool:
    mark = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
    return bool(mark or (child.left_edge.lower_ == "to" and child.dep_ == "acl"))
