"""What a change of the library is about: one type a kind, kept with the change as plain JSON.

The note alone says what the queue is to be told: after a crash there is nothing else left of the decision.
Keys in the JSON only grow, as changes of earlier versions lie in libraries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from briefs.model import STATUSES

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")  # of a change: it becomes the name of a folder


class UnreadableNote(ValueError):
    """The JSON is no note of a change that this program knows."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The candidate `key` became `statement` of `article`; `changes` are what its curator changed before.

    Here and below `by` is who decided, as their name stands in the library's files, and `at` is ISO 8601.
    """

    key: str
    statement: str
    article: str
    by: str
    at: str
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AcceptedTogether:
    """Several candidates became statements in one change: what Acceptance says, of each."""

    accepted: tuple[Acceptance, ...]
    at: str


@dataclass(frozen=True, slots=True)
class AcceptanceUndone:
    """The acceptance that was the change `undoes` is taken back, and the candidate waits again."""

    key: str
    statement: str
    article: str
    undoes: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class UndoneTogether:
    """Several acceptances are taken back in one change: what AcceptanceUndone says, of each."""

    undone: tuple[AcceptanceUndone, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A statement is of another status; `was` holds what stood in its fields, `said` why."""

    status: str
    statement: str
    article: str
    said: str
    was: Mapping[str, Any]
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class ShiftDecided:
    """A curator decided on two statements of one person; `status` is that of the shift now."""

    shift: str
    status: str
    words: str | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Import:
    """Entries came in from elsewhere; `new` counts them by list. The queue hears nothing of it."""

    at: str
    new: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangeUndone:
    """The import or set-aside change that was `undoes` is taken back. The queue hears nothing of it."""

    undoes: str
    at: str


Kept = TypeVar("Kept", Acceptance, AcceptanceUndone)
CuratorNote = Acceptance | AcceptanceUndone | Revised
ChangeNote = CuratorNote | AcceptedTogether | UndoneTogether | ShiftDecided | Import | ChangeUndone


def note_document(note: ChangeNote) -> dict[str, Any]:
    """The note as plain JSON, the inverse of read_note()."""
    match note:
        case Acceptance():
            return {"deed": "accept", "key": note.key, "changes": dict(note.changes), **_statement(note)}
        case AcceptedTogether():
            accepted = [note_document(each) for each in note.accepted]
            return {"deed": "accept-together", "accepted": accepted, "at": note.at}
        case AcceptanceUndone():
            return {"deed": "undo", "key": note.key, "undoes": note.undoes, **_statement(note)}
        case UndoneTogether():
            undone = [note_document(each) for each in note.undone]
            return {"deed": "undo-together", "undone": undone, "at": note.at}
        case Revised():
            return {"deed": note.status, "said": note.said, "was": dict(note.was), **_statement(note)}
        case ShiftDecided():
            told = {"deed": "shift", "shift": note.shift, "status": note.status, "words": note.words}
            return told | {"by": note.by, "at": note.at}
        case Import():
            return {"deed": "import", "new": dict(note.new), "at": note.at}
        case ChangeUndone():
            return {"deed": "undo-change", "undoes": note.undoes, "at": note.at}


def _statement(note: CuratorNote) -> dict[str, str]:
    return {"by": note.by, "statement": note.statement, "article": note.article, "at": note.at}


def read_note(found: object) -> ChangeNote:
    """The note that the JSON is. Raises UnreadableNote where it is none, or lacks what has to be told."""
    if not isinstance(found, dict):
        raise UnreadableNote("the note is no mapping")
    deed, at = found.get("deed"), str(found.get("at", ""))
    if deed == "import":  # of some versions it holds no more than its time
        return Import(at, _mapping(found, "new"))
    if deed == "accept-together":
        return AcceptedTogether(_notes(found.get("accepted"), Acceptance), at)
    if deed == "undo-together":
        return UndoneTogether(_notes(found.get("undone"), AcceptanceUndone), at)
    if deed == "shift":
        words = found.get("words")
        what = (_text(found, "shift"), _text(found, "status"), None if words is None else str(words))
        return ShiftDecided(*what, _text(found, "by"), at)
    if deed == "undo-change":
        return ChangeUndone(_change(found), at)
    who = (_text(found, "statement"), _text(found, "article"))
    if deed == "accept":
        return Acceptance(_text(found, "key"), *who, _text(found, "by"), at, _mapping(found, "changes"))
    if deed == "undo":
        return AcceptanceUndone(_text(found, "key"), *who, _change(found), _text(found, "by"), at)
    if deed in STATUSES:
        said, was = str(found.get("said", "")), _mapping(found, "was")
        return Revised(str(deed), *who, said, was, _text(found, "by"), at)
    raise UnreadableNote(f"nothing is known of a change “{str(deed)[:40]}”")


def _notes(found: object, kind: type[Kept]) -> tuple[Kept, ...]:
    notes = [read_note(each) for each in found] if isinstance(found, list) else []
    fitting = tuple(note for note in notes if isinstance(note, kind))
    if not notes or len(fitting) < len(notes):
        raise UnreadableNote("its note names no decisions of one kind")
    return fitting


def change_name(found: object) -> str:
    """The name of a change, which is that of its folder. Raises UnreadableNote for what is no such name."""
    if not isinstance(found, str) or not _NAME.fullmatch(found):
        raise UnreadableNote("the change has no name")
    return found


def _change(found: Mapping[str, Any]) -> str:
    return change_name(found.get("undoes"))


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value or "\0" in value:  # which PostgreSQL's texts cannot hold
        raise UnreadableNote(f"its note lacks “{key}”")
    return value


def _mapping(found: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = found.get(key) or {}
    if not isinstance(value, dict):
        raise UnreadableNote(f"“{key}” of its note is no mapping")
    return value
