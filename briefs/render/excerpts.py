"""The part of a long passage that a reader asked about."""

from __future__ import annotations

from briefs.text import fold_whitespace

FOUND, FOUND_END = "\x02", "\x03"  # around words that were found, as FTS5's highlight() sets them
MOST_OF_A_PASSAGE = 1200  # characters of a passage that is shown whole
_CUT = "…"
_LEAD = 0.4  # share of what is shown beside the found words that stands before them


def marked_passage(passage: str, first: int, last: int) -> str:
    """`passage` with its part [first, last) marked as found; offsets outside are moved to its ends."""
    first, last = max(0, first), min(len(passage), last)
    return f"{passage[:first]}{FOUND}{passage[first:last]}{FOUND_END}{passage[last:]}"


def excerpt(marked: str, most: int = MOST_OF_A_PASSAGE) -> str:
    """At most about `most` characters around the first found words of `marked`, white space folded.

    It is cut between words, "…" where something is left out. What is short enough comes back whole.
    """
    text = fold_whitespace(marked)
    if len(text) <= most:
        return text
    found = max(text.find(FOUND), 0)
    end = max(text.find(FOUND_END), found)
    if end - found >= most:  # the found words alone are too long
        return _between(text, found, found + most) + FOUND_END + _CUT
    start = min(max(0, found - int((most - (end - found)) * _LEAD)), len(text) - most)
    shown = _between(text, start, start + most)
    # The marks of what was found later on may be cut in two.
    if shown.rfind(FOUND) > shown.rfind(FOUND_END):
        shown += FOUND_END
    return shown + _CUT if start + most < len(text) else shown


def _between(text: str, start: int, stop: int) -> str:
    """The whole words of text[start:stop], with the sign of a cut before them where one is needed."""
    part = text[start:stop]
    if stop < len(text) and not text[stop].isspace():
        part = part[: part.rfind(" ")] if " " in part else part
    if start == 0:
        return part.rstrip()
    if not text[start - 1].isspace() and text[start] != FOUND:
        part = part[part.find(" ") + 1 :]
    return f"{_CUT}{part.strip()}"
