"""Persons of a list become people of the library, or what is new of them joins those who are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefs import library
from briefs.errors import UserError
from briefs.ingest.people.matching import (
    NOBODY_YET,
    KnownPeople,
    PersonMatch,
    new_names,
    new_roles,
)
from briefs.ingest.people.reading import PersonList
from briefs.ingest.review import (
    FileChange,
    Import,
    Journal,
    LibraryCheck,
    new_entry,
    slug,
    validate_change,
    yaml_edit,
)
from briefs.ingest.transfer import entry_of_person, entry_of_role
from briefs.model import Person

_FILE = "config/people.yaml"
_DOSSIERS = "seeds/dossiers"


@dataclass(frozen=True, slots=True)
class PeopleTakenIn:
    """What came of a list: ids of the new, and of those to whom something was added; how many were there.

    `unsure` were left out: names with the ids of those they may be. `change` is what `changes undo` takes
    back, None where nothing was written.
    """

    new: tuple[str, ...]
    joined: tuple[str, ...]
    same: int
    unsure: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[str, ...]
    change: str | None


def take_in_people(
    root: Path,
    found: PersonList,
    check: LibraryCheck,
    now: datetime,
    bound: Mapping[str, str] | None = None,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> PeopleTakenIn:
    """Writes the persons into people.yaml of the library at `root`, in one change, or nothing.

    Nobody who is there is changed but by labels, offices and a Wikidata item that they lacked. `bound` says
    whom names or ids of the list mean, NOBODY_YET for none. Raises UserError where it names nobody, and
    where the file cannot be edited safely or the library would not be sound afterwards.
    """
    journal = Journal(root)
    with journal.locked():
        journal.recover().refuse_if_stuck()
        before = journal.content(_FILE)
        people = library.read(root).people if (root / _DOSSIERS).is_dir() else ()
        plan = _Plan(people, bound or {})
        plan.add(found.persons, on_progress)
        change = None
        if plan.new or plan.changes:
            text = yaml_edit.replace_all((before or b"").decode("utf-8"), "people", plan.changes)
            if plan.new:
                text = yaml_edit.extend(text, "people", [entry_of_person(each) for each in plan.new])
            note = Import(now.isoformat(), {"people": len(plan.new), "joined": len(plan.changes)})
            change = new_entry((FileChange(_FILE, before, text.encode()),), note)
            validate_change(check, root, journal, change)
            journal.commit(change)
            journal.acknowledge(change)
    return PeopleTakenIn(
        tuple(each.id for each in plan.new),
        tuple(plan.changes),
        plan.same,
        tuple(plan.unsure),
        found.left_out,
        change.id if change else None,
    )


class _Plan:
    def __init__(self, people: Iterable[Person], bound: Mapping[str, str]) -> None:
        self._people = {person.id: person for person in people}
        self._taken = set(self._people)
        for name, id in bound.items():
            if id != NOBODY_YET and id not in self._people:
                raise UserError(
                    f"{id} is nobody's id", f"`people` lists them, “{name}={NOBODY_YET}” is nobody yet"
                )
        self._known = KnownPeople(people, bound)
        self._by_item: dict[str, int] = {}  # persons of the list who came in, by their Wikidata item
        self.new: list[Person] = []
        self.changes: dict[str, dict[str, Any]] = {}  # fields by the ids of those who are there
        self.same = 0
        self.unsure: list[tuple[str, tuple[str, ...]]] = []

    def add(self, listed: Sequence[Person], on_progress: Callable[[int, int], None]) -> None:
        """Decides on the persons of the list; of namesakes in one office none is taken for who is there."""
        matches: list[PersonMatch] = []
        for number, each in enumerate(listed):
            on_progress(number, len(listed))
            matches.append(self._known.match(each))
        meant = Counter(match.ids for match in matches if match.outcome == "same" and not match.says_nothing)
        for match, each in zip(matches, listed, strict=True):
            alone = not match.by_office or meant[match.ids] == 1
            if alone or self._joined(self._people[match.ids[0]], each) == self._people[match.ids[0]]:
                self._add(each, match)
            else:
                self.unsure.append((each.name.en, match.ids))

    def _add(self, listed: Person, match: PersonMatch) -> None:
        if listed.wikidata in self._by_item:  # twice in the list
            place = self._by_item[listed.wikidata]
            self.new[place] = self._joined(self.new[place], listed)
        elif match.outcome == "unsure":
            self.unsure.append((listed.name.en, match.ids))
        elif match.outcome == "same":
            self._join(self._people[match.ids[0]], listed)
        else:
            if listed.wikidata:
                self._by_item[listed.wikidata] = len(self.new)
            self.new.append(replace(listed, id=self._id(listed)))

    def _join(self, known: Person, listed: Person) -> None:
        after = self._joined(known, listed)
        self._people[known.id] = after
        if after == known:
            self.same += known.id not in self.changes
            return
        fields = {
            "alt_labels": list(after.alt_labels) if after.alt_labels != known.alt_labels else None,
            "roles": [entry_of_role(each) for each in after.roles] if after.roles != known.roles else None,
            "wikidata": after.wikidata if after.wikidata != known.wikidata else None,
        }
        changed = self.changes.setdefault(known.id, {})
        changed.update({name: value for name, value in fields.items() if value is not None})

    def _joined(self, known: Person, listed: Person) -> Person:
        """With what it lacked; what it has stays, and a name of somebody else's is none of its own."""
        names = (text for text in new_names(known, listed) if not self._known.is_named_so(text, known.id))
        return replace(
            known,
            alt_labels=(*known.alt_labels, *names),
            roles=(*known.roles, *new_roles(known.roles, listed.roles)),
            wikidata=known.wikidata or listed.wikidata,
        )

    def _id(self, listed: Person) -> str:
        start = slug(listed.name.en) or slug(listed.id) or "person"
        id, number = start, 1
        while id in self._taken:
            number += 1
            id = f"{start[:55].rstrip('-')}-{number}"
        self._taken.add(id)
        return id
