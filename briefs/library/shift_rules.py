"""What config/shifts.yaml may say: two statements of the one person, the earlier one before the later.

A path is of keys and positions in the file, as :class:`briefs.library.cross_checks.CrossFileProblem` has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefs.library.brief_rules import Breach, Statements
from briefs.library.dossiers import RawStatement
from briefs.model import SHOWN, Shift
from briefs.text import may_be_same_day, parse_edtf


def shift_breaches(shifts: tuple[Shift, ...], statements: Statements) -> Iterator[Breach]:
    """Every breach of these rules; ids that do not resolve are reported elsewhere.

    A decision on statements that were revised after it is none: it awaits its curator.
    """
    pairs = set[tuple[str, str, str]]()
    for index, shift in enumerate(shifts):
        pair = (shift.person, shift.earlier, shift.later)
        if pair in pairs:
            yield ("shifts", index, "later"), "these two statements have a decision already", "one a pair"
        pairs.add(pair)
        both = [statements.get(name) for name in (shift.earlier, shift.later)]
        if None not in both and not revised_since(shift, statements):
            yield from _breaches(index, shift, *[each for each in both if each is not None])


def shifts_to_review(shifts: tuple[Shift, ...], statements: Statements) -> Iterator[Breach]:
    """Confirmed shifts of which a statement was revised since: no reader sees them until somebody looks."""
    for index, shift in enumerate(shifts):
        if shift.status == "confirmed" and (revised := revised_since(shift, statements)):
            named = ", ".join(revised) + (" was revised" if len(revised) == 1 else " were revised")
            message = f"the shift “{shift.id}” awaits review, since {named}"
            yield ("shifts", index, "id"), message, "decide on it again: onrecord shifts"


def revised_since(shift: Shift, statements: Statements) -> tuple[str, ...]:
    """Those of its statements that were changed after the decision, or that no reader sees."""
    names = []
    for name in (shift.earlier, shift.later):
        record = statements.get(name)
        if record and (
            record["status"] not in SHOWN or any(step["at"] > shift.at for step in record["history"])
        ):
            names.append(name)
    return tuple(names)


def _breaches(index: int, shift: Shift, earlier: RawStatement, later: RawStatement) -> Iterator[Breach]:
    for key, record in (("earlier", earlier), ("later", later)):
        if shift.person not in record["speakers"]:
            message = f"“{record['id']}” is not by “{shift.person}”"
            yield ("shifts", index, key), message, "two statements of the one person"
    if earlier["said"] and later["said"]:
        one, other = parse_edtf(earlier["said"]), parse_edtf(later["said"])
        if may_be_same_day(one, other) or (one.latest or date.max) > (other.earliest or date.min):
            message = f"the earlier is of {one.edtf} and the later of {other.edtf}: they can be of one day"
            yield ("shifts", index, "later"), message, "a statement that was made after the other for certain"
