"""An import, or what is left of a change that was set aside, is taken back: its files are as before it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from briefs.errors import UserError
from briefs.ingest.review.change_folder import FileChange, JournalEntry, new_entry
from briefs.ingest.review.change_notes import Acceptance, AcceptedTogether, ChangeUndone, Import
from briefs.ingest.review.journal import Journal
from briefs.ingest.review.validation import LibraryCheck, validate_change


def undo_change(root: Path, name: str, check: LibraryCheck, now: datetime) -> tuple[str, ...]:
    """The files that were given back what they held, none where nothing of the change stood any more.

    Raises UserError, and leaves every file alone, where there is no such change, one of its files was changed
    since, or the library would not be sound without it. A decision on a candidate is taken back by review.
    """
    journal = Journal(root)
    with journal.locked():
        journal.recover().refuse_if_stuck()
        change, aside = _found(journal, name)
        files = _stands_still(journal, change, aside)
        if files:
            undoing = new_entry(files, ChangeUndone(name, now.isoformat()))
            validate_change(check, root, journal, undoing)
            journal.commit(undoing)
            journal.acknowledge(undoing)
        journal.forget(name)
    return tuple(each.path for each in files)


def _found(journal: Journal, name: str) -> tuple[JournalEntry, bool]:
    """The change of that name, and whether it was set aside."""
    for each in journal.aside():
        if each.name == name:
            if each.change is None:
                hint = f"look at .onrecord/aside/{name}, and delete that folder once it is of no use"
                raise UserError("this change cannot be read, and so not be taken back", hint)
            return each.change, True
    for done in journal.done():
        if done.id == name:
            if isinstance(done.note, Acceptance | AcceptedTogether):
                first = done.note if isinstance(done.note, Acceptance) else done.note.accepted[0]
                hint = f"take it back: onrecord review --undo {first.statement}"
                raise UserError("this change is a curator's decision", hint)
            if not isinstance(done.note, Import):
                raise UserError("this change cannot be taken back", "`onrecord review` revises a statement")
            return done, False
    raise UserError("there is no such change", "`onrecord changes list` shows them")


def _stands_still(journal: Journal, change: JournalEntry, aside: bool) -> list[FileChange]:
    files = []
    for each in change.files:
        try:
            state = journal.state(each)
        except OSError as error:
            raise UserError(f"{each.path} cannot be read: {error.strerror}") from None
        # what was set aside may have met somebody else's edits: these stay
        if state == "other" and not aside:
            raise UserError(f"{each.path} was changed since", "take out by hand what came in with it")
        if state == "after" and each.before != each.after:
            files.append(FileChange(each.path, each.after, each.before))
    return files
