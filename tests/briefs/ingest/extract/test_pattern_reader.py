"""Candidates by wording alone: English without a model, and Russian."""

from __future__ import annotations

import pytest

from briefs.ingest.extract import patterns
from briefs.ingest.extract.candidates import Candidate, extract


def found(text: str, language: str = "en") -> list[tuple[str, str | None, str]]:
    return [(c.text, c.speaker, c.kind) for c in extract(text, published="2013-04-23", language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go home,” said Prime Minister Mark Hill.", ("We go home,", "Mark Hill", "quotation")),
        ("“We go home,” Mr. Hill said on Monday.", ("We go home,", "Hill", "quotation")),
        (
            "President Mark Hill said that the talks went on.",
            ("that the talks went on", "Mark Hill", "reported"),
        ),
        ("The talks went on, President Mark Hill said.", ("The talks went on", "Mark Hill", "reported")),
        ("According to Mark Hill, the talks went on.", ("the talks went on", "Mark Hill", "reported")),
        ("President Mark Hill vowed to end the talks.", ("to end the talks", "Mark Hill", "reported")),
    ],
)
def test_english_without_a_model(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


def test_where_and_when_a_quotation_was_said_is_no_second_statement() -> None:
    text = "“We go home now,” Prime Minister Mark Hill told reporters in Moscow on Thursday."
    assert [kind for _, _, kind in found(text)] == ["quotation"]
    more = "“We go home now,” Mark Hill said on the same day, adding that the talks went on."
    assert [each for each, _, _ in found(more)] == ["We go home now,", "that the talks went on"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "«Мы готовы к диалогу», — сказал Сергей Лавров.",
            ("Мы готовы к диалогу", "Сергей Лавров", "quotation"),
        ),
        (
            "«Мы готовы к диалогу», — заявил глава МИД России Сергей Лавров.",
            ("Мы готовы к диалогу", "Сергей Лавров", "quotation"),
        ),
        (
            "Министр Сергей Лавров заявил, что переговоры продолжаются.",
            ("переговоры продолжаются", "Сергей Лавров", "reported"),
        ),
        (
            "По словам Сергея Лаврова, переговоры продолжаются.",
            ("переговоры продолжаются", "Сергей Лавров", "reported"),
        ),
    ],
)
def test_russian(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text, "ru")


def test_russian_surname_in_another_case_is_the_same_person() -> None:
    text = "Министр Сергей Лавров прибыл в Брюссель.\nПо словам Лаврова, переговоры продолжаются."
    assert found(text, "ru")[-1][:2] == ("переговоры продолжаются", "Сергей Лавров")


def test_second_half_of_a_broken_quotation() -> None:
    text = "“We go home,” President Mark Hill said. “We stay there.”"
    candidates: tuple[Candidate, ...] = extract(text)
    assert [c.speaker for c in candidates] == ["Mark Hill", "Mark Hill"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The council said Anna Ray would wait. “We go home now,” Anna Ray said.", None),
        ("“We go home now,” said the Norwegian Prime Minister Anna Ray.", "Norwegian Prime Minister"),
        ("“We go home now,” said Ms. Anna Ray.", None),
    ],
)
def test_only_an_office_is_proposed_as_one(text: str, title: str | None) -> None:
    (candidate,) = [c for c in extract(text, published="2013-04-23") if c.kind == "quotation"]
    assert (candidate.speaker, candidate.speaker_title) == ("Anna Ray", title)


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("a former Mexican foreign minister", "former Mexican foreign minister"),
        ("spokeswoman for", "spokeswoman"),
        ('"Yes,"', None),
        ("speech Mrs.", None),
        ("retired", None),
        ("министр иностранных дел", "министр иностранных дел"),
        (None, None),
    ],
)
def test_what_can_stand_as_an_office(words: str | None, office: str | None) -> None:
    assert patterns.office(words) == office
