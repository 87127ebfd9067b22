"""A chat message as its readers see it: the words without markup, and what is quoted or code in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from briefs.text.discord_dialect import discord_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

BlockKind = Literal["quote", "code"]
_LONGEST_PIECE = 4_000  # characters that are parsed at once: a message has no more, a file may
_STRUCK_WORDS = 4  # so few words that are struck out were taken back; more are shown as struck
# A line that no rule of Markdown is about: to load the parser takes longer than to answer most questions.
_PLAIN = re.compile(r"(?=[^\W\d]|[\"“„«])[\w ,.;?!'’\"“”„«»()…—–]*(?<=\S)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
# Pictures and signs that stand for none of the words, and addresses: blanked, so that offsets stay.
_NO_WORDS = re.compile(
    r"https?://[^\s<>\"”»)\]]+|[\U0001f000-\U0001faff\u2600-\u275a\u275f-\u27bf\u2b00-\u2bff\u2190-\u21ff\ufe0e\ufe0f\u20e3"
    r"\U000e0020-\U000e007f]+"
)


@dataclass(frozen=True, slots=True)
class MessageBlock:
    """text[start:end] of a message stands in a block quote, or in a fence or between backticks."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MessageText:
    """The words of a message, a line a paragraph, with the way back to where each stands in it."""

    text: str
    blocks: tuple[MessageBlock, ...]
    _places: tuple[tuple[int, int], ...]  # offset in the text, offset in the message

    def origin(self, offset: int) -> int:
        """The offset in the message of the character at `offset` of the text."""
        at = bisect_right(self._places, offset, key=lambda place: place[0]) - 1
        if at < 0:
            return 0
        out, place = self._places[at]
        return place + offset - out

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end], which is not empty, stands in the message."""
        first = self.origin(start)
        return first, max(self.origin(end - 1) + 1, first + 1)


def read_markdown(message: str) -> MessageText:
    """`message` as a chat in Discord's Markdown shows it."""
    message = message.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    flat = _Flattener()
    for start, end in _pieces(message):
        flat.add(message[start:end], start)
    text = _NO_WORDS.sub(lambda found: " " * len(found.group()), "".join(flat.parts))
    return MessageText(text, tuple(flat.blocks), tuple(flat.places))


def _pieces(message: str) -> Iterator[tuple[int, int]]:
    """Stretches of a message that can be parsed by themselves: the time then grows with its length alone."""
    start = 0
    while len(message) - start > _LONGEST_PIECE:
        breaks = [m.end() for m in _PARAGRAPHS.finditer(message, start, start + _LONGEST_PIECE)]
        end = breaks[-1] if breaks else start + _LONGEST_PIECE
        yield start, end
        start = end
    yield start, len(message)


class _Flattener:
    """Writes the tokens of one piece after another as plain text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[MessageBlock] = []
        self.places: list[tuple[int, int]] = []
        self._length = 0
        self._quotes: list[int] = []  # where block quotes that are still open began
        self._bullet = ""

    def add(self, source: str, offset: int) -> None:
        """Add one piece that stands at `offset` of the message."""
        if _PLAIN.fullmatch(source) and "_" not in source:
            self._break(False)
            self._write(source, offset)
            self._break(False)
            return
        lines = source.split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        last = 0
        for token in discord_parser().parse(source):
            match token.type:
                case "blockquote_open":
                    self._break(token.map[0] > last if token.map else False)
                    self._quotes.append(self._length)
                case "blockquote_close":
                    self._end_quote()
                case "list_item_open":
                    # A dash may be a signature's: "- Lavrov" below the words.
                    self._bullet = "- " if token.markup == "-" else ""
                case "inline" | "fence" if token.map:
                    first = token.map[0]
                    self._break(bool(first > last and not lines[first - 1].strip(" >")))
                    self._block(token, _Source(token.content, lines, starts, first, offset))
                    last = token.map[1]
        self._break(False)

    def _end_quote(self) -> None:
        start = self._quotes.pop()
        if start < self._length:
            self.blocks.append(MessageBlock("quote", start, self._length))

    def _break(self, paragraph: bool) -> None:
        if self._length and self.parts[-1] != "\n":
            self._write("\n", self.places[-1][1])
        if paragraph and self._length:
            self._write("\n", self.places[-1][1])

    def _write(self, text: str, place: int) -> None:
        self.places.append((self._length, place))
        self.parts.append(text)
        self._length += len(text)

    def _block(self, token: Token, source: _Source) -> None:
        if token.type == "fence":
            start = self._length
            self._write(token.content, source.find(token.content))
            self.blocks.append(MessageBlock("code", start, self._length))
            return
        if self._bullet:
            self._write(self._bullet, source.place(0))
            self._bullet = ""
        opened = len(self._quotes)
        for child in _without_struck(token.children or []):
            self._inline(child, source)
        while len(self._quotes) > opened:
            self._end_quote()

    def _inline(self, child: Token, source: _Source) -> None:
        match child.type:
            case "text" | "text_special":
                self._write(child.content, source.find(child.content))
            case "code_inline":
                start = self._length
                self._write(child.content, source.find(child.content))
                self.blocks.append(MessageBlock("code", start, self._length))
            case "softbreak" | "hardbreak":
                self._write("\n", source.find("\n"))
            case "html_quote" if not child.hidden:
                self._break(False)
                self._quotes.append(self._length)
            case "html_quote" if self._quotes:
                self._end_quote()
                self._break(False)


class _Source:
    """Where the content of a block stands in the message: its lines lose what stands before them."""

    def __init__(self, content: str, lines: list[str], starts: list[int], first: int, offset: int) -> None:
        self._content, self._cursor = content, 0
        self._places: list[tuple[int, int]] = []
        at = 0
        for number, line in enumerate(content.split("\n"), start=first):
            column = lines[number].find(line) if number < len(lines) else 0
            self._places.append((at, offset + starts[min(number, len(lines) - 1)] + max(column, 0)))
            at += len(line) + 1

    def place(self, at: int) -> int:
        """The offset in the message of the content's character `at`."""
        start, place = self._places[bisect_right(self._places, (at, 1 << 60)) - 1]
        return place + at - start

    def find(self, text: str) -> int:
        """The offset in the message of the next `text` of the content."""
        at = self._content.find(text, self._cursor)
        if at < 0:
            return self.place(self._cursor)
        self._cursor = at + len(text)
        return self.place(at)


def _without_struck(children: list[Token]) -> list[Token]:
    """The tokens without a few words that are struck out: “~~Churchill~~ Lavrov” names Lavrov."""
    kept: list[Token] = []
    opened: list[int] = []
    for child in children:
        kept.append(child)
        if child.type == "s_open":
            opened.append(len(kept))
        elif child.type == "s_close" and opened:
            start = opened.pop()
            struck = "".join(token.content for token in kept[start:])
            if len(struck.split()) <= _STRUCK_WORDS:
                del kept[start:]
    return kept
