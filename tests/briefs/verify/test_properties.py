"""What holds for any claim: bounded answers, and no change of sense ever called exact."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.verify import Verifier, find_quotations
from tests.paths import REPOSITORY

SEEDS = REPOSITORY / "seeds" / "articles"
ARTICLES = [file.read_text("utf-8") for file in sorted(SEEDS.glob("*.txt"))]
SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
VERDICTS = {"too-short", "not-found", "altered", "spliced", "misattributed", "exact"}


@st.composite
def passages(draw: st.DrawFn, least: int = 5) -> str:
    words = draw(st.sampled_from(ARTICLES)).split()
    start = draw(st.integers(0, len(words) - least))
    return " ".join(words[start : start + draw(st.integers(least, 25))])


@SETTINGS
@given(passage=passages())
def test_words_in_a_row_are_exact(checker: Verifier, passage: str) -> None:
    if len(re.findall(r"\w{2,}", passage)) >= 4:
        found = checker.check(passage)
        assert found.verdict == "exact"
        assert found.found is not None
        text = (SEEDS / found.found.file).read_text("utf-8")
        assert text[found.found.start : found.found.end] == found.found.passage


@SETTINGS
@given(passage=passages(), by=st.integers(1, 90))
def test_a_changed_figure_is_never_exact(checker: Verifier, passage: str, by: int) -> None:
    changed = re.sub(r"\d+", lambda match: str(int(match.group()) + by * 1000), passage)
    if changed != passage:
        assert checker.check(changed).verdict != "exact"


@SETTINGS
@given(passage=passages(8))
def test_a_lost_or_added_negation_is_never_exact(checker: Verifier, passage: str) -> None:
    words = passage.split()
    inner = [word for word in words[1:-1] if word.lower() not in ("not", "no", "never", "neither")]
    without = [words[0], *inner, words[-1]]
    changed = without if len(without) < len(words) else [*words[:4], "not", *words[4:]]
    assert checker.check(" ".join(changed)).verdict != "exact"


@SETTINGS
@given(text=st.text(max_size=300))
def test_any_text_gets_an_answer(checker: Verifier, text: str) -> None:
    found = checker.check(text).document()
    assert found["verdict"] in VERDICTS
    json.dumps(found)
    for claim in find_quotations(text):
        assert 0 <= claim.start < claim.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000,
        "missile " * 6000,
        "NATO and Russia " * 3000,
        "the " * 12_000,
        "[" * 50_000,
        "… " * 20_000,
        "“" * 50_000,
        "can't " * 8000,
        "1 " * 25_000,
        "NATO и Россия 😀 " * 3000,
        "<b>NATO</b> &amp; " * 2500,
        "\x00\u202e\ufeff",
        '"); DROP TABLE article; -- NEAR(a b) * OR',
        " ".join(ARTICLES)[:50_000],
        "a" + "\u0301" * 50_000,
        "a\u200d\u0301" * 16_000,
        '"a ' * 16_000,
    ],
    ids=range(17),
)
def test_hostile_input_is_answered(checker: Verifier, text: str) -> None:
    assert checker.check(text).verdict in VERDICTS
    find_quotations(text)
