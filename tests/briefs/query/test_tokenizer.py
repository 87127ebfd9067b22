"""The one tokenizer and splitter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.query.tokenizer import command_tokens, split_options, splits, tokens


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("position lavrov missile-defence", ["position", "lavrov", "missile-defence"]),
        (
            'position "anders fogh rasmussen" afghanistan',
            ["position", "anders fogh rasmussen", "afghanistan"],
        ),
        ("position “fogh rasmussen” missile shield", ["position", "fogh rasmussen", "missile", "shield"]),
        ("position «фог расмуссен» ПРО", ["position", "фог расмуссен", "ПРО"]),
        ("position „fogh rasmussen“ ABM", ["position", "fogh rasmussen", "ABM"]),
        ('person o"brien', ["person", 'o"brien']),
        ("person o'brien", ["person", "o'brien"]),
        ('person "lavrov', ["person", '"lavrov']),
        ('search "', ["search", '"']),
        ('search ""', ["search", ""]),
        ("  search\tx\u00a0y ", ["search", "x", "y"]),
        ("", []),
    ],
)
def test_words_between_marks_stay_together_and_lone_marks_break_nothing(line: str, words: list[str]) -> None:
    assert tokens(line) == words


@pytest.mark.parametrize(
    "line", ["!position lavrov", "/position lavrov", "position lavrov", "! position lavrov"]
)
def test_a_line_works_with_a_mark_or_a_slash_or_nothing_before_it(line: str) -> None:
    assert command_tokens(line) == ["position", "lavrov"]


def test_every_split_keeps_order_and_quoted_words_whole() -> None:
    assert list(splits(["fogh rasmussen", "missile", "shield"], 2)) == [
        ("fogh rasmussen", "missile shield"),
        ("fogh rasmussen missile", "shield"),
    ]
    assert list(splits(["a"], 2)) == []
    assert len(list(splits(list("abcde"), 3))) == 6


@given(st.text(max_size=200))
def test_no_text_breaks_the_tokenizer_and_no_letter_is_lost(line: str) -> None:
    kept = "".join(tokens(line))
    assert [ch for ch in kept if ch.isalnum()] == [ch for ch in line if ch.isalnum()]


def test_a_line_of_many_open_marks_takes_no_time() -> None:
    assert len(tokens('"a ' * 20_000)) == 20_000


@pytest.mark.parametrize(
    ("line", "given", "left"),
    [
        ("lavrov abm since 2013", {"since": "2013"}, ["lavrov", "abm"]),
        ("lavrov abm --since 2013 until:2014", {"since": "2013", "until": "2014"}, ["lavrov", "abm"]),
        ("since 2013 abm", {}, ["since", "2013", "abm"]),  # it may be part of a name
        ("lavrov abm since yesterday", {}, ["lavrov", "abm", "since", "yesterday"]),
        ("lavrov abm since", {}, ["lavrov", "abm", "since"]),
        ("lavrov abm since 2012 since 2013", {"since": "2012"}, ["lavrov", "abm", "since", "2013"]),
    ],
)
def test_options_are_told_from_the_words_around_them(
    line: str, given: dict[str, str], left: list[str]
) -> None:
    assert split_options(line.split(), ["since", "until"], 2) == (given, left)
