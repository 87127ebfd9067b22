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
