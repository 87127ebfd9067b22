"""Text made ready for parsing: whole quotations become a stub, quotation marks inside a clause are dropped.

A parser made for plain sentences goes astray in long quotations and at their marks; what is left here is
“"Yes," said the minister.”, and every offset leads back into the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter

from briefs.ingest.extract.spoken_passages import (
    SENTENCE_BREAK,
    SpokenPassage,
    Wording,
    resumes,
    signature,
    spoken_passages,
    standalone,
)
from briefs.text import Quoted, paragraphs

# “MOSCOW, October 26 (Itar-Tass) — ”
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z.’' /-]{2,40}[A-Z.](?:, [\w .,’'-]{1,40}?)?"
    r"|[A-Z][\w .’'-]{2,30}, [A-Z][a-z]+\.? \d{1,2})"
    r"(?: ?\([^)\n]{2,40}\) ?(?:—|--|–|―|- )| ?(?:—|--|–|―)) ?"
)
_LONGEST = 3000  # characters that are parsed at once
_BOUNDARY = re.compile(r"[.!?…][\"”’»)]*\s+|\s+")
_APOSTROPHE = re.compile(r"(?<=\w)‘(?=\w)")  # “shouldn‘t”
_STUB = "Yes"  # an interjection: taggers know it, and no clause is built around it


@dataclass(frozen=True, slots=True)
class PlacedQuotation:
    """A quotation and where it stands in the block's text; `whole`: as sentences of its own.

    `resumes`: it goes on with the one before, behind the words that say whose it is.
    """

    quote: Quoted
    start: int
    end: int
    whole: bool
    label: tuple[int, int] | None = None  # the speaker's label of a transcript, offsets in the article
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph, or the several that a quotation runs through.

    `start` and `end` are offsets in the article, `text` is what a parser is given. `pieces` say which of its
    stretches came from where; one that stands for a whole quotation has another length there.
    """

    start: int
    end: int
    text: str
    quotes: tuple[PlacedQuotation, ...]
    pieces: tuple[tuple[int, int, int, int], ...]  # text start, text end, article start, article end

    def article(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the article of a span of the block's text."""
        return self._start(start), self._end(end)

    # a start that falls into a stub is the quotation's start, an end that does is its end

    def _start(self, at: int) -> int:
        index = max(0, bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1)
        first, last, article_first, article_last = self.pieces[index]
        if last - first == article_last - article_first:
            return article_first + min(at, last) - first
        return article_first

    def _end(self, at: int) -> int:
        index = min(len(self.pieces) - 1, bisect_left(self.pieces, at, key=lambda piece: piece[1]))
        first, last, article_first, article_last = self.pieces[index]
        if last - first == article_last - article_first:
            return article_first + max(0, min(at, last) - first)
        return article_last


def blocks(text: str, wording: Wording) -> tuple[TextBlock, ...]:
    """The article's paragraphs with their quotations, in order, none too long for a parser."""
    quotes = spoken_passages(text, wording)
    found: list[TextBlock] = []
    pending = 0
    start = end = -1
    # a last paragraph behind the text closes the block before it
    for first, last in [*paragraphs(text), (len(text) + 1, len(text) + 1)]:
        if start >= 0 and first >= end:
            mine = []
            while pending < len(quotes) and quotes[pending].quote.outer_start < end:
                mine.append(quotes[pending])
                pending += 1
            found.extend(_portions(_block(text, start, end, mine, wording)))
            start = -1
        if start < 0:
            start, end = first, last
        end = max(end, last)
        for speech in quotes[pending:]:
            if speech.quote.outer_start >= end:
                break
            end = max(end, speech.quote.outer_end)
    return tuple(found)


def _portions(block: TextBlock) -> list[TextBlock]:
    """A block that is too long for a parser to take at once, cut between sentences."""
    text, portions, start = block.text, [], 0
    while len(text) - start > _LONGEST:
        wanted = (m.end() for m in _BOUNDARY.finditer(text, start + _LONGEST // 2, start + _LONGEST))
        cut = next((at for at in wanted if _around(block.quotes, at) is None), start + _LONGEST)
        around = _around(block.quotes, cut)
        cut = around.end if around else cut
        portions.append(_portion(block, start, cut))
        start = cut
    return [block] if not portions else [*portions, _portion(block, start, len(text))]


def _around(quotes: tuple[PlacedQuotation, ...], at: int) -> PlacedQuotation | None:
    """The quotation that a place is inside of; they stand in order, and none in another."""
    before = bisect_left(quotes, at, key=_start) - 1
    return quotes[before] if before >= 0 and at < quotes[before].end else None


def _start(quote: PlacedQuotation) -> int:
    return quote.start


def _portion(block: TextBlock, start: int, end: int) -> TextBlock:
    # pieces and quotations stand in order: a portion looks at its own, not at those of the whole article
    own = slice(
        bisect_right(block.pieces, start, key=itemgetter(1)),
        bisect_left(block.pieces, end, key=itemgetter(0)),
    )
    pieces = []
    for first, last, article_first, article_last in block.pieces[own]:
        low, high = max(first, start), min(last, end)
        if low < high:
            whole = last - first != article_last - article_first
            a = article_first if whole else article_first + low - first
            b = article_last if whole else article_first + high - first
            pieces.append((low - start, high - start, a, b))
    held = block.quotes[
        bisect_left(block.quotes, start, key=_start) : bisect_left(block.quotes, end, key=_start)
    ]
    quotes = tuple(replace(q, start=q.start - start, end=q.end - start) for q in held)
    low, high = (pieces[0][2], pieces[-1][3]) if pieces else (block.start, block.start)
    return TextBlock(low, high, block.text[start:end], quotes, tuple(pieces) or ((0, 0, low, low),))


def _block(
    text: str,
    start: int,
    end: int,
    quotes: list[SpokenPassage],
    wording: Wording,
) -> TextBlock:
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    placed: list[PlacedQuotation] = []
    length = 0

    def add(piece: str, first: int, last: int) -> None:
        nonlocal length
        if piece:
            parts.append(_APOSTROPHE.sub("’", piece))
            pieces.append((length, length + len(piece), first, last))
            length += len(piece)

    position = start
    if (dateline := _DATELINE.match(text, start, end)) and not (
        quotes and quotes[0].quote.outer_start < dateline.end()
    ):
        position = dateline.end()
    for speech in quotes:
        quote = speech.quote
        # the marks are between the pieces: a parser does not see them
        add(text[position : quote.outer_start], position, quote.outer_start)
        label = speech.label or signature(text, quote, end)
        whole = speech.sure or label is not None or standalone(text, start, end, quote, wording)
        at = length
        if whole:
            add(_stub(text[quote.start : quote.end]), quote.outer_start, quote.outer_end)
        else:
            shown = quote.end
            # a full stop inside would make the parser end the writer's sentence there
            if stop := SENTENCE_BREAK.search(text, quote.start, quote.end):
                shown = stop.start()
            add(text[quote.start : shown], quote.start, quote.end)
        goes_on = whole and resumes(text, start, quote, wording.said)
        placed.append(PlacedQuotation(quote, at, length, whole, label, goes_on))
        position = max(position, quote.outer_end)
    add(text[position:end], position, end)
    return TextBlock(start, end, "".join(parts), tuple(placed), tuple(pieces) or ((0, 0, start, start),))


def _stub(content: str) -> str:
    last = content[-1:]
    return f'"{_STUB}{last if last in ".,!?" else ""}"'
