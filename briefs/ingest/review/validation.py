"""A library as it would be after a change, checked before the change touches anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from briefs import library
from briefs.errors import Problem, UserError
from briefs.ingest.review.change_folder import JournalEntry
from briefs.ingest.review.journal import Journal
from briefs.library import Overrides, Progress

# the problems of a library with these files changed
LibraryCheck = Callable[[Path, Overrides], Sequence[Problem]]


class ValidationFailed(UserError):
    """The library check found `problems` in what would be written; nothing was."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        where, expected = replace(problems[0], expected=None), problems[0].expected
        hint = f"expected {expected}" if expected else None
        super().__init__(f"this cannot stand in the library: {where}", hint)
        self.problems = tuple(problems)


def validate_change(check: LibraryCheck, root: Path, journal: Journal, entry: JournalEntry) -> None:
    """Writes the change out as a draft of the journal, ready to be committed. Call it under the lock.

    Raises ValidationFailed, and drops the draft, if the library at `root` would not be sound with it.
    """
    journal.draft(entry)
    try:
        problems = check(root, {each.path: each.after for each in entry.files})
        if problems:
            raise ValidationFailed(problems)
    except BaseException:  # a cancellation too: a draft that nobody commits would stay for ever
        journal.discard(entry)
        raise


def library_check(cache: Path | None, progress: Progress | None = None) -> LibraryCheck:
    """The library check for a ReviewService; with a `cache` folder only changed dossiers are parsed."""

    def check(root: Path, changed: Overrides) -> Sequence[Problem]:
        return library.check(root, changed, cache, progress)

    return check
