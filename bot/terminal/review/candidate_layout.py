"""How a candidate and its article look side by side: wrapped lines, the passage marked. It draws nothing.

Wrapped here and not by prompt_toolkit, as scrolling needs to know on which row a place of the text stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prompt_toolkit.utils import get_cwidth

from bot.ingest import ReviewItem
from bot.terminal.review.text import draft_lines, speaker_ids
from briefs.ingest.review import Draft
from briefs.render import Line

Styled = list[tuple[str, str]]  # prompt_toolkit's fragments
STYLES = {
    "title": "bold",
    "date": "bold",
    "name": "bold ansicyan",
    "quote": "bold ansigreen",
    "reported": "ansiyellow",
    "label": "ansimagenta",
    "id": "ansicyan",
    "warning": "ansired",
    "found": "reverse",
    "dim": "ansibrightblack",
}
KEYS = (
    "a accept", "e edit", "s skip", "r reject", "u undo", "l link", "o article", "↑↓ scroll", "q quit",
)  # fmt: skip
SIDE_BY_SIDE_COLUMNS = 100  # columns from which the article stands beside the candidate, not under it


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One screen line of the article: its place in the text, `end` exclusive."""

    start: int
    end: int


def rows(text: str, width: int) -> list[ScreenRow]:
    """The text wrapped at words to `width` columns; wide characters count twice."""
    found: list[ScreenRow] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _wrap(line.rstrip("\r\n"), start, max(width, 10))
        start += len(line)
    return found


def _wrap(line: str, offset: int, width: int) -> Iterator[ScreenRow]:
    start = used = 0
    space = -1
    for at, char in enumerate(line):
        if char.isspace():
            space = at
        used += get_cwidth(char)
        if used > width:
            # a word that is wider than the row is cut, and at least one character goes on each row
            cut = space + 1 if space >= start else max(at, start + 1)
            yield ScreenRow(offset + start, offset + cut)
            start, used = cut, sum(get_cwidth(each) for each in line[cut : at + 1])
    yield ScreenRow(offset + start, offset + len(line))


def keys_line(keys: Iterable[str], width: int) -> list[str]:
    """What the keys do, in as many rows as it takes."""
    rows = [""]
    for each in keys:
        joined = f"{rows[-1]}  {each}" if rows[-1] else each
        if len(joined) <= width:
            rows[-1] = joined
        else:
            rows.append(each)
    return rows


def row_of(found: list[ScreenRow], place: int) -> int:
    """The number of the row that holds a place of the text."""
    return next((number for number, row in enumerate(found) if place < row.end), max(0, len(found) - 1))


def article(item: ReviewItem, draft: Draft, width: int, height: int, scrolled: int) -> Styled:
    """So much of the article as fits, the passage in its upper third, moved by `scrolled` rows."""
    text, found = item.text, rows(item.text, width)
    top = top_row(found, draft, height, scrolled)
    shown: Styled = []
    for row in found[top : top + height]:
        parts = [(row.start, row.end, "")]
        marked = max(row.start, draft.start), min(row.end, draft.end)
        if marked[0] < marked[1]:
            parts = [(row.start, marked[0], ""), (*marked, STYLES["found"]), (marked[1], row.end, "")]
        shown += [(style, visible(text[start:end])) for start, end, style in parts if start < end]
        shown.append(("", "\n"))
    return shown


def top_row(found: list[ScreenRow], draft: Draft, height: int, scrolled: int) -> int:
    """The number of the first row that is shown; scrolling ends at either end of the text."""
    wanted = row_of(found, draft.start) - height // 3 + scrolled
    return max(0, min(wanted, len(found) - height))


def candidate(item: ReviewItem, draft: Draft, heading: str, status: str, width: int) -> Styled:
    """The heading, what is proposed, and what came of the last key; wrapped at words."""
    page = item.pending.article.page
    where = f"{page.publisher or 'publisher not known'}, {page.published or 'date not known'}"
    lines: list[Line] = [(("dim", heading),), (("title", page.title),), (("dim", where),), ()]
    lines += draft_lines(item, draft)
    lines += [(), *((("warning", each),) for each in status.splitlines())]
    return [part for line in lines for part in wrapped(line, width)]


def speakers(item: ReviewItem, draft: Draft) -> str:
    """Whom the candidate would be published under."""
    new = draft.new_person
    return f"{new.name}, new to the library" if new else speaker_ids(draft, item.known)


def wrapped(line: Line, width: int) -> Styled:
    """A line of styled text, broken at words; each row ends with a line break."""
    text = "".join(visible(part) for _, part in line)
    shown: Styled = []
    for row in rows(text, width) or [ScreenRow(0, 0)]:
        at = 0
        for style, part in line:
            start, end = max(row.start, at), min(row.end, at + len(part))
            if start < end:
                shown.append((STYLES.get(style, ""), text[start:end]))
            at += len(part)
        shown.append(("", "\n"))
    return shown


def visible(text: str) -> str:
    """Control characters of an article must not steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
