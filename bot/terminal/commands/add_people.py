"""People come in: what `add` does with lists of persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.terminal.context import CliContext
from briefs.errors import UserError
from briefs.render import counted

if TYPE_CHECKING:
    from bot.terminal.progress import ProgressCallback
    from briefs.ingest.people import PeopleTakenIn, PersonList
    from briefs.render import Line

_SHOWN = 10  # names of those who were left out


def organisations_beside(path: Path) -> dict[str, bytes]:
    """What a ParlaMint listPerson's ids of organisations mean stands in a file beside it."""
    beside = path.with_name(path.name.replace("listPerson", "listOrg"))
    return {beside.name: beside.read_bytes()} if beside != path and beside.is_file() else {}


def read_bound(given: Sequence[str]) -> dict[str, str]:
    """`NAME=PERSON` as pairs. Raises UserError for what is none."""
    pairs = [each.rpartition("=") for each in given]
    for each, (name, _, id) in zip(given, pairs, strict=True):
        if not name.strip() or not id.strip():
            raise UserError(f"“{each}” binds nobody", "write NAME=PERSON, or NAME=new for nobody yet")
    return {name.strip(): id.strip() for name, _, id in pairs}


def take_in(
    context: CliContext, found: PersonList, bound: Mapping[str, str], report_progress: ProgressCallback
) -> PeopleTakenIn:
    """Writes the persons into the library; the next question finds them."""
    from bot.terminal.progress import count_progress
    from briefs.ingest.people import take_in_people
    from briefs.ingest.review import library_check

    check = library_check(context.cache, count_progress(report_progress, "Checking the library"))
    progress = count_progress(report_progress, "Comparing people")
    taken = take_in_people(context.root, found, check, datetime.now(UTC), bound, progress)
    context.close()  # the next question brings the index up to it
    return taken


def people_document(taken: PeopleTakenIn) -> dict[str, Any]:
    """What came in, for a script."""
    return {
        "new": list(taken.new),
        "joined": list(taken.joined),
        "same": taken.same,
        "unsure": [{"name": name, "ids": list(ids)} for name, ids in taken.unsure],
        "left_out": list(taken.left_out),
        "change": taken.change,
    }


def people_lines(taken: PeopleTakenIn) -> list[Line]:
    """What came in, in a few lines."""
    people = "1 person" if len(taken.new) == 1 else f"{len(taken.new):,} people"
    lines: list[Line] = [(("count", f"{people} came in."),)]
    if taken.joined:
        were = (
            "1 who was there has" if len(taken.joined) == 1 else f"{len(taken.joined):,} who were there have"
        )
        lines.append((("", f"{were} new names or offices: {_some(taken.joined)}."),))
    if taken.same:
        lines.append((("dim", f"{taken.same:,} {'was' if taken.same == 1 else 'were'} known already."),))
    for name, ids in taken.unsure[:_SHOWN]:
        lines.append((("warning", f"Left out, as it may be {' or '.join(ids[:3])}: {name}"),))
    if len(taken.unsure) > _SHOWN:
        lines.append((("warning", f"… and {counted(len(taken.unsure) - _SHOWN, 'more name')} like these."),))
    if taken.unsure:
        name, ids = taken.unsure[0]
        lines.append(
            (("dim", f"Say who is meant: --bind “{name}={ids[0]}”, or “{name}=new” for nobody yet."),)
        )
    lines += [(("warning", f"Left out: {each}"),) for each in taken.left_out[:_SHOWN]]
    if len(taken.left_out) > _SHOWN:
        lines.append((("warning", f"… and {len(taken.left_out) - _SHOWN:,} more."),))
    if taken.change:
        lines.append((("dim", f"Take it back: onrecord changes undo {taken.change}"),))
    return lines


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - 3:,} more" if len(ids) > 3 else ""
    return ", ".join(ids[:3]) + more
