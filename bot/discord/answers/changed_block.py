"""What curators confirmed as changed, below the statements of an answer about one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.discord.ui import Block, Display, bold, safe, safe_within
from briefs.model import ChangedStatements
from briefs.render import shifts

_LONGEST = 700  # characters of one of the two


def changed_blocks(found: Sequence[ChangedStatements], display: Display) -> Iterator[Block]:
    """One a pair: both word for word with the words that differ in bold, each with its receipt's id."""
    for each in found:
        yield Block("\n".join(_lines(each, display)), ruled=True)


def changed_line(found: Sequence[ChangedStatements], display: Display) -> list[str]:
    """A line above the statements that says that there are such pairs; none where there are none."""
    if not found:
        return []
    said = display.translator.ngettext(
        "{n} change is on record: at the end.", "{n} changes are on record: at the end.", len(found)
    )
    return [f"-# {said}" if not display.plain else said]


def _lines(changed: ChangedStatements, display: Display) -> Iterator[str]:
    translator, told = display.translator, changed.shift
    put = safe_within(told.words, 300) if told.words else shifts.differs(told.differs, translator)
    yield f"{bold(shifts.title(translator), display)}: {put}"
    for side in shifts.sides_of(changed, translator):
        yield from side_lines(side, display)


def side_lines(side: shifts.ShiftSide, display: Display) -> Iterator[str]:
    """One of the two: day, office, words and id."""
    role = f", {safe_within(side.role, 120)}" if side.role else ""
    yield f"{safe(side.date)}{role} · `{side.statement.id}`"
    words, room = "", _LONGEST
    for text, lit in side.pieces:
        piece = safe_within(" ".join(text.split()), room) if room > 0 else ""
        lead, trail = text[: len(text) - len(text.lstrip())] and " ", text[len(text.rstrip()) :] and " "
        words += f"{lead}{bold(piece, display) if lit and piece else piece}{trail}"
        room -= len(text)
    yield f"> “{words}”" if side.statement.kind == "quotation" else f"> {words}"
