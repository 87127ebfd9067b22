"""Rules that reach over files: ids are unique, references resolve, briefs claim no more than they cite.

A :class:`CrossFileProblem` names the place by keys and positions in its file; the loader works out line and
column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from briefs.library.brief_rules import brief_breaches, briefs_to_review
from briefs.library.dossiers import Dossier, RawStatement
from briefs.library.files import CONFIG, OCCASIONS, PEOPLE, POSITIONS, SHIFTS, TOPICS
from briefs.library.shift_rules import shift_breaches, shifts_to_review
from briefs.library.yaml_mapping import KeyPath, did_you_mean
from briefs.model import SHOWN, Brief, Occasion, Person, Shift, Topic
from briefs.text import may_be_same_day, parse_edtf, shown


class CrossFileProblem(NamedTuple):
    """A problem before its place is known: `path` leads to the value by keys and list positions from 0."""

    file: str
    path: KeyPath
    message: str
    expected: str | None = None


class LibraryContent(NamedTuple):
    """What all files hold, before it is known whether it fits together."""

    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    occasions: tuple[Occasion, ...]
    positions: tuple[Brief, ...]
    dossiers: dict[str, Dossier]  # by file
    unread: frozenset[str] = frozenset()  # files so broken that nobody knows which ids they hold
    shifts: tuple[Shift, ...] = ()


def cross_file_problems(content: LibraryContent) -> Iterator[CrossFileProblem]:
    """Every breach of a rule between files, in no order."""
    yield from _unique(_ids(PEOPLE, "people", content.people))
    yield from _unique(_ids(TOPICS, "topics", content.topics))
    yield from _unique(_ids(OCCASIONS, "occasions", content.occasions))
    yield from _unique(_ids(SHIFTS, "shifts", content.shifts))
    yield from _unique(_dossier_ids(content))
    yield from _own_text(content)
    yield from _topics(content.topics)
    references = References(content)
    for file, dossier in content.dossiers.items():
        yield from references.dossier(file, dossier)
        yield from _groups(file, dossier)
    for index, position in enumerate(content.positions):
        at = ("positions", index)
        yield from references.check("person", position.person, POSITIONS, (*at, "person"))
        yield from references.check("topic", position.topic, POSITIONS, (*at, "topic"))
        for number, sentence in enumerate(position.sentences):
            for item, name in enumerate(sentence.cites):
                cite = (*at, "sentences", number, "cites", item)
                yield from references.check("statement", name, POSITIONS, cite)
    for path, message, expected in brief_breaches(content.positions, references.statements):
        yield CrossFileProblem(POSITIONS, path, message, expected)
    for index, shift in enumerate(content.shifts):
        for key, what in (
            ("person", "person"),
            ("topic", "topic"),
            ("earlier", "statement"),
            ("later", "statement"),
        ):
            yield from references.check(what, getattr(shift, key), SHIFTS, ("shifts", index, key))
    for path, message, expected in shift_breaches(content.shifts, references.statements):
        yield CrossFileProblem(SHIFTS, path, message, expected)


def warnings(content: LibraryContent) -> Iterator[CrossFileProblem]:
    """What breaks no rule and wants a curator: briefs that rest on what was revised, missing summaries."""
    statements = {record["id"]: record for each in content.dossiers.values() for record in each.statements}
    for path, message, expected in briefs_to_review(content.positions, statements):
        yield CrossFileProblem(POSITIONS, path, message, expected)
    for path, message, expected in shifts_to_review(content.shifts, statements):
        yield CrossFileProblem(SHIFTS, path, message, expected)
    missing = [
        (file, index, record["id"])
        for file, dossier in content.dossiers.items()
        for index, record in enumerate(dossier.statements)
        # a turn of a transcript is on record by its words: a summary is written of those that matter
        if not record["summary"] and record["status"] in SHOWN and not record["taken_from"]
    ]
    if missing:  # told once: a line for each would hide the rest
        file, index, name = missing[0]
        others = len(missing) - 1
        message = f"“{name}” has no summary yet" + (f", and {others:,} more have none" if others else "")
        yield CrossFileProblem(file, ("statements", index, "id"), message, "one sentence in your own words")
    yield from _without_topic(content)


def _without_topic(content: LibraryContent) -> Iterator[CrossFileProblem]:
    """What was accepted so, a line for each article: none is hidden, and a long list stays short."""
    for file, dossier in content.dossiers.items():
        # turns of a transcript are on record by their words, as above; who writes a dossier leaves none out
        bare = [
            (index, record["id"])
            for index, record in enumerate(dossier.statements)
            if not record["topics"] and record["status"] in SHOWN
            if record["accepted_by"] and not record["taken_from"]
        ]
        if bare:
            index, name = bare[0]
            others = f", and {len(bare) - 1:,} more has none" if len(bare) == 2 else ""
            others = f", and {len(bare) - 1:,} more have none" if len(bare) > 2 else others
            message = f"“{name}” has no topic yet{others}: no position shows it"
            path: KeyPath = ("statements", index, "topics")
            yield CrossFileProblem(file, path, message, "an id of config/topics.yaml")


Named = tuple[str, KeyPath, str]  # file, path, id


def _ids(file: str, key: str, entries: Iterable[Person | Topic | Occasion | Shift]) -> Iterator[Named]:
    return ((file, (key, index, "id"), entry.id) for index, entry in enumerate(entries))


def _dossier_ids(content: LibraryContent) -> Iterator[Named]:
    for file, dossier in content.dossiers.items():
        yield file, ("article", "id"), dossier.article.get("id", "")
        for index, record in enumerate(dossier.statements):
            yield file, ("statements", index, "id"), record["id"]


def _unique(entries: Iterable[Named]) -> Iterator[CrossFileProblem]:
    first: dict[str, str] = {}
    for file, path, name in entries:
        if name in first:
            where = "in this file" if first[name] == file else f"in {first[name]}"
            yield CrossFileProblem(file, path, f"the id “{name}” is taken {where}", "an id of its own")
        elif name:
            first[name] = file


def _own_text(content: LibraryContent) -> Iterator[CrossFileProblem]:
    """Two dossiers of one text would count each of its statements twice."""
    first: dict[str, str] = {}
    for file, dossier in content.dossiers.items():
        name = dossier.article.get("file")
        if name in first:
            message = f"{shown(name)} is the text of {first[name]} already"
            yield CrossFileProblem(file, ("article", "text"), message, "a text file of its own")
        elif name:
            first[name] = file


def _topics(topics: tuple[Topic, ...]) -> Iterator[CrossFileProblem]:
    """Broader topics exist, and no topic is broader than itself by way of others."""
    broader = {topic.id: topic.broader for topic in topics}
    for index, topic in enumerate(topics):
        for item, other in enumerate(topic.broader):
            path = ("topics", index, "broader", item)
            if other not in broader:
                yield CrossFileProblem(
                    TOPICS, path, f"there is no topic {shown(other)}{did_you_mean(other, broader)}"
                )
            elif _reaches(broader, other, topic.id):
                message = f"“{topic.id}” would be broader than itself, by way of “{other}”"
                yield CrossFileProblem(TOPICS, path, message, "broader topics without a circle")


def _reaches(broader: dict[str, tuple[str, ...]], start: str, goal: str) -> bool:
    seen, to_visit = set(), [start]
    while to_visit:
        topic = to_visit.pop()
        if topic == goal:
            return True
        if topic not in seen:
            seen.add(topic)
            to_visit += broader.get(topic, ())
    return False


class References:
    """The ids that may be referred to, by what they name, and the files that hold them."""

    def __init__(self, content: LibraryContent) -> None:
        dossiers = content.dossiers.values()
        self.statements = {record["id"]: record for dossier in dossiers for record in dossier.statements}
        self.occasions = {occasion.id: occasion for occasion in content.occasions}
        # While a file cannot be read, an id that it may hold is not called unknown: one fault, one problem.
        unread = bool(content.unread - frozenset(CONFIG))
        self._known: dict[str, tuple[bool, Collection[str]]] = {
            "person": (PEOPLE in content.unread, {person.id for person in content.people}),
            "topic": (TOPICS in content.unread, {topic.id for topic in content.topics}),
            "occasion": (OCCASIONS in content.unread, self.occasions),
            "article": (unread, {each.article.get("id", "") for each in dossiers}),
            "statement": (unread, self.statements),
        }

    def check(
        self, what: str, name: str, file: str, path: KeyPath, itself: str = ""
    ) -> Iterator[CrossFileProblem]:
        """A problem where no such id exists; none while the file that may hold it cannot be read."""
        unread, known = self._known[what]
        if name and name == itself:
            yield CrossFileProblem(file, path, f"{shown(name)} refers to itself", f"the id of another {what}")
        elif name and name not in known and not unread:
            expected = f"the id of {'an' if what[0] in 'aeiou' else 'a'} {what}"
            yield CrossFileProblem(
                file, path, f"there is no {what} {shown(name)}{did_you_mean(name, known)}", expected
            )

    def dossier(self, file: str, dossier: Dossier) -> Iterator[CrossFileProblem]:
        """Every id that a dossier refers to and that does not exist."""
        same = dossier.article.get("same_as") or ""
        yield from self.check("article", same, file, ("article", "same_as"), dossier.article.get("id", ""))
        before = dossier.article.get("version_of") or ""
        yield from self.check(
            "article", before, file, ("article", "version_of"), dossier.article.get("id", "")
        )
        for index, record in enumerate(dossier.statements):
            for key, what in (("speakers", "person"), ("topics", "topic"), ("same_as", "statement")):
                for item, name in enumerate(record[key]):
                    yield from self.check(what, name, file, ("statements", index, key, item), record["id"])
            if record["occasion"]:
                yield from self._occasion(file, ("statements", index, "occasion"), record)

    def _occasion(self, file: str, path: KeyPath, record: RawStatement) -> Iterator[CrossFileProblem]:
        name = record["occasion"]
        yield from self.check("occasion", name, file, path)
        occasion = self.occasions.get(name)
        if occasion and record["said"] and not may_be_same_day(parse_edtf(record["said"]), occasion.date):
            message = f"“said” is {record['said']}, but “{name}” was on {occasion.date.edtf}"
            yield CrossFileProblem(file, path, message, "an occasion of the day on which it was said")


def _groups(file: str, dossier: Dossier) -> Iterator[CrossFileProblem]:
    """A group is one utterance in several parts: two at least, of the same speakers."""
    members: dict[str, list[int]] = {}
    for index, record in enumerate(dossier.statements):
        if record["group"]:
            members.setdefault(record["group"], []).append(index)
    for name, indexes in members.items():
        first = dossier.statements[indexes[0]]
        if len(indexes) == 1:
            message = f"no other statement of this article is in the group {shown(name)}"
            yield CrossFileProblem(
                file, ("statements", indexes[0], "group"), message, "two parts of one utterance or more"
            )
        for index in indexes[1:]:
            if dossier.statements[index]["speakers"] != first["speakers"]:
                message = f"the group {shown(name)} has other speakers in “{first['id']}”"
                yield CrossFileProblem(
                    file, ("statements", index, "group"), message, "one utterance of the same speakers"
                )
