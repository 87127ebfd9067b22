"""The best known misquotations: the words of one passage on record, in another order or form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.verify import Verifier
from tests.briefs.verify.fakes import checker

TEXTS = {
    "inaugural-1933": "This is preeminently the time to speak the truth. So, first of all, let me assert my"
    " firm belief that the only thing we have to fear is fear itself, nameless, unreasoning terror.",
    "inaugural-1861": "We are not enemies, but friends. We must not be enemies. Though passion may have"
    " strained it must not break our bonds of affection.",
    "inaugural-1801": "We have called by different names brethren of the same principle. We are all"
    " Republicans, we are all Federalists.",
    "inaugural-1961": "Let it go forth: the torch has been passed to a new generation of Americans.",
}


@pytest.fixture(scope="module")
def speeches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    opened = checker(tmp_path_factory.mktemp("speeches") / "index.sqlite", TEXTS, [])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("We have nothing to fear but fear itself", "we have to fear is fear itself"),
        (
            "We are all Federalists, all of us are Republicans",
            "We are all Republicans, we are all Federalists",
        ),
        ("We are friends, we are not enemies; enemies we must not be", "We are not enemies, but friends"),
    ],
)
def test_the_passage_that_is_meant_is_shown_with_what_was_changed(
    speeches: Verifier, claim: str, said: str
) -> None:
    verdict = speeches.check(claim)
    assert (verdict.words, verdict.minor) == ("altered", False)
    assert verdict.found is not None
    assert said in verdict.found.passage
    assert verdict.differences


@pytest.mark.parametrize(
    "claim",
    [
        "A new generation of phones has been passed to the testers",  # it tells of something of its own
        "We are friends and we are not going to the party",
        "We are all fans of this club, we are all tired",
        "The bonds have strained my budget this year",
    ],
)
def test_what_tells_of_something_else_is_another_sentence(speeches: Verifier, claim: str) -> None:
    assert speeches.check(claim).words == "not-found"


def test_nothing_has_to_stand_in_its_place_for_the_passage_to_be_told(
    speeches: Verifier, tmp_path: Path
) -> None:
    text = "Nearly every ferry and every tunnel in the harbour needs repair."
    opened = checker(tmp_path / "index.sqlite", {"harbour": text}, [])
    verdict = opened.check("In the harbour every tunnel and every ferry nearly needs repair now")
    assert verdict.words == "altered" and verdict.found is not None
    opened.close()
