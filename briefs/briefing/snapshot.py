"""Makes a library ready for briefings: what bears on what, what was said on which day, who can be paired."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from briefs import shifts
from briefs.grouping import anniversary_days, with_broader
from briefs.model import SHOWN, Brief, ChangedStatements, Library, Person, Statement, Topic

MOST_PAIRED = 12  # the most quoted people on a topic; more would make pairs by the million


@dataclass(frozen=True, slots=True)
class PairKey:
    """Two people on one topic, in the order of their ids."""

    topic: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.topic}|{self.first}|{self.second}"


@dataclass(frozen=True, slots=True)
class LibrarySnapshot:
    """Everything that briefings of one library need, worked out once. `statements` by id, in order."""

    digest: str
    statements: dict[str, Statement]
    people: dict[str, Person]
    topics: dict[str, Topic]
    briefs: tuple[Brief, ...]
    with_broader: dict[str, frozenset[str]]  # a topic's own id and all that is broader
    time_order: dict[str, int]  # where a statement stands in the order of time
    ids_by_day: dict[tuple[int, int], tuple[str, ...]]  # (month, day) -> statements
    pairs: tuple[PairKey, ...]  # in an order that favours nobody
    # (topic, person) -> statements, in order of time
    ids_by_topic_and_person: dict[tuple[str, str], tuple[str, ...]] = field(repr=False, default_factory=dict)
    shifts: tuple[ChangedStatements, ...] = ()  # what curators confirmed as changed, by the later one's day

    def all_topics(self, statement: Statement) -> frozenset[str]:
        """All topics whose answers hold the statement."""
        return frozenset().union(
            *(self.with_broader.get(topic, frozenset({topic})) for topic in statement.topics)
        )

    def matches(self, statement: Statement, topics: Collection[str], people: Collection[str]) -> bool:
        """Whether one of the topics and one of the people fit; none given fits all."""
        if people and not any(speaker.id in people for speaker in statement.speakers):
            return False
        return not topics or not self.all_topics(statement).isdisjoint(topics)


def snapshot_of(library: Library) -> LibrarySnapshot:
    """The snapshot of a library. Only what an answer may hold counts: no drafts, nothing withdrawn."""
    shown = sorted((s for s in library.statements if s.status in SHOWN), key=_order)
    ids_of = _statements_by_topic_and_person(shown)
    return LibrarySnapshot(
        digest=library.digest,
        statements={s.id: s for s in shown},
        people={person.id: person for person in library.people},
        topics={topic.id: topic for topic in library.topics},
        briefs=library.briefs,
        with_broader=with_broader(library.topics),
        time_order={s.id: number for number, s in enumerate(shown)},
        ids_by_day=_days(shown),
        pairs=_pairs(ids_of, shown),
        ids_by_topic_and_person=ids_of,
        shifts=shifts.confirmed_shifts(library),
    )


def stable_shuffle_key(*parts: object) -> str:
    """A key to sort by that is the same everywhere and follows no alphabet."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def _order(statement: Statement) -> tuple[date, str, int]:
    """Sorts by the last possible day, undated ones last, then by place in the article."""
    return statement.said.latest or date.max, statement.article.file, statement.start


def _days(shown: Iterable[Statement]) -> dict[tuple[int, int], tuple[str, ...]]:
    """(month, day) -> ids of what may have been said then."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for statement in shown:
        for day in anniversary_days(statement):
            found[day.month, day.day].append(statement.id)
    return {day: tuple(dict.fromkeys(ids)) for day, ids in found.items()}


def _statements_by_topic_and_person(shown: Iterable[Statement]) -> dict[tuple[str, str], tuple[str, ...]]:
    """(topic, person) -> what this person said on exactly this topic, in order of time."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for statement in shown:
        for topic in statement.topics:
            for speaker in statement.speakers:
                found[topic, speaker.id].append(statement.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _pairs(ids_of: dict[tuple[str, str], tuple[str, ...]], shown: Iterable[Statement]) -> tuple[PairKey, ...]:
    by_topic: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (topic, person), ids in ids_of.items():
        by_topic[topic].append((-len(ids), person))
    made = [
        # Each must have words of their own: a joint statement alone compares nobody with nobody.
        PairKey(topic, *sorted((one, other)))
        for topic, counted in by_topic.items()
        for one, other in combinations([person for _, person in sorted(counted)[:MOST_PAIRED]], 2)
        if set(ids_of[topic, one]) - set(ids_of[topic, other])
        and set(ids_of[topic, other]) - set(ids_of[topic, one])
    ]
    return tuple(sorted(made, key=stable_shuffle_key))
