"""The change that takes acceptances back: files as they were, or without the entries alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from briefs.errors import UserError
from briefs.ingest.review import yaml_edit
from briefs.ingest.review.change_folder import JournalEntry
from briefs.ingest.review.change_notes import Acceptance, AcceptanceUndone, AcceptedTogether, UndoneTogether
from briefs.ingest.review.change_plan import planned_change, statement_ids
from briefs.ingest.review.journal import Journal

Files = dict[str, str | None]


class UndoPlanner:
    """Reads the library's files through the journal; call it while the library is locked."""

    def __init__(self, journal: Journal, now: Callable[[], datetime]) -> None:
        self._journal, self._now = journal, now

    def newest(self, by: str) -> str:
        """The statement of the newest acceptance of `by`. Raises UserError where the journal holds none."""
        for done in self._journal.done():
            for note in _acceptances_of(done):
                if note.by == by:
                    return note.statement
        raise _nothing()

    def inverse(self, by: str, statements: Sequence[str]) -> JournalEntry:
        """One change that takes the acceptances of all these statements back.

        Raises UserError where the journal does not hold all of them.
        """
        wanted, files, undone = set(statements), Files(), list[AcceptanceUndone]()
        at = self._now().isoformat()
        for done in self._journal.done():  # the newest first: an earlier one's files are as before it then
            notes = [note for note in _acceptances_of(done) if note.statement in wanted]
            if notes:
                wanted -= {note.statement for note in notes}
                self._take_back(done, notes, files)
                undone += [
                    AcceptanceUndone(note.key, note.statement, note.article, done.id, by, at)
                    for note in notes
                ]
        if wanted or not undone:
            raise _nothing()
        note = undone[0] if len(undone) == 1 else UndoneTogether(tuple(undone), at)
        return planned_change(self._journal, files, note)

    def _take_back(self, done: JournalEntry, notes: Sequence[Acceptance], files: Files) -> None:
        """Adds to `files`, which holds what later changes leave, how they are without these acceptances."""
        gone = {note.statement for note in notes}
        others = self._others_stand(done, gone, files)
        found = Files()
        for each in done.files:
            now = self._text(each.path, files)
            if now == _decoded(each.after) and not others:
                found[each.path] = _decoded(each.before)
            elif now is not None and each.path.startswith("seeds/dossiers/"):
                left = yaml_edit.remove_all(now, "statements", gone.intersection(statement_ids(now)))
                # with the last one of those that came together the dossier goes as it came
                came = each.before is None and not others and not statement_ids(left)
                found[each.path] = None if came else left
        # a dossier that stays has other statements of the article: its text stays with them
        if any(text is not None for path, text in found.items() if path.startswith("seeds/dossiers/")):
            found = {path: text for path, text in found.items() if not path.startswith("seeds/articles/")}
        files |= found

    def _others_stand(self, done: JournalEntry, gone: Collection[str], files: Files) -> bool:
        """Whether others that were accepted in the same change stand still: what they rest on then stays."""
        notes = _acceptances_of(done)
        others = {note.statement for note in notes}.difference(gone)
        if not others:
            return False
        dossiers = {f"seeds/dossiers/{note.article}.yaml" for note in notes}
        texts = (self._text(path, files) for path in dossiers)
        return any(not others.isdisjoint(statement_ids(text)) for text in texts if text)

    def _text(self, path: str, files: Files) -> str | None:
        return files[path] if path in files else _decoded(self._journal.content(path))


def _decoded(content: bytes | None) -> str | None:
    return None if content is None else content.decode()


def _acceptances_of(done: JournalEntry) -> tuple[Acceptance, ...]:
    match done.note:
        case Acceptance() as note:
            return (note,)
        case AcceptedTogether() as note:
            return note.accepted
    return ()


def _nothing() -> UserError:
    return UserError("there is nothing to undo", "a statement can be withdrawn instead")
