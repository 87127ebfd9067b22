"""From a candidate to what stands in a dossier: a draft that a curator can change before it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import Any

from anyascii import anyascii

from briefs.errors import UserError
from briefs.ingest.extract import Candidate
from briefs.ingest.fetch import WebPage
from briefs.text import quoted_spans, read_marks, selector, trimmed

MAX_ID = 60
_NOT_ID = re.compile(r"[^a-z0-9]+")
_BROKEN = {
    "opening": "the article lacks the opening mark",
    "closing": "the article lacks the closing mark",
    "both": "the article lacks both marks",
}


@dataclass(frozen=True, slots=True)
class ProposedArticle:
    """An article as it waits with its candidates; `file` is its name in seeds/articles/."""

    id: str
    file: str
    page: WebPage


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody whom the library does not know yet."""

    id: str
    name: str
    kind: str = "person"
    title: str | None = None


@dataclass(frozen=True, slots=True)
class NewTopic:
    """A topic that the library does not have yet, under the label that readers see."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it is accepted; fields as in a dossier.

    `start` and `end` (exclusive) are its passage, in characters of the article's text. `said` is EDTF; the
    optional dates, places and ids are as a dossier has them. `new_person` is also named in `speakers`, and
    `new_topics` in `topics`.
    """

    kind: str
    start: int
    end: int
    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    summary: str
    said: str
    said_basis: str
    said_note: str | None = None
    about: str | None = None
    place: str | None = None
    occasion: str | None = None
    carried_by: str | None = None
    english_by: str | None = None
    stance: str | None = None
    group: str | None = None
    same_as: tuple[str, ...] = ()
    new_person: NewPerson | None = None
    taken_from: str | None = None
    second: float | None = None
    new_topics: tuple[NewTopic, ...] = ()


def propose(page: WebPage) -> ProposedArticle:
    """Gives the article its id: the same text from the same publisher always has the same."""
    # the text's digest tells several articles of one publisher and day apart
    digest = sha256(page.text.encode()).hexdigest()[:6]
    day = (page.published or "")[:10]
    id = slug(" ".join(part for part in (page.publisher or "", day) if part)) or "article"
    id = f"{id[: MAX_ID - 7].strip('-')}-{digest}"
    return ProposedArticle(id, f"{id}.txt", page)


def draft(candidate: Candidate, article: ProposedArticle) -> Draft:
    """What the candidate would be as a statement; without a summary, which is for people to write.

    A speaker whom the library does not know is proposed as a new person.
    """
    text = article.page.text
    kind, start, end = _passage(candidate, text)
    unknown = None
    if candidate.speaker_id is None and candidate.speaker:
        unknown = NewPerson(slug(candidate.speaker), candidate.speaker, title=candidate.speaker_title)
    speaker = candidate.speaker_id or (unknown.id if unknown else None)
    said, basis, note = candidate.said, candidate.said_basis, candidate.said_note or None
    if not said and article.page.published:  # an open date is true, where the day of publication may be false
        said, basis = f"../{article.page.published}", "inferred"
        note = "The text names no day; the words were said by the day of publication."
    return Draft(
        kind=kind,
        start=start,
        end=end,
        speakers=(speaker,) if speaker else (),
        topics=candidate.topics,
        summary="",
        said=said,
        said_basis=basis or "inferred",
        said_note=note,
        new_person=unknown,
        place=candidate.place,
        taken_from=candidate.taken_from,
        second=candidate.second,
    )


def changes(before: Draft, after: Draft) -> dict[str, Any]:
    """What a curator changed: field, value before and value now. Plain JSON."""
    one, other = asdict(before), asdict(after)
    return {name: {"was": one[name], "now": other[name]} for name in one if one[name] != other[name]}


def edited(before: Draft, edits: Mapping[str, Any]) -> Draft:
    """The draft with fields set from plain values. Raises UserError on an unknown field."""
    known = {each.name for each in fields(Draft)}
    for name in edits:
        if name not in known:
            raise UserError(f"a statement has no field {name}", "known are: " + ", ".join(sorted(known)))
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in edits.items()
    }
    person = values.get("new_person")
    if isinstance(person, Mapping):
        values["new_person"] = NewPerson(**person)
    if "new_topics" in values:
        topics = values["new_topics"]
        values["new_topics"] = tuple(
            NewTopic(**each) if isinstance(each, Mapping) else each for each in topics
        )
    return replace(before, **values)


def accepted_entry(draft: Draft, id: str, text: str, by: str, at: str) -> dict[str, Any]:
    """The entry under `statements:` of a dossier, its empty fields left out.

    `text` is the article's, `at` the time of acceptance in ISO 8601. Raises UserError where a curator has to
    say more first.
    """
    if not draft.speakers and draft.kind != "fact":
        raise UserError("nobody is named as the speaker", "name the speaker before you accept")
    if not draft.said:
        hint = "give a date, such as 2013-04-23 or ../2013-04-23"
        raise UserError("it is not known when this was said", hint)
    if not 0 <= draft.start < draft.end <= len(text):
        raise UserError("the passage is not in the article")
    exact, prefix, suffix = selector(text, draft.start, draft.end)
    entry: dict[str, Any] = {"id": id, "speakers": list(draft.speakers), "topics": list(draft.topics)}
    entry |= {"kind": draft.kind, "exact": exact, "prefix": prefix, "suffix": suffix}
    entry |= {name: getattr(draft, name) for name in ("group", "stance", "english_by", "summary")}
    entry |= {name: getattr(draft, name) for name in ("said", "said_basis", "said_note", "about", "place")}
    entry |= {"occasion": draft.occasion, "carried_by": draft.carried_by, "same_as": list(draft.same_as)}
    if draft.taken_from:
        second = None if draft.second is None else f"{draft.second:g}"
        entry |= {"taken_from": draft.taken_from, "second": second}
    else:
        entry["marks"] = marks_exception(draft.kind, text, draft.start, draft.end)
    entry |= {"accepted_by": by, "accepted_at": at}
    return {name: value for name, value in entry.items() if value not in (None, [], "") or name == "speakers"}


def article_entry(article: ProposedArticle) -> dict[str, Any]:
    """The mapping under `article:` of a new dossier."""
    page = article.page
    return {
        "id": article.id,
        "title": page.title,
        "title_derived": page.title_derived,
        "publisher": page.publisher,
        "published": page.published,
        "published_basis": page.published_basis or ("stated" if page.published else None),
        "place": None,
        "language": page.language,
        "url": page.url,
        "text": article.file,
        "sha256": sha256(page.text.encode()).hexdigest(),
        "author": page.author,
    }


def person_entry(person: NewPerson) -> dict[str, Any]:
    """The entry under `people:` of config/people.yaml."""
    entry: dict[str, Any] = {"id": person.id, "name": person.name, "kind": person.kind}
    return entry | ({"roles": [{"title": person.title}]} if person.title else {})


def topic_entry(topic: NewTopic) -> dict[str, Any]:
    """The entry under `topics:` of config/topics.yaml."""
    return {"id": topic.id, "pref_label": topic.label}


def slug(name: str) -> str:
    """An id of lower-case ASCII letters, digits and hyphens, at most MAX_ID long; it may be empty."""
    return _NOT_ID.sub("-", anyascii(name).lower()).strip("-")[:MAX_ID].strip("-")


def new_statement_id(article: str, place: int, taken: Sequence[str]) -> str:
    """`place` is the candidate's place in its article: undone and accepted again, it has the same id."""
    number = place + 1
    # taken by hand, or by another extraction of the text: the hundreds keep the place readable
    while f"{article}-{number:02d}" in taken:
        number += 100
    return f"{article}-{number:02d}"


def _passage(candidate: Candidate, text: str) -> tuple[str, int, int]:
    """A quotation is the words inside the marks; all else is whole sentences with their attribution."""
    start, end = trimmed(text, candidate.start, candidate.end)
    if candidate.taken_from:
        return "quotation", start, end  # a turn is whole, whatever marks stand in it
    if candidate.kind == "quotation" and read_marks(text).state(start, end) != "crossing":
        return "quotation", start, end
    start, end = trimmed(text, candidate.sentence_start, candidate.sentence_end)
    return ("mixed" if quoted_spans(text, start, end) else "reported"), start, end


def marks_exception(kind: str, text: str, start: int, end: int) -> dict[str, str] | None:
    """The named exception that a quotation needs where the article lacks a mark."""
    state = read_marks(text).state(start, end) if kind == "quotation" else "inside"
    return {"broken": state, "reason": _BROKEN[state]} if state in _BROKEN else None
