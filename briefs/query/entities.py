"""People and topics of a library as the lookup of names knows them."""

from __future__ import annotations

from briefs.model import LocalizedText, Person, Topic
from briefs.names import Entity, Office


def _all_labels(labels: LocalizedText) -> tuple[str, ...]:
    return (labels.en, *(text for _, text in labels.others))


def person_entity(person: Person) -> Entity:
    """A person as the lookup knows people."""
    offices = tuple(
        Office(
            (*_all_labels(role.title), *role.alt_labels),
            role.start.earliest if role.start else None,
            role.end.latest if role.end else None,
        )
        for role in person.roles
    )
    names = (*_all_labels(person.name)[1:], *person.alt_labels)
    return Entity(person.id, person.name.en, names, offices, person.kind)


def topic_entity(topic: Topic) -> Entity:
    """A topic as the lookup knows topics."""
    labels = (*_all_labels(topic.pref_label)[1:], *topic.alt_labels)
    return Entity(topic.id, topic.pref_label.en, labels, (), "topic")
