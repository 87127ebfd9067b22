"""Text made ready for parsing: whole quotations become a stub, quotation marks inside a clause are dropped.

A parser made for plain sentences goes astray in long quotations and at their marks; what is left here is
“"Yes," said the minister.”, and every offset leads back into the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter

from briefs.ingest.extract.lexicon import SAID
from briefs.text import Quoted, paragraphs, quoted

_BREAK = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\b[A-Z])"
    r"[.!?…](?=[\"”’»)]*\s+[^\sa-z])"
)
# “MOSCOW, October 26 (Itar-Tass) — ”
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z.’' /-]{2,40}[A-Z.](?:, [\w .,’'-]{1,40}?)?"
    r"|[A-Z][\w .’'-]{2,30}, [A-Z][a-z]+\.? \d{1,2})"
    r"(?: ?\([^)\n]{2,40}\))? ?(?:—|--|–|―) ?"
)
_CLOSING = "\"”’'»“ "
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"(\w+)\W*$")
_LABEL = re.compile(r"(?:[A-Z][A-Z.’'-]+ ?){1,4}(?:\([^)]{1,40}\))?: (?=\S)")
_SIGNATURE = re.compile(
    r"\s*[―—–-]{1,2}\s*([A-ZÀ-ÞА-Я][\w.’'-]*(?: [A-ZÀ-ÞА-Я][\w.’'-]*){0,4}?)\.?\s*$", re.M
)
_NEAR = 400  # characters around a quotation that tell how it stands in its sentence
_LONGEST = 3000  # characters that are parsed at once
_BOUNDARY = re.compile(r"[.!?…][\"”’»)]*\s+|\s+")
_STUB = "Yes"  # an interjection: taggers know it, and no clause is built around it


@dataclass(frozen=True, slots=True)
class PlacedQuotation:
    """A quotation and where it stands in the block's text; `whole`: as sentences of its own."""

    quote: Quoted
    start: int
    end: int
    whole: bool
    label: tuple[int, int] | None = None  # the speaker's label of a transcript, offsets in the article


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


def blocks(text: str) -> tuple[TextBlock, ...]:
    """The article's paragraphs with their quotations, in order, none too long for a parser."""
    quotes = [part for q in quoted(text) for part in _transcript(text, q)]
    found: list[TextBlock] = []
    pending = 0
    start = end = -1
    # a last paragraph behind the text closes the block before it
    for first, last in [*paragraphs(text), (len(text) + 1, len(text) + 1)]:
        if start >= 0 and first >= end:
            mine = []
            while pending < len(quotes) and quotes[pending][0].outer_start < end:
                mine.append(quotes[pending])
                pending += 1
            found.extend(_portions(_block(text, start, end, mine)))
            start = -1
        if start < 0:
            start, end = first, last
        end = max(end, last)
        for quote, _ in quotes[pending:]:
            if quote.outer_start >= end:
                break
            end = max(end, quote.outer_end)
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


def _transcript(text: str, quote: Quoted) -> list[tuple[Quoted, tuple[int, int] | None]]:
    """“"WALLACE: … "PENCE: …”: each labelled paragraph of a joined quotation is a quotation of its own."""
    if quote.paragraphs < 2 or not _LABEL.search(text, quote.start, quote.end):
        return [(quote, None)]
    parts: list[tuple[Quoted, tuple[int, int] | None]] = []
    speaker: tuple[int, int] | None = None
    for match in re.finditer(r"[^\n]+", text[quote.start : quote.end]):
        first, last = quote.start + match.start(), quote.start + match.end()
        outer = first
        while first < last and not text[first].isalnum() and text[first] not in "([":
            first += 1
        if label := _LABEL.match(text, first, last):
            speaker = (first, first + text[first:last].index(":"))
            first = label.end()
        if first < last and text[first] not in "([":
            parts.append((Quoted(first, last, max(outer, quote.outer_start), last), speaker))
    return parts


def standalone(text: str, block_start: int, block_end: int, quote: Quoted) -> bool:
    """Whether a quotation stands as a sentence of its own and not as a part of the writer's sentence."""
    block_start = max(block_start, quote.outer_start - _NEAR)
    before = text[block_start : quote.outer_start].rstrip()
    after = text[quote.outer_end : min(block_end, quote.outer_end + _NEAR)].lstrip()
    content = text[quote.start : quote.end].rstrip(_CLOSING)
    words = len(_WORD.findall(content))
    ended = content[-1:] in ".,!?…—–-" or after[:1] in {",", "—", "–"} or not after
    first = next((c for c in content if c.isalnum()), "")
    capital = first.isupper() or first.isdigit() or content[:1] in "[.…" or not first.islower()
    fresh = not before or before[-1] in '.!?…:"”»,—–―-)'
    last = _LAST_WORD.search(before)
    said = last is not None and last[1].lower() in SAID
    if _resumes(text, block_start, quote):
        return True
    if quote.paragraphs > 1 or (len(_BREAK.findall(content)) and (fresh or said)):
        return True
    if not before or before[-1] in '.!?…:"”»':
        return ended and (words > 1 or content[-1:] in ".,!?")
    return ended and capital and (fresh or said) and (words > 2 or said)


def _signature(text: str, quote: Quoted, end: int) -> tuple[int, int] | None:
    """“We will not forget.” ― Pamela Padilla: a name alone after a dash."""
    found = _SIGNATURE.match(text, quote.outer_end, end)
    return found.span(1) if found and text[quote.end - 1] in ".!?…," else None


def _resumes(text: str, block_start: int, quote: Quoted) -> bool:
    """“Now,” he told the host, “it is over.”: the second half of a quotation that its attribution broke."""
    between = re.search(r"[,?!—–-][\"”’»]+([^\"”“»«.!?]{3,90}),\s*$", text[block_start : quote.outer_start])
    return between is not None and any(word.lower() in SAID for word in _WORD.findall(between[1]))


def _block(text: str, start: int, end: int, quotes: list[tuple[Quoted, tuple[int, int] | None]]) -> TextBlock:
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    placed: list[PlacedQuotation] = []
    length = 0

    def add(piece: str, first: int, last: int) -> None:
        nonlocal length
        if piece:
            parts.append(piece)
            pieces.append((length, length + len(piece), first, last))
            length += len(piece)

    position = start
    if (dateline := _DATELINE.match(text, start, end)) and not (
        quotes and quotes[0][0].outer_start < dateline.end()
    ):
        position = dateline.end()
    for quote, label in quotes:
        # the marks are between the pieces: a parser does not see them
        add(text[position : quote.outer_start], position, quote.outer_start)
        label = label or _signature(text, quote, end)
        whole = label is not None or standalone(text, start, end, quote)
        at = length
        if whole:
            add(_stub(text[quote.start : quote.end]), quote.outer_start, quote.outer_end)
        else:
            shown = quote.end
            # a full stop inside would make the parser end the writer's sentence there
            if stop := _BREAK.search(text, quote.start, quote.end):
                shown = stop.start()
            add(text[quote.start : shown], quote.start, quote.end)
        placed.append(PlacedQuotation(quote, at, length, whole, label))
        position = max(position, quote.outer_end)
    add(text[position:end], position, end)
    return TextBlock(start, end, "".join(parts), tuple(placed), tuple(pieces) or ((0, 0, start, start),))


def _stub(content: str) -> str:
    last = content[-1:]
    return f'"{_STUB}{last if last in ".,!?" else ""}"'
