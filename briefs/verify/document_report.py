"""Checks every quotation in a text, Markdown or HTML document: a line each, with its line number."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from briefs.i18n import Translator
from briefs.verify.quotation_finder import find_quotations
from briefs.verify.tokens import words as count_words
from briefs.verify.verdict import Verdict
from briefs.verify.verifier import Verifier

DocumentFormat = Literal["text", "markdown", "html"]
# What is not running text: parts that nobody sees, quotation elements, elements that end a paragraph, other
# tags, entities (&ldquo;) and line ends (mere space in HTML).
_HTML = re.compile(
    r"(?P<hidden><(?P<tag>script|style|head|template)\b.*?</(?P=tag)\s*>|<!--.*?-->)"
    r"|(?P<open><q\b[^<>]*>)|(?P<shut></q\s*>)"
    r"|(?P<block></?(?:p|div|li|ul|ol|h[1-6]|br|tr|td|th|table|section|article|figure|figcaption|blockquote|body|html|"
    r"main|aside|header|footer|dd|dt|dl|pre|hr)\b[^<>]*>)"
    r"|(?P<inline></?[a-zA-Z][^<>]*>)|(?P<entity>&#?\w{1,10};)|(?P<line>\s*\n\s*)",
    re.DOTALL | re.IGNORECASE,
)
_QUOTE_BLOCK = re.compile(r"<blockquote\b", re.IGNORECASE)
# Code in Markdown, blanked so that its quotation marks open nothing: ``` … ``` to the end, and `…`.
_FENCE = re.compile(r"(?ms)^[ \t]*(```|~~~).*?(?:^[ \t]*\1[^\n]*$|\Z)")
_CODE = re.compile(r"`[^`\n]+`")
_LONGEST_PARAGRAPH = 20_000  # characters after which a mark that was never closed no longer joins lines


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """One quotation of a document: `line` counts from 1. `speaker_name` is as the document has it."""

    line: int
    text: str
    speaker_name: str | None
    verdict: Verdict

    @property
    def needs_review(self) -> bool:
        """Whether an editor has to look: not at exact words, nor at passages too short to tell."""
        return self.verdict.verdict not in ("exact", "too-short")

    def in_words(self, file: str, translator: Translator) -> str:
        """The line as a compiler would print it: `essay.md:12: altered: “…” The record says …`."""
        passage = " ".join(self.text.split())
        shown = passage if len(passage) <= 80 else passage[:79].rstrip() + "…"
        named = self.verdict.verdict + (" (minor)" if self.verdict.minor else "")
        notes = " ".join(
            note.in_words(translator) for note in (*self.verdict.notes, *self.verdict.change_notes)
        )
        return f"{file}:{self.line}: {named}: “{shown}” {notes}".rstrip()


def detect_format(name: str, text: str) -> DocumentFormat:
    """The form of a document, by its file name and, failing that, its beginning."""
    lowered = name.casefold()
    if lowered.endswith((".html", ".htm", ".xhtml")):
        return "html"
    if lowered.endswith((".md", ".markdown", ".mkd")):
        return "markdown"
    return "html" if re.match(r"\s*<(?:!doctype|html|body|p|div)\b", text, re.IGNORECASE) else "text"


def check_document(
    checker: Verifier, text: str, form: DocumentFormat, resolve: Callable[[str], str | None] | None = None
) -> tuple[CheckedQuotation, ...]:
    """Every quotation of a document with its verdict, in order.

    `resolve` gives the id of a person for a name as typed, or None where nobody is known by it; a passage
    of one or two words without a claimed speaker is an ironic mark rather than a quotation, and left out.
    """
    document = _DocumentText(text, form)
    found = []
    for claim in find_quotations(document.text):
        name = claim.speaker_name
        if count_words(claim.text) < 3 and name is None:
            continue
        by = resolve(name) if resolve and name else None
        verdict = checker.check(claim.text, by, None if by else name if resolve else None)
        found.append(CheckedQuotation(document.line(claim.start), claim.text, name, verdict))
    return tuple(found)


class _DocumentText:
    """A document as running text (`text`), a paragraph a line, with the way back to the line in the file."""

    def __init__(self, source: str, form: DocumentFormat) -> None:
        self._breaks = [match.start() for match in re.finditer("\n", source)]
        self._pieces: list[str] = []
        self._places: list[tuple[int, int]] = []  # offset in the text, offset in the source
        self._length = 0
        if form == "html":
            self._html(source)
        else:
            self._lines(_blanked(_CODE, _blanked(_FENCE, source)) if form == "markdown" else source)
        self.text = "".join(self._pieces)

    def line(self, offset: int) -> int:
        """The line of the file, from 1, in which an offset of the text stands."""
        # The last piece that begins at or before the offset: the second number is higher than any real one.
        at = bisect_right(self._places, (offset, len(self._breaks) + 10**9)) - 1
        out, place = self._places[max(at, 0)] if self._places else (0, 0)
        return bisect_right(self._breaks, place + offset - out - 1) + 1

    def _add(self, piece: str, place: int) -> None:
        if piece:
            self._places.append((self._length, place))
            self._pieces.append(piece)
            self._length += len(piece)

    def _html(self, source: str) -> None:
        done = 0
        for match in _HTML.finditer(source):
            self._add(source[done : match.start()], done)
            done = match.end()
            self._add(_tag_text(match), match.start())
        self._add(source[done:], done)

    def _lines(self, source: str) -> None:
        """Lines joined while a quotation mark is open: a wrapped line is no new paragraph."""
        position, held = 0, ""
        for line in source.splitlines(keepends=True):
            body = line.rstrip("\r\n")
            held += body
            quoting = line.lstrip().startswith(">")
            wrapped = bool(body.strip()) and not quoting and _is_open(held) and len(held) < _LONGEST_PARAGRAPH
            self._add(body + (" " if wrapped else "\n"), position)
            held = held + " " if wrapped else ""
            position += len(line)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _is_open(text: str) -> bool:
    """Whether a double quotation mark is still open; German “ closes what „ has opened.

    A count and no scanner: those of :mod:`briefs.text` read a whole text, and this is asked line by line, to
    tell whether the next line belongs to the same paragraph.
    """
    if text.count('"') % 2 or text.count("«") > text.count("»"):
        return True
    return (
        max(text.rfind("“"), text.rfind("„")) > text.rfind("”") and not text.rfind("“") > text.rfind("„") >= 0
    )


def _tag_text(match: re.Match[str]) -> str:
    if match["open"]:
        return "“"
    if match["shut"]:
        return "”"
    if match["block"]:
        return _quote_mark(match["block"])
    if match["entity"]:
        return html.unescape(match["entity"])
    return " " if match["line"] else ""


def _quote_mark(tag: str) -> str:
    """A block quote becomes a line that opens with `>`."""
    return "\n> " if _QUOTE_BLOCK.match(tag) else "\n"
