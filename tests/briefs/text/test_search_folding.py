"""A passage and a copy of it fold alike."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefs.text import fold_for_search

COPIES = [
    ("missile defence", "mis\u00adsile de\u200bfence"),
    ("missile defence", "mis-\nsile de-\r\n  fence"),
    ("we wouldn't", "we wouldn\u00b4t"),
    ("we wouldn't", "we wouldn\u2019t"),
    ("we don't", "we dont"),
    ("50,000 troops", "50 000 troops"),
    ("50,000 troops", "50\u00a0000 troops"),
    ("50,000 troops", "50000 troops"),
    ("the U.S. track", "the US track"),
    ("the final office", "the ﬁnal oﬃce"),
    ("всё ещё", "все еще"),
    ("всё ещё", "все\u0308 еще\u0308"),
    ("he said 'we do'", "he said ''we do'"),
]


@pytest.mark.parametrize(("passage", "copy"), COPIES)
def test_a_passage_and_a_copy_of_it_fold_alike(passage: str, copy: str) -> None:
    assert fold_for_search(passage).split() == fold_for_search(copy).split()


@pytest.mark.parametrize(
    "text", ["in 2010 300 people", "1.5 and 2.75", "missile-defence", "a. b. c", "Mr. A. Berg"]
)
def test_what_is_apart_stays_apart(text: str) -> None:
    folded = fold_for_search(text)
    assert "2010300" not in folded
    assert len(folded.split()) >= len(text.split()) - text.count(". ")


# The second leaves out what cannot be promised: dots upon the dots of a ё.
@given(
    st.text(st.characters(max_codepoint=127))
    | st.text(" ab'-\n103,.\u00ad\u2019\u00b4\u00a0ﬁёе…", max_size=40)
)
@example("''b")
@example("b'-\nb")
@example("-\n'b")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_for_search(text)
    assert fold_for_search(once) == once
    assert "\u00ad" not in once
