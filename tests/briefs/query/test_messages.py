"""Messages as people paste them: what is quoted in them, of whom, and whether that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefs.index.connection import run
from briefs.query import QueryResolver, is_known_speaker, resolve_claimed_speaker, verify_against
from briefs.query.open import open_engine
from briefs.verify import Claim, Verdict, Verifier, read_message
from tests.paths import REPOSITORY

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("messages.yaml").read_text("utf-8"))
Check = Callable[[str], tuple[Claim, Verdict]]


@pytest.fixture(scope="module")
def check(cache: Path) -> Iterator[Check]:
    """The first quotation of a message, with its verdict."""
    engine = run(open_engine(REPOSITORY, cache / "messages"))
    resolver, verifier = QueryResolver(engine), Verifier.open(engine.path)

    def checked(message: str) -> tuple[Claim, Verdict]:
        claim = read_message(message, partial(is_known_speaker, resolver))[0][0]
        verdict = verify_against(verifier, claim.text, resolve_claimed_speaker(resolver, claim.speaker_name))
        return claim, verdict if claim.mentioned is None else verdict.not_asserted(claim.mentioned)

    yield checked
    verifier.close()
    run(engine.close())


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['message'][:30]}" for n, case in enumerate(CASES)])
def test_both_axes(check: Check, case: dict[str, Any]) -> None:
    claim, verdict = check(case["message"])
    assert (verdict.words, verdict.speaker_axis) == (case["words"], case["speaker"]), claim
    assert claim.text == case.get("text", claim.text)
    # Green stands only where both hold, red only where the record contradicts.
    assert verdict.holds is (case["words"] == "exact" and case["speaker"] in ("confirmed", "nobody"))
    assert verdict.contradicted is (case["speaker"] == "another" or case["words"] == "altered")


def test_a_given_name_alone_accuses_nobody(check: Check) -> None:
    _, verdict = check("James said “We want real cooperation with Russia”")
    assert verdict.speaker_axis == "unknown" and not verdict.contradicted
