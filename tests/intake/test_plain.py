"""Candidates by wording alone: English without a model, and Russian."""

from __future__ import annotations

import pytest

from briefs.intake.candidates import Candidate, extract


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
            ("переговоры продолжаются", "Сергея Лаврова", "reported"),
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
