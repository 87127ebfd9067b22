"""Which names in an article are people of the library: never by a given name, seldom by a surname alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefs.ingest.extract.candidates import extract
from briefs.ingest.extract.topics import TopicTagger
from briefs.model import LocalizedText, Topic
from briefs.names import Entity, Lookup, Office

PEOPLE = Lookup(
    [
        Entity(
            "sergei-lavrov",
            "Sergei Lavrov",
            ("Lavrov", "Сергей Лавров", "Лавров"),
            (Office(("Russian Foreign Minister", "министр иностранных дел России")),),
        ),
        Entity("john-kerry", "John Kerry", ("Kerry",), (Office(("US Secretary of State",)),)),
        Entity("james-appathurai", "James Appathurai", ("Appathurai",), (Office(("NATO envoy",)),)),
        Entity("jean-asselborn", "Jean Asselborn", (), (Office(("Luxembourg Foreign Minister",)),)),
        Entity("anders-fogh-rasmussen", "Anders Fogh Rasmussen", ("Rasmussen",)),
        Entity("ferry-board", "Ferry Board", (), (), "organisation"),
    ]
)
TOPICS = TopicTagger(
    [
        Topic("missile-defence", LocalizedText("missile defence")),
        Topic("piracy", LocalizedText("piracy")),
    ]
)


def id_of(text: str, language: str = "en") -> str | None:
    found = extract(text, people=PEOPLE, topics=TOPICS, language=language)
    assert found
    return found[-1].speaker_id


@pytest.mark.parametrize(
    "who",
    [
        "James",
        "Jean",
        "Anders",
        "Sergei",
        "John",
        "Kerry",
        "Lavrov",
        "Kerry Washington",
        "Peter Kerry",
        "Ras",
    ],
)
def test_strangers_are_nobody_of_the_library(who: str) -> None:
    assert id_of(f"“Our school needs a new roof,” {who} said on Monday.") is None


@pytest.mark.parametrize(
    ("who", "id"),
    [
        ("Sergei Lavrov", "sergei-lavrov"),
        ("Serguei Lavrov", "sergei-lavrov"),
        ("S. Lavrov", "sergei-lavrov"),
        ("Fogh Rasmussen", "anders-fogh-rasmussen"),
        ("Russian Foreign Minister Lavrov", "sergei-lavrov"),
    ],
)
def test_a_full_name_or_an_office_is_enough(who: str, id: str) -> None:
    assert id_of(f"“The talks were useful,” said {who}.") == id


@pytest.mark.parametrize(
    "before",
    [
        "Sergei Lavrov came to Oslo.",
        "The Russian foreign minister came to Oslo.",
        "Russia has closed the border.",
        "The talks were about missile defence and piracy.",
    ],
)
def test_a_surname_needs_a_second_sign(before: str) -> None:
    assert id_of(f"{before}\n\n“Missile defence and piracy were discussed,” Lavrov said.") == "sergei-lavrov"


def test_a_surname_that_is_nobodys_given_name_is_linked() -> None:
    people = Lookup([Entity("angela-merkel", "Angela Merkel", (), (Office(("German Chancellor",)),))])
    text = "The German chancellor came to Oslo.\n\n“We talked about ships,” Merkel said."
    assert extract(text, people=people)[-1].speaker_id == "angela-merkel"


def test_a_descriptor_that_is_no_office_of_theirs_speaks_against() -> None:
    assert id_of("Russia won.\n\n“I sang twice,” said the singer Lavrov.") is None


@pytest.mark.parametrize("who", ["John Kerry, a goalkeeper", "Sergei Lavrov, a choirmaster in Omsk"])
def test_a_full_name_with_a_strangers_trade_is_nobody(who: str, model: Any) -> None:
    (found,) = extract(f"“The choir is full,” said {who}.", people=PEOPLE, topics=TOPICS, model=model)
    assert found.speaker and found.speaker_id is None


@pytest.mark.parametrize(
    ("who", "day", "id"),
    [
        ("The Russian foreign minister", "2013-04-23", "sergei-lavrov"),
        ("The Russian foreign minister", "2003-04-23", None),
        ("The foreign minister", "2013-04-23", None),
    ],
)
def test_an_office_is_whose_it_was_on_the_day(who: str, day: str, id: str | None) -> None:
    held = Office(("Russian Foreign Minister", "foreign minister"), start=date(2004, 3, 9))
    people = Lookup([Entity("sergei-lavrov", "Sergei Lavrov", (), (held,))])
    (found,) = extract(f"“The talks were useful,” {who} said.", published=day, people=people)
    assert found.speaker_id == id


def test_a_surname_in_russian_needs_its_sign_too() -> None:
    assert id_of("По словам Лаврова, мост откроют в мае.", "ru") is None
    assert id_of("Россия ждёт. По словам Лаврова, мост откроют в мае.", "ru") == "sergei-lavrov"
