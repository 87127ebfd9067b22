"""Runs of tokens in a parsed block, and what is found on a cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefs.ingest.extract import lexicon

TokenSpan = tuple[int, int]  # first and last token of a run, inclusive
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class SpanMatch:
    """A cue, the construction, the runs that were said.

    `source` is the speaker's head word where the construction names it, as “according to” does.
    """

    cue: Any
    pattern: str
    spans: tuple[TokenSpan, ...]
    source: Any | None = None


class TokenSpans:
    """One parsed block. `stubs`: tokens that stand for whole quotations, with the quotation's index."""

    def __init__(self, doc: Any, stubs: dict[int, int]) -> None:
        self.doc, self.stubs = doc, stubs
        self.detached = _detached(doc)

    def quoted(self, first: int, last: int) -> bool:
        """Whether a whole quotation stands in a run."""
        return any(i in self.stubs for i in range(first, last + 1))

    def opening(self, verb: Any) -> int:
        """Where the sentence, or what follows its last quotation, begins."""
        start: int = verb.sent.start
        return max([int(start), *(i + 1 for i in self.stubs if start <= i < verb.i)])

    def under(self, head: Any, above: Any) -> TokenSpan | None:
        """The run of a subtree, cut where a cue of its own or a quotation begins.

        Where `above`, the verb of its cue, lies within, only the side of it on which `head` stands is kept.
        """
        first, last = head.left_edge.i, head.right_edge.i
        for token in self.doc[head.i + 1 : last + 1]:
            added = token.tag_ == "VBG" and self.doc[token.i - 1].text == ","
            if token.lemma_.lower() in lexicon.SPOKEN and (added or token.i in self.detached):
                last = token.i - 2
                break
        # a whole quotation has a candidate of its own
        stub = next((i for i in range(first, last + 1) if i in self.stubs), None)
        if stub is not None:
            last = stub - 1
        if first <= above.i <= last:
            first, last = (above.i + 1, last) if head.i > above.i else (first, above.i - 1)
        return (first, last) if first <= last else None


def _detached(doc: Any) -> dict[int, Any]:
    """“He said it was wrong and warned …”: cues that a parse joins to the content of another."""
    found: dict[int, Any] = {}
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon.SPOKEN or verb.tag_ not in FINITE:
            continue
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
        for token in clause.subtree if clause is not None else ():
            joined = (
                token.dep_ == "conj" and token.lemma_.lower() in lexicon.SPOKEN and token.tag_ == verb.tag_
            )
            if joined and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in token.children):
                found.setdefault(token.i, verb)
    return found
