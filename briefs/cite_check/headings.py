"""Headings of a draft that are somebody's name: what stands below one are their words."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefs.text import MessageText

_LINE = re.compile(r"[^\W\d_][^\n:“”\"]{2,60}(?=\n)")
_OPENS = re.compile(r"(?:^|\n)[ ]{0,3}#{1,6}[ \t]+[*_]*$|<h[1-6]\b[^<>]*>\s*$", re.IGNORECASE)
_LONGEST = 80  # characters of what opens a heading


def with_headings(text: str, shown: MessageText, draft: str, is_name: Callable[[str], bool]) -> str:
    """The text with a colon at the end of each; offsets stay as they are. `shown` is `draft` as read."""
    out = list(text)
    for line in _LINE.finditer(text):
        source = shown.span(line.start(), line.start() + 1)[0]
        if _OPENS.search(draft, max(0, source - _LONGEST), source) and is_name(line.group().strip()):
            out[line.end()] = ":"
    return "".join(out)
