"""Quoted words within the writer's sentence that no construction holds, in one parsed block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from briefs.ingest.extract import lexicon, not_speech, speaker_words
from briefs.ingest.extract.blocks import PlacedQuotation, TextBlock
from briefs.ingest.extract.types import Attribution, Mention, Span


class Fragments:
    """Finds them; `speaker` gives whose a cue is, `mention` who stands at a head word."""

    def __init__(
        self,
        block: TextBlock,
        doc: Any,
        speaker: Callable[[Any], Mention | None],
        mention: Callable[[Any, Any], Mention | None],
    ) -> None:
        self._block, self._doc = block, doc
        self._speaker, self._mention = speaker, mention

    def find(self, told: list[Span]) -> Iterator[Attribution]:
        """Quoted words that no construction holds: “It rests, she said, on “goodwill”.”"""
        for placed in self._block.quotes:
            first, last = placed.quote.start, placed.quote.end
            content = self._block.text[placed.start : placed.end]
            if placed.whole or content.count(" ") < 2 or not_speech.is_title(content.rstrip(".")):
                continue
            if any(start < last and first < end for start, end in told):
                continue
            cue = self._cue_around(placed)
            speaker = self._speaker(cue) if cue is not None else None
            if cue is None and (verb := self._aside(placed)):
                cue, speaker = verb, self._mention(verb.head, verb)
            if cue is not None and speaker is not None:
                at, _ = self._block.article(cue.idx, cue.idx + len(cue))
                yield Attribution(cue.lemma_.lower(), at, speaker, "fragment", ((first, last),))

    def _aside(self, placed: PlacedQuotation) -> Any | None:
        """“He had, a spokeswoman announced before the curtain, “a slight cold”.”: taken for a participle."""
        before = [t for t in self._doc if t.idx < placed.start]
        if not before or before[-1].text != ",":
            return None
        return next(
            (
                t
                for t in before
                if t.dep_ == "acl"
                and t.lemma_.lower() in lexicon.SPOKEN
                and t.sent == before[-1].sent
                and self._doc[max(t.head.left_edge.i - 1, 0)].text == ","
                and speaker_words.is_person(t.head.lower_)
            ),
            None,
        )

    def _cue_around(self, placed: PlacedQuotation) -> Any | None:
        """The verb of speech of the sentence that stands nearest to quoted words, outside of them."""
        inside = [t for t in self._doc if placed.start <= t.idx < placed.end]
        if not inside:
            return None
        first, last = inside[0].i, inside[-1].i
        cues = [
            t
            for t in inside[0].sent
            if (t.lemma_.lower() in lexicon.SPOKEN or _puts_it(t))
            and t.pos_ == "VERB"
            and t.dep_ not in ("amod", "acl")
            and not first <= t.i <= last
            and not _is_aside(t, first)
        ]
        return min(cues, key=lambda t: min(abs(t.i - first), abs(t.i - last)), default=None)


def _is_aside(verb: Any, quoted: int) -> bool:
    """“his report, which was read by nine, “…””: a verb of a clause about something else."""
    clause = verb.head if verb.dep_ == "conj" else verb
    return bool(clause.dep_ == "relcl" and not any(t.i == quoted for t in clause.subtree))


def _puts_it(verb: Any) -> bool:
    """As their leader put it."""
    return bool(verb.lemma_ == "put" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "it")
