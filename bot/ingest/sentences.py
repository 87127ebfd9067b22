"""A sentence of context: enough to see who speaks, without opening the article."""

from __future__ import annotations

import re

_MOST = 160  # characters on either side
_END = re.compile(r"[.!?…][\"”’»)]*\s+|\n")


def around(text: str, passage: tuple[int, int], sentence: tuple[int, int]) -> tuple[str, str]:
    """The sentence before `passage` and the rest of its own `sentence`, each on one line and cut at a word.

    All are offsets in the text, ends exclusive.
    """
    start, end = passage
    first = min(sentence[0], start)
    before = " ".join(text[_sentence_before(text, first) : start].split())
    if len(before) > _MOST:
        before = "…" + before[-_MOST:].partition(" ")[2]
    behind = text[end : max(end, min(sentence[1], end + _MOST))]
    if not behind.strip(' \n.,!?”"’»'):
        behind = ""
    elif end + _MOST < sentence[1]:
        behind = behind.rpartition(" ")[0] + "…"
    return before, " ".join(behind.split())


def on_one_line(text: str) -> str:
    """The text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else line[: _MOST - 1].rsplit(" ", 1)[0] + "…"


def _sentence_before(text: str, at: int) -> int:
    """Where the sentence before `at` begins."""
    before = text[:at].rstrip()
    paragraph = max(0, len(before) - 2 * _MOST)
    ends = [paragraph + found.end() for found in _END.finditer(before[paragraph:])]
    return ends[-1] if ends else paragraph
