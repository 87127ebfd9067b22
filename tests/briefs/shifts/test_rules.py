"""Which two statements are proposed as a shift: the labelled pairs, and what each rule rests on."""

from __future__ import annotations

import pytest

from benchmarks.shifts import LabelledPair, pairs
from briefs.shifts import ComparedWords, StatedDifference, difference

ALL = list(pairs())


@pytest.mark.parametrize("half", ["seen", "aside"])
def test_the_labelled_pairs(half: str) -> None:
    labelled = list(pairs(half))
    assert len(labelled) == 100
    told = [pair for pair in labelled if pair.found()]
    right = sum(pair.is_shift for pair in told)
    assert right / len(told) >= 0.9
    assert right / sum(pair.is_shift for pair in labelled) >= 0.6


@pytest.mark.parametrize("pair", [pair for pair in ALL if pair.why == "overlap"], ids=lambda pair: pair.said)
def test_no_pair_whose_dates_can_be_the_same(pair: LabelledPair) -> None:
    assert pair.found() is None


def found(earlier: str, later: str, *, reported: bool = False) -> StatedDifference:
    told = difference(ComparedWords(earlier, reported), ComparedWords(later, reported))
    assert told is not None
    return told


def lit(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_the_words_that_differ_are_lit() -> None:
    one, other = "We won't close the northern harbour.", "We will close the northern harbour in May."
    told = found(one, other)
    assert (told.differs, lit(one, told.earlier), lit(other, told.later)) == ("negation", ["won't"], ["will"])
    assert told.shared == ("close", "northern", "harbour")


def test_figures_are_lit_on_both_sides() -> None:
    one, other = "The harbour will cost 40 million euros.", "The harbour will cost two hundred million euros."
    told = found(one, other)
    assert told.differs == "figure"
    assert lit(one, told.earlier) == ["40 million"]
    assert lit(other, told.later) == ["two hundred million"]


def test_a_refusal_and_an_answer() -> None:
    refused = ComparedWords("I will not discuss the harbour's northern quay.", declined=True)
    said = ComparedWords("The harbour's northern quay was sold in May.")
    told = difference(refused, said)
    assert told is not None and told.differs == "refusal"
    assert lit(refused.text, told.earlier) == ["will not discuss"]
    assert difference(refused, refused) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferries may leave the harbour at night.", "Can ferries not leave the harbour at night?"),
        (
            "Ferries leave the harbour at night.",
            "If the ferries do not leave the harbour, we would lose money.",
        ),
        ("The harbour is deep enough.", "The union claims that the harbour is not deep enough."),
        ("The harbour has 40 berths.", "The harbour had 30 berths last year."),
        ("We have built 40 berths in the harbour.", "We have built 60 berths in the harbour."),
    ],
)
def test_what_is_asked_supposed_ascribed_or_counted_anew_is_no_shift(one: str, other: str) -> None:
    assert difference(ComparedWords(one), ComparedWords(other)) is None


def test_words_that_all_statements_on_a_topic_have_are_no_evidence() -> None:
    one, other = (
        ComparedWords("Missile defence is our goal."),
        ComparedWords("Missile defence is not our goal today."),
    )
    assert difference(one, other) is not None
    assert difference(one, other, frozenset({"missil", "defens", "goal"})) is None


def test_what_an_article_reports_is_the_speakers_own() -> None:
    told = found(
        "The minister said the northern harbour would be sold.",
        "The northern harbour would not be sold, the minister told reporters.",
        reported=True,
    )
    assert told.differs == "negation"
