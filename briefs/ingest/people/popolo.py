"""Persons, posts and memberships in Popolo JSON, parlparse's people.json with them.

https://www.popoloproject.com/specs/, https://github.com/mysociety/parlparse. What several documents hold is
put together: parlparse keeps its ministers in a file of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefs.ingest.people.listed import (
    LONGEST_TITLE,
    clean,
    clean_date,
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


def popolo_persons(found: Iterable[object]) -> Iterator[Person]:
    """The persons of all these documents with all that any of them says of them.

    A person whom no document names has an empty name; so has one that is known by an id alone.
    """
    documents = [document for each in found for document in _documents(each)]
    return iter(_Persons(documents))


class _Persons:
    def __init__(self, documents: Iterable[Mapping[str, list[Fields]]]) -> None:
        self._by_key: dict[str, list[Fields]] = {key: [] for key in _KEYS}
        for document in documents:
            for key, listed in document.items():
                self._by_key[key] += listed
        organisations = self._by_key["organizations"]
        self._organisations = _by_id(organisations)
        posts = [*self._by_key["posts"], *(post for each in organisations for post in _inner(each, "posts"))]
        self._posts, self._areas = _by_id(posts), _by_id(self._by_key["areas"])
        self._events = _by_id(self._by_key["events"])
        self._memberships: dict[str, list[Fields]] = {}
        for each in self._by_key["memberships"]:
            self._memberships.setdefault(_id(each, "person"), []).append(each)
        for organisation in organisations:
            for each in _inner(organisation, "memberships"):
                listed = self._memberships.setdefault(_id(each, "person"), [])
                listed.append({"organization_id": organisation.get("id"), **each})

    def __iter__(self) -> Iterator[Person]:
        for entry in self._by_key["persons"]:
            id = clean(entry.get("id"))
            memberships = [*_inner(entry, "memberships"), *(self._memberships.get(id, ()) if id else ())]
            roles = (role for each in memberships if (role := self._role(each)))
            russian = next((text for code, text in _translated(entry) if code == "ru"), "")
            yield listed_person(id, _names(entry), russian, roles, _wikidata(entry))

    def _role(self, membership: Fields) -> Role | None:
        post = self._of(membership, "post", self._posts)
        organisation = self._of(membership, "organization", self._organisations) or self._of(
            post, "organization", self._organisations
        )
        body = clean(organisation.get("name"), LONGEST_TITLE)
        post_held = clean(membership.get("role") or post.get("role"), LONGEST_TITLE)
        title = clean(post.get("label"), LONGEST_TITLE) or clean(membership.get("label"), LONGEST_TITLE)
        if post_held.casefold() not in _MEMBER and post_held.casefold() not in title.casefold():
            title = post_held
        if not title or title.casefold() in _MEMBER:
            if not is_office(organisation.get("classification")) or not body:
                return None
            area = self._of(membership, "area", self._areas) or self._of(post, "area", self._areas)
            place = clean(area.get("name"))
            title = f"member of {body}" + (f" for {place}" if place else "")
        term = self._events.get(clean(membership.get("legislative_period_id")), {})
        role = Role(named(title), (), body or None, *_days(membership))
        # a seat taken or left within a term has one day of its own, and of some lists the other is not it
        start, end = _days({**term, **_known(membership)})
        whole = replace(role, start=start, end=end)
        return role if is_reversed(whole) else whole

    def _of(self, entry: Fields, what: str, listed: Mapping[str, Fields]) -> Fields:
        """What an entry refers to by its id, or holds itself."""
        held = entry.get(what)
        found = listed.get(_id(entry, what), {})
        return held if isinstance(held, dict) else found


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
    return {id: each for each in listed if (id := clean(each.get("id")))}


def _id(entry: Fields, what: str) -> str:
    held = entry.get(what)
    return clean(entry.get(f"{what}_id") or (held.get("id") if isinstance(held, dict) else held))
