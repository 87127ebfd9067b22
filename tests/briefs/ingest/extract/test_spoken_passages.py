"""Quotations as houses print them: each whole, the article's own characters, and with its speaker."""

from __future__ import annotations

import pytest

from briefs.ingest.extract import extract

WORDS = "We will never sail at night without a second crew"


def quoted(text: str) -> list[tuple[str, str | None]]:
    found = extract(text, published="2024-05-06")
    assert all(text[each.start : each.end] == each.text for each in found)
    return [(each.text, each.speaker) for each in found if each.kind == "quotation"]


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Berg said: “{WORDS}”.",  # the full stop behind the mark, or inside it
        f"Anna Berg told the council, ‘{WORDS}’.",
        f"“{WORDS}”, Anna Berg said.",
        f"‘{WORDS}’, said Anna Berg.",
        f"Anna Berg replied, “{WORDS}”.",
        f"“{WORDS}” – Anna Berg",
        f"– {WORDS}, said Anna Berg.",
        f"— {WORDS}, — said Anna Berg.",
    ],
)
def test_one_quotation_whatever_the_house_style(text: str) -> None:
    ((words, speaker),) = quoted(text)
    assert (words.rstrip(","), speaker) == (WORDS, "Anna Berg")


@pytest.mark.parametrize("marks", ["“”", "‘’", "«»"])
@pytest.mark.parametrize("comma", ["inside", "outside"])
def test_the_second_half_of_a_broken_quotation(marks: str, comma: str) -> None:
    opening, closing = marks
    end = f",{closing}" if comma == "inside" else f"{closing},"
    text = f"{opening}We will never sail{end} said Anna Berg, {opening}until there is a second crew{closing}."
    found = quoted(text)
    assert [words.rstrip(",") for words, _ in found] == ["We will never sail", "until there is a second crew"]
    assert {speaker for _, speaker in found} == {"Anna Berg"}


def test_lines_that_break_in_a_sentence() -> None:
    text = "“The ferry is an old\nplan of the Harbour\nBoard, and it\nstays so,” said Dana Weld of Oslo."
    assert quoted(text) == [
        ("The ferry is an old\nplan of the Harbour\nBoard, and it\nstays so,", "Dana Weld")
    ]


def test_a_quotation_of_three_paragraphs_stays_whole() -> None:
    text = (
        "Anna Berg spoke on Friday. “The numbers do not lie.\n\n“Until now the fare was two pounds.\n\n"
        "“I ask for patience.”\n\nBill Tarr left."
    )
    ((words, speaker),) = quoted(text)
    assert words == text[text.index("The numbers") : text.index("”")] and speaker == "Anna Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg won the prize for “The Long Winter”. She left for Oslo.",
        "Those left out are “The Long War”, “The Red Door”, and the comedy “Little Birds.”",
        "Anna Berg called it a “fraud”.",
        "We heard — and I say so gladly — the news.",
        "– a new boat\n– a new pier\n– a second crew",
    ],
)
def test_titles_and_lists_are_nobodys_words(text: str) -> None:
    assert quoted(text) == []


def test_the_writers_words_between_dashes_are_not_taken_out_of_english() -> None:
    text = "“Who would believe that we — and I say we, because we are a crew — would sail?” Anna Berg said."
    assert quoted(text) == [
        ("Who would believe that we — and I say we, because we are a crew — would sail?", "Anna Berg")
    ]
