"""A candidate as it waits: with what curators have set of it, by the people and topics there are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.ingest.sentences import around, on_one_line
from bot.store import QueuedCandidate
from briefs.ingest import review
from briefs.library import role_held
from briefs.model import LocalizedText
from briefs.names import normalized
from briefs.query import QueryEngine, person_entity, topic_entity
from briefs.text import Similarity, parse_edtf

if TYPE_CHECKING:
    from briefs.ingest.review import Draft, PendingCandidate

_FEW_PEOPLE = 500
_LONGEST_LABEL = 5  # words of a topic's label that are looked for in a passage


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A candidate that waits, as it is shown; `alike` are statements that seem to be the same utterance.

    `draft` is what would be published now. `known`: by id, name and office at that date of speakers whom
    the library knows. `topics`: by id, the labels of topics.
    """

    row: QueuedCandidate
    pending: PendingCandidate
    draft: Draft
    alike: tuple[Similarity, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, LocalizedText] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The candidate's key in the queue."""
        return self.row.key

    @property
    def text(self) -> str:
        """The article's text, in which the draft's offsets count."""
        return self.pending.article.page.text

    @property
    def context(self) -> str:
        """The sentences around the words on one line, with `…` in the place of the words."""
        before, behind = self.around
        if self.row.candidate.get("context"):
            return before
        return f"{before} … {behind}".strip()

    @property
    def around(self) -> tuple[str, str]:
        """What stands before the words and after them, to see who speaks without opening the article.

        Before a turn of a transcript that is the question.
        """
        candidate = self.row.candidate
        if candidate.get("context"):
            start, end = candidate["context"]
            return on_one_line(self.text[start:end]), ""
        sentence = (candidate["sentence_start"], candidate["sentence_end"])
        return around(self.text, (self.draft.start, self.draft.end), sentence)

    @property
    def named(self) -> str:
        """The speaker as the article names them; empty where it names nobody."""
        return self.row.candidate["speaker"] or ""


def matching_statement_id(item: ReviewItem, number: int = 0) -> str:
    """Id of the statement that `item.alike[number]` found to be like the candidate."""
    found = item.alike[number]
    return found.second if found.first == item.key else found.first


def known_speakers(draft: Draft, engine: QueryEngine) -> dict[str, str]:
    """Name and office when the words were said, by id, of speakers whom the library knows."""
    said = parse_edtf(draft.said) if draft.said else None
    found = {}
    for person in (engine.people[id] for id in draft.speakers if id in engine.people):
        # the office of that day, which is what the published statement will show
        office = role_held(person, said) if said else None
        found[person.id] = f"{person.name.en}, {office.en}" if office else person.name.en
    return found


def known_topics(draft: Draft, engine: QueryEngine) -> dict[str, LocalizedText]:
    """The labels, by id, of topics that the library knows."""
    return {id: engine.topics[id].pref_label for id in draft.topics if id in engine.topics}


def names_of_few(engine: QueryEngine) -> frozenset[str] | None:
    """Every name in a small library, folded; None for others, whose lookup has an index to be asked.

    A name that has nobody's words need not be looked up, which loads all of fuzzy lookup.
    """
    if len(engine.people) > _FEW_PEOPLE:
        return None
    entities = map(person_entity, engine.people.values())
    return frozenset(normalized(name) for each in entities for name in (each.name, *each.aliases))


class CurrentNames:
    """Brings drafts up to the people and topics of one library, as both change while a candidate waits."""

    def __init__(self, engine: QueryEngine) -> None:
        self._engine = engine

    def draft(self, row: QueuedCandidate, proposed: Draft) -> Draft:
        """The proposal with what curators have set; ids that are gone are no longer in it."""
        draft = review.edited(proposed, row.edits or {})
        draft = self._with_speakers(draft, row)
        topics = tuple(
            dict.fromkeys(
                id for id in draft.topics if id in self._engine.topics or id in _new_topic_ids(draft)
            )
        )
        if not topics and "topics" not in (row.edits or {}):
            topics = self._topics_in(row.article["text"][proposed.start : proposed.end])
        return replace(draft, topics=topics)

    def person_called(self, name: str) -> str | None:
        """The id of the one person with exactly this name; a single word is no person's whole name."""
        if not name or (self._names is not None and normalized(name) not in self._names):
            return None
        found = self._engine.person_lookup.find(name, mode="strict").answer
        person = self._engine.people.get(found or "")
        if person is None or (person.kind == "person" and len(normalized(name).split()) < 2):
            return None
        entity = person_entity(person)
        names = map(normalized, (entity.name, *entity.aliases))
        return person.id if normalized(name) in names else None

    @cached_property
    def _names(self) -> frozenset[str] | None:
        return names_of_few(self._engine)

    def topic_called(self, label: str) -> str | None:
        """The id of the topic with exactly this label, in any language, one or many of it."""
        words = normalized(label)
        return self._labels.get(words) or self._labels.get(_other_number(words))

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {
            normalized(label): topic.id
            for topic in self._engine.topics.values()
            for entity in (topic_entity(topic),)
            for label in (entity.name, *entity.aliases)
        }

    def _with_speakers(self, draft: Draft, row: QueuedCandidate) -> Draft:
        new, people = draft.new_person, self._engine.people
        if new is not None and (known := self.person_called(new.name)) is not None:
            speakers = tuple(known if id == new.id else id for id in draft.speakers)
            return replace(draft, speakers=speakers, new_person=None)
        gone = [id for id in draft.speakers if id not in people and not (new and new.id == id)]
        if not gone:
            return draft
        left = tuple(id for id in draft.speakers if id not in gone)
        named = row.candidate["speaker"]
        if left or new is not None or not named:
            return replace(draft, speakers=left)
        person = review.NewPerson(review.slug(named), named, title=row.candidate.get("speaker_title"))
        return replace(draft, speakers=(person.id,), new_person=person)

    def _topics_in(self, passage: str) -> tuple[str, ...]:
        """Topics whose whole label stands in the passage: what came into the library since it was read."""
        words = normalized(passage).split()
        found: dict[int, str] = {}
        taken: set[int] = set()
        for size in range(min(_LONGEST_LABEL, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                label = " ".join(words[at : at + size])
                # short words are as often something else: “pro”, “arms”
                topic = self._labels.get(label) if len(label) > 4 else None
                if topic is not None and taken.isdisjoint(range(at, at + size)):
                    taken.update(range(at, at + size))
                    found[at] = topic
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def _new_topic_ids(draft: Draft) -> set[str]:
    return {each.id for each in draft.new_topics}


def is_same_label(one: str, other: str) -> bool:
    """Whether two labels are the same words, one or many of it, in whatever letters."""
    first, second = normalized(one), normalized(other)
    return first == second or _other_number(first) == second


def _other_number(words: str) -> str:
    return words.removesuffix("s") if words.endswith("s") else f"{words}s"
