"""What lists of persons have in common: texts made clean, dates, and roles put together.

A person of a list is a Person whose id is that of the list, until the library gives one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from briefs.model import LocalizedText, Person, Role, UncertainDate
from briefs.text import BadDate, parse_edtf

LONGEST_NAME = 120  # characters
LONGEST_TITLE = 300
MOST_LABELS = 50  # of one person
_WIKIDATA = re.compile(r"(?:^|/)(Q[1-9][0-9]{0,9})$")
_DAY = re.compile(r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?")
# memberships in these are no office: a party's chair is one, its member is not
_NO_OFFICE = frozenset("""party politicalparty faction parliamentarygroup politicalgroup parliamentaryparty
    coalition opposition ethnicgroup""".split())  # fmt: skip


def clean(value: object, longest: int = LONGEST_NAME) -> str:
    """The text on one line without signs that nobody can see; empty where it is none, or too long."""
    if not isinstance(value, str):
        return ""
    text = "".join(char for char in " ".join(value.split()) if char.isprintable())
    return text if len(text) <= longest else ""


def clean_date(value: object) -> UncertainDate | None:
    """A year, a month or a day; None for what is none, and for 9999, by which lists mean “still”."""
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        return parse_edtf(found[0]) if found else None
    except BadDate:
        return None


def wikidata_id(value: object) -> str | None:
    """The item in an id or in an address that ends with one."""
    found = _WIKIDATA.search(value.strip()) if isinstance(value, str) else None
    return found[1] if found else None


def is_office(sort: object) -> bool:
    """Whether plain membership of an organisation of this sort is an office."""
    return re.sub(r"[\W_]", "", str(sort or "")).casefold() not in _NO_OFFICE


def listed_person(
    id: str, names: Iterable[str], russian: str, roles: Iterable[Role], wikidata: str | None
) -> Person:
    """A person by the first of the names, the others as labels; without any the name is empty."""
    every = list(dict.fromkeys(each for each in names if each)) or [""]
    labels = tuple(each for each in every[1:] if each != russian)[:MOST_LABELS]
    return Person(
        id or every[0], named(every[0], ru=russian), "person", labels, joined_roles(roles), wikidata
    )


def named(title: str, **others: str) -> LocalizedText:
    """The text with its other languages, those that say nothing else left out."""
    return LocalizedText(
        title, tuple((code, text) for code, text in others.items() if text and text != title)
    )


def is_reversed(role: Role) -> bool:
    """Whether it would end before it began."""
    start, end = role.start, role.end
    return bool(start and end and start.earliest and end.latest and start.earliest > end.latest)


def joined_roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """By their beginning; terms of one office that follow each other day on day are one."""
    joined: list[Role] = []
    for role in sorted(dict.fromkeys(roles), key=_beginning):
        same = (at for at, one in enumerate(joined) if _follows(one, role))
        at = next(same, None)
        if at is None:
            joined.append(role)
        else:
            last = joined[at]
            later = role.end if _end(role) >= _end(last) else last.end
            joined[at] = Role(last.title, last.alt_labels, last.organisation, last.start, later)
    return tuple(joined)


def _follows(one: Role, role: Role) -> bool:
    if (one.title, one.organisation) != (role.title, role.organisation):
        return False
    if one.end is None or one.end.latest is None or role.start is None or role.start.earliest is None:
        # of two that say nothing of when, one is enough
        return one.start == role.start and one.end == role.end
    return role.start.earliest <= one.end.latest + timedelta(days=1)


def _beginning(role: Role) -> str:
    return role.start.earliest.isoformat() if role.start and role.start.earliest else ""


def _end(role: Role) -> str:
    return role.end.latest.isoformat() if role.end and role.end.latest else "9999"
