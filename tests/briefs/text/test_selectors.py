"""A passage is found at one place in its article, and quotation marks are told as they stand."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.text.quotation_marks import quoted_spans, scan
from briefs.text.selectors import PassageNotFound, find_passage, folded
from tests.paths import REPOSITORY

ARTICLES = REPOSITORY / "seeds" / "articles"


def article(number: str) -> str:
    (file,) = ARTICLES.glob(f"{number}_*.txt")
    return file.read_bytes().decode()


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
    assert folded(text[start:end]) == folded(exact)
    assert folded(text[:start]).endswith(prefix)
    assert folded(text[end:]).startswith(suffix)
    try:
        alone = find_passage(text, exact)
    except PassageNotFound as several:
        assert several.places == len(re.findall(f"(?={re.escape(folded(exact))})", folded(text) + " "))
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
    assert folded(text[start:end]) == folded(exact)
    assert folded(text).count(folded(exact)) == 1


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He was "extremely concerned" about it.', ["extremely concerned"]),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ('"No breakthrough”, said he, and "that” was that.', ["No breakthrough", "that"]),
        ("”Wrong way round” and „below“.", ["Wrong way round", "below"]),
        ("»This« and « that ».", ["This", "that"]),
        ("The alliance’s ‘open door’ isn’t shut.", ["open door"]),
        ("“He told us “go” and “come”” end", ["He told us “go” and “come”"]),
        ("“He told us \"go\" and left,” she said", ["He told us \"go\" and left,"]),
        ("“Never closed\n\nA new “paragraph” here", ["paragraph"]),
        ("“A first paragraph.\n\n“And its second,” he said.", ["A first paragraph.", "And its second,"]),
        ("He said “a line that is\nwrapped by hand” and left", ["a line that is\nwrapped by hand"]),
        ("no opening mark,” he said. “And then?”", ["And then?"]),
        ("\"\"", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_stands_inside_marks(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == inside


def test_spans_are_clipped_to_the_passage() -> None:
    text = "x “one two three” y"
    assert quoted_spans(text, 7, 19) == ((7, 16),)
    assert quoted_spans(text, 0, 1) == ()


@settings(max_examples=200, deadline=None)
@given(st.text('ab .\n“”"«»‘’', max_size=60))
def test_spans_of_any_text_are_in_order_and_apart(text: str) -> None:
    spans = quoted_spans(text)
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for start, end in spans:
        assert scan(text).state(start, end) == "inside"


@pytest.mark.parametrize(
    ("number", "passage", "state"),
    [
        ("004", "We discussed security issues within the context of Russian President", "inside"),
        ("004", "These questions were determined by Russian President Dmitry Medvedev", "inside"),
        ("004", "Rasmussen made it clear that NATO would not ensure", "both"),
        ("004", "in this aspect,” the Russian minister noted", "crossing"),
        (
            "000",
            "I do not expect a breakthrough on this matter but all options will be fully considered",
            "inside",
        ),
        ("000", "said the secretary general", "both"),
        ("001", "But even with these people, Russia is prepared to start a dialogue.", "inside"),
        ("001", "late in spring.", "inside"),
        ("001", "Mr Lavrov also said that Russia is seeking clarifications", "both"),
        ("002", "I am encouraged by the progress we have seen within the Afghan security forces", "inside"),
        ("002", "Rasmussen said the alliance was committed", "both"),
        ("003", "Ten years ago we created the NATO-Russia Council", "opening"),
        ("003", "I look forward to more cooperation. More security. And more trust.", "opening"),
        ("003", "While dialogue is not always easy, we continue exploring the options", "opening"),
        ("003", "Cooperation between NATO and Russia makes sense and it really works.", "inside"),
        ("003", "said the Secretary General. “Cooperation", "crossing"),
        ("003", "the NRC has been an effective tool to improve relations", "both"),
    ],
)
def test_the_articles_own_marks(number: str, passage: str, state: str) -> None:
    text = article(number)
    assert scan(text).state(*find_passage(text, passage)) == state


def test_a_missing_closing_mark() -> None:
    text = "“We shall see, he said.\n\nNext."
    assert scan(text).state(*find_passage(text, "We shall see")) == "closing"
