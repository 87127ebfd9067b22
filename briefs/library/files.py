"""Which files make up a library, and when each last changed: a cheap look, before anything is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from operator import itemgetter
from pathlib import Path
from zlib import crc32

from briefs.library.file_names import is_listed, name_fault, same_name

PEOPLE, TOPICS = "config/people.yaml", "config/topics.yaml"
OCCASIONS, POSITIONS = "config/occasions.yaml", "config/positions.yaml"
SHIFTS = "config/shifts.yaml"
CONFIG = (PEOPLE, TOPICS, OCCASIONS, POSITIONS, SHIFTS)
DOSSIERS, ARTICLES = "seeds/dossiers", "seeds/articles"
_ENDINGS = {DOSSIERS: (".yaml", ".yml"), ARTICLES: (".txt",)}
CHANGES = ".onrecord/changes"  # each a folder; the journal of ingest says what is in it


FileStamps = dict[str, tuple[int, int]]  # as :func:`file_stamps` has them


def file_stamps(root: Path) -> FileStamps:
    """The library's files, by path in it, with modification time (ns since 1970) and size (bytes).

    Cheap to compare with earlier ones: nothing is read.
    """
    return {name: (found.st_mtime_ns, found.st_size) for name, found in library_files(root)}


def stamps_checksum(stamps: Iterable[tuple[str, int, int]]) -> str:
    """One value for (path, modification time, size) of all files, in any order: equal stamps, equal value."""
    listed = "\n".join([f"{path}\0{at}\0{size}" for path, at, size in sorted(stamps)])
    return f"{crc32(listed.encode('utf-8', 'surrogatepass')):08x}"


def library_files(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Path in the library and stamp of every file that belongs to it: config, dossiers, texts, each by name.

    Files and folders that cannot be looked at are left out.
    """
    for name in CONFIG:
        if (found := _stat(partial(os.stat, root / name))) is not None:
            yield name, found
    for folder, endings in _ENDINGS.items():
        try:
            # looked at in the order of the folder, in which the system has them at hand
            with os.scandir(root / folder) as entries:
                listed = [
                    (f"{folder}/{entry.name}", found)
                    for entry in entries
                    if is_listed(entry.name, endings) and (found := _stat(entry.stat)) is not None
                ]
        except OSError:
            continue
        yield from sorted(listed, key=itemgetter(0))


def pending_changes(root: Path, *, applied: bool = False) -> list[str]:
    """Names of changes that are due: until they are finished, files of the library may be of two versions.

    With `applied` also those that are finished, and of which only the review queue is to hear.
    """
    try:
        names = os.listdir(root / CHANGES)
    except OSError:
        return []
    due = [name for name in names if not name.endswith(".new") and name[0] != "."]
    return sorted(name for name in due if applied or not is_applied(root / CHANGES / name))


def is_applied(change: Path) -> bool:
    """Whether the files of a change that is due hold what it wanted, or did once."""
    return (change / "applied").is_file()


def path_fault(path: str, listed: Collection[str] = ()) -> str | None:
    """Why a change may not write a file, as in "begins with a dot"; None where it may.

    `listed` are the files of the library: one that is among them may be written whatever it is called.
    """
    if path in CONFIG or path in listed:
        return None
    folder, _, name = path.rpartition("/")
    if folder not in _ENDINGS:
        return "is outside the library"
    if fault := name_fault(name):
        return fault
    if not is_listed(name, _ENDINGS[folder]):
        return f"does not end in {_ENDINGS[folder][0]}"
    wanted = same_name(path)
    alike = next((other for other in listed if same_name(other) == wanted), None)
    return f"is that of {alike} on some systems" if alike else None


def place_in_listing(name: str) -> tuple[int, str]:
    """Sorts paths of files as :func:`library_files` lists them."""
    if name in CONFIG:
        return CONFIG.index(name), ""
    return len(CONFIG) + name.startswith(ARTICLES), name


def _stat(look: Callable[[], os.stat_result]) -> os.stat_result | None:
    """None also for pipes and devices, whose reading might never end."""
    try:
        found = look()
    except OSError:
        return None
    # A folder with the name of a file is kept: reading it fails, and the curator is told.
    return found if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None
