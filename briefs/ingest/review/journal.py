"""Several files of a library change together or not at all, whatever happens in between.

A change is written out beside the library first, old and new contents of every file, and becomes due by
one rename of its folder. Only then are the files themselves exchanged. Who opens the library next
finishes what is due; what was not yet due never happened. A change stays until the review queue knows
of it, then it is kept for a while so that it can be undone.

    .onrecord/changes/<id>.new/   being written: thrown away after a crash
    .onrecord/changes/<id>/       due: finished after a crash
    .onrecord/done/<id>/          finished, the queue knows

A redo log: what is due is carried forward, and only a conflict with somebody else's edit is rolled back.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from briefs.errors import UserError

FOLDER = ".onrecord"
KEPT = 200  # finished changes that can still be undone
_RECORD = "change.json"


@dataclass(frozen=True, slots=True)
class FileChange:
    """`before` and `after` are whole contents; None: there is no such file. `path` is relative, with `/`."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """`note` says what the change is about, for the queue, the audit and undo; plain JSON."""

    id: str
    files: tuple[FileChange, ...]
    note: Mapping[str, Any] = field(default_factory=dict)


class Conflict(UserError):
    """A file was changed by somebody else in the meantime; nothing of the change stands."""


class Journal:
    """The changes of one library. Its methods block: call them off the event loop."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._due, self._done = root / FOLDER / "changes", root / FOLDER / "done"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time, be it the bot or a terminal beside it. Blocks until the other is done.

        Raises UserError where the library's folder cannot be written to.
        """
        try:
            # Whole texts of earlier versions lie in there, of what was taken back too: for its owner alone.
            (self.root / FOLDER).mkdir(0o700, exist_ok=True)
            self._due.mkdir(exist_ok=True)
            self._done.mkdir(exist_ok=True)
            handle = os.open(self.root / FOLDER / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            raise UserError(
                "this library cannot be written to", "`onrecord init DIR` makes a copy that can be"
            ) from None
        try:
            _lock(handle)
            yield
        finally:
            os.close(handle)

    def draft(self, entry: JournalEntry) -> Path:
        """Writes the change out without making it due; returns its folder."""
        folder = self._due / f"{entry.id}.new"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        listed = []
        for number, each in enumerate(entry.files):
            # whole contents, not differences: undo and recovery then need nothing but this folder
            for name, content in (("before", each.before), ("after", each.after)):
                if content is not None:
                    _write(folder / f"{number}.{name}", content)
            listed.append({"path": each.path, "before": _hash(each.before), "after": _hash(each.after)})
        record = {"id": entry.id, "files": listed, "note": dict(entry.note)}
        _write(folder / _RECORD, json.dumps(record, ensure_ascii=False, indent=1).encode())
        _sync(folder)
        return folder

    def discard(self, entry: JournalEntry) -> None:
        """Throws a draft away; nothing where there is none."""
        shutil.rmtree(self._due / f"{entry.id}.new", ignore_errors=True)

    def commit(self, entry: JournalEntry) -> None:
        """Makes a drafted change due, and does it. From the rename on it will happen.

        Raises Conflict, and changes nothing, where a file is not as the change found it.
        """
        os.rename(self._due / f"{entry.id}.new", self._due / entry.id)
        _sync(self._due)
        try:
            self._apply(entry)
        except Conflict:
            shutil.rmtree(self._due / entry.id)
            raise

    def recover(self) -> tuple[JournalEntry, ...]:
        """Finishes what is due and returns it: tell the queue of each, then acknowledge() it.

        A change that conflicts with what somebody wrote since is rolled back and not returned.
        """
        finished = []
        for folder in sorted(self._due.glob("*")) if self._due.is_dir() else []:
            if folder.suffix == ".new":
                shutil.rmtree(folder, ignore_errors=True)
                continue
            change = self._read(folder)
            try:
                self._apply(change)
            except Conflict:
                self._roll_back(change)
                shutil.rmtree(folder)
                continue
            finished.append(change)
        return tuple(finished)

    def unfinished(self) -> bool:
        """Whether a change is due, so that the files may not be what they should."""
        return any(folder.suffix != ".new" for folder in self._due.glob("*"))

    def acknowledge(self, entry: JournalEntry) -> None:
        """The queue knows: the change is history now, and can be undone."""
        if (self._due / entry.id).is_dir():
            os.replace(self._due / entry.id, self._done / entry.id)
        for old in sorted(self._done.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def done(self) -> tuple[JournalEntry, ...]:
        """Finished changes, the newest first."""
        folders = list(self._done.iterdir()) if self._done.is_dir() else []
        # a folder without its record is one that is being thrown away
        changes = [self._read(path) for path in folders if (path / _RECORD).is_file()]
        changes.sort(key=lambda change: (str(change.note.get("at")), change.id), reverse=True)
        return tuple(changes)

    def forget(self, id: str) -> None:
        """A finished change can no longer be undone."""
        shutil.rmtree(self._done / id, ignore_errors=True)

    def content(self, path: str) -> bytes | None:
        """A file of the library as it is now, None if there is none. Raises UserError for one outside it."""
        try:
            return self._place(path).read_bytes()
        except FileNotFoundError:
            return None

    def _apply(self, entry: JournalEntry) -> None:
        # all are looked at before any is written; `after` is allowed, as a crash may have come in between
        for each in entry.files:
            if self.content(each.path) not in (each.before, each.after):
                raise Conflict(f"{each.path} was changed in the meantime", "try again: nothing was written")
        for each in entry.files:
            self._put(each.path, each.after)

    def _roll_back(self, entry: JournalEntry) -> None:
        for each in entry.files:
            if each.before != each.after and self.content(each.path) == each.after:
                self._put(each.path, each.before)

    def _put(self, path: str, content: bytes | None) -> None:
        place = self._place(path)
        if content is None:
            place.unlink(missing_ok=True)
            return
        if self.content(path) == content:
            return  # its time stays: the library's cache need not parse it again
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.new")
        _write(beside, content)
        os.replace(beside, place)
        _sync(place.parent)

    def _place(self, path: str) -> Path:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise UserError(f"{path} is outside the library")
        return self.root / parts

    def _read(self, folder: Path) -> JournalEntry:
        record = json.loads((folder / _RECORD).read_text("utf-8"))
        files = [
            FileChange(
                each["path"], *(_content_of(folder, number, each, name) for name in ("before", "after"))
            )
            for number, each in enumerate(record["files"])
        ]
        return JournalEntry(record["id"], tuple(files), record["note"])


def _content_of(folder: Path, number: int, each: Mapping[str, Any], name: str) -> bytes | None:
    return None if each[name] is None else (folder / f"{number}.{name}").read_bytes()


def _hash(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """A rename outlives a power cut only when its folder is written too."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: one process only
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
