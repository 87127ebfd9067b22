"""The verdicts a reader meets, each on the seeded library."""

from __future__ import annotations

import pytest

from briefs.verify import Verifier

RASMUSSEN, LAVROV = "anders-fogh-rasmussen", "sergei-lavrov"


def test_words_on_record_are_exact_and_come_with_their_proof(checker: Verifier) -> None:
    found = checker.check("“We will continue the work with NATO partners in this aspect”", LAVROV).document()
    assert found["verdict"] == "exact"
    assert found["speaker"] == {"id": LAVROV, "name": "Sergei Lavrov"}
    assert found["passage"] == "We will continue the work with NATO partners in this aspect"
    assert found["article"]["id"] == "itar-tass-2011-10-26"
    assert found["differences"] == [] and not found["reported"] and found["warning"] is None


@pytest.mark.parametrize(
    ("claim", "kind", "said"),
    [
        (
            "Over 300 countries already have, or are developing, a ballistic missile capability.",
            "number",
            "30",
        ),
        ("I do expect a breakthrough on this matter", "negation", "not"),
        ("NATO posed a threat to Russia", "negation", "no"),
        ("China is also concerned about missile proliferation", "name", "Russia"),
        ("We must continue the work with NATO partners in this aspect", "modal", "will"),
    ],
)
def test_a_change_that_matters_is_named(checker: Verifier, claim: str, kind: str, said: str) -> None:
    found = checker.check(claim).document()
    assert found["verdict"] == "altered" and not found["minor"]
    assert [(d["kind"], d["said"]) for d in found["differences"]] == [(kind, said)]


def test_a_thing_never_said_is_not_found_and_the_nearest_is_offered(checker: Verifier) -> None:
    found = checker.check(
        "We will never accept missile defence in Europe and shall respond with force", LAVROV
    )
    document = found.document()
    assert document["verdict"] == "not-found"
    assert document["nearest"] and document["searched"]["text"] == "5 articles, 2011 to 2013"
    assert not any("false" in note for note in document["notes"])


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Rasmussen (NATO)", "exact"),
        ("NATO’s Rasmussen", "exact"),
        ("Anders Borg", "misattributed"),
        ("Knut Rasmussen", "misattributed"),
        ("Rasmussen’s driver", "misattributed"),
    ],
)
def test_a_name_that_nobody_bears_is_the_speakers_only_if_it_is_borne_whole(
    checker: Verifier, name: str, verdict: str
) -> None:
    claim = "We want real cooperation with Russia on missile defence."
    assert checker.check(claim, by_name=name).verdict == verdict


@pytest.mark.parametrize("mark", "'’‘ʼ`´′＇ʻ")
def test_any_apostrophe_is_one(checker: Verifier, mark: str) -> None:
    claim = f"I wouldn{mark}t like to think of a scenario when there is no agreement"
    assert checker.check(claim).verdict == "exact"


def test_a_space_may_group_figures_and_a_point_may_not(checker: Verifier) -> None:
    for typed, verdict in (("2 000", "exact"), ("2.000", "altered"), ("2 001", "altered")):
        claim = f"has been able to train {typed} counter-narcotics personnel"
        assert checker.check(claim).verdict == verdict, typed


def test_a_sentence_with_its_words_turned_round_is_that_sentence_altered(checker: Verifier) -> None:
    found = checker.check("Our vision is one system with two goals", RASMUSSEN)
    assert (found.words, found.speaker_axis) == ("altered", "confirmed")
    assert [(d.said, d.claimed) for d in found.differences] == [
        ("two independent systems with one goal", "one system with two goals")
    ]
    assert checker.check("Our vision is a house with a garden and a dog").words == "not-found"


@pytest.mark.parametrize(
    "claim", ["Our vision is two independent systerns with one goal", "We want real cooperatoin"]
)
def test_an_error_of_a_scan_is_minor_and_said_to_be_one(checker: Verifier, claim: str) -> None:
    found = checker.check(claim)
    assert found.verdict == "altered" and found.minor
    misread = any("scan" in note for note in found.document()["notes"])
    assert misread is ("rn" in claim)


@pytest.mark.parametrize(
    "claim",
    [
        "Cats never eat cheese on a Monday morning",
        "I have never met a man whom I did not like",
        "NATO will bomb Moscow before the end of the year",
    ],
)
def test_the_nearest_is_offered_only_where_it_is_near(checker: Verifier, claim: str) -> None:
    found = checker.check(claim)
    assert found.verdict == "not-found" and found.nearest is None


@pytest.mark.parametrize(
    "claim", ["auditors in the US Congress have already", "The US and NATO argue", "I wouldn’t like to think"]
)
def test_what_a_clause_behind_a_fragment_denies_turns_nothing(checker: Verifier, claim: str) -> None:
    found = checker.check(claim)
    assert found.words == "exact" and found.warning is None
