"""Changes that could not be carried forward: kept under a name, with the reason, for people to look at."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefs.atomic_files import make_folders, sync_folder, write_synced
from briefs.ingest.review.change_folder import JournalEntry, UnreadableChange, read_change

_REASON = "reason.txt"


@dataclass(frozen=True, slots=True)
class SetAside:
    """`name` is that of its folder; `change` is None where it cannot be read."""

    name: str
    reason: str
    change: JournalEntry | None

    @property
    def sentence(self) -> str:
        """What happened, for people."""
        return (
            f"A change of the library, {self.name}, was set aside: {self.reason}. See `onrecord changes list`"
        )


def move_aside(found: Path, aside: Path, reason: str, change: JournalEntry | None) -> SetAside:
    """Moves what was found among the changes that are due, folder or file, into `aside`. Raises OSError."""
    clear_way(aside)
    make_folders(aside)
    cut = os.fsdecode(os.fsencode(found.name)[:200])  # a name with a number is no longer than one may be
    names = (found.name, *(f"{cut}-{number}" for number in range(2, 10_000)))
    place = next(each for each in (aside / name for name in names) if not os.path.lexists(each))
    if found.is_dir() and not found.is_symlink():
        with suppress(OSError):  # the reason is good to have; the change must go out of the way without it
            write_synced(found / _REASON, reason.encode())
        os.rename(found, place)
    else:
        place.mkdir()
        os.rename(found, place / found.name)
    sync_folder(aside)
    sync_folder(found.parent)
    return SetAside(place.name, reason, change)


def clear_way(wanted: Path) -> None:
    """Renames what stands where a folder of the journal is to be, and is none. Raises OSError."""
    if not os.path.lexists(wanted) or wanted.is_dir():
        return
    names = (f"{wanted.name}.{number}" for number in range(1, 10_000))
    os.rename(wanted, next(each for each in map(wanted.with_name, names) if not os.path.lexists(each)))


def list_aside(aside: Path) -> tuple[SetAside, ...]:
    """All that was set aside, by name."""
    try:
        names = sorted(name for name in os.listdir(aside) if not name.startswith("."))
    except OSError:
        return ()
    return tuple(_read(aside / name) for name in names)


def _read(folder: Path) -> SetAside:
    reason, change = "it is no change", None
    with suppress(OSError, UnicodeDecodeError):
        reason = (folder / _REASON).read_text("utf-8")[:500]
    with suppress(OSError, UnreadableChange):
        change = read_change(folder)
    return SetAside(folder.name, reason, change)
