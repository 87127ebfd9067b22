"""Reads what somebody pasted: its words, and where an ellipsis or a bracket stands between them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.verify.terms import Scanned, read_terms
from briefs.verify.tokens import words

# HTML tags and comments, and Discord's mentions and channels: <b>, <@123>, <#456>. Lengths are bounded so
# that a page full of "<" is read in time that grows with its length alone.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<[@#:!&][^<>\s]{1,80}>|<!--.{0,2000}?-->", re.DOTALL)
# [the speech](https://…) in Markdown: its words stay.
_LINK = re.compile(r"!?\[([^\[\]]{1,500})\]\((?:https?://|/|#|mailto:)[^()\s]*\)")
_ADDRESS = re.compile(r"\bhttps?://\S+")
# … ... . . . […] (...) and [sic], [Moscow].
_DOTS = r"(?:…|\.(?:[ \u00a0]?\.){1,})+"
_SPACED = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?![\w])")
ELLIPSIS = re.compile(_DOTS)
_MARK = re.compile(rf"(?P<ellipsis>[\[(<]\s*{_DOTS}\s*[\])>]|{_DOTS})|\[(?P<bracket>[^\[\]]{{0,300}})\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """An ellipsis or a bracket before term `at`; `words` are those in the bracket."""

    at: int
    kind: str  # "ellipsis" or "bracket"
    words: str = ""


@dataclass(frozen=True, slots=True)
class ClaimText:
    """A claim, read. `count` is the number of words as a reader counts them, those in brackets left out."""

    scanned: Scanned
    marks: tuple[Mark, ...]
    count: int
    inline: bool  # whether brackets stood inside words: [W]e, threat[s]

    def marked(self, at: int) -> Mark | None:
        """The mark that stands right before term `at`, an ellipsis before a bracket."""
        here = [mark for mark in self.marks if mark.at == at]
        return min(here, key=lambda mark: mark.kind == "bracket", default=None)


def parse_claim(text: str, drop_inline: bool = False) -> ClaimText:
    """Read `text`; with `drop_inline`, letters in brackets inside a word are left out instead of kept."""
    text = plain(text)
    # Marks are taken out of the text, and their places kept as offsets into what remains.
    pieces: list[str] = []
    marks: list[tuple[int, str, str]] = []
    length = done = 0
    inline = False
    for match in _MARK.finditer(text):
        before, bracket = text[done : match.start()], match["bracket"]
        attached = bracket is not None and _attached(text, match)
        pieces.append(before)
        length += len(before)
        done = match.end()
        if attached:
            inline = True
            kept = "" if drop_inline else bracket
        else:
            kept = " " if bracket is not None else " … "
            # An ellipsis stays as a sign: retrieval looks for the parts on its sides one by one.
            marks.append((length, "ellipsis" if bracket is None else "bracket", (bracket or "").strip()))
        pieces.append(kept)
        length += len(kept)
    pieces.append(text[done:])
    clean = "".join(pieces)
    scanned = read_terms(clean)
    starts = [term.start for term in scanned.terms]
    placed = tuple(Mark(sum(1 for s in starts if s < at), kind, held) for at, kind, held in marks[:200])
    return ClaimText(scanned, placed, words(clean), inline)


def other_readings(text: str, first: ClaimText) -> Iterator[ClaimText]:
    """What else a claim may mean: whichever of its readings is on record is meant.

    "[W]e" has a letter changed, "threat[s]" one added; a bracket or an ellipsis may be the record's own; in
    "50 000" the space may group figures.
    """
    if first.inline:
        yield parse_claim(text, drop_inline=True)
    if first.inline or any(mark.kind == "bracket" and mark.words for mark in first.marks):
        shown = plain(text)
        yield ClaimText(read_terms(shown), (), words(shown), False)
    if _SPACED.search(text):
        yield parse_claim(_SPACED.sub(lambda found: found.group().replace(" ", "\u00a0"), text))


def plain(text: str) -> str:
    """`text` without tags, addresses and the signs of markup."""
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    return text


def _attached(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket is part of a word ([W]e, threat[s]): a letter touches it, letters alone are in it."""
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return (match["bracket"] or "").isalpha() and (before.isalpha() or after.isalpha())
