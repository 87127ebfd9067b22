"""Who of a library a person of a list is: the same, nobody yet, or not to be told without a curator."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefs.ingest.review import slug
from briefs.model import Person, Role
from briefs.names import Entity, Lookup, normalized

_SPELLINGS = frozenset({"name", "alias", "spelling", "transliteration"})
# Of 100, by the lookup: from here on two full names may be one person's where it names one, and where it
# does not. Of 500 politicians beside 500 others, 7 are asked about so; “Sergej Lawrow” is, and so is
# “Sergey V. Lavrov”.
_NAMED, _ALIKE = 65, 72
NOBODY_YET = "new"  # what a curator binds a name to who is none of those with that name
_SMALL_WORDS = frozenset("of the for and a an in at to former".split())
_SAYS_NO_BODY = _SMALL_WORDS | frozenset("""government ministry parliament federal federation republic kingdom
    united national council state states cabinet department house assembly""".split())  # fmt: skip
# these make another office of one: a minister is not the deputy minister
_OTHER_RANK = frozenset("deputy vice shadow assistant acting under junior european заместитель".split())


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """`same` with the id, `new`, or `unsure` with the ids of those it may be.

    `by_office`: one name and one office that fit; a namesake in the same list may be meant as well.
    `says_nothing` that is not known.
    """

    outcome: Literal["same", "new", "unsure"]
    ids: tuple[str, ...] = ()
    by_office: bool = False
    says_nothing: bool = False


class KnownPeople:
    """The people of a library. `bound` says who names or ids of a list are: ids, or NOBODY_YET."""

    def __init__(self, people: Iterable[Person], bound: Mapping[str, str]) -> None:
        self._people = {person.id: person for person in people}
        self._bound = bound
        self._by_item: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for person in self._people.values():
            if person.wikidata:
                self._by_item.setdefault(person.wikidata, []).append(person.id)
            for name in _full_names(person):
                self._by_name.setdefault(name, []).append(person.id)
        self._lookup = Lookup(
            Entity(person.id, person.name.en, (*_others(person), *person.alt_labels))
            for person in self._people.values()
        )

    def match(self, listed: Person) -> PersonMatch:
        """The same by its Wikidata item, unless nothing of the name fits, or by its full name with an office
        that fits.
        """
        bound = self._bound.get(listed.name.en) or self._bound.get(listed.id)
        if bound:
            return PersonMatch("new") if bound == NOBODY_YET else PersonMatch("same", (bound,))
        by_item = self._by_item.get(listed.wikidata or "", [])
        if by_item:
            sure = len(by_item) == 1 and _may_share_name(self._people[by_item[0]], listed)
            return PersonMatch("same" if sure else "unsure", tuple(by_item))
        found = dict.fromkeys(id for name in _full_names(listed) for id in self._by_name.get(name, ()))
        named = [id for id in found if not self._is_another(id, listed)]
        within = [id for id in named if self._holds(self._people[id], listed)]
        if within:
            return PersonMatch("same", (within[0],), says_nothing=not listed.roles)
        fitting = [id for id in named if share_office(self._people[id].roles, listed.roles)]
        if len(fitting) == 1:
            return PersonMatch("same", tuple(fitting), by_office=True)
        if not found:
            named = [id for id in self._spelt_alike(listed) if not self._is_another(id, listed)]
        return PersonMatch("unsure", tuple(fitting or named)) if named else PersonMatch("new")

    def is_named_so(self, text: str, but: str) -> bool:
        """Whether a full name is that of somebody else than `but`."""
        return any(id != but for id in self._by_name.get(normalized(text), ()))

    def _spelt_alike(self, listed: Person) -> list[str]:
        near = self._lookup.find(listed.name.en)
        least = _ALIKE if near.outcome == "none" else _NAMED
        # what is typed may be cut short or slip on the keyboard; a list's names do not
        return [each.id for each in near.matches if each.reason in _SPELLINGS and each.score >= least]

    def _is_another(self, id: str, listed: Person) -> bool:
        known = self._people[id].wikidata
        return bool(known and listed.wikidata and known != listed.wikidata)

    def _holds(self, known: Person, listed: Person) -> bool:
        """Whether all that the list says is there already: nothing could be contradicted."""
        if listed.wikidata not in (None, known.wikidata) or new_names(known, listed):
            return False
        held = share_office(known.roles, listed.roles) and not new_roles(known.roles, listed.roles)
        return held or not listed.roles


def new_names(known: Person, listed: Person) -> tuple[str, ...]:
    """What the listed person is called besides, case and accents apart."""
    seen = {normalized(text) for text in (known.name.en, *_others(known), *known.alt_labels)}
    added = []
    for text in (listed.name.en, *_others(listed), *listed.alt_labels):
        if normalized(text) not in seen:
            seen.add(normalized(text))
            added.append(text)
    return tuple(added)


def new_roles(known: Iterable[Role], listed: Iterable[Role]) -> tuple[Role, ...]:
    """The offices that are none of those known; one known with other days stays as it is known."""
    held = list(known)
    return tuple(role for role in listed if not any(_is_same_office(one, role) for one in held))


def share_office(known: Iterable[Role], listed: Iterable[Role]) -> bool:
    """Whether an office of the one is one of the other's, held at the same time and in no other body."""
    theirs = list(listed)
    return any(_is_same_office(one, role) and _may_be_one_body(one, role) for one in known for role in theirs)


def _may_be_one_body(one: Role, other: Role) -> bool:
    """Many countries have a foreign minister; what a body is called beside its name varies."""
    mine, theirs = (
        {word[:4] for word in normalized(role.organisation or "").split() if word not in _SAYS_NO_BODY}
        for role in (one, other)
    )
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _is_same_office(one: Role, other: Role) -> bool:
    if not _overlap(one, other):
        return False
    theirs = [_words(title, other.organisation) for title in _titles(other)]
    return any(
        (mine <= their or their <= mine) and _OTHER_RANK.isdisjoint(mine ^ their)
        for mine in (_words(title, one.organisation) for title in _titles(one))
        for their in theirs
        if mine and their
    )


def _titles(role: Role) -> Iterator[str]:
    yield role.title.en
    yield from (text for _, text in role.title.others)
    yield from role.alt_labels


def _words(title: str, organisation: str | None) -> frozenset[str]:
    """A title's words; of one word alone, which many hold, with those of its organisation."""
    words = frozenset(normalized(title).split()) - _SMALL_WORDS
    return (
        words if len(words) > 1 else words | frozenset(normalized(organisation or "").split()) - _SMALL_WORDS
    )


def _overlap(one: Role, other: Role) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(role: Role) -> date:
    return role.start.earliest if role.start and role.start.earliest else date.min


def _last(role: Role) -> date:
    return role.end.latest if role.end and role.end.latest else date.max


def _may_share_name(one: Person, other: Person) -> bool:
    """False where no word of the names in Latin letters begins alike: the item is a slip then."""
    mine, theirs = _beginnings(one), _beginnings(other)
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _beginnings(person: Person) -> set[str]:
    """Nothing of a name in other letters: put into Latin ones it may begin otherwise."""
    names = (slug(name) for name in (person.name.en, *_others(person), *person.alt_labels) if _is_latin(name))
    return {word[:3] for name in names for word in name.split("-") if len(word) > 1}


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())


def _full_names(person: Person) -> Iterator[str]:
    for text in (person.name.en, *_others(person), *person.alt_labels):
        name = normalized(text)
        if " " in name:
            yield name


def _others(person: Person) -> tuple[str, ...]:
    return tuple(text for _, text in person.name.others)
