"""What lists of persons have in common: texts made clean, dates, and roles put together.

A person of a list is a Person whose id is that of the list, until the library gives one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from briefs.model import LocalizedText, Person, Role, UncertainDate
from briefs.text import BadDate, parse_edtf

LONGEST_NAME = 120  # characters
LONGEST_TITLE = 300
MOST_LABELS = 50  # of one person
_WIKIDATA = re.compile(r"(?:^|/)(Q[1-9][0-9]{0,9})$")
_DAY = re.compile(r"([12]\d{3})(?:[-/](\d\d)(?:[-/](\d\d))?)?(?:[T ]\d\d:.*|Z|[+-]\d\d:\d\d)?")
# by which lists mean that a day is not known, or that an office is held still
_NO_DAY = re.compile(r"(?i)|-|0000(-00){0,2}|9999\b.*|present|current|ongoing|now|null|none")
# memberships in these are no office: a party's chair is one, its member is not
_NO_OFFICE = frozenset("""party politicalparty faction parliamentarygroup politicalgroup parliamentaryparty
    coalition opposition ethnicgroup""".split())  # fmt: skip


def clean(value: object, longest: int = LONGEST_NAME) -> str:
    """The text on one line without signs that nobody can see; empty where it is none, or too long."""
    if not isinstance(value, str):
        return ""
    text = "".join(char for char in " ".join(value.split()) if char.isprintable())
    return text if len(text) <= longest else ""


class UnreadableDay(ValueError):
    """There is a day, and it says nothing: an office must not be held for ever for that."""


def clean_id(value: object) -> str:
    """The same of an id, which may be a number."""
    return clean(str(value) if isinstance(value, int) and not isinstance(value, bool) else value)


def clean_date(value: object) -> UncertainDate | None:
    """A year, a month or a day; None for none, and for what means “still”. Raises UnreadableDay."""
    text = "" if value is None else str(value).strip()
    if _NO_DAY.fullmatch(text):
        return None
    found = _DAY.fullmatch(text)
    parts = [part for part in found.groups() if part] if found else []
    # 2009-00-00 is a year, and of 2009-02-31 the month is known
    for known in ("-".join(parts[:length]) for length in range(len(parts), 0, -1)):
        with suppress(BadDate):
            return parse_edtf(known)
    try:
        return parse_edtf(text)
    except BadDate:
        raise UnreadableDay(clean(text) or "…") from None


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
    longest: dict[tuple[LocalizedText, str | None], int] = {}  # of each office the term that ends last
    for role in sorted(dict.fromkeys(roles), key=_beginning):
        office = (role.title, role.organisation)
        last = joined[longest[office]] if office in longest else None
        if last is None or not _follows(last, role):
            if last is None or _end(role) >= _end(last):
                longest[office] = len(joined)
            joined.append(role)
        elif _end(role) >= _end(last):
            joined[longest[office]] = replace(last, end=role.end)
    return tuple(joined)


def _follows(one: Role, role: Role) -> bool:
    if one.end is None or one.end.latest is None or role.start is None or role.start.earliest is None:
        # of two that say nothing of when, one is enough
        return one.start == role.start and one.end == role.end
    # of a year alone it is not known that the next begins on the day after
    apart = timedelta(days=one.end.earliest == one.end.latest)
    return role.start.earliest <= one.end.latest + apart


def _beginning(role: Role) -> str:
    return role.start.earliest.isoformat() if role.start and role.start.earliest else ""


def _end(role: Role) -> str:
    return role.end.latest.isoformat() if role.end and role.end.latest else "9999"
