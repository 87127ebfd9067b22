"""What nobody caught: of the disk it is told in a sentence, of the program its trace goes to a file.

Whoever meets the latter is shown a reference.
"""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from bot.private_files import make_private_file
from bot.traces import trace_of
from briefs import paths
from briefs.errors import UserError

_OF_THE_DISK = {
    errno.ENOSPC: "free some space, then try again",
    errno.EDQUOT: "free some space, then try again",
    errno.EIO: "see whether the disk is sound and has room, then try again",
    errno.EACCES: "see whose the files are and who may write there",
    errno.EPERM: "see whose the files are and who may write there",
    errno.EROFS: "see whether the disk may be written to",
}

MOST_BYTES = 1_000_000  # of traces; what is older stands in faults.log.1 until that is replaced


def record_crash(fault: BaseException) -> UserError:
    """The trace of `fault` is appended to faults.log beside the index caches; the error to show instead.

    What note_typed() was told of is not in it. Its hint names the file and a reference. Nothing is raised:
    where the file cannot be written, the hint says that. A disk that is full, fails or may not be written is
    no fault of the program, and leaves no trace.
    """
    if (trouble := _disk_trouble(fault)) is not None:
        return trouble
    reference = secrets.token_hex(3)
    file = paths.cache_dir(paths.embedded_library_dir()).parent / "faults.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > MOST_BYTES:
            file.replace(file.with_suffix(".log.1"))
        make_private_file(file)
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{reference}\n{trace_of(fault)}\n")
        hint = f"the trace is in {file} under {reference}; please report it"
    except OSError:
        hint = f"its reference is {reference}; the trace could not be written"
    return UserError("something went wrong that should not have", hint)


def _disk_trouble(fault: BaseException) -> UserError | None:
    if not isinstance(fault, OSError) or (hint := _OF_THE_DISK.get(fault.errno or 0)) is None:
        return None
    name = f"“{Path(os.fsdecode(fault.filename)).name}”" if fault.filename else "a file"
    return UserError(f"{name} cannot be read or written: {fault.strerror}", hint)
