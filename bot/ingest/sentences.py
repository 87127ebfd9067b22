"""A sentence of context: enough to see who speaks, without opening the article."""

from __future__ import annotations

import re

_MOST = 160  # characters on either side
_END = re.compile(r"[.!?…][\"”’»)]*\s+|\n")


def surroundings(text: str, passage: tuple[int, int], sentence: tuple[int, int]) -> str:
    """The sentence before `passage` and the rest of its own `sentence`, with `…` in the passage's place.

    All are offsets in the text, ends exclusive.
    """
    start, end = passage
    first = min(sentence[0], start)
    before = text[_sentence_before(text, first) : start]
    behind = text[end : max(end, min(sentence[1], end + _MOST))]
    if not behind.strip(' \n.,!?”"’»'):
        behind = ""
    return " ".join(f"{before[-_MOST:]} … {behind}".split()).strip()


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
