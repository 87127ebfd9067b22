"""One change as a folder: its record, and the whole old and new content of every file that it concerns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from briefs.atomic_files import sync_folder, write_synced
from briefs.errors import UserError
from briefs.ingest.review.change_notes import ChangeNote, UnreadableNote, note_document, read_note
from briefs.ingest.review.library_files import place_in

_RECORD = "change.json"


@dataclass(frozen=True, slots=True)
class FileChange:
    """`before` and `after` are whole contents; None: there is no such file. `path` is relative, with `/`."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """`note` says what the change is about, for the queue, the audit and undo.

    None is the note that cannot be read: nobody could be told of such a change. No new one is without.
    """

    id: str
    files: tuple[FileChange, ...]
    note: ChangeNote | None

    @property
    def before(self) -> dict[str, bytes | None]:
        """Old contents by path, of the files that differ."""
        return {each.path: each.before for each in self.files if each.before != each.after}

    @property
    def after(self) -> dict[str, bytes | None]:
        """New contents by path, of the files that differ."""
        return {each.path: each.after for each in self.files if each.before != each.after}


def new_entry(files: Sequence[FileChange], note: ChangeNote) -> JournalEntry:
    """A change with a name of its own: two within one second still have two."""
    document = json.dumps([note_document(note), [each.path for each in files]], sort_keys=True)
    digest = blake2b(document.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return JournalEntry(f"{note.at[:19].replace(':', '')}-{digest}", tuple(files), note)


class UnreadableChange(ValueError):
    """The folder holds no change, or one that is damaged."""


def write_change(folder: Path, entry: JournalEntry) -> None:
    """Writes the change into an empty folder, for good. Raises OSError."""
    assert entry.note is not None
    listed = []
    for number, each in enumerate(entry.files):
        # whole contents, not differences: undo and recovery then need nothing but this folder
        for name, content in (("before", each.before), ("after", each.after)):
            if content is not None:
                write_synced(folder / f"{number}.{name}", content)
        listed.append({"path": each.path, "before": _hash(each.before), "after": _hash(each.after)})
    record = {"id": entry.id, "files": listed, "note": note_document(entry.note)}
    write_synced(folder / _RECORD, json.dumps(record, ensure_ascii=False, indent=1).encode())
    sync_folder(folder)


def read_change(folder: Path) -> JournalEntry:
    """The change in a folder, which has its name.

    Raises UnreadableChange for what is no whole change, and OSError where the disk does not give it.
    """
    try:
        record = _record(folder)
        files = tuple(
            FileChange(
                str(each["path"]), *(_content(folder, number, each, name) for name in ("before", "after"))
            )
            for number, each in enumerate(record["files"])
        )
        for change in files:
            place_in(folder, change.path)  # a library may come from somebody else: no file outside it
        return JournalEntry(folder.name, files, _note(record))
    except UnreadableChange:
        raise
    except (ValueError, LookupError, TypeError, RecursionError, UserError):
        raise UnreadableChange("it is damaged") from None


def read_note_alone(folder: Path) -> ChangeNote | None:
    """What a change is about, without the contents of its files; None where it does not say."""
    try:
        return _note(_record(folder))
    except (OSError, ValueError, AttributeError, RecursionError):
        return None


def _record(folder: Path) -> Any:
    record = json.loads(_read(folder / _RECORD))
    # JSON can hold half a character, of which neither a file's name nor a row of the queue can be made
    json.dumps(record, ensure_ascii=False).encode()
    return record


def _read(file: Path) -> bytes:
    # not what only looks like a file: a pipe would be read for ever
    if not file.is_file():
        raise UnreadableChange("it is not whole")
    return file.read_bytes()


def _note(record: Mapping[str, Any]) -> ChangeNote | None:
    try:
        return read_note(record.get("note"))
    except UnreadableNote:
        return None


def _content(folder: Path, number: int, each: Mapping[str, Any], name: str) -> bytes | None:
    if each[name] is None:
        return None
    content = _read(folder / f"{number}.{name}")
    if _hash(content) != each[name]:
        raise UnreadableChange("it is damaged")
    return content


def _hash(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()
