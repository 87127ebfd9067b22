"""The files of a library as a change finds and leaves them: several exchanged as nearly at once as can be."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from briefs.atomic_files import make_folders, sync_folders, write_synced
from briefs.errors import UserError
from briefs.text import shown

STAGING = ".onrecord/staged"
Contents = Mapping[str, bytes | None]  # by path, relative and with `/`; None: there is no such file


class LibraryFiles:
    """The files of the library at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._staging = root / STAGING

    def content(self, path: str) -> bytes | None:
        """A file as it is now, None if there is none. Raises OSError, and UserError for one outside it."""
        place = place_in(self.root, path)
        try:
            mode = place.stat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a pipe would be read for ever
                raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
            return place.read_bytes()
        except FileNotFoundError:
            return None

    def stage(self, change: str, wanted: Contents) -> StagedFiles:
        """Writes out what differs, ready to be put in place. Raises OSError, and leaves nothing then.

        All that needs room on the disk is written here, so that a full one is met before the first rename.
        """
        # its time stays where nothing differs: the library's cache need not parse such a file again
        staged = StagedFiles([each for each in self._named(change, wanted) if _differs(each)])
        try:
            staged.write()
        except BaseException:
            staged.drop()
            raise
        return staged

    def sync(self, wanted: Contents) -> None:
        """What stands under these paths now stands for good. Raises OSError."""
        folders = (place_in(self.root, path).parent for path in wanted)
        sync_folders(folder for folder in folders if folder.is_dir())

    def drop_staged(self, change: str, wanted: Contents) -> None:
        """Takes away what a process that died had staged for a change."""
        StagedFiles(self._named(change, wanted)).drop()

    def drop_all_staged(self) -> None:
        """As drop_staged(), of whatever change; never fails. Call it under the journal's lock."""
        with suppress(OSError):
            for each in self._staging.iterdir():
                each.unlink()

    def _named(self, change: str, wanted: Contents) -> list[_Exchange]:
        places = [(place_in(self.root, path), content) for path, content in wanted.items()]
        # not made of the file's own name, which may be as long as a name can be
        return [
            _Exchange(place, self._folder_of(place) / f".{number}-{change}.new", content)
            for number, (place, content) in enumerate(places)
        ]

    def _folder_of(self, place: Path) -> Path:
        # a part of a library may lie on another disk, to which nothing can be renamed
        return self._staging if _disk(self._staging) == _disk(place.parent) else place.parent


class _Exchange(NamedTuple):
    place: Path
    beside: Path  # where no listing of a library looks
    content: bytes | None


class StagedFiles:
    """New contents that lie ready, each on the disk of its place."""

    def __init__(self, exchanges: Sequence[_Exchange]) -> None:
        self._exchanges = exchanges

    def write(self) -> None:
        """Raises OSError; drop() takes away what was written."""
        for each in self._exchanges:
            if each.content is not None:
                make_folders(each.beside.parent)
                make_folders(each.place.parent)
                write_synced(each.beside, each.content)

    def put(self) -> None:
        """Exchanges the files. Raises OSError, and leaves nothing beside them; some may be exchanged then."""
        try:
            for each in self._exchanges:
                if each.content is None:
                    each.place.unlink(missing_ok=True)
                else:
                    os.replace(each.beside, each.place)
            sync_folders(each.place.parent for each in self._exchanges if each.place.parent.is_dir())
        except OSError:
            self.drop()
            raise

    def drop(self) -> None:
        """Takes away what is not yet in its place; never fails."""
        for each in self._exchanges:
            with suppress(OSError):
                each.beside.unlink()


def _disk(folder: Path) -> int:
    while not os.path.exists(folder):  # also where the name is longer than any can be
        folder = folder.parent
    return folder.stat().st_dev


def _differs(each: _Exchange) -> bool:
    try:
        return each.place.read_bytes() != each.content
    except FileNotFoundError:
        return each.content is not None


def place_in(root: Path, path: str) -> Path:
    """Where a path of a library lies. Raises UserError for one outside it."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise UserError(f"{shown(path)} is outside the library")
    if "\0" in path:
        raise UserError(f"{shown(path)} is no name of a file")
    return root / parts
