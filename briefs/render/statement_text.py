"""One statement as styled lines, and several with a rule between them.

A line is a tuple of (style, text); styles are names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefs.i18n import ENGLISH, Translator
from briefs.model import Statement
from briefs.render import phrases
from briefs.render.excerpts import FOUND, FOUND_END, excerpt

Line = tuple[tuple[str, str], ...]
BLANK: Line = ()
RULE: Line = (("rule", "-" * 40),)  # a terminal draws it as wide as it is
QUOTE, REPORT = "quote", "reported"  # the two looks that must never be mistaken for each other

# By kind of statement. "mixed" is reported speech with quoted words in it: the marks in the text show them.
STYLE_OF = {"quotation": QUOTE, "mixed": REPORT, "reported": REPORT, "fact": "fact"}


@dataclass(frozen=True, slots=True)
class StatementLook:
    """How statements are shown: names begin behind `column` characters of a date, `why` it is that date."""

    translator: Translator
    column: int = 0
    why: bool = True


def statement_lines(
    statement: Statement, translator: Translator = ENGLISH, marked: str | None = None, why: bool = True
) -> Iterator[Line]:
    """Who and when, the words on record, what they come to, where they stand.

    `marked` is the passage with what was asked about marked; of a long one the part around it is shown.
    """
    return _statement_lines(statement, StatementLook(translator, why=why), marked)


def _statement_lines(statement: Statement, look: StatementLook, marked: str | None) -> Iterator[Line]:
    translator = look.translator
    date = phrases.date_phrase(statement, translator)
    yield (
        ("date", date),
        ("", " " * (look.column - len(date)) + " · "),
        ("name", phrases.speakers(statement, translator)),
    )
    label = phrases.label(statement, translator)
    style = STYLE_OF[statement.kind]
    opening: Line = (("", "  "), ("label", f"{label}: ")) if label else (("", "  "),)
    if marked:
        yield (*opening, *matched(excerpt(marked), style, statement.kind == "quotation"))
    else:
        yield (*opening, (style, phrases.passage(statement, translator)))
    if statement.summary:
        yield (("", f"  {statement.summary}"),)
    for note in phrases.notes(statement, translator):
        yield (("dim", f"  {note}"),)
    if look.why:
        yield (("dim", f"  {phrases.date_basis_phrase(statement, translator)}"),)
    yield (("dim", f"  {phrases.source(statement, translator)}  "), ("id", statement.id))


def _also_lines(first: Statement, other: Statement, translator: Translator) -> Iterator[Line]:
    """Another article's account of the same utterance, in its own words."""
    opening = ("label", f"  {phrases.account_phrase(first, other, translator)}: ")
    where: Line = (("dim", f"{phrases.source(other, translator)}  "), ("id", other.id))
    # The same words are not shown twice; whose article has them too is.
    if phrases.is_copy(first, other):
        yield (opening, *where)
        return
    yield (opening, (STYLE_OF[other.kind], phrases.passage(other, translator)))
    yield (("", "  "), *where)


def matched(text: str, style: str, in_marks: bool) -> Iterator[tuple[str, str]]:
    """A passage whose found words are marked, as segments."""
    text = f"“{text}”" if in_marks else text
    # Split at either sign, every second piece is one that was found; FTS5's highlight() sets the signs.
    for number, piece in enumerate(text.replace(FOUND_END, FOUND).split(FOUND)):
        if piece:
            yield ("found" if number % 2 else style, piece)


def ruled(
    groups: Iterable[Sequence[Statement]], marks: dict[str, str], look: StatementLook
) -> Iterator[Line]:
    """Utterances, each with its other accounts; a blank line and a rule between them."""
    for number, (first, *others) in enumerate(groups):
        yield from (BLANK, RULE) if number else (BLANK,)
        yield from _statement_lines(first, look, marks.get(first.id))
        for other in others:
            yield from _also_lines(first, other, look.translator)
