"""Passages of an article as they are found: a content, its speaker, and the sentences around both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.blocks import TextBlock
from briefs.ingest.extract.speakers import ResolvedSpeaker
from briefs.ingest.extract.types import Span

QUOTATIONS = frozenset({"quotation", "alone", "unlisted"})
SPEAKING = frozenset({"quotation", "alone", "unlisted", "clause", "inverted", "parenthesis", "according"})


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


def without_carriers(passages: Sequence[Passage]) -> Iterator[Passage]:
    """“Ministers warned of rising prices, a report says”: the ministers' words, which the report carries."""
    for at, passage in enumerate(passages):
        carries = passage.speaker is not None and passage.speaker.how == "carrier"
        following = passages[at + 1] if carries and at + 1 < len(passages) else None
        if following is None or following.end > passage.end:
            yield passage


def heading(paragraph: str) -> bool:
    """A short line without a full stop: a headline, a caption, a menu entry."""
    line = paragraph.strip()
    return len(line.split()) <= 25 and line[-1:] not in ".!?…:;,\"”“»«'’)" and "\n" not in line


def around(sentences: Sequence[Span], start: int, end: int, at: int) -> Span:
    """The sentences that hold a span and its cue."""
    low, high = min(start, at), max(end, at + 1)
    held = [s for s in sentences if s[0] < high and s[1] > low]
    return (min(low, held[0][0]), max(high, held[-1][1])) if held else (low, high)


def with_whole_quotations(sentence: Span, block: TextBlock) -> Span:
    """A quotation that begins in the sentence belongs to it with its closing mark."""
    start, end = sentence
    begun = (q.quote for q in block.quotes if q.quote.closed and start <= q.quote.outer_start < end)
    return start, max([end, *(quote.outer_end for quote in begun)])


def is_proposed(passage: Passage) -> bool:
    """Whether it is a candidate; of an unknown speaker only with a verb of speech in a sure construction."""
    speaker = passage.speaker
    known = speaker is not None and (speaker.how != "unresolved" or speaker.who is not None)
    if passage.pattern in QUOTATIONS or known:
        return True
    return passage.pattern in SPEAKING and passage.cue not in lexicon.MENTAL
