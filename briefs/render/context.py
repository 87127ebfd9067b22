"""The sentences around a passage of an article, without what a page has beside its text."""

from __future__ import annotations

import re

from briefs.text import fold_whitespace

_ENDS_SENTENCE = re.compile(r"[.!?…:;,—–-][”\"’'»)\]]*$")
_BULLET = re.compile(r"[•·*▪|]")
_WRAPPED = 60  # characters of a line that goes on in the next; what ends short of it is a menu's entry


def sentences_around(text: str, start: int, end: int, reach: int = 320) -> tuple[str, str]:
    """The text before and after a passage, cut at the nearest sentence or word, white space folded.

    Neither goes on past a headline, a menu or another line that is no sentence.
    """
    first, last = _prose_begins(text, start, start - reach), _prose_ends(text, end, end + reach)
    before, after = text[max(first, start - reach, 0) : start], text[end : min(last, end + reach)]
    # Only a side that was cut begins or ends inside a sentence; what begins or ends there anyway stays whole.
    if start - reach > first:
        cut = max(before.find(". "), before.find("\n"))
        before = before[cut + 1 :] if cut >= 0 else before[before.find(" ") + 1 :]
    if end + reach < last:
        cut = max(after.rfind(". "), after.rfind("\n"))
        after = after[: cut + 1] if cut > 0 else after[: after.rfind(" ")]
    lead = " " if before[-1:].isspace() and before.strip() else ""
    trail = " " if after[:1].isspace() and after.strip() else ""
    return fold_whitespace(before).lstrip() + lead, trail + fold_whitespace(after).rstrip()


def _prose_begins(text: str, at: int, least: int) -> int:
    """Where the run of sentences begins that leads to `at`; it is not looked for before `least`."""
    begin = text.rfind("\n", 0, at) + 1
    while begin > max(0, least):
        line = text.rfind("\n", 0, begin - 1) + 1
        if not _is_prose(text, line, begin - 1):
            break
        begin = line
    return begin


def _prose_ends(text: str, at: int, most: int) -> int:
    """Where the run of sentences behind `at` ends; it is not looked for behind `most`."""
    stop = _line_end(text, at)
    while stop < min(most, len(text)):
        behind = _line_end(text, stop + 1)
        if not _is_prose(text, stop + 1, behind):
            break
        stop = behind
    return stop


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found if found >= 0 else len(text)


def _is_prose(text: str, start: int, end: int) -> bool:
    """Whether the line text[start:end] is of sentences, or blank, which parts two that may be."""
    line = text[start:end].strip()
    if not line:
        return True
    if _BULLET.match(line) and len(line) < _WRAPPED:
        return False
    goes_on = len(line) >= _WRAPPED and bool(text[end + 1 : _line_end(text, end + 1)].strip())
    return goes_on or _ENDS_SENTENCE.search(line) is not None
