"""The log's files in the library: entries, only ever appended to; the key, and what it signed last."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from briefs.atomic_files import AS_BYTES, make_folders, replace_file, sync_folder
from briefs.errors import UserError
from briefs.log.canonical_json import LogDocument, canonical, read_canonical
from briefs.log.signed_note import Checkpoint, NoCheckpoint, PublicKey, read_checkpoint, read_public_key

FOLDER = "log"
ENTRIES, CHECKPOINT, KEY = f"{FOLDER}/entries.jsonl", f"{FOLDER}/checkpoint", f"{FOLDER}/key"
VERSION = 1  # of an entry
THINGS = ("statement", "article", "shift")  # what has entries of its own; the log's key has others
_SIDES = (b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> ")  # what git writes where two sides differ


class LogDamaged(UserError):
    """The log's files hold what the program never writes there."""


class LogFiles:
    """The files of one library's log. They are written by one process at a time: hold the journal's lock."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.entries, self._checkpoint, self._key = root / ENTRIES, root / CHECKPOINT, root / KEY

    def exists(self) -> bool:
        """Whether the library has a log."""
        return self.entries.is_file()

    def stamp(self) -> tuple[int, int, int]:
        """Changes with the file of the entries. Raises OSError."""
        found = self.entries.stat()
        return found.st_size, found.st_mtime_ns, found.st_ino

    def read(self) -> bytes:
        """Whole lines, each with its end; what a killed process left of one is none. Raises UserError."""
        try:
            content = self.entries.read_bytes()
        except OSError as error:
            raise UserError(f"{ENTRIES} cannot be read: {error.strerror}") from None
        return content[: content.rfind(b"\n") + 1]

    def line(self, offset: int, length: int) -> bytes:
        """A line without its end. Raises OSError."""
        with self.entries.open("rb") as file:
            file.seek(offset)
            return file.read(length)

    def append(self, entries: Sequence[LogDocument]) -> list[bytes]:
        """Adds the entries, for good; their lines. Raises UserError, and leaves the file as it was, where it
        cannot be written.
        """
        lines = [canonical(each) for each in entries]
        try:
            make_folders(self.entries.parent)
            handle = os.open(self.entries, os.O_RDWR | os.O_CREAT | AS_BYTES, 0o644)
            try:
                _append(handle, b"".join(line + b"\n" for line in lines))
            finally:
                os.close(handle)
            sync_folder(self.entries.parent)
        except OSError as error:
            raise UserError(
                f"the log cannot be written: {error.strerror}", "then: onrecord log sync"
            ) from None
        return lines

    @property
    def key(self) -> PublicKey:
        """The key that the log names as its own. Raises UserError where there is none."""
        text = self._text(self._key, KEY) or ""
        key = read_public_key(text)
        if text != f"{key}\n":
            raise LogDamaged(f"{KEY} is not as it was written", "take it from git as it was")
        return key

    def checkpoint_text(self) -> str | None:
        """As the file has it; None where nothing was signed yet. Raises UserError."""
        return self._text(self._checkpoint, CHECKPOINT)

    def checkpoint(self) -> Checkpoint | None:
        """The checkpoint that was signed last; None where there is none. Raises LogDamaged."""
        text = self.checkpoint_text()
        try:
            return None if text is None else read_checkpoint(text)
        except NoCheckpoint as fault:
            if text and text.startswith("<<<<<<< "):
                raise both_sides(CHECKPOINT) from None
            raise LogDamaged(
                f"{CHECKPOINT} is no checkpoint: {fault}", "take it from git as it was"
            ) from None

    def put_key(self, key: PublicKey) -> None:
        """The key of a log that begins. Raises OSError."""
        make_folders(self._key.parent)
        # git may change the ends of lines on some systems: every hash would be another then
        replace_file(self._key.with_name(".gitattributes"), b"* -text\n")
        replace_file(self._key, f"{key}\n".encode())

    def put_checkpoint(self, signed: Checkpoint) -> None:
        """Raises OSError."""
        replace_file(self._checkpoint, str(signed).encode())

    def _text(self, file: Path, name: str) -> str | None:
        try:
            return file.read_bytes().decode()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeError):
            raise LogDamaged(f"{name} cannot be read", "take it from git as it was") from None


def _append(handle: int, content: bytes) -> None:
    """Writes behind the last whole line. Raises OSError; the file is as before then."""
    end = _whole(handle)
    try:
        os.ftruncate(handle, end)  # what is left of a line that nobody was told of
        os.lseek(handle, end, os.SEEK_SET)
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            os.ftruncate(handle, end)
            os.fsync(handle)
        raise


def _whole(handle: int) -> int:
    """Where the last whole line ends; a line is far shorter than what is looked at."""
    size = os.fstat(handle).st_size
    start = max(0, size - (1 << 20))
    os.lseek(handle, start, os.SEEK_SET)
    found = os.read(handle, size - start).rfind(b"\n")
    if found < 0 and start:
        raise LogDamaged(f"the end of {ENTRIES} is no entry", "onrecord log verify")
    return start + found + 1 if found >= 0 else 0


def read_entry(line: bytes, number: int) -> LogDocument:
    """The entry of a line, `number` counted from 0. Raises LogDamaged for what append() never wrote."""
    if line.startswith(_SIDES):
        raise both_sides(ENTRIES)
    try:
        entry = read_canonical(line)
        named = ("what", "change", "at", *(("id",) if entry["what"] in THINGS else ()))
        whole = isinstance(entry["v"], int) and all(isinstance(entry[name], str) for name in named)
    except (ValueError, KeyError, RecursionError):
        whole = False
    if not whole:
        raise LogDamaged(f"{ENTRIES}:{number + 1}: this is no entry", "take it from git as it was")
    return entry


def both_sides(file: str) -> LogDamaged:
    """What git leaves where two branches went on each its own way."""
    return LogDamaged(f"{file} holds both sides of a merge", "`onrecord log merge` puts one behind the other")
