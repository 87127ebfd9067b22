"""Rules that reach over files: ids are unique, references resolve, briefs claim no more than they cite.

A remark names the place by keys and positions in its file; `briefs.library` works out line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from briefs.dossiers import Dossier, Record
from briefs.edtf import parse, shown, widened
from briefs.forms import near
from briefs.model import Occasion, Person, Position, Topic, When

PEOPLE, TOPICS = "config/people.yaml", "config/topics.yaml"
OCCASIONS, POSITIONS = "config/occasions.yaml", "config/positions.yaml"

_YEAR = re.compile(r"(?<![\w,.-])(?:19|20)[0-9]{2}(?![\w-]|,[0-9])")


class Remark(NamedTuple):
    file: str
    path: tuple[str | int, ...]
    message: str
    expected: str | None = None


class Content(NamedTuple):
    """What all files hold, before it is known whether it fits together."""

    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    occasions: tuple[Occasion, ...]
    positions: tuple[Position, ...]
    dossiers: dict[str, Dossier]  # by file


def remarks(content: Content) -> Iterator[Remark]:
    """Every breach of a rule between files."""
    yield from _unique(_ids(PEOPLE, "people", content.people))
    yield from _unique(_ids(TOPICS, "topics", content.topics))
    yield from _unique(_ids(OCCASIONS, "occasions", content.occasions))
    yield from _unique(_dossier_ids(content))
    yield from _topics(content.topics)
    check = _References(content)
    for file, dossier in content.dossiers.items():
        yield from check.article(file, dossier.article)
        for index, record in enumerate(dossier.statements):
            yield from check.statement(file, index, record)
        yield from _groups(file, dossier)
    yield from _positions(content, check)


Named = tuple[str, tuple[str | int, ...], str]  # file, path, id


def _ids(file: str, key: str, entries: Iterable[Person | Topic | Occasion]) -> Iterator[Named]:
    return ((file, (key, index, "id"), entry.id) for index, entry in enumerate(entries))


def _dossier_ids(content: Content) -> Iterator[Named]:
    for file, dossier in content.dossiers.items():
        yield file, ("article", "id"), dossier.article.get("id", "")
        for index, record in enumerate(dossier.statements):
            yield file, ("statements", index, "id"), record["id"]


def _unique(entries: Iterable[Named]) -> Iterator[Remark]:
    first: dict[str, str] = {}
    for file, path, name in entries:
        if name in first:
            where = "in this file" if first[name] == file else f"in {first[name]}"
            yield Remark(file, path, f"the id “{name}” is taken {where}", "an id of its own")
        elif name:
            first[name] = file


def _topics(topics: tuple[Topic, ...]) -> Iterator[Remark]:
    broader = {topic.id: topic.broader for topic in topics}
    for index, topic in enumerate(topics):
        for item, other in enumerate(topic.broader):
            path = ("topics", index, "broader", item)
            if other not in broader:
                yield Remark(TOPICS, path, f"there is no topic {shown(other)}{near(other, broader)}")
            elif _reaches(broader, other, topic.id):
                message = f"“{topic.id}” would be broader than itself, by way of “{other}”"
                yield Remark(TOPICS, path, message, "broader topics without a circle")


def _reaches(broader: dict[str, tuple[str, ...]], start: str, goal: str) -> bool:
    seen, todo = set(), [start]
    while todo:
        topic = todo.pop()
        if topic == goal:
            return True
        if topic not in seen:
            seen.add(topic)
            todo += broader.get(topic, ())
    return False


class _References:
    """Looks up what dossiers refer to."""

    def __init__(self, content: Content) -> None:
        self.people = {person.id for person in content.people}
        self.topics = {topic.id for topic in content.topics}
        self.occasions = {occasion.id: occasion for occasion in content.occasions}
        self.articles = {dossier.article.get("id", "") for dossier in content.dossiers.values()}
        self.statements = {
            record["id"]: record for dossier in content.dossiers.values() for record in dossier.statements
        }

    def article(self, file: str, record: Record) -> Iterator[Remark]:
        same = record.get("same_as")
        if same and (same not in self.articles or same == record["id"]):
            yield _missing(file, ("article", "same_as"), "other article", same, self.articles)

    def statement(self, file: str, index: int, record: Record) -> Iterator[Remark]:
        lists: tuple[tuple[str, str, Iterable[str]], ...] = (
            ("speakers", "person", self.people),
            ("topics", "topic", self.topics),
            ("same_as", "other statement", self.statements),
        )
        for key, what, known in lists:
            for item, name in enumerate(record[key]):
                if name not in known or name == record["id"]:
                    yield _missing(file, ("statements", index, key, item), what, name, known)
        if not (name := record["occasion"]):
            return
        path = ("statements", index, "occasion")
        if name not in self.occasions:
            yield _missing(file, path, "occasion", name, self.occasions)
        elif record["said"] and not _meet(parse(record["said"]), self.occasions[name].date):
            day = self.occasions[name].date.edtf
            yield Remark(file, path, f"“said” is {record['said']}, but “{name}” was on {day}")


def _missing(file: str, path: tuple[str | int, ...], what: str, name: str, known: Iterable[str]) -> Remark:
    return Remark(file, path, f"there is no {what} {shown(name)}{near(name, known)}", f"the id of {_a(what)}")


def _a(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


def _meet(one: When, two: When) -> bool:
    """Whether two uncertain dates can be the same day."""
    (first, last), (start, end) = widened(one), widened(two)
    return (first or date.min) <= (end or date.max) and (start or date.min) <= (last or date.max)


def _groups(file: str, dossier: Dossier) -> Iterator[Remark]:
    members: dict[str, list[int]] = {}
    for index, record in enumerate(dossier.statements):
        if record["group"]:
            members.setdefault(record["group"], []).append(index)
    for name, indexes in members.items():
        first = dossier.statements[indexes[0]]
        if len(indexes) == 1:
            message = f"no other statement of this article is in the group {shown(name)}"
            yield Remark(
                file, ("statements", indexes[0], "group"), message, "two parts of one utterance or more"
            )
        for index in indexes[1:]:
            if dossier.statements[index]["speakers"] != first["speakers"]:
                message = f"the group {shown(name)} has other speakers in “{first['id']}”"
                yield Remark(
                    file, ("statements", index, "group"), message, "one utterance of the same speakers"
                )


def _positions(content: Content, check: _References) -> Iterator[Remark]:
    pairs: set[tuple[str, str]] = set()
    for index, position in enumerate(content.positions):
        at: tuple[str | int, ...] = ("positions", index)
        for key, name, known in (
            ("person", position.person, check.people),
            ("topic", position.topic, check.topics),
        ):
            if name and name not in known:
                yield _missing(POSITIONS, (*at, key), key, name, known)
        if (position.person, position.topic) in pairs:
            yield Remark(POSITIONS, (*at, "topic"), "this person and topic have a brief already")
        pairs.add((position.person, position.topic))
        yield from _brief(at, position, check.statements)


def _brief(at: tuple[str | int, ...], position: Position, statements: dict[str, Record]) -> Iterator[Remark]:
    for number, sentence in enumerate(position.sentences):
        here = (*at, "sentences", number)
        for item, name in enumerate(sentence.cites):
            path = (*here, "cites", item)
            if name not in statements:
                yield _missing(POSITIONS, path, "statement", name, statements)
            elif statements[name]["status"] in ("withdrawn", "draft"):
                message = f"the statement “{name}” is {statements[name]['status']}"
                yield Remark(POSITIONS, path, message, "a statement that answers show")
        cited = [statements[name] for name in sentence.cites if name in statements]
        if cited and not any(position.person in record["speakers"] for record in cited):
            message = f"none of the cited statements is by “{position.person}”"
            yield Remark(
                POSITIONS, (*here, "cites"), message, "a statement by the person whose position it is"
            )
    yield from _claims(at, position, statements)


def _claims(at: tuple[str | int, ...], position: Position, statements: dict[str, Record]) -> Iterator[Remark]:
    """No date of the brief lies outside the time of what it cites."""
    names = [name for sentence in position.sentences for name in sentence.cites]
    cited = [parse(statements[name]["said"]) for name in names if statements.get(name, {}).get("said")]
    if not cited:
        return
    last = max(when.latest or date.max for when in cited)
    first = min(when.earliest or date.min for when in cited)
    as_of = position.as_of
    span = "the cited statements are of " + _span(first, last)
    if (as_of.latest or date.max) > last:
        yield Remark(POSITIONS, (*at, "as_of"), f"“as_of” is {as_of.edtf}, later than what is cited", span)
    elif (as_of.earliest or date.min) < first:
        yield Remark(POSITIONS, (*at, "as_of"), f"“as_of” is {as_of.edtf}, before what is cited", span)
    borne = _years(first, last) | {year for name in names for year in _named_years(statements.get(name))}
    for number, sentence in enumerate(position.sentences):
        for year in sorted({*_YEAR.findall(sentence.text)} - borne):
            message = f"the text names {year}, which no cited statement bears out"
            yield Remark(POSITIONS, (*at, "sentences", number, "text"), message, span)


def _years(first: date, last: date) -> set[str]:
    """Years of the cited span; none where it is open, since that would be all of them."""
    if first == date.min or last == date.max:
        return {str(day.year) for day in (first, last) if day not in (date.min, date.max)}
    return {str(year) for year in range(first.year, last.year + 1)}


def _named_years(record: Record | None) -> set[str]:
    """Years that a statement speaks of."""
    if record is None:
        return set()
    texts = (record["passage"], record["summary"] or "", record["about"] or "")
    return {year for text in texts for year in re.findall(r"[0-9]{4}", text)}


def _span(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    start = "" if first == date.min else f"{first} "
    return f"{start}to {last}" if last < date.max else f"{start}and later"
