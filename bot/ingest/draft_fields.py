"""What a curator types about a candidate or a statement, resolved to ids, dates and places in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date as Day
from typing import TYPE_CHECKING, Any

from bot.ingest.review_items import CurrentNames, ReviewItem, is_same_label
from briefs.errors import UserError
from briefs.ingest import review
from briefs.model import BASES, KINDS
from briefs.names import LookupResult
from briefs.query import QueryEngine, QueryResolver
from briefs.text import EXPECTED, BadDate, find_passage, parse_edtf

if TYPE_CHECKING:
    from briefs.ingest.review import Draft

TypedFields = Mapping[str, Any]  # field, what was typed; None or () where nothing was
_ANY_TIME = (Day.min, Day.max)  # a candidate's day may lie outside those of the library
_NOTHING: tuple[Any, ...] = (None, "", ())


def apply_edits(draft: Draft, typed: TypedFields, engine: QueryEngine, text: str) -> Draft:
    """The draft with what was typed. `text` is the article's, in which a typed passage is looked for.

    Raises UserError for a name, date or passage that nothing is found by.
    """
    return review.edited(draft, read_edits(typed, engine, text))


def read_edits(typed: TypedFields, engine: QueryEngine, text: str) -> dict[str, Any]:
    """The fields of a draft that were typed, with new people and topics. Raises as apply_edits()."""
    topics = tuple(typed.get("topics") or ())
    new = [label[1:].strip() for label in topics if label.startswith("+")]
    known = tuple(label for label in topics if not label.startswith("+"))
    edits = parse_fields({**typed, "topics": known}, engine)
    if new:
        edits |= _with_new_topics(edits.get("topics", ()), new, engine)
    if typed.get("new_person"):
        person = new_person(typed["new_person"], typed.get("role"))
        # a new person speaks beside those who were named, and instead of those who were proposed
        edits |= {"new_person": person, "speakers": (*edits.get("speakers", ()), person.id)}
    if typed.get("passage"):
        # white space as people copy it from a screen is not that of the text
        start, end = find_passage(text, " ".join(typed["passage"].split()))
        edits |= {"start": start, "end": end}
    return edits


def kept_edits(item: ReviewItem, typed: TypedFields, engine: QueryEngine) -> dict[str, Any]:
    """What was set of a candidate that waits, with what was typed now, as JSON keeps it. Raises likewise."""
    read = read_edits(typed, engine, item.text)
    return {**(item.row.edits or {}), **{name: _as_json(value) for name, value in read.items()}}


def _as_json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_as_json(each) for each in value] if isinstance(value, tuple) else value


def _with_new_topics(topics: tuple[str, ...], labels: Sequence[str], engine: QueryEngine) -> dict[str, Any]:
    """A label that is one of the library's in other letters, or in the plural, is that topic."""
    names, new = CurrentNames(engine), dict[str, review.NewTopic]()
    for label in labels:
        if not review.slug(label):
            raise UserError(f"“{label}” is no name of a topic", "write it as readers shall see it")
        same = (id for id, each in new.items() if is_same_label(each.label, label))
        id = names.topic_called(label) or next(same, review.slug(label))
        topics = (*topics, id)
        if id not in engine.topics:
            new.setdefault(id, review.NewTopic(id, label))
    return {"topics": tuple(dict.fromkeys(topics)), "new_topics": tuple(new.values())}


def parse_fields(typed: TypedFields, engine: QueryEngine) -> dict[str, Any]:
    """The fields of a statement that were typed, as plain values: names as ids, dates as EDTF.

    Raises UserError for a name or date that cannot be read, or a word that is not among those known.
    """
    # what was left empty stays as it is: nothing is cleared by not typing it
    found = {name: value for name, value in typed.items() if value not in _NOTHING}
    fields: dict[str, Any] = {}
    resolver = QueryResolver(engine)
    if "speakers" in found:
        fields["speakers"] = tuple(_person(name, resolver) for name in found["speakers"])
    if "topics" in found:
        # two words that mean one topic are one
        fields["topics"] = tuple(dict.fromkeys(_topic(name, resolver) for name in found["topics"]))
    if "said" in found:
        # the reason for the date before says nothing about this one
        fields |= {"said": date(found["said"]), "said_basis": "stated", "said_note": None}
    for name, known in (("said_basis", BASES), ("kind", KINDS)):
        if name in found:
            fields[name] = _one_of(found[name], known)
    for name in ("summary", "said_note", "about", "place", "occasion", "carried_by", "english_by"):
        if name in found:
            fields[name] = found[name]
    if "same_as" in found:
        fields["same_as"] = tuple(found["same_as"])
    return fields


def date(text: str) -> str:
    """The date as normal EDTF. Raises UserError, with what is expected, where it cannot be read."""
    try:
        return parse_edtf(text.strip()).edtf
    except BadDate as error:
        raise UserError(error.message, EXPECTED) from None


def new_person(name: str, role: str | None = None) -> review.NewPerson:
    """Somebody to add to the library, with an id made from the name. Raises UserError for no letters."""
    id = review.slug(name)
    if not id:
        raise UserError(f"“{name}” is no name", "write it as readers shall see it")
    return review.NewPerson(id, name, title=role or None)


def split_list(text: str) -> tuple[str, ...]:
    """“a, b” as a and b."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def topics_line(draft: Draft) -> str:
    """The topics as a curator types them: ids, and “+Label” for one that is new."""
    new = {each.id: f"+{each.label}" for each in draft.new_topics}
    return ", ".join(new.get(id, id) for id in draft.topics)


def speakers_line(draft: Draft) -> str:
    """The speakers as a curator types them: ids, and “+Name” for somebody new."""
    new = draft.new_person
    return ", ".join(f"+{new.name}" if new and id == new.id else id for id in draft.speakers)


def parse_speakers(line: str, draft: Draft) -> dict[str, Any]:
    """`speakers_line` as it was typed; somebody new keeps the office that was proposed for that name."""
    names, new = split_list(line), draft.new_person
    fresh = [name[1:].strip() for name in names if name.startswith("+")]
    typed: dict[str, Any] = {"speakers": tuple(name for name in names if not name.startswith("+"))}
    if fresh:
        typed |= {"new_person": fresh[0], "role": new.title if new and new.name == fresh[0] else None}
    return typed


def plain_value(value: Any) -> str:
    """A field of a candidate as a curator reads it."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "–"
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    return "–" if value in (None, "") else str(value)


def _person(name: str, resolver: QueryResolver) -> str:
    return _resolved("person", name, resolver.find_person(name, _ANY_TIME), "--new-person adds somebody new")


def _topic(name: str, resolver: QueryResolver) -> str:
    return _resolved("topic", name, resolver.find_topic(name), "+Name adds a new one to config/topics.yaml")


def _resolved(what: str, name: str, result: LookupResult, otherwise: str) -> str:
    if result.answer is not None:
        return result.answer
    near = " or ".join(match.id for match in result.matches[:3])
    if result.outcome == "several":
        raise UserError(f"“{name}” may be several: {near}", "write the id")
    hint = f"did you mean {near}? {otherwise}" if near else otherwise
    raise UserError(f"no {what} is known as “{name}”", hint)


def _one_of(word: str, known: Sequence[str]) -> str:
    if word not in known:
        raise UserError(f"“{word}” is none of these", ", ".join(known))
    return word
