"""Attributions that break what was said: “The plan, Gould said, is dead.” is one content, not two."""

from __future__ import annotations

from typing import Any

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.token_spans import FINITE, SpanMatch, TokenSpan, TokenSpans


class Interruptions:
    """Finds them in one parsed block."""

    def __init__(self, runs: TokenSpans) -> None:
        self._runs, self._doc = runs, runs.doc

    def parenthesis(self, verb: Any) -> SpanMatch | None:
        """“The test, the minister said, was the biggest yet.”: one content, with the attribution in it."""
        own = {t.i for t in verb.subtree}
        whole = [t.i for t in verb.head.subtree]
        first, last = min(whole), max(whole)
        if max(own) == last:
            last = min(own) - 1
        if first > last or self._runs.quoted(first, last):
            return None
        return SpanMatch(verb, "parenthesis", ((first, last),))

    def around(self, verb: Any) -> TokenSpan | None:
        """“It is also, she swears, her last.”: the sentence around a cue and its subject between commas."""
        doc, start, end = self._doc, self._runs.opening(verb), int(verb.sent.end)
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if (
            subject is None
            or subject.tag_ in ("WDT", "WP")
            or {"neg", "aux"} & {c.dep_ for c in verb.children}
        ):
            return None
        first, last = min(subject.left_edge.i, verb.i), max(subject.i, verb.i)
        if last - first > 8 or first - 1 <= start or doc[first - 1].text != "," or last + 2 >= end:
            return None
        while last + 3 < end and doc[last + 1].pos_ == "ADV":  # “he confessed later, …”
            last += 1
        behind = {t.i for t in subject.subtree}
        if subject.i > verb.i and all(t.i in behind or t.is_punct for t in doc[last + 1 : end]):
            return None  # “Not so fast, says Amy Lee, a baker in Bath.”
        mark, rest = doc[last + 1].text, doc[last + 2 : end]
        if mark not in ",;" or self._runs.quoted(start, end - 1) or _opens_own(rest, mark):
            return None
        stop = end - 1 if doc[end - 1].is_punct else end
        return (start, stop - 1) if len(rest) > 2 else None


def _opens_own(rest: Any, mark: str) -> bool:
    """Whether what follows an attribution is the writer's, or tells where and how it was said."""
    opening = rest[0]
    if any(t.lemma_.lower() in lexicon.SPOKEN and t.tag_ in FINITE and t.pos_ == "VERB" for t in rest):
        return True
    if mark == ";" or opening.tag_ in ("MD", "VBZ", "VBD", "VBP"):
        return False
    if opening.dep_ == "cc":  # “…, she said, and the tools would be used”: told in her tense
        told = any(t.lower_ in ("would", "could", "might", "had") for t in rest)
        return any(t.tag_ in FINITE for t in rest) and not told
    return opening.tag_ in ("VBG", "WDT", "WP", "WRB", "IN", "TO", "RB") and opening.lower_ not in (
        "because",
        "if",
        "unless",
        "until",
        "not",
        "for",
        "without",
    )
