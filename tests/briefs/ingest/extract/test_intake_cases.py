"""The inputs that lie beside the project, where they are there: what a curator is offered for each."""

from __future__ import annotations

import json
from functools import cache as cached
from pathlib import Path
from typing import Any

import pytest

from briefs.ingest.extract import Candidate, TopicTagger, extract
from briefs.ingest.fetch import Fetched, WebPage, feed_parser, page_parser
from briefs.query import open_engine
from tests.briefs.briefing.fixtures import Maker, say
from tests.briefs.render.test_citation import cited, plain
from tests.paths import REPOSITORY, SHARED

__all__ = ["say"]  # a fixture
CASES = SHARED / "cases" / "intake"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the inputs are not beside the project")
NOBODY = None


@cached
def page_of(file: str) -> WebPage:
    return page_parser.read((CASES / file).read_bytes(), None)


def found_in(file: str, model: Any, **known: Any) -> tuple[Candidate, ...]:
    page = page_of(file)
    published = page.published or ("2024-05-06" if file.startswith("c") else "2013-05-05")
    return extract(
        page.text,
        published=published,
        model=model,
        language=page.language or "en",
        turns=page.turns,
        form=page.form,
        **known,
    )


def speakers(found: tuple[Candidate, ...], *kinds: str) -> list[tuple[str, str | None]]:
    """The first words of each candidate with whoever is offered for them."""
    return [
        (" ".join(each.text.split()[:3]), each.speaker)
        for each in found
        if each.kind in (kinds or ("quotation", "mixed", "reported"))
    ]


QUOTED = {
    "c02_oddmarks.txt": [('I "shouldn‘t moor', "Bill Tarr"), ("Nobody asked the", "Rosa Lind")],
    "c04_role.txt": [("We will protect", "The Cabinet Secretary for Education")],
    "c18_pullquote.html": [("A ferry that", "Dana Weld"), ("We have no", "Olu Adeyemi")],
    "c20_colon.txt": [
        ("Did the board", "Amos Pell"),
        ("The board signed", "Rita Voss"),
        ("Then why is", "Amos Pell"),
        ("Stay on the", "Milton Hale"),
        ("A messy, messy", NOBODY),
        ("We will reopen", "Nina Okoro"),
    ],
    "c21_transcript.txt": [
        ("Good afternoon. Let", "Patel"),
        ("Thank you. We", "Weld"),
        ("No. I said", "Weld"),
    ],
    "c25_bom_crlf.txt": [("We will not", "Zoë Weld")],
    "c27_special.txt": [("=1+1 is 50%", "Nina Okoro")],
    "x_1_transcript.txt": [
        ("We do not", "Sergei Lavrov"),
        ("Yes. We are", "Sergei Lavrov"),
        ("I can confirm", "Anders Fogh Rasmussen"),
    ],
    "x_2_qa.txt": [("No. It is", "Anders Fogh Rasmussen"), ("By 2020, if", "Anders Fogh Rasmussen")],
    "x_4_la.txt": [
        ("La cooperación en", "Rasmussen"),
        ("los acuerdos firmados", "la ministra"),
        ("No aceptaremos ninguna", "Petrova"),
    ],
    "x_6_cook.txt": [("Meeting Ford in", "Berg"), ("I love this", "Tom Ford"), ("We will come", "Tom Ford")],
    "x_d5.txt": [("We need an", "Jo Hill"), ("We have worked", "a spokesperson for the employers")],
    "x_d6.txt": [("It was a", "Brad Stone"), ("Bandit formations in", NOBODY)],
    "x_r1.txt": [("Мы ждём надёжных", "Сергей Лавров")],
    "x_r3.txt": [("Мы ждём надёжных", "Сергей Лавров"), ("Мы готовы ждать", "Сергей Лавров")],
}


@pytest.mark.parametrize("file", QUOTED)
def test_each_quotation_is_its_speakers(file: str, model: Any) -> None:
    assert speakers(found_in(file, model), "quotation", "mixed") == QUOTED[file]


def test_signs_that_mean_something_elsewhere_are_one_entry_of_bibtex(model: Any, say: Maker) -> None:
    page, (found, *_) = page_of("c27_special.txt"), found_in("c27_special.txt", model)
    for text in (found.text, page.title, page.text):
        entry = cited(say, found.text, title=text, author=text)
        assert plain(entry.fields["title"]) == " ".join(text.split())
        assert found.text.rstrip(",") in plain(entry.fields["note"])


@pytest.mark.parametrize("file", ["c08_inline.html", "c08b_br_newline.html", "c01_multipara.txt"])
def test_a_quotation_over_lines_and_paragraphs_stays_whole(file: str, model: Any) -> None:
    found = found_in(file, model)
    assert {each.speaker for each in found} == {"Dana Weld"}
    if file.endswith(".html"):
        assert len(found) == 1 and found[0].text.replace("\n", " ").rstrip(",").endswith("stays so")
    else:
        assert found[-1].text.endswith("helps nobody.") and "Until now" in found[-1].text


MARKED = {
    **{key: ["Anna Berg"] for key in "abcdegh"},
    "f": ["Anna Berg", "Anna Berg"],
    "i": ["Tom Ford"],
    "j": ["The minister"],
    "k": ["Anna Berg", "Tom Ford", NOBODY, "Anna Berg"],
}


def test_the_speaker_wherever_the_full_stop_stands(model: Any) -> None:
    lines = map(json.loads, (CASES / "x_marks.jsonl").read_text("utf-8").splitlines())
    found = {each["id"]: extract(each["text"], published=each["published"], model=model) for each in lines}
    assert {id: [c.speaker for c in read] for id, read in found.items()} == MARKED
    assert all(c.kind == "quotation" for read in found.values() for c in read)


def test_no_mark_of_the_file_is_shown(model: Any) -> None:
    page = page_of("c25_bom_crlf.txt")
    assert "\ufeff" not in page.text + page.title
    assert "\ufeff" not in "".join(each.text for each in found_in("c25_bom_crlf.txt", model))


def test_a_question_is_the_context_of_its_answer(model: Any) -> None:
    for file, questions in (("c21_transcript.txt", 1), ("x_1_transcript.txt", 2), ("x_2_qa.txt", 2)):
        asked = [each for each in found_in(file, model) if each.context]
        assert len(asked) >= questions
        assert all(
            page_of(file).text[slice(*each.context)].rstrip().endswith("?") for each in asked if each.context
        )
    told = found_in("x_1_transcript.txt", model)
    assert {each.said for each in told} == {"2013-04-23"} and {each.place for each in told} == {"Brussels"}
    assert told[-1].speaker_title == "NATO Secretary General"


def test_days_are_not_carried_to_what_they_do_not_date(model: Any) -> None:
    days = [each.said for each in found_in("c23_datecarry.txt", model)]
    assert days[0] == "2015" and not any(day.startswith("2015") for day in days[1:])
    # “who denies the charge” tells of no words
    alleged, rules, home, stay = found_in("x_18_dates.txt", model)
    assert alleged.said == "2013-04-30" and home.said == "2013-04-29"
    assert rules.said == "../2013-05-05"
    assert stay.said in ("2013-05-05", "../2013-05-05")
    assert all(each.said_note.endswith((".", ")")) for each in (alleged, rules, home, stay))


def test_a_carrier_is_not_who_said_it(model: Any) -> None:
    assert [who for _, who in speakers(found_in("x_10_who_told.txt", model))] == [
        "Anna Berg",
        "The company",
        "Several ministers",
    ]


@pytest.fixture
async def known(cache: Path) -> dict[str, Any]:
    engine = await open_engine(REPOSITORY, cache)
    return {"people": engine.person_lookup, "topics": TopicTagger(engine.registry.topics)}


async def test_a_given_name_is_nobody_of_the_library(model: Any, known: dict[str, Any]) -> None:
    assert {each.speaker_id for each in found_in("x_13_first.txt", model, **known)} == {None}
    transcript = found_in("x_1_transcript.txt", model, **known)
    assert [each.speaker_id for each in transcript] == ["sergei-lavrov"] * 2 + ["anders-fogh-rasmussen"]


async def test_each_sentence_is_filed_under_what_it_is_about(model: Any, known: dict[str, Any]) -> None:
    topics = [each.topics for each in found_in("x_16_topics.txt", model, **known)]
    assert [first for first, *_ in topics] == [
        "missile-defence",
        "missile-defence",
        "afghan-forces-training",
        "chemical-weapons",
        "counter-piracy",
        "counter-narcotics",
    ]
    spanish = found_in("x_4_la.txt", model, **known)
    assert not any("syria" in topic for each in spanish for topic in each.topics)


def test_a_guid_used_again_with_a_new_link_is_a_new_article() -> None:
    before, after = (
        feed_parser.read(
            Fetched(
                "http://localhost/f.rss", 200, "text/xml", None, (CASES / f"c14_feed_{n}.rss").read_bytes()
            )
        )
        for n in ("before", "after")
    )
    (old,), (new,) = before.entries, after.entries
    assert old.url != new.url and (old.published, new.published) == ("2023-10-28", "2023-11-04")
