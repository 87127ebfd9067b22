"""Whether a log is what was signed, and whether it tells all that the library publishes.

Everything is read and hashed anew, without the index: what a cache holds proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefs.errors import Problem, UserError
from briefs.log.canonical_json import LogDocument
from briefs.log.changes import new_entries
from briefs.log.entries import CHECKPOINT, ENTRIES, KEY, THINGS, LogFiles, read_entry
from briefs.log.index import Head
from briefs.log.keys import own_key
from briefs.log.merkle import MemoryTree, leaf_hash
from briefs.log.signed_note import (
    Checkpoint,
    NoCheckpoint,
    PublicKey,
    read_checkpoint,
    read_public_key,
    signatures_by,
)
from briefs.model import Library

# The program that checks a log without this one: for strangers to download, imported by nothing.
VERIFIER = Path(__file__).with_name("onrecord_verify.py")


@dataclass(frozen=True, slots=True)
class LogReport:
    """What was found: `faults` say that something was bent, `unlogged` that the log was not told of a change.

    `size` entries there are, of which the checkpoint covers `signed`. `unchecked` is why signatures were not
    looked at, None where they were.
    """

    size: int
    signed: int
    faults: tuple[str, ...] = ()
    unlogged: tuple[str, ...] = ()
    unchecked: str | None = None

    @property
    def is_sound(self) -> bool:
        """Nothing was bent, and all that is published is told."""
        return not self.faults and not self.unlogged


@dataclass(frozen=True, slots=True)
class _LogReading:
    """A log as its files are: each whole line hashed, `entries` as far as they could be read."""

    tree: MemoryTree
    entries: list[LogDocument]
    faults: list[str]


def verify_log(
    root: Path, found: Library | None, against: Sequence[str] = (), key: str | None = None
) -> LogReport:
    """Looks at the log of the library at `root`. Raises UserError where it has none.

    `found` is the library as it is, None to leave that aside. `against` are texts of checkpoints that were
    seen before; `key` is the public key that its owner gave out, if the log's own word is not to be taken.
    """
    files = LogFiles(root)
    if not files.exists():
        raise no_log()
    look = _Look(_read(files))
    look.key(files, key)
    signed = look.at("the checkpoint", lambda: files.checkpoint(), missing=f"{CHECKPOINT} is missing")
    for number, text in enumerate(against, 1):
        name = "the checkpoint given" if len(against) == 1 else f"checkpoint {number} of those given"
        look.at(name, lambda text=text, name=name: _given(text, name))  # type: ignore[misc]
    look.at("what the key on this machine signed last", look.own_memory)
    reading = look.reading
    unlogged = _unlogged(found, reading.entries) if found is not None and not reading.faults else ()
    faults = tuple(dict.fromkeys(look.faults))
    return LogReport(len(reading.tree), signed.size if signed else 0, faults, tuple(unlogged), look.unchecked)


class _Look:
    """One look at a log: gathers `faults`, and why signatures could not be checked."""

    def __init__(self, reading: _LogReading) -> None:
        self.reading, self.faults = reading, list(reading.faults)
        self.unchecked: str | None = None
        self._key: PublicKey | None = None

    def key(self, files: LogFiles, given: str | None) -> None:
        """The key that signatures must be by; the places that name it must agree."""
        try:
            expected = str(read_public_key(given)) if given is not None else None
        except UserError as error:
            expected = None
            self.faults.append(f"what was given as the key: {error.message}")
        try:
            self._key = files.key
            if expected not in (None, str(self._key)):
                self.faults.append("the log's key is not the one given: swapped, or of another log")
        except UserError as error:
            self.faults.append(f"{KEY}: {error.message}")
        first = self.reading.entries[0] if self.reading.entries else {}
        if self._key is not None and first.get("key") != str(self._key):
            self.faults.append(f"{KEY} is not the key that the first entry names")

    def at(
        self, name: str, read: Callable[[], Checkpoint | None], missing: str | None = None
    ) -> Checkpoint | None:
        """Compares the tree with a checkpoint."""
        try:
            found = read()
        except UserError as error:
            self.faults.append(error.message)
            return None
        if found is None:
            self.faults += [missing] if missing else []
            return None
        tree = self.reading.tree
        if found.size > len(tree):
            self.faults.append(
                f"{name} is of {found.size} entries, and the log has {len(tree)}: some were taken away,"
                " or this is an older copy"
            )
        elif tree.root(found.size) != found.root:
            self.faults.append(
                f"{name} is of another history: the first {found.size} entries are not those that were signed"
            )
        if self._key is not None:
            self._signature(name, found, self._key)
        return found

    def _signature(self, name: str, found: Checkpoint, key: PublicKey) -> None:
        try:
            if found.origin != key.name or not signatures_by([key], found):
                self.faults.append(f"{name} is not signed by the log's key")
        except UserError as error:  # the package is not installed
            self.unchecked = f"{error.message}: {error.hint}"

    def own_memory(self) -> Checkpoint | None:
        """What this machine signed last, where it has the key."""
        own = own_key(self._key) if self._key is not None else None
        return own.last if own is not None else None


def no_log() -> UserError:
    """There is nothing to prove by."""
    return UserError("this library has no log", "`onrecord log key NAME` begins one")


def unlogged_changes(root: Path, found: Library) -> list[Problem]:
    """For lint: each thing that differs from what the log was told last, and a log that cannot be read."""
    files = LogFiles(root)
    if not files.exists():
        return []
    reading = _read(files)
    if reading.faults:
        return [Problem(ENTRIES, 1, 1, reading.faults[0], "`onrecord log verify` says more")]
    expected = "`onrecord log sync` records it"
    return [Problem(ENTRIES, 1, 1, told, expected) for told in _unlogged(found, reading.entries)]


def _read(files: LogFiles) -> _LogReading:
    reading = _LogReading(MemoryTree(), [], [])
    for number, line in enumerate(files.read().split(b"\n")[:-1]):
        reading.tree.append(leaf_hash(line))
        try:
            reading.entries.append(read_entry(line, number))
        except UserError as error:
            if not reading.faults:  # one that was split or lost moves all that follow
                reading.faults.append(f"{error.message} ({error.hint})")
    return reading


def _given(text: str, name: str) -> Checkpoint:
    try:
        return read_checkpoint(text)
    except NoCheckpoint as fault:
        raise UserError(f"{name} is no checkpoint: {fault}") from None


def _unlogged(found: Library, entries: Sequence[LogDocument]) -> Iterator[str]:
    heads = {
        (e["what"], e["id"]): Head(
            e["what"], e["id"], number, e.get("article", e["id"]), e.get("sha256"), e.get("status")
        )
        for number, e in enumerate(entries)
        if e["what"] in THINGS
    }
    for entry in new_entries(found, heads, "", "hand"):
        yield f"the {entry['what']} {entry['id']} was {entry['change']}, and the log has no entry on it"
