"""Files put in place whole and for good: who reads, also after a power cut, finds the old or the new one.

A rename is one step for whoever reads, but not for the disk: what the file holds must be there before its
name is (else the name leads to an empty file), and the folder must be written for the name to stay.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

AS_BYTES: int = getattr(os, "O_BINARY", 0)  # for os.open(): on Windows lines end in two bytes without it
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)  # seconds until a reader has closed a file, on Windows


def replace_file(path: Path, content: bytes) -> None:
    """`path` holds `content` from now on. Raises OSError; it holds what it held then, with nothing beside."""
    # of this process alone: two that write at once do not write into one file. No longer than any name may be
    partial = path.with_name(f".{os.getpid()}-{zlib.crc32(os.fsencode(path.name)):08x}.new")
    try:
        write_synced(partial, content)
        put_in_place(partial, path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise


def put_in_place(partial: Path, target: Path) -> None:
    """Gives a finished file its name, in whose place another may be; both on one disk. Raises OSError."""
    with partial.open("rb+") as written:
        os.fsync(written.fileno())
    replace_closed(partial, target)
    sync_folder(target.parent)


def replace_closed(source: Path, target: Path) -> None:
    """os.replace(); on Windows, where no file is replaced that somebody reads, after a moment."""
    for pause in _PAUSES if os.name == "nt" else ():
        try:
            os.replace(source, target)
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(source, target)


def write_synced(path: Path, content: bytes) -> None:
    """Writes a file in place and waits until the disk has it: for names that nobody reads yet."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """A new name, or one taken away, outlives a power cut only when its folder is written too."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folders(folders: Iterable[Path]) -> None:
    """As sync_folder(), each once."""
    for folder in dict.fromkeys(folders):
        sync_folder(folder)


def sync_tree(folder: Path) -> None:
    """All that lies in the folder stays. Raises OSError."""
    for path in (*folder.rglob("*"), folder):
        if path.is_file():
            with path.open("rb+" if os.name == "nt" else "rb") as file:  # Windows syncs what can be written
                os.fsync(file.fileno())
        else:
            sync_folder(path)


def make_folders(folder: Path, mode: int = 0o777) -> None:
    """The folder, with this mode, and those above it, for good. One that is there already costs one look."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode if each is missing[0] else 0o777, exist_ok=True)
        sync_folder(each.parent)
