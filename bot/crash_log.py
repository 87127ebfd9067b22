"""A fault of the program itself: its trace goes to a file, its user is shown a reference."""

from __future__ import annotations

import secrets

from bot.private_files import make_private_file
from bot.traces import trace_of
from briefs import paths
from briefs.errors import UserError


def record_crash(fault: BaseException) -> UserError:
    """The trace of `fault` is appended to faults.log beside the index caches; the error to show instead.

    What note_typed() was told of is not in it. Its hint names the file and a reference. Nothing is raised:
    where the file cannot be written, the hint says that.
    """
    reference = secrets.token_hex(3)
    file = paths.cache_dir(paths.embedded_library_dir()).parent / "faults.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        make_private_file(file)
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{reference}\n{trace_of(fault)}\n")
        hint = f"the trace is in {file} under {reference}; please report it"
    except OSError:
        hint = f"its reference is {reference}; the trace could not be written"
    return UserError("something went wrong that should not have", hint)
