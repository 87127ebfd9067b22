"""Files and folders that their owner alone may read, whatever the umask."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from briefs.atomic_files import AS_BYTES

FILE_MODE, FOLDER_MODE = 0o600, 0o700
_OTHERS = 0o077


def make_private_folder(folder: Path, *, tighten: bool = False) -> None:
    """Make a folder and its missing parents for their owner alone.

    One that is there stays as it is, unless `tighten` says that it is nobody else's. Raises OSError.
    """
    for each in reversed((folder, *folder.parents)):
        if not each.exists():
            each.mkdir(FOLDER_MODE, exist_ok=True)
            each.chmod(FOLDER_MODE)  # the umask may have taken the owner's own rights
    if tighten and stat.S_IMODE(folder.stat().st_mode) & _OTHERS:
        with suppress(PermissionError):  # somebody else's folder: its files are private all the same
            folder.chmod(FOLDER_MODE)


def make_private_file(file: Path) -> None:
    """Make an empty file for its owner alone, or take others' rights off one that is there.

    Raises OSError where it is not there and cannot be made.
    """
    # In one step: a file that is made readable and closed to others afterwards can be opened in between.
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | AS_BYTES | getattr(os, "O_CLOEXEC", 0)
    try:
        os.close(os.open(file, flags, FILE_MODE))
    except FileExistsError:
        pass
    close_to_others(file)


def close_to_others(file: Path) -> None:
    """Take others' rights off a file. Raises OSError where it is not there."""
    # Never by opening it: to close it again would let go of every lock that SQLite holds on it here.
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & _OTHERS or not mode & stat.S_IRUSR:
        with suppress(PermissionError):  # somebody else's
            file.chmod(FILE_MODE)
