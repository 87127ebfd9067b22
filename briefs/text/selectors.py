"""Finds where a passage stands in its article.

A passage is found by its words (the W3C TextQuoteSelector: exact, prefix, suffix). White space is
folded, any run of it being equal to one space; nothing else is. Offsets count characters of the raw text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from briefs.errors import UserError

_SPACE = re.compile(r"\s+")
_CONTEXT = 24  # characters of context that a suggestion begins with
_TRIED = (24, 60, 120, 240)  # characters of prefix and suffix that are tried, where one is needed


class PassageNotFound(UserError):
    """The passage stands nowhere in the text (`places` is 0), or at so many places."""

    def __init__(self, message: str, hint: str, places: int) -> None:
        super().__init__(message, hint)
        self.places = places


class WhitespaceFolded:
    """A text whose runs of white space are one space each (`text`), with the way back to offsets in `raw`."""

    __slots__ = ("_ends", "_lost", "raw", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        parts: list[str] = []
        self._ends: list[int] = []  # folded offsets behind each run that is longer than one character
        self._lost: list[int] = [0]  # how many characters are gone before that offset
        at = folded = 0
        for run in _SPACE.finditer(raw):
            start, end = run.span()
            parts += (raw[at:start], " ")
            folded += start - at + 1
            at = end
            if end - start > 1:
                self._ends.append(folded)
                self._lost.append(self._lost[-1] + end - start - 1)
        self.text = "".join((*parts, raw[at:]))

    def raw_offset(self, folded: int) -> int:
        """The offset in the raw text of a folded one."""
        return folded + self._lost[bisect_right(self._ends, folded)]

    def places(self, words: str) -> list[int]:
        """Folded offsets at which the words stand."""
        found = []
        at = self.text.find(words)
        while at >= 0:
            found.append(at)
            at = self.text.find(words, at + 1)  # places may overlap
        return found


# A dossier has dozens of passages of one article: it is folded once for all of them.
@lru_cache(maxsize=8)
def folded_source(raw: str) -> WhitespaceFolded:
    """The text with its white space folded, the last few kept."""
    return WhitespaceFolded(raw)


def fold_whitespace(text: str) -> str:
    """`text` with each run of white space as one space and none at its ends."""
    return " ".join(text.split())


def find_passage(
    text: str, exact: str, prefix: str | None = None, suffix: str | None = None
) -> tuple[int, int]:
    """The one place of `exact` in `text`, as raw offsets; raises :class:`PassageNotFound`.

    `prefix` and `suffix` are words that stand directly before and behind, white space apart.
    """
    source, words = folded_source(text), fold_whitespace(exact)
    if not words:
        raise PassageNotFound("the passage is empty", "copy it from the article's text", 0)
    everywhere = source.places(words)
    before, behind = fold_whitespace(prefix or ""), fold_whitespace(suffix or "")
    found = [
        at
        for at in everywhere
        if (not before or source.text[:at].rstrip().endswith(before))
        and (not behind or _behind(source, at + len(words), behind))
    ]
    if len(found) == 1:
        # The end is behind the last character, not before the next: white space after it stays outside.
        end = found[0] + len(words)
        return source.raw_offset(found[0]), source.raw_offset(end - 1) + 1
    if not everywhere:
        raise PassageNotFound("the passage is not in the article's text", _nearest(source, words), 0)
    if not found:
        count = "one place" if len(everywhere) == 1 else f"{len(everywhere)} places"
        hint = "copy what stands directly before and behind: " + _contexts(source, everywhere, words)
        raise PassageNotFound(f"the passage stands at {count}, but not with this prefix or suffix", hint, 0)
    hint = "add a prefix or suffix: " + _contexts(source, found, words)
    raise PassageNotFound(
        f"the passage stands at {len(found)} places in the article's text", hint, len(found)
    )


def _behind(source: WhitespaceFolded, end: int, suffix: str) -> bool:
    return source.text.startswith(suffix, end + source.text.startswith(" ", end))


def _nearest(source: WhitespaceFolded, words: str) -> str:
    """How far the words are in the text, so that the writer sees the word that differs."""
    low, high = 0, len(words)
    while low < high:  # if the first n characters are in the text, so are all shorter beginnings
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in source.text else (low, middle - 1)
    at, low = source.text.find(words[:low]), words.rfind(" ", 0, low) + 1
    if low < 8:  # so few characters in common are chance
        return "copy the passage from the article's text"
    return (
        f"after “{_ending(words[:low])}” the article goes on “{_beginning(source.text[at + low :])}”, "
        f"the passage “{_beginning(words[low:])}”"
    )


def _contexts(source: WhitespaceFolded, places: list[int], words: str) -> str:
    """What stands before (or, where that is the same, behind) the first few places."""
    # Wider, where a little does not tell the places apart; a suffix, where what stands before is the same.
    for width in (_CONTEXT, 4 * _CONTEXT):
        before = [_ending(source.text[:at], width) for at in places]
        behind = [_beginning(source.text[at + len(words) :], width) for at in places]
        for name, parts in (("prefix", before), ("suffix", behind)):
            if len({*parts}) == len(parts) and all(parts):
                return ", ".join(f"{name} “{part}”" for part in parts[:3])
    return ", ".join(f"“{part}” stands before" for part in before[:3])


def _ending(text: str, width: int = _CONTEXT) -> str:
    """The last words."""
    text = text.rstrip()
    return text[-width:].partition(" ")[2] or text[-width:] if len(text) > width else text


def _beginning(text: str, width: int = _CONTEXT) -> str:
    """The first words."""
    text = text.lstrip()
    return text[:width].rpartition(" ")[0] or text[:width] if len(text) > width else text


def selector(text: str, start: int, end: int) -> tuple[str, str | None, str | None]:
    """The shortest W3C TextQuoteSelector that finds text[start:end] and nothing else: exact, prefix, suffix.

    https://www.w3.org/TR/annotation-model/#text-quote-selector. Raises UserError where the passage stands
    more than once and its surroundings are the same each time.
    """
    exact = fold_whitespace(text[start:end])
    # mostly the words alone do; context is added a sentence or so at a time
    tries: list[tuple[str | None, str | None]] = [(None, None)]
    for width in _TRIED:
        before, behind = (
            fold_whitespace(text[max(0, start - width) : start]),
            fold_whitespace(text[end : end + width]),
        )
        tries += [(before or None, None), (None, behind or None), (before or None, behind or None)]
    for prefix, suffix in tries:
        try:
            if find_passage(text, exact, prefix, suffix) == (start, end):
                return exact, prefix, suffix
        except PassageNotFound:
            continue
    raise UserError(
        "the passage cannot be told from others like it in the article", "choose a longer passage"
    )
