"""Quotation marks as newspapers of many countries set them, and as they break."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.text.quotations import quoted


def contents(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said.", ["We go,"]),
        ('"We go," he said.', ["We go,"]),
        ("''We go,'' he said.", ["We go,"]),
        ("``We go,'' he said.", ["We go,"]),
        ("„Wir gehen“, sagte er.", ["Wir gehen"]),
        ("„Idziemy”, powiedział.", ["Idziemy"]),
        ("« Nous partons », dit-il.", ["Nous partons"]),
        ("«Мы идём», — сказал он.", ["Мы идём"]),
        ("「行きます」と彼は言った。", ["行きます"]),
        ("『行きます』と彼は言った。", ["行きます"]),
        ("‘We go,’ he said.", ["We go,"]),
        ("'We go,' he said.", ["We go,"]),
        ("‹Nous partons›, dit-il.", ["Nous partons"]),
    ],
)
def test_marks_of_every_language(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


def test_mixed_pair() -> None:
    assert contents('"All options are open”, said Ann Hill.') == ["All options are open"]
    assert contents('“All options are open", said Ann Hill.') == ["All options are open"]


def test_missing_opening_mark_starts_with_the_paragraph() -> None:
    text = "We met.\nTen years ago we began. It works,” said Ann Hill. “It still does.”"
    found = quoted(text)
    assert contents(text) == ["Ten years ago we began. It works,", "It still does."]
    assert [q.opened for q in found] == [False, True]


def test_opening_mark_typed_backwards() -> None:
    assert contents("”We go now.” ― Ann Hill") == ["We go now."]


def test_missing_closing_mark_ends_before_the_attribution() -> None:
    text = "“We shall never give up, Ann Hill said on Monday.\nNobody answered."
    assert contents(text) == ["We shall never give up,"]
    assert not quoted(text)[0].closed


def test_missing_closing_mark_without_attribution_ends_with_the_paragraph() -> None:
    assert contents("“We shall never give up.\nNobody answered.") == ["We shall never give up."]


def test_quotation_over_paragraphs_is_one() -> None:
    text = "“We began early.\n\n“We finished late,” Ann Hill said."
    (found,) = quoted(text)
    assert found.paragraphs == 2
    assert text[found.start : found.end].startswith("We began") and text[: found.end].endswith("late,")


def test_nested_quotation_belongs_to_the_outer_one() -> None:
    assert contents("“He told me ‘never’ and left,” she said.") == ["He told me ‘never’ and left,"]
    assert contents('"They call it "too loud" every time," she said.') == [
        'They call it "too loud" every time,'
    ]


def test_apostrophes_are_no_marks() -> None:
    assert contents("The ministers’ talks didn’t end; it's the '90s again, they’re told.") == []
    assert contents("‘The ministers’ talks didn’t end,’ she said.") == ["The ministers’ talks didn’t end,"]


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="ab. ,\n'\"“”‘’«»„`―—S", max_size=300))
def test_any_marks_give_ordered_spans_inside_the_text(text: str) -> None:
    end = 0
    for found in quoted(text):
        assert end <= found.outer_start <= found.start < found.end <= found.outer_end <= len(text)
        end = found.outer_end


def test_single_marks_close_right_behind_double_ones() -> None:
    text = "‘More salt, and when you’d put it in, “Are you trying to kill them?”’ she said."
    (found,) = quoted(text)
    assert text[found.outer_end - 1] == "’" and text[found.start : found.end].endswith("kill them?”")
