"""Two statements beside each other, the words that differ lit: what is proposed, and what was confirmed.

Neutral words alone: who held which office when they spoke, what differs, and both receipts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.i18n import ENGLISH, N_, Translator
from briefs.model import ChangedStatements, ShiftKind, Statement
from briefs.render import phrases
from briefs.render.statement_text import STYLE_OF, Line

_DIFFERS: dict[ShiftKind, str] = {
    "negation": N_("The two differ in a negation."),
    "modality": N_("The two differ in how binding they are."),
    "figure": N_("The two differ in a figure."),
    "refusal": N_("One of the two declines to answer."),
}
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ShiftSide:
    """One of the two: when and in what office it was said, its words in pieces, each lit or not."""

    statement: Statement
    date: str
    role: str | None
    pieces: tuple[tuple[str, bool], ...]


def title(translator: Translator) -> str:
    """The heading above confirmed ones."""
    return translator.gettext("Changed")


def differs(kind: ShiftKind, translator: Translator) -> str:
    """In what the two differ, in a sentence."""
    return translator.gettext(_DIFFERS[kind])


def why(kind: ShiftKind, shared: Sequence[str], translator: Translator) -> str:
    """Why a pair is proposed: what differs, and the words of which both speak."""
    told = translator.gettext("Both speak of: {words}.", words=", ".join(dict.fromkeys(shared)))
    return f"{differs(kind, translator)} {told}"


def sides(
    person: str, earlier: Statement, later: Statement, lit: tuple[Spans, Spans], translator: Translator
) -> tuple[ShiftSide, ShiftSide]:
    """The two as they are shown, in their order of time."""
    one, other = (
        ShiftSide(
            each,
            phrases.date_phrase(each, translator),
            next((w.role.get(translator.language) for w in each.speakers if w.id == person and w.role), None),
            tuple(_pieces(each.passage, spans)),
        )
        for each, spans in zip((earlier, later), lit, strict=True)
    )
    return one, other


def sides_of(changed: ChangedStatements, translator: Translator) -> tuple[ShiftSide, ShiftSide]:
    """As :func:`sides`, of a confirmed shift."""
    lit = (changed.lit_earlier, changed.lit_later)
    return sides(changed.shift.person, changed.earlier, changed.later, lit, translator)


def _pieces(passage: str, lit: Spans) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in sorted(lit):
        if start < at:
            continue
        if passage[at:start]:
            yield passage[at:start], False
        yield passage[start:end], True
        at = end
    if passage[at:]:
        yield passage[at:], False


def side_lines(side: ShiftSide) -> Iterator[Line]:
    """One of the two for a terminal, with its receipt."""
    style = STYLE_OF[side.statement.kind]
    role = (("", ", "), ("name", side.role)) if side.role else ()
    yield (("date", f"  {side.date}"), *role)
    words = tuple((("found" if lit else style), " ".join(text.split("\n"))) for text, lit in side.pieces)
    marks = side.statement.kind == "quotation"
    yield (("", "    "), *((style, "“"),) * marks, *words, *((style, "”"),) * marks)
    yield (("dim", f"    {phrases.source(side.statement, ENGLISH)}  "), ("id", side.statement.id))


def changed_lines(shifts: Sequence[ChangedStatements], translator: Translator) -> Iterator[Line]:
    """Confirmed ones, under their heading; nothing where there are none."""
    if shifts:
        yield ()
        yield (("label", title(translator)),)
    for each in shifts:
        yield (("", f"  {each.shift.words or differs(each.shift.differs, translator)}"),)
        for side in sides_of(each, translator):
            yield from side_lines(side)
