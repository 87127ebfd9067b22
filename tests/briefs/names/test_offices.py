"""Offices: exact about the country, by the date, in any order of words."""

from datetime import date

import pytest

from briefs.names import Entity, Lookup, Office
from briefs.names.office_terms import office_terms
from tests.briefs.names.politicians import politicians


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup(politicians())


@pytest.mark.parametrize(
    "query",
    ["president of iraq", "austrian chancellor", "pm of new zealand", "президент Ирака", "king of spain"],
)
def test_an_office_that_nobody_here_held_says_so(lookup: Lookup, query: str) -> None:
    found = lookup.find(query)
    assert (found.outcome, found.matches) == ("none", ())
    assert found.note == "Nobody known here held this office."


def test_several_holders_are_asked_about_and_narrowed_by_the_date(lookup: Lookup) -> None:
    assert {match.id for match in lookup.find("us president").matches} == {"obama", "biden", "bush-43"}
    for query in ("us president", "American president", "president of the USA", "U.S. President"):
        assert lookup.find(query, when=(date(2012, 1, 1), date(2012, 12, 31))).answer == "obama"


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("former nato secretary general", {"fogh", "stoltenberg"}), ("ex-german chancellor", {"merkel"}),
        ("former president of iran", {"rouhani"}), ("then us president", {"obama", "biden", "bush-43"}),
    ],
)  # fmt: skip
def test_former_holders_are_those_whose_time_is_over(lookup: Lookup, query: str, who: set[str]) -> None:
    found = lookup.find(query)
    assert found.outcome != "none" and {match.id for match in found.matches} == who


def test_who_left_since_the_time_asked_about_is_former_to_a_reader_of_today(lookup: Lookup) -> None:
    during = (date(2010, 1, 1), date(2013, 12, 31))
    assert lookup.find("former german chancellor", when=during).answer == "merkel"
    before = (date(2017, 1, 1), date(2018, 1, 1))  # one was former then already, and is meant
    assert lookup.find("former nato secretary general", when=before).answer == "fogh"


@pytest.mark.parametrize("country", ["Fiji", "Fijian", "Bhutan", "Bhutanese", "Ivory Coast", "South Sudan"])
def test_a_curators_own_title_works_for_every_country(country: str) -> None:
    people = [
        Entity("one", "Ann Other", (), (Office((f"{country} minister of fisheries",)),)),
        Entity("two", "Bea Novelist", (), (Office(("Mongolian minister of fisheries",)),)),
    ]
    assert Lookup(people).find(f"fisheries minister of {country}").answer == "one"


def test_countries_whose_names_are_a_letter_apart_are_two() -> None:
    for one, other in (("Iran", "Iraq"), ("Niger", "Nigeria"), ("Austria", "Australia"), ("Mali", "Malawi")):
        people = [Entity("one", "Ann Other", (), (Office((f"President of {one}",)),))]
        assert Lookup(people).find(f"president of {one}").answer == "one"
        assert Lookup(people).find(f"president of {other}").answer is None


def test_each_word_of_a_title_is_read_in_its_longest_run() -> None:
    terms = office_terms("the former South Korean Minister of Foreign Affairs")
    assert [(term.kind, term.meaning) for term in terms] == [
        ("small", ("small",)), ("former", ("former",)), ("place", ("KR",)), ("role", ("foreign minister",)),
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["pm", "the PM", "fm", "king"])
def test_a_small_word_is_no_office_of_the_only_one_who_held_it(query: str) -> None:
    held = (
        Office(("Prime Minister of India",)),
        Office(("King of India",)),
        Office(("Indian Foreign Minister", "SG")),
    )
    lookup = Lookup([Entity("modi", "Narendra Modi", (), held)])
    assert lookup.find(query).outcome == "none"
    assert lookup.find(f"{query} of india").answer == "modi"
    assert lookup.find("sg").answer == "modi"  # as it is listed


def test_a_country_behind_the_name_belongs_to_the_office_in_front() -> None:
    lookup = Lookup([Entity("modi", "Narendra Modi"), Entity("macron", "Emmanuel Macron")])
    assert lookup.find("prime minister modi of india").answer == "modi"
    assert lookup.find("president macron of france").answer == "macron"


@pytest.mark.parametrize(
    ("query", "outcome"),
    [
        ("press", "none"),
        ("director", "none"),
        ("chairman", "none"),
        ("nato head", "one"),
        ("president", "one"),
    ],
)
def test_one_word_is_an_office_only_of_whoever_has_it_in_a_title(query: str, outcome: str) -> None:
    lookup = Lookup(
        [
            Entity("medvedev", "Dmitry Medvedev", (), (Office(("Russian President",)),)),
            Entity("rasmussen", "Anders Fogh Rasmussen", (), (Office(("NATO head",)),)),
        ]
    )
    assert lookup.find(query).outcome == outcome


@pytest.mark.parametrize(
    "query",
    ["US president", "the us president", "president of the US", "U.S. president", "what about us president"],
)
def test_us_is_a_country_before_an_office(query: str) -> None:
    lookup = Lookup([Entity("berg", "Anna Berg", ("President Berg",), (Office(("President of Russia",)),))])
    assert lookup.find(query).answer is None
    assert lookup.find("tell us what president berg said").answer == "berg"


@pytest.mark.parametrize("query", ["general", "the general", "Mr", "secretary"])
def test_the_title_of_an_alias_is_nobody(query: str) -> None:
    lookup = Lookup([Entity("berg", "Anna Berg", ("Secretary General Berg", "Mr Berg"))])
    assert lookup.find(query).answer is None
    assert lookup.find("Secretary General Berg").answer == lookup.find("general berg").answer == "berg"


def test_an_office_without_a_country_is_whoever_held_such_a_one() -> None:
    foreign, state = "министр иностранных дел ", "US Secretary of State"
    lookup = Lookup(
        [
            Entity("lavrov", "Sergei Lavrov", (), (Office((foreign + "России", "глава МИД")),)),
            Entity("asselborn", "Jean Asselborn", (), (Office(("Luxembourg Foreign Minister",)),)),
            Entity(
                "kerry",
                "John Kerry",
                (),
                (Office((state, "госсекретарь"), date(2013, 2, 1), date(2017, 1, 20)),),
            ),
            Entity(
                "blinken", "Antony Blinken", (), (Office((state,), date(2021, 1, 26), date(2025, 1, 20)),)
            ),
        ]
    )
    assert lookup.find("foreign minister").outcome == "several"
    assert lookup.find("глава МИД").answer == "lavrov"  # as a curator wrote it
    assert lookup.find("госсекретарь", when=(date(2014, 1, 1), date(2014, 12, 31))).answer == "kerry"
    assert lookup.find("госсекретарь", when=(date(2022, 1, 1), date(2022, 12, 31))).answer == "blinken"
