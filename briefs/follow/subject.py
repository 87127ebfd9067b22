"""A new statement as standing questions see it: who, on what, in which words, in which office."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from briefs.briefing import LibrarySnapshot
from briefs.follow.tokens import word_tokens
from briefs.model import Person, Statement


@dataclass(frozen=True)
class Subject:
    """`topics` with all that is broader; `offices` are the words of each; `new_on` are topics, too.

    `number` is the one under which the bot knows the statement.
    """

    statement: Statement
    number: int
    people: frozenset[str]
    topics: frozenset[str]
    new_on: frozenset[str]
    offices: tuple[tuple[str, ...], ...]

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words of the passage and of its summary, between which no phrase goes on."""
        return (*word_tokens(self.statement.passage), "\0", *word_tokens(self.statement.summary))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each word once."""
        return frozenset(self.tokens)


def subjects_of(
    snapshot: LibrarySnapshot, numbers: dict[str, int], fresh: Collection[str]
) -> tuple[Subject, ...]:
    """Those of the statements `fresh` that may be shown, in the order in which the bot met them."""
    shown = sorted((id for id in fresh if id in snapshot.statements), key=lambda id: numbers.get(id, 0))
    as_of = {(brief.person, brief.topic): brief.as_of.latest for brief in snapshot.briefs}
    known = _known_before(snapshot, frozenset(fresh))
    return tuple(
        Subject(
            one,
            numbers.get(one.id, 0),
            frozenset(speaker.id for speaker in one.speakers),
            snapshot.all_topics(one),
            frozenset(_new_on(one, snapshot, known, as_of)),
            tuple(_offices(one, snapshot.people)),
        )
        for one in (snapshot.statements[id] for id in shown)
    )


def _known_before(snapshot: LibrarySnapshot, fresh: frozenset[str]) -> frozenset[tuple[str, str]]:
    """(topic, person): on record before `fresh`; for a wide topic what is narrower counts."""
    return frozenset(
        (wide, person)
        for (topic, person), ids in snapshot.ids_by_topic_and_person.items()
        if any(id not in fresh for id in ids)
        for wide in snapshot.with_broader.get(topic, (topic,))
    )


def _new_on(
    one: Statement,
    snapshot: LibrarySnapshot,
    known: frozenset[tuple[str, str]],
    as_of: dict[tuple[str, str], date | None],
) -> Iterator[str]:
    """Topics on which it is the first of its speaker, or later than the curated brief."""
    for topic in snapshot.all_topics(one):
        for speaker in one.speakers:
            if (topic, speaker.id) not in known:
                yield topic
            elif (speaker.id, topic) in as_of and _is_later(one, as_of[speaker.id, topic]):
                yield topic


def _is_later(one: Statement, as_of: date | None) -> bool:
    return as_of is not None and one.said.earliest is not None and one.said.earliest > as_of


def _offices(one: Statement, people: dict[str, Person]) -> Iterator[tuple[str, ...]]:
    """The office held when it was said, in each language, with its other names and its organisation."""
    for speaker in one.speakers:
        if speaker.role is None:
            continue
        yield from (word_tokens(name) for name in _names(speaker.role.en, speaker.role.others))
        person = people.get(speaker.id)
        for role in person.roles if person else ():
            if role.title == speaker.role:
                also = (*role.alt_labels, *([role.organisation] if role.organisation else []))
                yield from (word_tokens(name) for name in also)


def _names(first: str, others: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield first
    yield from (name for _, name in others)
