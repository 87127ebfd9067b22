"""What a process left that died, or whose disk failed: carried forward, else rolled back and set aside."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefs.atomic_files import sync_folder, write_synced
from briefs.errors import UserError
from briefs.ingest.review.change_folder import FileChange, JournalEntry, UnreadableChange, read_change
from briefs.ingest.review.library_files import LibraryFiles
from briefs.ingest.review.set_aside import SetAside, move_aside
from briefs.library import is_applied

# What stands there is no file that can be exchanged.
_NO_FILE = (errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO)
FileState = Literal["before", "after", "other"]  # as before a change, as after it, or neither
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovery:
    """`finished` are to be told to the queue. `aside` could not be carried forward, and stop nobody.

    `stuck` says why a change is due still, mostly a disk that is full: nothing may be written meanwhile.
    """

    finished: tuple[JournalEntry, ...] = ()
    aside: tuple[SetAside, ...] = ()
    stuck: str | None = None

    def refuse_if_stuck(self) -> None:
        """Raises UserError while a change is due still: what is written next may rest on it."""
        if self.stuck is not None:
            raise UserError(self.stuck, "nothing can be written before it is")


class ChangeRecovery:
    """Looks after the changes in the folder `due`, each a folder; `files` are those of their library."""

    def __init__(self, files: LibraryFiles, due: Path, aside: Path) -> None:
        self._files, self._due, self._aside = files, due, aside

    def recover(self) -> Recovery:
        """All that is due, the oldest first. Never fails."""
        finished: list[JournalEntry] = []
        aside: list[SetAside] = []
        stuck = None
        self._files.drop_all_staged()
        for name in change_names(self._due):
            try:
                done = self._recovered(name)
            except OSError as error:
                stuck = f"the change {name} is not finished yet: {error.strerror}"
                _log.warning("The library's %s", stuck.removeprefix("the "))
                break  # those after it may rest on it
            if isinstance(done, JournalEntry):
                finished.append(done)
            elif done is not None:
                aside.append(done)
                _log.warning("%s", done.sentence)
        return Recovery(tuple(finished), tuple(aside), stuck)

    def _recovered(self, name: str) -> JournalEntry | SetAside | None:
        """The change, finished; or set aside; or None for a draft that never became due. Raises OSError."""
        folder = self._due / name
        if name.endswith(".new"):
            with suppress(UnreadableChange, OSError):
                self._files.drop_staged(name.removesuffix(".new"), read_change(folder).after)
            shutil.rmtree(folder, ignore_errors=True)
            return None
        try:
            change = read_change(folder)
        except UnreadableChange as broken:
            return move_aside(folder, self._aside, str(broken), None)
        trouble = None if is_applied(folder) else self._finish(change)
        if trouble is None and change.note is None:
            trouble = "it does not say what it is about"
            self.roll_back(change)
        if trouble is not None:
            return move_aside(folder, self._aside, trouble, change)
        return change

    def _finish(self, change: JournalEntry) -> str | None:
        """Carries the change forward; else rolls it back and says why. Raises OSError where neither works."""
        self._files.drop_staged(change.id, change.after)
        states = [self.state(each) for each in change.files]
        if "other" in states:
            self.roll_back(change)
            return "somebody else has changed its files since"
        if "before" in states:
            try:
                self._files.stage(change.id, change.after).put()
            except OSError as error:
                self.roll_back(change)
                return f"its files could not be written: {error.strerror}"
        self._files.sync(change.after)  # who exchanged them may have died before the disk had it
        self.mark_applied(change.id)
        return None

    def state(self, each: FileChange) -> FileState:
        """How a file is now. Raises OSError."""
        try:
            now = self._files.content(each.path)
        except OSError as error:
            if error.errno not in _NO_FILE:
                raise
            return "other"
        if now == each.after:
            return "after"
        return "before" if now == each.before else "other"

    def roll_back(self, change: JournalEntry) -> None:
        """What of the change stands still is as before. Raises OSError."""
        stands = {each.path for each in change.files if self.state(each) == "after"}
        self._files.stage(change.id, {p: was for p, was in change.before.items() if p in stands}).put()

    def mark_applied(self, id: str) -> None:
        """From now on its files may be edited: only the queue has to hear of it."""
        # without the mark it is only looked at again
        with suppress(OSError):
            write_synced(self._due / id / "applied", b"")
            sync_folder(self._due / id)


def change_names(folder: Path) -> list[str]:
    """The names of the changes in a folder, the oldest first."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return []
