"""The labelled claims of labelled_claims.yaml, each with the verdict and the marks it must get."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefs.verify import Verifier

# Each worker reads them before its first test: with libyaml in a tenth of the time.
CASES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("labelled_claims.yaml").read_text("utf-8"),
    getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['what']}" for n, case in enumerate(CASES)])
def test_claim(checker: Verifier, case: dict[str, Any]) -> None:
    found = checker.check(case["text"], case.get("by")).document()
    assert found["verdict"] == case["verdict"], found
    for key in ("minor", "reported"):
        if key in case:
            assert found[key] is case[key], found
    if "warning" in case:
        assert (found["warning"] is not None) is case["warning"], found
    if "kind" in case:
        assert case["kind"] in [d["kind"] for d in found["differences"]], found
    assert set(case.get("flags", ())) <= set(found["flags"]), found
    if "note" in case:
        assert any(case["note"] in note for note in found["notes"]), found


def test_the_set_covers_every_verdict_with_three_hundred_claims() -> None:
    counts = Counter(case["verdict"] for case in CASES)
    assert len(CASES) >= 300
    assert set(counts) == {"too-short", "not-found", "altered", "spliced", "misattributed", "exact"}
    assert min(counts.values()) >= 10
