"""Lists of persons come in as they are: names, offices with their days, and no more than they say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.ingest.people import PersonList, lists_persons, read_persons
from briefs.model import Person

POPOLO = {
    "persons": [
        {
            "id": "p1", "name": "Kari Moen",
            "identifiers": [{"scheme": "wikidata", "identifier": "Q1110001"}],
            "other_names": [{"name": "Кари Моэн", "lang": "ru"}, {"name": "K. Moen"}],
        },
        {
            "id": "p2",
            "other_names": [
                {"note": "Main", "given_name": "Nils", "family_name": "Dodd", "end_date": "2020-09-17"},
                {"note": "Main", "honorific_prefix": "Lord", "lordname": "Dodd", "lordofname": "Vik"},
            ],
        },
    ],
    "organizations": [
        {"id": "gov", "name": "Government of Norvia"},
        {"id": "lab", "name": "Labour", "classification": "party"},
        {"id": "ass", "name": "Assembly", "classification": "legislature"},
    ],
    "areas": [{"id": "a1", "name": "Vik"}],
    "posts": [{"id": "vik", "label": "MP for Vik", "role": "MP", "organization_id": "ass"}],
    "events": [
        {"id": "t1", "start_date": "2001-09-01", "end_date": "2005-08-31"},
        {"id": "t2", "start_date": "2005-09-01", "end_date": "2009-08-31"},
    ],
    "memberships": [
        {"person_id": "p1", "organization_id": "gov", "role": "Minister of Ports", "start_date": "2015-01",
         "end_date": "2018-03-04"},
        {"person_id": "p1", "organization_id": "lab", "role": "member"},
        {"person_id": "p1", "organization_id": "ass", "area_id": "a1", "legislative_period_id": "t1"},
        {"person_id": "p1", "organization_id": "ass", "area_id": "a1", "legislative_period_id": "t2"},
        {"person_id": "p2", "post_id": "vik", "start_date": "2010-05-06", "end_date": "9999-12-31"},
    ],
}  # fmt: skip
TEI = """<listPerson xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><person xml:id="PAD_1">
<persName to="2000-09-27"><surname>Aumayr</surname><forename>Anna</forename></persName>
<persName from="2000-09-28">
<surname>Achatz</surname><forename>Anna</forename><roleName>Dr.</roleName></persName>
<affiliation from="1990-11-05" to="1994-11-06" role="member" ref="#NR"/>
<affiliation from="1994-11-07" to="2002-12-19" role="member" ref="#NR"/>
<affiliation from="1990-11-05" role="member" ref="#parliamentaryGroup.X"/>
<affiliation from="2000-02-04" role="member" ref="#GOV"/>
<affiliation from="2000-02-04" to="2000-03-31" role="minister" ref="#GOV">
<roleName xml:lang="de">Bundesministerin</roleName><roleName xml:lang="en">Federal Minister</roleName>
</affiliation>
<idno type="URI" subtype="wikidata">https://www.wikidata.org/wiki/Q778899</idno></person>
<person xml:id="P2"><persName xml:lang="bg"><forename>Бойко</forename><surname>Борев</surname></persName>
<persName xml:lang="bg-Latn"><forename>Boyko</forename><surname>Borev</surname></persName>
<affiliation role="headOfDelegation" ref="#NR" ana="#NR.9"/></person></listPerson>"""
ORGANISATIONS = """<listOrg xmlns="http://www.tei-c.org/ns/1.0">
<org xml:id="GOV" role="government"><orgName full="yes" xml:lang="en">Federal Government</orgName></org>
<org xml:id="NR" role="parliament"><orgName full="abb">NR</orgName>
<orgName full="yes">National Council</orgName>
<listEvent><event xml:id="NR.9" from="2001-01-01" to="2005-05-05"/></listEvent></org></listOrg>"""
TLC = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="members"><meta>
<references source="#x"><TLCPerson eId="mwangi" href="/person/mwangi" showAs="Esther Mwangi"/>
</references></meta>
</doc></akomaNtoso>"""


def read(*files: tuple[str, Any]) -> PersonList:
    return read_persons(
        {name: (body if isinstance(body, str) else json.dumps(body)).encode() for name, body in files}
    )


def roles(person: Person) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (each.title.en, each.organisation, each.start and each.start.edtf, each.end and each.end.edtf)
        for each in person.roles
    ]


def test_popolo_gives_names_offices_and_their_days() -> None:
    kari, nils = read(("people.json", POPOLO)).persons
    assert (kari.name.en, kari.name.get("ru"), kari.alt_labels) == ("Kari Moen", "Кари Моэн", ("K. Moen",))
    assert kari.wikidata == "Q1110001"
    assert roles(kari) == [  # terms that follow each other are one, and a party is no office
        ("member of Assembly for Vik", "Assembly", "2001-09-01", "2009-08-31"),
        ("Minister of Ports", "Government of Norvia", "2015-01", "2018-03-04"),
    ]
    assert (nils.name.en, nils.alt_labels) == ("Lord Dodd of Vik", ("Nils Dodd",))
    assert roles(nils) == [("MP for Vik", "Assembly", "2010-05-06", None)]


def test_what_two_files_say_of_one_person_is_put_together() -> None:
    ministers = {"memberships": [{"person_id": "p2", "role": "The Prime Minister", "start_date": "2012"}]}
    nils = read(("people.json", POPOLO), ("ministers.json", ministers)).persons[1]
    assert [each[0] for each in roles(nils)] == ["MP for Vik", "The Prime Minister"]


def test_ids_of_two_lists_are_two_peoples() -> None:
    def of(name: str, body: str, office: str) -> dict[str, Any]:
        held = {"person_id": "1", "organization_id": "o", "role": office}
        return {
            "persons": [{"id": "1", "name": name}], "organizations": [{"id": "o", "name": body}],
            "memberships": [held],
        }  # fmt: skip

    loose = {"memberships": [{"person_id": "1", "role": "Minister of Ports"}]}
    one, other = of("Anna Berg", "Riksdag", "chair"), of("Carlo Rossi", "Senato", "president")
    found = read(("a.json", one), ("b.json", other), ("c.json", loose))
    assert [(each.name.en, roles(each)) for each in found.persons] == [
        ("Anna Berg", [("chair", "Riksdag", None, None)]),
        ("Carlo Rossi", [("president", "Senato", None, None)]),
    ]
    assert found.left_out == ("1: several lists have somebody else under this id",)
    assert len(read(("c.json", loose), ("a.json", one)).persons[0].roles) == 2


def test_an_id_may_be_a_number() -> None:
    held = {"person_id": 7, "organization_id": 1, "role": "chair"}
    listed = {
        "persons": [{"id": 7, "name": "Anna Berg"}, {"id": 8, "name": "Ole Vik"}],
        "organizations": [{"id": 1, "name": "Riksdag"}], "memberships": [held],
    }  # fmt: skip
    anna, ole = read(("p.json", listed)).persons
    assert roles(anna) == [("chair", "Riksdag", None, None)] and not ole.roles


def test_two_without_an_id_are_two() -> None:
    listed = [{"name": "Anna Berg", "memberships": [{"role": each}]} for each in ("chair of A", "chair of B")]
    assert [len(each.roles) for each in read(("p.json", {"persons": listed})).persons] == [1, 1]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2009-00-00", "2009"), ("2009-02-31", "2009-02"), (2009, "2009"), ("2009/12/31", "2009-12-31"),
        ("2009-12-31T00:00:00Z", "2009-12-31"), ("200X", "200X"), ("0000-00-00", None), ("present", None),
        ("9999-12-31", None), ("", None),
    ],
)  # fmt: skip
def test_days_half_known(written: object, read_as: str | None) -> None:
    held = {"role": "chair of A", "start_date": "1999", "end_date": written}
    found = read(("p.json", {"persons": [{"id": "1", "name": "Anna Berg", "memberships": [held]}]}))
    assert roles(found.persons[0]) == [("chair of A", None, "1999", read_as)] and not found.left_out


@pytest.mark.parametrize("written", ["31.12.2009", "Dec 2009", "19991", "unknown"])
def test_an_office_whose_end_cannot_be_read_is_not_held_for_ever(written: str) -> None:
    held = {"role": "chair of A", "start_date": "1999", "end_date": written}
    found = read(
        ("p.json", {"persons": [{"id": "1", "name": "Anna Berg", "memberships": [held]}]}),
        ("listPerson.xml", TEI.replace('to="2000-03-31"', f'to="{written}"')),
    )
    assert [len(each.roles) for each in found.persons[:2]] == [0, 1]
    said = [
        f"{name}: an office, as its day “{written}” cannot be read" for name in ("Anna Berg", "Anna Achatz")
    ]
    assert list(found.left_out) == said


def test_years_that_meet_are_no_unbroken_term() -> None:
    held = [
        {"role": "chair of A", "start_date": start, "end_date": end}
        for start, end in (
            ("2005", "2009"),
            ("2010", "2012"),
            ("2012-12-31", "2013-01-01"),
            ("2013-01-02", None),
        )
    ]
    found = read(("p.json", {"persons": [{"id": "1", "name": "Anna Berg", "memberships": held}]}))
    assert [each[2:] for each in roles(found.persons[0])] == [("2005", "2009"), ("2010", None)]


def test_a_term_gives_the_days_that_a_seat_has_not_unless_they_contradict_its_own() -> None:
    seats = [{"end_date": "2001-08-01"}, {"start_date": "2003-01-02"}, {}]
    for seat in seats:
        seat |= {"person_id": "x", "role": "Clerk", "legislative_period_id": "t1"}
    odd = {"persons": [{"id": "x", "name": "Ada"}], "memberships": seats, "events": POPOLO["events"]}
    days = [(start, end) for _, _, start, end in roles(read(("seats.json", odd)).persons[0])]
    assert days == [(None, "2001-08-01"), ("2001-09-01", "2005-08-31")]


def test_a_parliaments_list_names_its_bodies_from_the_file_beside_it() -> None:
    anna, boyko = read(("listPerson.xml", TEI), ("listOrg.xml", ORGANISATIONS)).persons
    assert (anna.name.en, anna.alt_labels, anna.wikidata) == ("Anna Achatz", ("Anna Aumayr",), "Q778899")
    assert roles(anna) == [
        ("member of National Council", "National Council", "1990-11-05", "2002-12-19"),
        ("Federal Minister", "Federal Government", "2000-02-04", "2000-03-31"),
    ]
    assert (boyko.name.en, boyko.alt_labels) == ("Boyko Borev", ("Бойко Борев",))
    assert roles(boyko) == [("head of delegation", "National Council", "2001-01-01", "2005-05-05")]


def test_persons_of_akoma_ntoso_have_names() -> None:
    assert [(each.id, each.name.en) for each in read(("members.xml", TLC)).persons] == [
        ("mwangi", "Esther Mwangi")
    ]


@pytest.mark.parametrize(
    ("name", "body", "lists"),
    [
        ("p.json", json.dumps(POPOLO), True),
        ("p.json", '{"a": 1}', False),
        ("XX-listPerson.xml", TEI, True),
        ("XX.xml", f"<teiCorpus>{TEI}</teiCorpus>", True),
        ("XX_2020-01-02.xml", f"<TEI>{TEI}</TEI>", False),
        ("sitting.xml", f"<TEI>{TEI}<u who='#PAD_1'>Order.</u></TEI>", False),
        ("members.xml", TLC, True),
        ("act.xml", TLC.replace("<doc ", "<act ").replace("</doc>", "</act>"), False),  # its persons edit it
        ("notes.txt", "Anna Ray said so.", False),
    ],
)
def test_lists_are_told_from_records_and_articles(name: str, body: str, lists: bool) -> None:
    assert lists_persons(name, body.encode()) is lists


def test_what_is_wrong_is_named_and_the_rest_comes_in() -> None:
    odd = {
        "persons": [{"id": "x", "name": "Ada Frisk"}, {"id": "y", "name": ""}, 7],
        "memberships": [
            {"person_id": "x", "role": "Clerk", "start_date": "2010", "end_date": "2009"},
            {"person_id": "x", "role": "Doorkeeper", "start_date": None},
        ],
    }
    found = read(("odd.json", odd), ("cut.json", '{"persons": ['), ("cut.xml", "<listPerson><person"))
    assert [roles(each) for each in found.persons] == [[("Doorkeeper", None, None, None)]]
    assert found.left_out == ("Ada Frisk: “Clerk” would end before it began", "y: there is no name")
    assert [name for name, _ in found.broken] == ["cut.json", "cut.xml"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "name",
                    "persons",
                    "memberships",
                    "person_id",
                    "role",
                    "post",
                    "other_names",
                    "start_date",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_no_json_is_too_odd_to_be_read(persons: Any, memberships: Any) -> None:
    found = read(("any.json", {"persons": persons, "memberships": memberships}))
    assert all(each.name.en.isprintable() for each in found.persons)
