"""Brings a library's log up to what is published, and signs it where the key is. Nothing is ever rewritten.

Call it under the lock of the library's journal: the log has none of its own.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefs import paths
from briefs.atomic_files import make_folders, sync_folder, write_synced
from briefs.errors import UserError
from briefs.library import LibraryChecker
from briefs.log.canonical_json import LogDocument
from briefs.log.changes import Via, new_entries
from briefs.log.entries import ENTRIES, VERSION, LogFiles
from briefs.log.index import LogIndex
from briefs.log.keys import make_key, own_key
from briefs.log.signed_note import Checkpoint, PublicKey, checkpoint, signatures_by

_DUE = ".onrecord/log-due"  # a change of the files has begun, of which the log is yet to hear
_DOSSIERS, _PEOPLE = "seeds/dossiers/", "config/people.yaml"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogUpdate:
    """What was added, and how many of all entries the checkpoint covers.

    `unsigned` is why it does not cover all; None where it does.
    """

    added: tuple[LogDocument, ...]
    size: int
    signed: int
    unsigned: str | None = None


class LogWriter:
    """Writes one library's log. `cache` is the folder of what is derived from the library."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self.root, self._cache = root, cache
        self.files = LogFiles(root)
        self._due = root / _DUE

    @property
    def cache(self) -> Path:
        """Where the log's index is."""
        return self._cache or paths.cache_dir(self.root)

    def begin(self, name: str, at: datetime) -> tuple[PublicKey, LogUpdate]:
        """Makes a key and a log with all that is published. Raises UserError where there is a log already."""
        if self.files.exists():
            raise UserError("this library has a log already", "`onrecord log key` shows its key")
        library = LibraryChecker(self.root, self.cache).check().resolve()  # a broken one gets no key
        key = make_key(name)
        first = {"v": VERSION, "what": "key", "change": "begun", "at": _time(at), "key": str(key.public)}
        try:
            self.files.put_key(key.public)
        except OSError as error:
            raise UserError(f"the log cannot be written: {error.strerror}") from None
        entries = [first, *new_entries(library, {}, _time(at), "start")]
        with LogIndex(self.files, self.cache) as index:
            self.files.append(entries)
            return key.public, self._signed(index, entries)

    def expect_change(self, at: str, via: Via) -> None:
        """Call it before files change: whatever happens then, the log will hear of it. Raises OSError."""
        if self.files.exists():
            make_folders(self._due.parent, 0o700)
            write_synced(self._due, json.dumps({"at": at, "via": via}).encode())
            sync_folder(self._due.parent)

    def record_change(self, changed: Sequence[str], at: str, via: Via) -> None:
        """Tells the log of files that have changed. Never fails: what it could not be told stays due."""
        if self.files.exists():
            self._trying(at, via, changed)

    def catch_up(self) -> None:
        """Tells the log of what a process could not that died. Never fails."""
        if self._due.exists() and self.files.exists():
            at, via = _read_due(self._due)
            self._trying(at, via, None)

    def sync(self, at: str, via: Via, changed: Sequence[str] | None = None) -> LogUpdate:
        """Adds an entry for whatever the log was not told of, and signs. Raises UserError.

        `changed` are files, relative to the library: nothing else is looked at then.
        """
        library = LibraryChecker(self.root, self.cache).check()
        dossiers = None if changed is None else [path for path in changed if path.startswith(_DOSSIERS)]
        # a name or an office stands in the documents of all who bear it, whatever dossier they are in
        if (
            dossiers is None
            or _PEOPLE in (changed or ())
            or not library.content.dossiers.keys() >= {*dossiers}
        ):
            dossiers = None
        with LogIndex(self.files, self.cache) as index:
            resolved = library.resolve(dossiers)
            articles = None if dossiers is None else [each.id for each in resolved.articles]
            entries = new_entries(resolved, index.heads(articles), at, via)
            if entries:
                before = self.files.stamp()
                index.add(self.files.append(entries), before)
            update = self._signed(index, entries)
        with suppress(OSError):
            self._due.unlink(missing_ok=True)
        return update

    def _trying(self, at: str, via: Via, changed: Sequence[str] | None) -> None:
        try:
            update = self.sync(at, via, changed)
            if update.unsigned:
                _log.info("The log's newest entries are not signed: %s", update.unsigned)
        except (UserError, OSError) as error:
            _log.warning("The log could not be told of a change (`onrecord log sync` will): %s", error)

    def _signed(self, index: LogIndex, entries: Sequence[LogDocument]) -> LogUpdate:
        size = index.size
        try:
            return LogUpdate(tuple(entries), size, self.sign(index).size)
        except UserError as error:
            return LogUpdate(tuple(entries), size, self._covered(), error.message)
        except OSError as error:
            raise UserError(
                f"the checkpoint cannot be written: {error.strerror}", "then: onrecord log sync"
            ) from None

    def _covered(self) -> int:
        with suppress(UserError):
            found = self.files.checkpoint()
            return found.size if found else 0
        return 0

    def sign(self, index: LogIndex) -> Checkpoint:
        """The log's checkpoint over all its entries, written where the one there does not cover them.

        Raises UserError where the key is not on this machine, or the log is not what was signed before.
        """
        public = self.files.key
        key = own_key(public)
        if key is None:
            raise UserError("the log's key is on another machine", "there: onrecord log sync")
        size, there = index.size, self.files.checkpoint()
        for before in (there, key.last):
            if before is not None:
                require_continuation(index, before, public)
        if there is not None and there.size == size:
            return there
        fresh = key.signed(checkpoint(public.name, size, index.root(size)))
        # noted first: a process that dies between the two has given nobody what it does not remember
        key.remember(fresh)
        self.files.put_checkpoint(fresh)
        return fresh


def require_continuation(index: LogIndex, before: Checkpoint, key: PublicKey) -> None:
    """Raises UserError where the log does not go on from what was signed: nobody signs two pasts."""
    if before.origin != key.name or not signatures_by([key], before):
        raise UserError("the checkpoint is not signed by the log's key", "onrecord log verify")
    if before.size > index.size:
        raise UserError(
            f"the log has {index.size} entries, and {before.size} were signed",
            "take log/ from git as it was signed; entries of another branch: onrecord log merge",
        )
    if index.root(before.size) != before.root:
        raise UserError(
            f"{ENTRIES} is not what was signed: its first {before.size} entries differ",
            "take log/ from git as it was signed; entries of another branch: onrecord log merge",
        )


def _read_due(file: Path) -> tuple[str, Via]:
    """When and by which way the change came; damaged, it is now and by hand."""
    try:
        found = json.loads(file.read_bytes())
        at, via = str(found["at"]), found["via"]
        return at, "review" if via == "review" else "import" if via == "import" else "hand"
    except (OSError, ValueError, KeyError, TypeError):
        return _time(datetime.now(UTC)), "hand"


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
