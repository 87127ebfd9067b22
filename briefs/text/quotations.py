"""What a writer meant to quote: marks of every language, broken and unclosed ones, over paragraphs.

For finding candidates and claims, where a mark that was forgotten must not hide what somebody said: it is
put where its quotation most likely begins or ends. What an article really shows is the question of
:mod:`briefs.text.quotation_marks`, by which a curator's passages are checked.

A line of the text is a paragraph, unless its sentence runs on in the next; the state of the marks starts
afresh with each, except that a quotation left open goes on where the next paragraph opens with a mark of its
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefs.text.late_patterns import late_pattern
from briefs.text.quotation_marks import trimmed

OPENERS = {
    "“": "”",
    "„": "”",
    "‟": "”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "〝": "〞",
    "❝": "❞",
    "‘": "’",
    "‚": "‘",
    "‛": "’",
}
_INWARD = {"»": "«", "›": "‹"}
DOUBLE_CLOSERS = frozenset("”»“›」』〞〟❞")
STRAIGHT = frozenset('"＂')
MARKS = frozenset(OPENERS) | DOUBLE_CLOSERS | STRAIGHT | frozenset("'’`")
_ANY_MARK = late_pattern(f"[{re.escape(''.join(sorted(MARKS)))}]")
_ONE_BREAK = ("\n", "\r\n", "\r")
_TYPED_DOUBLE = late_pattern(r"''|``")
_SENTENCE_START = late_pattern(r"(?<=[.!?…])[\"”’»)]*\s+(?=[^\s])")
_CLOSING_SINGLE = late_pattern(r"(?<=[\w.,!?…”\"])[’'‘](?!\w)")
# “, said Rutte” or “, Rutte said”: where an unclosed quotation must end
_ATTRIBUTION = late_pattern(
    r"[,?!]\s+(?=(?:[\w.’'-]+\s+){0,5}?(?:said|says|added|told|noted|stressed|wrote|asked|explained|concluded|"
    r"сказал|заявил|сообщил|отметил|добавил|подчеркнул)[а-я]*\b)"
)
_LONGEST_ATTRIBUTION = 400  # characters of such an attribution


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks; `start`/`end` hold the content, `outer_start`/`outer_end` the marks too.

    Character offsets, end exclusive. `opened` and `closed` tell whether the mark is there.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    opened: bool = True
    closed: bool = True
    paragraphs: int = 1


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs: lines with more than white space, joined where a sentence runs on."""
    start = end = -1  # of the paragraph so far
    opened = 0  # marks open in it
    for first, last in _lines(text):
        if start >= 0 and _runs_on(text, end, first, opened):
            end = last
        else:
            if start >= 0:
                yield start, end
            start, end, opened = first, last, 0
        opened += sum(text.count(mark, first, last) for mark in "“«„")
        opened -= sum(text.count(mark, first, last) for mark in "”»")
    if start >= 0:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip()
        if body.strip():
            yield position, position + len(body)
        position += len(line)


def _runs_on(text: str, end: int, start: int, opened: int) -> bool:
    """Whether a line goes on in the next, as print and `<br>` break lines: in the middle of its sentence."""
    first, last = text[start], text[end - 1]
    if text[end:start].strip(" \t") not in _ONE_BREAK or not (last.isalnum() or last in ",;"):
        return False
    return first.islower() or (opened > 0 and first.isalnum())


def quoted(text: str) -> tuple[Quoted, ...]:
    """Every outermost quotation in order, without overlaps; quotations over paragraphs are joined."""
    found: list[Quoted] = []
    open_quote: Quoted | None = None  # left unclosed by the paragraph before
    for start, end in paragraphs(text):
        spans = _Paragraph(text, start, end).spans()
        first = spans[0] if spans else None
        if open_quote is not None and first is not None and first.outer_start == start:
            found[-1] = _joined(open_quote, first)
            spans = spans[1:]
        elif open_quote is not None:
            found[-1] = _cut(text, open_quote)
        found.extend(spans)
        open_quote = found[-1] if found and not found[-1].closed and found[-1].outer_end == end else None
    if open_quote is not None:
        found[-1] = _cut(text, open_quote)
    tight = (_trimmed(text, quote) for quote in found)
    return tuple(quote for quote in tight if quote.start < quote.end)


def _joined(before: Quoted, after: Quoted) -> Quoted:
    return replace(
        before,
        end=after.end,
        outer_end=after.outer_end,
        closed=after.closed,
        paragraphs=before.paragraphs + 1,
    )


def _cut(text: str, quote: Quoted) -> Quoted:
    """An unclosed quotation ends before its attribution, where the last sentence shows one."""
    attributions = list(_ATTRIBUTION.finditer(text, quote.start, quote.end))
    if not attributions:
        return quote
    end = attributions[-1].start() + 1
    return replace(quote, end=end, outer_end=end)


def _trimmed(text: str, quote: Quoted) -> Quoted:
    start, end = trimmed(text, quote.start, quote.end)
    return replace(quote, start=start, end=end)


class _Paragraph:
    """Scans one paragraph from left to right with a stack of open marks."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._stack: list[tuple[int, int, str]] = []  # offset of the mark, its width, the mark that closes it
        self._spans: list[Quoted] = []
        self._straight = sum(text.count(mark, start, end) for mark in STRAIGHT)
        self._seen = 0  # straight marks passed
        self._plain_to = start  # up to here no attribution stands in the open quotation
        self._curly = text.count("”", start, end)
        self._last_single = max((m.start() for m in _CLOSING_SINGLE.finditer(text, start, end)), default=-1)

    def spans(self) -> list[Quoted]:
        """The paragraph's outermost quotations, in order."""
        position = self._start
        # Found by a pattern: to look at each character takes ten times as long.
        while match := _ANY_MARK.search(self._text, position, self._end):
            position = match.start() + self._mark(match.start())
        if self._stack:
            at, width, _ = self._stack[0]
            self._spans.append(Quoted(at + width, self._end, at, self._end, closed=False))
        return self._spans

    def _mark(self, at: int) -> int:
        """Handles the mark at `at`; returns how far to go on."""
        char = self._text[at]
        if char in "'`" and _TYPED_DOUBLE.match(self._text, at, self._end):
            self._ambiguous(at, 2, "''")
            return 2
        if char in STRAIGHT:
            self._seen += 1
            self._ambiguous(at, 1, '"')
        elif char in "‘’'‚‛`":
            self._single(at, char)
        elif char in _INWARD.values() and self._stack and self._stack[-1][2] == char:
            self._close(at, 1, char)
        elif char in _INWARD and self._points_inward(at, char):
            self._stack.append((at, 1, _INWARD[char]))
        elif char in DOUBLE_CLOSERS and (char not in OPENERS or self._closes(char)):
            if not self._stack and self._typed_backwards(at):
                self._stack.append((at, 1, char))
            else:
                self._close(at, 1, char)
        elif char in OPENERS:
            self._open(at, 1, OPENERS[char])
        return 1

    def _closes(self, char: str) -> bool:
        """German and Czech close with “ what „ opened."""
        return char == "“" and bool(self._stack) and self._text[self._stack[-1][0]] == "„"

    def _points_inward(self, at: int, char: str) -> bool:
        """»We go« with guillemets that point inward, as German and Danish print sets them."""
        if self._stack and self._stack[-1][2] == char:
            return False  # « On y va » has a space before the mark that closes
        before, after = self._before(at), self._after(at + 1)
        outside = before.isspace() or before in "([{—–-:"
        return outside and not after.isspace() and _INWARD[char] in self._text[at + 1 : self._end]

    def _typed_backwards(self, at: int) -> bool:
        """”We go,” with a closing mark where the opening one belongs."""
        before, after = self._before(at), self._after(at + 1)
        return before.isspace() and after.isalnum() and "”" in self._text[at + 1 : self._end]

    def _before(self, at: int) -> str:
        return self._text[at - 1] if at > self._start else " "

    def _after(self, at: int) -> str:
        return self._text[at] if at < self._end else " "

    def _open(self, at: int, width: int, closer: str) -> None:
        if self._stack and closer == "”" and self._stack[-1][2] == closer and self._typed_for_closing(at):
            self._close(at, width, closer)
            return
        if self._stack and closer == "”" and self._stack[-1][2] == closer:
            if self._curly < 2:
                return  # a second opening mark, one closing mark left: the same quotation goes on
            if self._attributed(at):
                self._end_at(at)
        self._stack.append((at, width, closer))

    def _typed_for_closing(self, at: int) -> bool:
        """“We go“ with an opening mark where the closing one belongs, and none of those in the paragraph."""
        return not self._curly and not self._before(at).isspace() and not self._after(at + 1).isalnum()

    def _attributed(self, at: int) -> bool:
        """Whether the open quotation ran into its attribution before `at`: its closing mark is missing."""
        begin = self._stack[0][0]
        found = _ATTRIBUTION.search(self._text, max(begin, self._plain_to - _LONGEST_ATTRIBUTION), at)
        if found is None:
            self._plain_to = at  # looked through once: the next mark need not look again
        return found is not None

    def _end_at(self, at: int) -> None:
        start, width, _ = self._stack[0]
        attributions = list(_ATTRIBUTION.finditer(self._text, start, at))
        end = attributions[0].start() + 1
        self._spans.append(Quoted(start + width, end, start, end, closed=False))
        self._stack.clear()

    def _ambiguous(self, at: int, width: int, closer: str) -> None:
        """A mark that opens and closes alike: what stands on either side decides."""
        before, after = self._before(at), self._after(at + width)
        opening = (before.isspace() or before in "([{—–-―/“") and not after.isspace()
        same = any(entry[2] == closer for entry in self._stack)
        if same and opening and self._attributed(at):
            self._end_at(at)
            self._stack.append((at, width, closer))
        elif same and not (opening and self._nests(closer)):
            self._close(at, width, closer)
        elif same or not self._stack:
            if opening or (not before.isalnum() and before not in ".,!?…") or self._nothing_before(at):
                self._stack.append((at, width, closer))
            else:
                self._close(at, width, closer)
        elif opening and self._straight - self._seen >= 1:
            self._stack.append((at, width, closer))
        else:
            self._close(at, width, closer)  # “… ": a mixed pair

    def _nests(self, closer: str) -> bool:
        return closer == '"' and self._straight - self._seen >= 2 and self._stack[-1][2] == closer

    def _nothing_before(self, at: int) -> bool:
        return not self._text[self._start : at].strip()

    def _single(self, at: int, char: str) -> None:
        before, after = self._before(at), self._after(at + 1)
        if self._stack and self._stack[-1][2] in "’'‘" and not after.isalnum() and char in "’'‘":
            if not (before in "sS" and after == " " and self._later_single(at)):
                self._close(at, 1, self._stack[-1][2])
            return
        opens = not before.isalnum() and before not in ".,!?" and (after.isalnum() or after in '“"[…$•—–-')
        if opens and (char in "‘‚‛" or (char in "'`" and not after.isdigit())) and self._later_single(at):
            self._stack.append((at, 1, "’"))

    def _later_single(self, at: int) -> bool:
        """Whether a closing single mark still follows (an apostrophe inside a word is none)."""
        return self._last_single > at

    def _close(self, at: int, width: int, closer: str) -> None:
        if not self._stack:
            if closer in "’'‘":
                return
            start = self._missing_start(at)
            if start < at:
                self._spans.append(Quoted(start, at, start, at + width, opened=False))
            return
        depth = next((d for d in range(len(self._stack) - 1, -1, -1) if self._stack[d][2] == closer), 0)
        start, opened, _ = self._stack[depth]
        del self._stack[depth:]
        if not self._stack:
            self._spans.append(Quoted(start + opened, at, start, at + width))

    def _missing_start(self, at: int) -> int:
        """Where a quotation without an opening mark begins: the paragraph or the next sentence."""
        if not self._spans and not _ATTRIBUTION.search(self._text, self._start, at):
            return self._start
        floor = self._spans[-1].outer_end if self._spans else self._start
        starts = [m.end() for m in _SENTENCE_START.finditer(self._text, floor, at)]
        return starts[0] if starts else at
