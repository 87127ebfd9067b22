"""Persons, posts and memberships in Popolo JSON, parlparse's people.json with them.

https://www.popoloproject.com/specs/, https://github.com/mysociety/parlparse. What several documents hold is
put together: parlparse keeps its ministers in a file of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefs.ingest.people.listed import (
    LONGEST_TITLE,
    UnreadableDay,
    clean,
    clean_date,
    clean_id,
    is_office,
    is_reversed,
    listed_person,
    named,
    wikidata_id,
)
from briefs.model import Person, Role, UncertainDate

_KEYS = ("persons", "memberships", "organizations", "posts", "areas", "events")
_OF_A_PERSON = frozenset("memberships other_names family_name given_name identifiers".split())
_MEMBER = frozenset({"member", "mp", "membership"})
Fields = Mapping[str, Any]


def is_popolo(found: object) -> bool:
    """Whether the JSON lists persons, or what persons of another file are."""
    return bool(_documents(found))


def _documents(found: object) -> list[dict[str, list[Fields]]]:
    """The document as lists of entries by their key; empty where it is none."""
    if isinstance(found, list):  # persons alone
        found = {"persons": found} if found and all(_is_person(each) for each in found) else {}
    elif _is_person(found):
        found = {"persons": [found]}
    if not isinstance(found, dict) or not ("persons" in found or "memberships" in found):
        return []
    lists = {key: found.get(key) or [] for key in _KEYS}
    if not all(isinstance(listed, list) for listed in lists.values()):
        return []
    return [{key: [e for e in listed if isinstance(e, dict)] for key, listed in lists.items()}]


def _is_person(found: object) -> bool:
    return isinstance(found, dict) and "name" in found and not _OF_A_PERSON.isdisjoint(found)


def popolo_persons(found: Iterable[object], leave_out: Callable[[str], None]) -> Iterator[Person]:
    """The persons of all these documents with all that any of them says of them.

    An id is its own document's, and another's only where that has none such: “1” is somebody in many lists.
    A person whom no document names has an empty name; so has one that is known by an id alone.
    """
    documents = [_Document(document) for each in found for document in _documents(each)]
    elsewhere = [(document, each) for document in documents for each in document.of_others()]
    names: dict[str, set[str]] = {}
    for document in documents:
        for id, entry in document.persons.items():
            names.setdefault(id, set()).add(_names(entry)[0])
    of_others: dict[str, list[tuple[_Document, Fields]]] = {}
    for document, each in elsewhere:
        id = _id(each, "person")
        if len(names.get(id, ())) == 1:
            of_others.setdefault(id, []).append((document, each))
        elif id in names:
            leave_out(f"{id}: several lists have somebody else under this id")
    for document in documents:
        for entry in document.entries["persons"]:
            id = clean_id(entry.get("id"))
            inner = [(document, each) for each in (*_inner(entry, "memberships"), *document.of(id))]
            names_of = _names(entry)
            roles = []
            for place, each in (*inner, *of_others.get(id, ())):
                try:
                    role = place.role(each, documents)
                except UnreadableDay as day:
                    who = next(filter(None, names_of), id)
                    leave_out(f"{who}: an office, as its day “{day}” cannot be read")
                else:
                    roles += [role] if role else []
            russian = next((text for code, text in _translated(entry) if code == "ru"), "")
            yield listed_person(id, names_of, russian, roles, _wikidata(entry))


class _Document:
    """One document's entries, by their ids too."""

    def __init__(self, entries: Mapping[str, list[Fields]]) -> None:
        self.entries = entries
        organisations = entries["organizations"]
        posts = [*entries["posts"], *(post for each in organisations for post in _inner(each, "posts"))]
        self.persons = _by_id(entries["persons"])
        self._by_id = {
            "organization": _by_id(organisations), "post": _by_id(posts), "area": _by_id(entries["areas"]),
            "event": _by_id(entries["events"]),
        }  # fmt: skip
        self._memberships: dict[str, list[Fields]] = {}
        for each in entries["memberships"]:
            self._memberships.setdefault(_id(each, "person"), []).append(each)
        for organisation in organisations:
            for each in _inner(organisation, "memberships"):
                listed = self._memberships.setdefault(_id(each, "person"), [])
                listed.append({"organization_id": organisation.get("id"), **each})

    def of(self, person: str) -> Iterable[Fields]:
        """The memberships of one of its own persons."""
        return self._memberships.get(person, ()) if person else ()

    def of_others(self) -> Iterator[Fields]:
        """The memberships of persons whom another document names."""
        for person, listed in self._memberships.items():
            if person and person not in self.persons:
                yield from listed

    def role(self, membership: Fields, others: Iterable[_Document]) -> Role | None:
        """What somebody is by a membership; None where it is no office. Raises UnreadableDay."""
        post = self._of(membership, "post", others)
        organisation = self._of(membership, "organization", others) or self._of(post, "organization", others)
        body = clean(organisation.get("name"), LONGEST_TITLE)
        post_held = clean(membership.get("role") or post.get("role"), LONGEST_TITLE)
        title = clean(post.get("label"), LONGEST_TITLE) or clean(membership.get("label"), LONGEST_TITLE)
        if post_held.casefold() not in _MEMBER and post_held.casefold() not in title.casefold():
            title = post_held
        if not title or title.casefold() in _MEMBER:
            if not is_office(organisation.get("classification")) or not body:
                return None
            area = self._of(membership, "area", others) or self._of(post, "area", others)
            place = clean(area.get("name"))
            title = f"member of {body}" + (f" for {place}" if place else "")
        term = self._find("event", clean_id(membership.get("legislative_period_id")), others)
        role = Role(named(title), (), body or None, *_days(membership))
        # a seat taken or left within a term has one day of its own, and of some lists the other is not it
        start, end = _days({**term, **_known(membership)})
        whole = replace(role, start=start, end=end)
        return role if is_reversed(whole) else whole

    def _of(self, entry: Fields, what: str, others: Iterable[_Document]) -> Fields:
        """What an entry refers to by its id, or holds itself."""
        held = entry.get(what)
        return held if isinstance(held, dict) else self._find(what, _id(entry, what), others)

    def _find(self, what: str, id: str, others: Iterable[_Document]) -> Fields:
        every = (document._by_id[what].get(id) for document in (self, *others)) if id else ()
        return next((found for found in every if found is not None), {})


def _known(entry: Fields) -> Fields:
    return {key: value for key, value in entry.items() if value}


def _days(entry: Fields) -> tuple[UncertainDate | None, UncertainDate | None]:
    return clean_date(entry.get("start_date")), clean_date(entry.get("end_date"))


def _names(entry: Fields) -> list[str]:
    """The name first, then all others."""
    others = _inner(entry, "other_names")
    main = [each for each in others if str(each.get("note")).casefold() == "main"]
    main.sort(key=lambda each: str(each.get("end_date") or "9999"), reverse=True)
    return [_name(each) for each in (entry, *main, *others)]


def _name(entry: Fields) -> str:
    if name := clean(entry.get("name")):
        return name
    title, lord = clean(entry.get("honorific_prefix")), clean(entry.get("lordname"))
    place = clean(entry.get("lordofname"))
    if lord or (title and place):  # a peer: “Lord Tebbit”, “Baroness Ashton of Upholland”
        parts = ("" if lord else "The", title, lord, f"of {place}" if place else "")
        return " ".join(filter(None, parts))
    return clean(" ".join(filter(None, (clean(entry.get("given_name")), clean(entry.get("family_name"))))))


def _translated(entry: Fields) -> Iterator[tuple[str, str]]:
    for each in _inner(entry, "other_names"):
        yield clean(each.get("lang") or each.get("language")), clean(each.get("name"))


def _wikidata(entry: Fields) -> str | None:
    schemes = {"wikidata", "wikidata.org", "wikidata_id"}
    for each in _inner(entry, "identifiers"):
        item = wikidata_id(each.get("identifier"))
        if item and str(each.get("scheme")).casefold() in schemes:
            return item
    links = (each.get("url") for each in (*_inner(entry, "links"), *_inner(entry, "sources")))
    return next((wikidata_id(url) for url in links if isinstance(url, str) and "wikidata.org/" in url), None)


def _inner(entry: Fields, key: str) -> list[Fields]:
    listed = entry.get(key)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _by_id(listed: Iterable[Fields]) -> dict[str, Fields]:
    return {id: each for each in listed if (id := clean_id(each.get("id")))}


def _id(entry: Fields, what: str) -> str:
    held = entry.get(what)
    return clean_id(entry.get(f"{what}_id") or (held.get("id") if isinstance(held, dict) else held))
