"""Headings of a draft that are somebody's name: what stands below one are their words."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefs.text import MessageText

_LINE = re.compile(r"[^\W\d_][^\n:“”\"]{2,60}(?=\n)")
_OPENS = re.compile(r"(?:^|\n)[ ]{0,3}#{1,6}[ \t]+[*_]*$|<h[1-6]\b[^<>]*>\s*$", re.IGNORECASE)
_ANY = re.compile(r"^[ ]{0,3}#{1,6}[ \t]|<h[1-6]\b", re.IGNORECASE | re.MULTILINE)
_LONGEST = 80  # characters of what opens a heading


def with_headings(text: str, shown: MessageText, draft: str, is_name: Callable[[str], bool]) -> str:
    """The text with a colon at the end of each; offsets stay as they are. `shown` is `draft` as read."""
    if _ANY.search(draft) is None:
        return text
    ends = []
    for line in _LINE.finditer(text):
        source = shown.span(line.start(), line.start() + 1)[0]
        before = draft[max(0, source - _LONGEST) : source]
        if before.rstrip(" \t*_")[-1:] in ("#", ">") and _OPENS.search(before):
            ends += [line.end()] if is_name(line.group().strip()) else []
    starts = [0, *(end + 1 for end in ends)]
    return ":".join(text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True))
