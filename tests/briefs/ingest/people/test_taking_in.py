"""People come in beside those who are there: joined where it is certain, else left out and named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import UserError
from briefs.ingest.people import PeopleTakenIn, PersonList, take_in_people
from briefs.ingest.review import library_check, undo_change
from briefs.model import LocalizedText, Person, Role
from briefs.text import parse_edtf
from tests.briefs.ingest.review import fakes

CHECK = library_check(None)
FILE = "config/people.yaml"
KNOWN = """# by hand
people:
  - id: anna-ray
    name: Anna Ray
    roles:  # offices
      - {title: Minister of Ports, start: 2010}  # since the vote
    note: kept
  - id: tom-ford
    name: Tom Ford
    wikidata: Q77
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = fakes.make(tmp_path / "library")
    (root / FILE).write_text(KNOWN, "utf-8")
    for folder in ("articles", "dossiers"):  # nobody else is needed
        for file in (root / "seeds" / folder).iterdir():
            file.unlink()
    return root


def person(name: str, *roles: Role, **fields: Any) -> Person:
    return Person(name, LocalizedText(name), roles=roles, **fields)


def office(title: str, start: str | None = None, end: str | None = None) -> Role:
    return Role(LocalizedText(title), (), None, start and parse_edtf(start), end and parse_edtf(end))


def take_in(root: Path, *persons: Person, **bound: str) -> PeopleTakenIn:
    return take_in_people(root, PersonList(persons), CHECK, fakes.clock(), bound)


PORTS = office("Minister of Ports", "2010-03", "2014")


def test_who_is_new_comes_in_and_comes_in_once(root: Path) -> None:
    twins = (person("Per Hagen", office("Clerk", "2001")), person("Per Hagen", office("Doorkeeper")))
    first = take_in(root, person("Kari Moen", PORTS), *twins)
    assert first.new == ("kari-moen", "per-hagen", "per-hagen-2")
    before = (root / FILE).read_bytes()
    again = take_in(root, person("Kari Moen", PORTS), *twins)
    assert (again.new, again.joined, again.same, again.unsure, again.change) == ((), (), 3, (), None)
    assert (root / FILE).read_bytes() == before


def test_an_office_that_fits_makes_a_name_a_person_and_what_stands_there_stays(root: Path) -> None:
    taken = take_in(root, person("Anna Ray", PORTS, office("Mayor of Vik", "2015"), alt_labels=("A. Ray",)))
    assert (taken.new, taken.joined) == ((), ("anna-ray",))
    added = "      - title: Mayor of Vik\n        start: 2015\n"
    expected = KNOWN.replace("# since the vote\n", f"# since the vote\n{added}")
    expected = expected.replace("note: kept\n", "note: kept\n    alt_labels: [A. Ray]\n")
    assert (root / FILE).read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("listed", "outcome"),
    [
        (person("Anna Ray", office("Baker", "2010")), "unsure"),  # a namesake, or another office of hers
        (person("Anna Ray", office("Minister of Ports", "1990", "1995")), "unsure"),
        (person("Thomas Ford", wikidata="Q77"), "joined"),
        (person("Tom Ford", wikidata="Q78"), "new"),
        (person("Tom Ford"), "same"),  # it says nothing that could be wrong of him
        (person("Anne Ray", office("Baker")), "unsure"),  # another spelling
        (person("Anna Ray", office("Deputy Minister of Ports", "2010")), "unsure"),  # hers, or a namesake's
        (person("Kari Moen", wikidata="Q77"), "unsure"),  # a slip in the list: no word of the name is his
        (person("Чомас Рівз", office("Clerk"), wikidata="Q77"), "joined"),
    ],
)
def test_who_somebody_is(root: Path, listed: Person, outcome: str) -> None:
    taken = take_in(root, listed)
    found = {"new": taken.new, "joined": taken.joined, "unsure": taken.unsure, "same": taken.same}
    assert [name for name, some in found.items() if some] == [outcome]
    if outcome in ("unsure", "same"):
        assert (root / FILE).read_text("utf-8") == KNOWN


def test_of_namesakes_in_one_office_none_gets_the_others_years(root: Path) -> None:
    one = replace(person("Anna Ray", PORTS, office("Mayor of Vik", "2001", "2003")), id="1")
    other = replace(person("Anna Ray", PORTS, office("Mayor of Rud", "2001", "2003")), id="2")
    taken = take_in(root, one, other)
    assert taken.unsure == (("Anna Ray", ("anna-ray",)),) * 2 and not taken.change
    assert (root / FILE).read_text("utf-8") == KNOWN
    take_in(root, one, **{"1": "anna-ray"})
    assert take_in(root, one, other).unsure == (("Anna Ray", ("anna-ray",)),)
    assert take_in(root, one, other, **{"2": "new"}).new == ("anna-ray-2",)
    again = take_in(root, one, replace(other, roles=other.roles[::-1]))
    assert (again.same, again.unsure, again.change) == (2, (), None)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [("Government of Vik", "unsure"), ("Norvian government", "joined"), ("Parliament", "joined")],
)
def test_an_office_of_another_body_makes_nobody_the_same(root: Path, body: str, outcome: str) -> None:
    known = KNOWN.replace("Minister of Ports,", "Minister of Ports, organisation: Government of Norvia,")
    (root / FILE).write_text(known, "utf-8")
    there = replace(PORTS, organisation=body)
    taken = take_in(root, person("Anna Ray", there, office("Mayor of Rud", "2001", "2003")))
    assert {"unsure": bool(taken.unsure), "joined": bool(taken.joined)}[outcome]
    assert bool(taken.change) == (outcome == "joined")


def test_a_name_of_somebody_else_becomes_nobodys_label(root: Path) -> None:
    taken = take_in(root, person("Anna Ray", PORTS, alt_labels=("Tom Ford", "A. Ray")))
    text = (root / FILE).read_text("utf-8")
    assert taken.joined == ("anna-ray",) and "alt_labels: [A. Ray]" in text


def test_a_curator_says_who_is_meant(root: Path) -> None:
    baker = person("Anna Ray", office("Baker", "2010"))
    assert take_in(root, baker, **{"Anna Ray": "new"}).new == ("anna-ray-2",)
    assert take_in(root, replace(baker, id="b"), b="anna-ray").joined == ("anna-ray",)
    with pytest.raises(UserError, match="nobody"):
        take_in(root, baker, b="anna")


def test_what_came_in_is_taken_back_as_a_whole(root: Path) -> None:
    taken = take_in(root, person("Kari Moen"), person("Thomas Ford", wikidata="Q77"))
    assert taken.change
    assert undo_change(root, taken.change, CHECK, fakes.clock()) == (FILE,)
    assert (root / FILE).read_text("utf-8") == KNOWN
