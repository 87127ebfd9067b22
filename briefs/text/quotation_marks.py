"""Quotation marks as they stand: “ ”, " ", „ “, « », mixed and at times unbalanced.

Nothing is guessed at here: a curator's passage is a quotation only where the article shows both marks, and
:meth:`Marks.state` says which of them it lacks. What a writer meant to quote, marks forgotten or not, is the
question of :mod:`briefs.text.quotations`: “We shall see, he said. has no span here and one there.

Whether a mark opens or closes is told first by what stands beside it and only then by its shape:
articles are found with "…” and with ”…”. A line ends all open marks unless its sentence runs on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

State = Literal["inside", "opening", "closing", "both", "crossing"]
MarkRole = Literal["open", "close"]

_OPEN, _CLOSE = "“„‟«「『《‘", "”»」』》’"
_MARK = re.compile(f'["{_OPEN}{_CLOSE}\n]')
_NEXT = re.compile(f'\\s*(["{_OPEN}{_CLOSE}])')
_BEFORE = "([{<—–-/" + _OPEN + '"'  # an opening mark may follow these, or white space
_BEHIND = ".,;:!?)]}>…—–-/" + _CLOSE + '"'  # a closing mark may be followed by these


class _Mark(NamedTuple):
    """A double mark at an offset; `matched` where its other half was found."""

    at: int
    role: MarkRole
    matched: bool


class Marks(NamedTuple):
    """The marks of a text: `spans` between two that match (the marks left out), and the rest in order.

    `blocks` are where runs of text begin across which no quotation reaches.
    """

    spans: tuple[tuple[int, int], ...]
    marks: tuple[_Mark, ...]
    blocks: tuple[int, ...]

    def state(self, start: int, end: int) -> State:
        """Whether the passage lies inside one pair of marks, or which of the two it lacks.

        "both": no mark belongs to it; "crossing": a mark within it belongs to words outside. What is quoted
        within the passage, both marks of it, says nothing of the passage itself.
        """
        if any(first <= start and end <= last for first, last in self.spans):
            return "inside"
        within = [span for span in self.spans if start < span[0] and span[1] < end]
        # “A”, he said, “B”: what begins and ends with marks is a quotation cut in two.
        cut = len(within) > 1 and within[0][0] == start + 1 and within[-1][1] == end - 1
        if cut or any(start <= mark.at < end and not _belongs(mark, within) for mark in self.marks):
            return "crossing"
        low = max((block for block in self.blocks if block <= start), default=0)
        high = min((block for block in self.blocks if block > start), default=end + 10**9)
        before = [mark for mark in self.marks if low <= mark.at < start]
        behind = [mark for mark in self.marks if end <= mark.at < high]
        if behind and behind[0].role == "close" and not behind[0].matched:
            return "opening"
        if before and before[-1].role == "open" and not before[-1].matched:
            return "closing"
        return "both"


def _belongs(mark: _Mark, spans: list[tuple[int, int]]) -> bool:
    """Whether a mark stands around or in one of these spans."""
    return any(first - 1 <= mark.at <= last for first, last in spans)


def quoted_spans(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """What stands inside quotation marks within text[start:end], outermost pairs, marks left out.

    Spans of offsets into `text`, in order, without white space at their ends; empty ones are left out.
    """
    end = len(text) if end is None else end
    found = []
    for first, last in read_marks(text).spans:
        if last <= start or end <= first:
            continue
        first, last = trimmed(text, max(first, start), min(last, end))
        if first < last:
            found.append((first, last))
    return tuple(found)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of text[start:end] without white space at its ends; equal ones where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


# A dossier asks for every statement of one article.
@lru_cache(maxsize=8)
def read_marks(text: str) -> Marks:
    """All marks of a text, matched block by block."""
    reader = _MarkReader(text)
    for found in _MARK.finditer(text):
        if found[0] == "\n":
            reader.line_end(found.start())
        else:
            reader.mark(found.start(), found[0])
    reader.block_end(len(text))
    return reader.result()


class _MarkReader:
    """Reads one text from left to right, with a stack of open marks for the block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[int, str]] = []
        self._spans: list[tuple[int, int]] = []
        self._marks: list[_Mark] = []
        self._blocks = [0]

    def mark(self, at: int, sign: str) -> None:
        """Takes the mark at an offset."""
        role = self._role(at, sign)
        if sign in "‘’":  # ’ is an apostrophe as a rule: it counts only where it closes a ‘
            if sign == "‘":
                self._open.append((at, sign))
            elif role == "close" and self._open and self._open[-1][1] == "‘":
                self._match(at)
            return
        while role == "close" and self._open and self._open[-1][1] == "‘":
            self._open.pop()
        if role == "open":
            self._open.append((at, sign))
        elif self._open:
            self._match(at)
        else:
            self._marks.append(_Mark(at, "close", False))

    def line_end(self, at: int) -> None:
        """A quotation goes on over a line's end only in the middle of its sentence."""
        next_line = self._text[at + 1 : at + 2]
        line = self._text[max(0, at - 3) : at].rstrip()
        if not self._open or not next_line.strip() or line[-1:] in '.!?…:”"':
            self.block_end(at)

    def block_end(self, at: int) -> None:
        """No quotation reaches over this offset: what is open stays without its other half."""
        going_on = _NEXT.match(self._text, at)
        if self._open and going_on and going_on[1] == self._open[0][1]:
            # a quotation of several paragraphs opens each and closes the last
            first = self._open.pop(0)[0]
            self._spans.append((first + 1, at))
            self._marks.append(_Mark(first, "open", True))
        self._marks += (_Mark(first, "open", False) for first, sign in self._open if sign != "‘")
        self._open.clear()
        self._blocks.append(at + 1)

    def _match(self, at: int) -> None:
        first, sign = self._open.pop()
        self._spans.append((first + 1, at))
        if sign != "‘":
            self._marks += (_Mark(first, "open", True), _Mark(at, "close", True))

    def _role(self, at: int, sign: str) -> MarkRole:
        before, behind = self._text[at - 1 : at] if at else "", self._text[at + 1 : at + 2]
        opens = not before or before.isspace() or before in _BEFORE
        closes = not behind or behind.isspace() or behind in _BEHIND
        if sign == "’" and behind.isalnum():
            return "open"  # within a word: no closing mark
        if opens != closes:
            return "open" if opens else "close"
        if sign == '"':
            return "close" if self._open else "open"
        return "open" if sign in _OPEN else "close"

    def result(self) -> Marks:
        """What was found, inner pairs left out."""
        outer: list[tuple[int, int]] = []
        for span in sorted(self._spans):
            if not outer or span[0] >= outer[-1][1]:
                outer.append(span)
        return Marks(tuple(outer), tuple(sorted(self._marks)), tuple(self._blocks))
