"""Which files a decision would change, and how: worked out without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefs.errors import UserError
from briefs.ingest.review import drafts, yaml_dump, yaml_edit
from briefs.ingest.review.change_folder import FileChange, JournalEntry, new_entry
from briefs.ingest.review.change_notes import (
    Acceptance,
    AcceptedTogether,
    ChangeNote,
    Revised,
    ShiftDecided,
)
from briefs.ingest.review.drafts import Draft, ProposedArticle
from briefs.ingest.review.journal import Journal
from briefs.ingest.review.shift_plan import SHIFTS, ShiftPair, shift_file
from briefs.model import ShiftStatus, Status

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


@dataclass(frozen=True, slots=True)
class PlannedAcceptances:
    """The change, None where nothing could be accepted; and what could not, by its key, with the reason."""

    change: JournalEntry | None
    refused: tuple[tuple[str, UserError], ...]


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
        planned = self.acceptances([(waiting, draft)], by)
        for _, error in planned.refused:
            raise error
        assert planned.change is not None
        return planned.change

    def acceptances(self, chosen: Sequence[tuple[PendingCandidate, Draft]], by: str) -> PlannedAcceptances:
        """As acceptance(), of several in one change; what cannot be accepted is left out of it."""
        at = self._now().isoformat(timespec="seconds")
        dossiers = {each.article.id: each.article for each, _ in chosen}
        texts = {id: self._dossier(article) for id, article in dossiers.items()}
        taken = {id: statement_ids(text) for id, text in texts.items()}
        entries: dict[str, list[dict[str, Any]]] = {}
        notes: list[Acceptance] = []
        refused: list[tuple[str, UserError]] = []
        accepted: list[Draft] = []
        for waiting, draft in chosen:
            article = waiting.article
            id = drafts.new_statement_id(article.id, waiting.place, taken[article.id])
            try:
                entry = drafts.accepted_entry(draft, id, article.page.text, by, at)
            except UserError as error:
                refused.append((waiting.key, error))
                continue
            taken[article.id].append(id)
            entries.setdefault(article.id, []).append(entry)
            accepted.append(draft)
            changes = drafts.changes(waiting.draft, draft)
            notes.append(Acceptance(waiting.key, id, article.id, by, self._at(), changes))
        if not notes:
            return PlannedAcceptances(None, tuple(refused))
        files: dict[str, str | None] = {}
        for id, added in entries.items():
            files[f"seeds/articles/{dossiers[id].file}"] = dossiers[id].page.text
            files[f"seeds/dossiers/{id}.yaml"] = yaml_edit.extend(texts[id], "statements", added)
        files |= self._registers(accepted)
        note = notes[0] if len(notes) == 1 else AcceptedTogether(tuple(notes), self._at())
        return PlannedAcceptances(self._change(files, note), tuple(refused))

    def _dossier(self, article: ProposedArticle) -> str:
        text = self._text(f"seeds/dossiers/{article.id}.yaml")
        if text is not None:
            return text
        return yaml_dump.dump({"article": drafts.article_entry(article), "statements": []})

    def _registers(self, accepted: Sequence[Draft]) -> dict[str, str | None]:
        """People and topics with those that the drafts bring in."""
        news = [
            each.new_person for each in accepted if each.new_person and each.new_person.id in each.speakers
        ]
        people = [drafts.person_entry(each) for each in news]
        topics = [drafts.topic_entry(t) for each in accepted for t in each.new_topics if t.id in each.topics]
        return self._with_entries(PEOPLE, "people", people) | self._with_entries(TOPICS, "topics", topics)

    def _with_entries(self, path: str, key: str, entries: list[dict[str, Any]]) -> dict[str, str | None]:
        """The register with what it lacks of the entries: another candidate may have brought one in."""
        text = self._text(path) or ""
        known = {each.get("id") for each in yaml_edit.read(text).get(key) or []} if entries else set()
        lacking = {each["id"]: each for each in entries if each["id"] not in known}
        return {path: yaml_edit.extend(text, key, list(lacking.values()))} if lacking else {}

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

    def shift(
        self, pair: ShiftPair, status: ShiftStatus, words: str | None, by: str, again: bool = False
    ) -> JournalEntry:
        """An entry of shifts.yaml, new or decided anew; a change of no files where it stands so already."""
        at = self._now().isoformat(timespec="seconds")
        text = shift_file(self._text(SHIFTS) or "", pair, status, words, by, at, again)
        return self._change({SHIFTS: text}, ShiftDecided(pair.id, status, words, by, self._at()))

    def _change(self, files: Mapping[str, str | None], note: ChangeNote) -> JournalEntry:
        return planned_change(self._journal, files, note)

    def _at(self) -> str:
        return self._now().isoformat()

    def _text(self, path: str) -> str | None:
        content = self._journal.content(path)
        return None if content is None else content.decode()


def planned_change(journal: Journal, files: Mapping[str, str | None], note: ChangeNote) -> JournalEntry:
    """The change that makes these files so, None for no file; what stands so already is left out."""
    changed = []
    for path, text in files.items():
        before, after = journal.content(path), None if text is None else text.encode()
        if before != after:
            changed.append(FileChange(path, before, after))
    return new_entry(changed, note)


def statement_ids(dossier: str) -> list[str]:
    """The ids of the statements in a dossier, in its order. Raises UserError where it cannot be read."""
    return [each.get("id") for each in yaml_edit.read(dossier).get("statements") or []]


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
