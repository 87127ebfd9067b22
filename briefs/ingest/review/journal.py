"""Several files of a library change together or not at all, whatever happens in between.

A change is written out beside the library first, old and new contents of every file, and becomes due by
one rename of its folder. Only then are the files themselves exchanged. Who opens the library next
finishes what is due; what was not yet due never happened. A change stays until the review queue knows
of it, then it is kept for a while so that it can be undone.

    .onrecord/changes/<id>.new/   being written: thrown away after a crash
    .onrecord/changes/<id>/       due: finished after a crash; with `applied` in it only the queue is to hear
    .onrecord/staged/             new contents, to be renamed into their places
    .onrecord/done/<id>/          finished, the queue knows
    .onrecord/aside/<id>/         could not be finished or read: kept for people to look at

A redo log: what is due is carried forward. What cannot be is rolled back and set aside: it stops nobody.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from briefs import file_lock
from briefs.atomic_files import make_folders, sync_folder
from briefs.errors import UserError
from briefs.ingest.review.change_folder import (
    FileChange,
    JournalEntry,
    UnreadableChange,
    read_change,
    read_note_alone,
    write_change,
)
from briefs.ingest.review.change_notes import (
    Acceptance,
    AcceptanceUndone,
    AcceptedTogether,
    ChangeUndone,
    Import,
    UndoneTogether,
)
from briefs.ingest.review.library_files import LibraryFiles
from briefs.ingest.review.recovery import ChangeRecovery, FileState, Recovery, change_names
from briefs.ingest.review.set_aside import SetAside, clear_way, list_aside
from briefs.library import CHANGES, file_stamps, pending_changes
from briefs.log import LogWriter, Via

KEPT = 200  # finished changes that can still be undone


class Conflict(UserError):
    """A file was changed by somebody else in the meantime; nothing of the change stands."""


class Journal:
    """The changes of one library. Its methods block: call them off the event loop."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = LibraryFiles(root)
        self._due = root / CHANGES
        self._done = self._due.with_name("done")
        self._aside = self._due.with_name("aside")
        self._recovering = ChangeRecovery(self.files, self._due, self._aside)
        self._log = LogWriter(root)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time, be it the bot or a terminal beside it. Blocks until the other is done.

        Raises UserError where the library's folder cannot be written to.
        """
        try:
            # Whole texts of earlier versions lie in there, of what was taken back too: for its owner alone.
            for folder, mode in ((self._due.parent, 0o700), (self._due, 0o777), (self._done, 0o777)):
                clear_way(folder)
                make_folders(folder, mode)
            locked = ExitStack()
            locked.enter_context(file_lock.held(self._due.with_name("lock"), mode=0o600))
        except OSError as error:
            raise UserError(
                f"this library cannot be written to: {error.strerror}",
                "`onrecord init DIR` makes a copy that can be",
            ) from None
        with locked:
            yield

    def draft(self, entry: JournalEntry) -> Path:
        """Writes the change out without making it due; its folder. Raises UserError where it cannot be."""
        folder = self._draft(entry)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            write_change(folder, entry)
        except OSError as error:
            self.discard(entry)
            raise _cannot_be_written(error) from None
        return folder

    def discard(self, entry: JournalEntry) -> None:
        """Throws a draft away; nothing where there is none."""
        shutil.rmtree(self._draft(entry), ignore_errors=True)

    def commit(self, entry: JournalEntry) -> None:
        """Makes a drafted change due, and does it. From the rename on it will happen.

        Raises Conflict where a file is not as the change found it, and UserError where the disk fails.
        Nothing of the change stands then; where the disk does not even give back what was, recover() does.
        """
        try:
            # all are looked at before any is written
            for each in entry.files:
                if self.files.content(each.path) != each.before:
                    raise Conflict(
                        f"{each.path} was changed in the meantime", "try again: nothing was written"
                    )
            staged = self.files.stage(entry.id, entry.after)
            self._log.expect_change(*_told(entry))
        except OSError as error:
            self.discard(entry)
            raise _cannot_be_written(error) from None
        except UserError:
            self.discard(entry)
            raise
        try:
            os.rename(self._draft(entry), self._due / entry.id)
            sync_folder(self._due)
            staged.put()
        except OSError as error:
            staged.drop()
            self._take_back(entry)
            raise _cannot_be_written(error) from None
        self._recovering.mark_applied(entry.id)
        self._log.record_change([each.path for each in entry.files], *_told(entry))

    def recover(self) -> Recovery:
        """Finishes what is due and returns it: tell the queue of each, then acknowledge() it. Never fails.

        What cannot be finished is rolled back and set aside, and the log says so in a sentence.
        """
        found = self._recovering.recover()
        for change in found.finished:
            if isinstance(change.note, Import | ChangeUndone):  # no queue has to hear of it
                self.acknowledge(change)
        if found.stuck is None:
            self._log.catch_up()
        return found

    def begun(self) -> bool:
        """Whether anybody ever wrote to the library through it."""
        return self._due.is_dir()

    def unfinished(self) -> bool:
        """Whether a change is due or the queue has not heard of it."""
        return bool(pending_changes(self.root, applied=True))

    def acknowledge(self, entry: JournalEntry) -> None:
        """The queue knows: the change is history now, and can be undone.

        Never fails: a change that stays where it is is told again, which changes nothing.
        """
        with suppress(OSError):
            if (self._due / entry.id).is_dir():
                os.replace(self._due / entry.id, self._done / entry.id)
                sync_folder(self._done)
                sync_folder(self._due)
            old = sorted(self._done.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT]
            for each in old:
                shutil.rmtree(each, ignore_errors=True)

    def done(self) -> tuple[JournalEntry, ...]:
        """Finished changes, the newest first; what cannot be read any more is left out."""
        changes = []
        for name in change_names(self._done):
            with suppress(UnreadableChange, OSError):
                changes.append(read_change(self._done / name))
        known = [change for change in changes if change.note is not None]
        known.sort(key=lambda change: (change.note.at if change.note else "", change.id), reverse=True)
        return tuple(known)

    def standing(self) -> dict[str, Acceptance | AcceptanceUndone]:
        """The last word on each candidate that the journal still knows of, by its key in the queue."""
        notes = [read_note_alone(self._done / name) for name in change_names(self._done)]
        told = [note for note in notes if isinstance(note, Acceptance | AcceptanceUndone)]
        told += [each for note in notes if isinstance(note, AcceptedTogether) for each in note.accepted]
        told += [each for note in notes if isinstance(note, UndoneTogether) for each in note.undone]
        return {note.key: note for note in sorted(told, key=lambda note: note.at)}

    def aside(self) -> tuple[SetAside, ...]:
        """What could not be carried forward and waits for somebody to look at it."""
        return list_aside(self._aside)

    def state(self, each: FileChange) -> FileState:
        """How a file of a change is now. Raises OSError."""
        return self._recovering.state(each)

    def forget(self, id: str) -> None:
        """A change that is finished, or was set aside, can no longer be undone."""
        for folder in (self._done, self._aside):
            shutil.rmtree(folder / id, ignore_errors=True)

    def content(self, path: str) -> bytes | None:
        """A file as it is now, None if there is none. Raises UserError where it cannot be read."""
        try:
            return self.files.content(path)
        except OSError as error:
            raise UserError(f"{path} cannot be read: {error.strerror}") from None

    def dossiers(self) -> list[str]:
        """The paths of the library's dossiers."""
        return [path for path in file_stamps(self.root) if path.startswith("seeds/dossiers/")]

    def _take_back(self, change: JournalEntry) -> None:
        """After a failure: no trace of the change, or all that recover() needs."""
        with suppress(OSError):
            self._recovering.roll_back(change)
            if (self._due / change.id).is_dir():
                os.rename(self._due / change.id, self._draft(change))
        self.discard(change)

    def _draft(self, entry: JournalEntry) -> Path:
        return self._due / f"{entry.id}.new"


def _told(entry: JournalEntry) -> tuple[str, Via]:
    """When a change was made and by which way it came, for the log."""
    assert entry.note is not None
    return entry.note.at, "import" if isinstance(entry.note, Import | ChangeUndone) else "review"


def _cannot_be_written(error: OSError) -> UserError:
    return UserError(
        f"the library could not be written: {error.strerror}", "nothing was changed: try again once it can be"
    )
