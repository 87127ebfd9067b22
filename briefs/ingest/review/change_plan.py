"""Which files a decision would change, and how: worked out without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefs.errors import UserError
from briefs.ingest.review import drafts, yaml_dump, yaml_edit
from briefs.ingest.review.change_folder import FileChange, JournalEntry, new_entry
from briefs.ingest.review.change_notes import Acceptance, AcceptanceUndone, ChangeNote, Revised
from briefs.ingest.review.drafts import Draft, ProposedArticle
from briefs.ingest.review.journal import Journal
from briefs.model import Status

PEOPLE, TOPICS = "config/people.yaml", "config/topics.yaml"


@dataclass(frozen=True, slots=True)
class PendingCandidate:
    """A candidate under review. `place` is its place among the article's candidates, from 0."""

    key: str
    place: int
    article: ProposedArticle
    draft: Draft  # as it was proposed


@dataclass(frozen=True, slots=True)
class PlannedRevision:
    """One step in a statement's history; `fields` are set to new plain values."""

    by: str
    status: Status
    note: str
    fields: Mapping[str, Any]


class ChangePlanner:
    """Reads the library's files through the journal; call it while the library is locked.

    `by` is who decides, as their name stands in the library's files.
    """

    def __init__(self, journal: Journal, now: Callable[[], datetime]) -> None:
        self._journal, self._now = journal, now

    def acceptance(self, waiting: PendingCandidate, draft: Draft, by: str) -> JournalEntry:
        """A new dossier with its article, or an entry in one that is there; a new person and new topics.

        Raises UserError where the draft lacks a speaker or a date, or its passage cannot be found again.
        """
        article, path = waiting.article, f"seeds/dossiers/{waiting.article.id}.yaml"
        text = self._text(path)
        if text is None:
            text = yaml_dump.dump({"article": drafts.article_entry(article), "statements": []})
        taken = [each.get("id") for each in yaml_edit.read(text).get("statements") or []]
        id = drafts.new_statement_id(article.id, waiting.place, taken)
        at = self._now().isoformat(timespec="seconds")
        entry = drafts.accepted_entry(draft, id, article.page.text, by, at)
        files: dict[str, str | None] = {
            f"seeds/articles/{article.file}": article.page.text,
            path: yaml_edit.append(text, "statements", entry),
        }
        person = draft.new_person
        people = [drafts.person_entry(person)] if person is not None and person.id in draft.speakers else []
        topics = [drafts.topic_entry(each) for each in draft.new_topics if each.id in draft.topics]
        files |= self._with_entries(PEOPLE, "people", people) | self._with_entries(TOPICS, "topics", topics)
        changes = drafts.changes(waiting.draft, draft)
        return self._change(files, Acceptance(waiting.key, id, article.id, by, self._at(), changes))

    def _with_entries(self, path: str, key: str, entries: list[dict[str, Any]]) -> dict[str, str | None]:
        """The register with what it lacks of the entries: another candidate may have brought one in."""
        text = self._text(path) or ""
        known = {each.get("id") for each in yaml_edit.read(text).get(key) or []} if entries else set()
        lacking = [each for each in entries if each["id"] not in known]
        for each in lacking:
            text = yaml_edit.append(text, key, each)
        return {path: text} if lacking else {}

    def inverse(self, by: str, statement: str | None) -> JournalEntry:
        """Takes an acceptance back: the files as they were, or the entry alone where others followed.

        Of `statement`, else the newest one of `by`. Raises UserError where the journal holds none such.
        """
        accepted = [(done, done.note) for done in self._journal.done() if isinstance(done.note, Acceptance)]
        mine = [
            (done, note)
            for done, note in accepted
            if (note.statement == statement if statement else note.by == by)
        ]
        if not mine:
            raise UserError("there is nothing to undo", "a statement can be withdrawn instead")
        done, note = mine[0]
        files: dict[str, str | None] = {}
        for each in done.files:
            now = self._journal.content(each.path)
            if now == each.after:
                files[each.path] = None if each.before is None else each.before.decode()
            elif now is not None and each.path.startswith("seeds/dossiers/"):
                files[each.path] = yaml_edit.remove(now.decode(), "statements", note.statement)
        # a dossier that stays has other statements of the article: its text stays with them
        if any(text is not None for path, text in files.items() if path.startswith("seeds/dossiers/")):
            files = {path: text for path, text in files.items() if not path.startswith("seeds/articles/")}
        undone = AcceptanceUndone(note.key, note.statement, note.article, done.id, by, self._at())
        return self._change(files, undone)

    def revision(self, article: str, statement: str, step: PlannedRevision) -> JournalEntry:
        """Sets a statement's status and fields, and writes what they were into its history.

        Raises UserError where the article has no such statement.
        """
        path = f"seeds/dossiers/{article}.yaml"
        text = self._text(path)
        listed = yaml_edit.read(text).get("statements") or [] if text is not None else []
        old = next((each for each in listed if each.get("id") == statement), None)
        if text is None or old is None:
            raise UserError(f"there is no statement {statement} in {article}")
        was = {name: _shown(old[name]) for name in step.fields if name in old}
        was |= {"status": old.get("status") or "published"}
        at = self._now().isoformat(timespec="seconds")
        entry = {"at": at, "by": step.by, "status": step.status, "note": step.note, "was": was}
        # a field that was not there and is set to nothing stays away
        fields = {name: value for name, value in step.fields.items() if value is not None or name in old}
        edits = {**fields, "status": step.status, "history": [*(old.get("history") or []), entry]}
        files: dict[str, str | None] = {path: yaml_edit.replace(text, "statements", statement, edits)}
        note = Revised(step.status, statement, article, step.note, was, step.by, self._at())
        return self._change(files, note)

    def _change(self, files: Mapping[str, str | None], note: ChangeNote) -> JournalEntry:
        changed = []
        for path, text in files.items():
            before, after = self._journal.content(path), None if text is None else text.encode()
            if before != after:
                changed.append(FileChange(path, before, after))
        return new_entry(changed, note)

    def _at(self) -> str:
        return self._now().isoformat()

    def _text(self, path: str) -> str | None:
        content = self._journal.content(path)
        return None if content is None else content.decode()


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
