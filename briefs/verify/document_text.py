"""A text, Markdown or HTML document as its readers see it: running text and block quotes, with the way
back."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Literal

from briefs.text import MessageBlock, MessageText, read_markdown

DocumentFormat = Literal["text", "markdown", "html"]
# What is not running text: parts that nobody sees, quotation elements, elements that end a paragraph, other
# tags, entities (&ldquo;) and line ends (mere space in HTML).
_HTML = re.compile(
    r"(?P<hidden><(?P<tag>script|style|head|template)\b.*?</(?P=tag)\s*>|<!--.*?-->)"
    r"|(?P<open><q\b[^<>]*>)|(?P<shut></q\s*>)"
    r"|(?P<quote><blockquote\b[^<>]*>)|(?P<quoted></blockquote\s*>)|(?P<signed><(?:footer|cite"
    r"|figcaption)\b[^<>]*>)"
    r"|(?P<code><(?P<pre>pre|code|kbd|samp)\b[^<>]*>.*?</(?P=pre)\s*>)"
    r"|(?P<block></?(?:p|div|li|ul|ol|h[1-6]|br|tr|td|th|table|section|article|figure|figcaption|body|html|"
    r"main|aside|header|footer|dd|dt|dl|hr)\b[^<>]*>)"
    r"|(?P<inline></?[a-zA-Z][^<>]*>)|(?P<entity>&#?\w{1,10};)|(?P<line>\s*\n\s*)",
    re.DOTALL | re.IGNORECASE,
)
# Code in Markdown: ``` … ``` to the end is blanked; `…` loses its marks alone, as a name may stand there.
_FENCE = re.compile(r"(?ms)^[ \t]*(```|~~~).*?(?:^[ \t]*\1[^\n]*$|\Z)")
_CODE = re.compile(r"`[^`\n]+`")
_CODE_MARKS = re.compile("[`“”„\"«»‘’'‚‹›]")
# A line end within a paragraph; before what begins a line of its own (a list, a heading, a name behind a
# dash) it stays, and so it does between a quoted line and one that is none.
_WRAPPED = re.compile(
    r"(?<=[^\s>])(?P<end>[ \t]?\r?\n(?P<mark>[ \t]{0,3}>[ \t]?)?[ \t]*)(?=[^\s>#*+|—–―~(`-])"
    r"(?!\d{1,3}[.)]\s|=+\s*$)"
)
_QUOTED_LINE = re.compile(r"[ \t]{0,3}>")
_NO_PARAGRAPH = re.compile(r"[ \t]{0,3}(?:#{1,6}\s|\|)")
_LEAST_WRAPPED = 50  # characters of a line of plain text that was broken for its length


def detect_format(name: str, text: str) -> DocumentFormat:
    """The form of a document, by its file name and, failing that, its beginning."""
    lowered = name.casefold()
    if lowered.endswith((".html", ".htm", ".xhtml")):
        return "html"
    if lowered.endswith((".md", ".markdown", ".mkd")):
        return "markdown"
    return (
        "html" if re.match(r"\s*<(?:!doctype|html|body|p|div|blockquote)\b", text, re.IGNORECASE) else "text"
    )


def read_document(source: str, form: DocumentFormat) -> MessageText:
    """The document's running text, a paragraph a line, its block quotes, and where each stands in
    `source`."""
    if form == "html":
        return _HtmlText(source).read()
    if form == "markdown":
        source = _CODE.sub(lambda code: _CODE_MARKS.sub(" ", code.group()), _blanked(_FENCE, source))
    return read_markdown(_unwrapped(source, 0 if form == "markdown" else _LEAST_WRAPPED))


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _unwrapped(source: str, least: int) -> str:
    """Lines of one paragraph joined by blanks, as many as stood there: a wrapped line is no new paragraph."""

    def joined(match: re.Match[str]) -> str:
        start = source.rfind("\n", 0, match.start()) + 1
        line = source[start : match.start() + 1]
        quoting = bool(_QUOTED_LINE.match(line))
        broken = match.end() - match.start() > 3 and match["end"].startswith("  ")
        if quoting != bool(match["mark"]) or broken or _NO_PARAGRAPH.match(line) or len(line) < least:
            return match.group()
        return " " * len(match.group())

    return _WRAPPED.sub(joined, source)


@dataclass
class _HtmlText:
    """Writes a page as plain text, noting where its block quotes are."""

    source: str
    _pieces: list[str] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)  # offset in the text, offset in the source
    _blocks: list[MessageBlock] = field(default_factory=list)
    _quotes: list[int] = field(default_factory=list)  # where block quotes that are still open began
    _length: int = 0

    def read(self) -> MessageText:
        done = 0
        for match in _HTML.finditer(self.source):
            self._add(self.source[done : match.start()], done)
            done = match.end()
            self._tag(match)
        self._add(self.source[done:], done)
        while self._quotes:
            self._end_quote()
        return MessageText("".join(self._pieces), tuple(self._blocks), tuple(self._places))

    def _add(self, piece: str, place: int) -> None:
        if piece:
            self._places.append((self._length, place))
            self._pieces.append(piece)
            self._length += len(piece)

    def _tag(self, match: re.Match[str]) -> None:
        at = match.start()
        match match.lastgroup:
            case "quote":
                self._add("\n", at)
                self._quotes.append(self._length)
            case "quoted" if self._quotes:
                self._end_quote()
                self._add("\n", at)
            case "signed" if self._quotes:
                # A name below the words: shown with a dash, as the reader of signatures wants it.
                dashed = re.match(r"\s*(?:[—–―~-]|&[mn]dash;)", self.source[match.end() :])
                self._add("\n" if dashed else "\n— ", at)
            case "open":
                self._add("“", at)
            case "shut":
                self._add("”", at)
            case "block" | "quoted":
                self._add("\n", at)
            case "entity":
                self._add(html.unescape(match["entity"]), at)
            case "line":
                self._add(" ", at)
            case "signed" if match["signed"].lower().startswith(("<foot", "<fig")):
                self._add("\n", at)
            case _:
                pass

    def _end_quote(self) -> None:
        start = self._quotes.pop()
        if start < self._length and not self._quotes:
            self._blocks.append(MessageBlock("quote", start, self._length))
