"""A passage is found at one place in its article."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.text.selectors import PassageNotFound, find_passage, fold_whitespace


def test_only_white_space_is_folded() -> None:
    text = "He said:\u00a0 “No\r\n\tmovement”, twice."
    start, end = find_passage(text, "said: “No movement”")
    assert text[start:end] == "said:\u00a0 “No\r\n\tmovement”"
    for other in ('said: "No movement"', "Said: “No movement”", "said: “Nomovement”"):
        with pytest.raises(PassageNotFound):
            find_passage(text, other)


def test_a_passage_that_differs_is_shown_where_it_does() -> None:
    text = "Lavrov said there is no movement in the talks, and left."
    with pytest.raises(PassageNotFound) as raised:
        find_passage(text, "there is no movement in those talks")
    assert raised.value.places == 0
    assert raised.value.message == "the passage is not in the article's text"
    assert raised.value.hint == (
        "after “there is no movement in” the article goes on “the talks, and left.”, "
        "the passage “those talks”"
    )


def test_several_places_are_told_apart_by_what_stands_beside_them() -> None:
    text = "First, Lavrov said so. Then Rasmussen said so. Then Kerry said so!"
    with pytest.raises(PassageNotFound) as raised:
        find_passage(text, "said so")
    assert raised.value.places == 3
    assert raised.value.message == "the passage stands at 3 places in the article's text"
    assert "prefix “First, Lavrov”" in (raised.value.hint or "")
    assert find_passage(text, "said so", prefix="Rasmussen ") == (38, 45)
    assert find_passage(text, "said so", suffix="!") == (58, 65)
    assert find_passage(text, "said so", prefix="Lavrov", suffix=". Then  Rasmussen") == (14, 21)


def test_a_prefix_that_is_nowhere_is_no_help() -> None:
    with pytest.raises(PassageNotFound, match="2 places, but not with this prefix or suffix"):
        find_passage("one two one two", "one", prefix="three")
    with pytest.raises(PassageNotFound, match="the passage is empty"):
        find_passage("one two", " \u00a0 ")


SPACES = st.text(st.sampled_from(" \n\t\r\u00a0\u2009\u3000"), min_size=1, max_size=3)
WORDS = st.lists(st.text("abAй’“", min_size=1, max_size=4), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.data(), WORDS)
def test_a_slice_is_found_again_however_its_white_space_is_set(data: st.DataObject, words: list[str]) -> None:
    text = "".join(word + data.draw(SPACES) for word in words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    exact = "".join(word + data.draw(SPACES) for word in words[first:last])
    prefix, suffix = " ".join(words[:first]), " ".join(words[last:])
    start, end = find_passage(text, exact, prefix, suffix)
    assert fold_whitespace(text[start:end]) == fold_whitespace(exact)
    assert fold_whitespace(text[:start]).endswith(prefix)
    assert fold_whitespace(text[end:]).startswith(suffix)
    try:
        alone = find_passage(text, exact)
    except PassageNotFound as several:
        assert several.places == len(
            re.findall(f"(?={re.escape(fold_whitespace(exact))})", fold_whitespace(text) + " ")
        )
        assert several.places > 1
    else:
        assert alone == (start, end)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_is_found_once_or_refused(text: str, exact: str) -> None:
    try:
        start, end = find_passage(text, exact)
    except PassageNotFound as refused:
        assert refused.message and refused.hint
        return
    assert fold_whitespace(text[start:end]) == fold_whitespace(exact)
    assert fold_whitespace(text).count(fold_whitespace(exact)) == 1


def test_places_that_overlap_are_each_one() -> None:
    with pytest.raises(PassageNotFound) as raised:
        find_passage("no, no, no", "no, no")
    assert raised.value.places == 2
