"""The word that was probably meant."""

from __future__ import annotations

import pytest

from briefs.text import nearest

KNOWN = ("position", "person", "people", "stats", "statement", "search", "cite", "позиция")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("positon", ["position"]),
        ("Serach", ["search"]),
        ("stat", ["stats", "statement"]),  # beginnings count, the likest before the longer
        ("pos", ["position"]),
        ("позицыя", ["позиция"]),
        ("st", []),  # two letters begin too much
        ("play", []),
        ("", []),
        ("x" * 5000, []),
    ],
)
def test_what_was_typed_is_like_one_or_begins_it(typed: str, meant: list[str]) -> None:
    assert nearest(typed, KNOWN, most=3) == meant


def test_the_order_of_what_is_known_decides_nothing() -> None:
    for known in (KNOWN, KNOWN[::-1], tuple(sorted(KNOWN))):
        assert nearest("stat", known, most=3) == ["stats", "statement"]
    alike = ["missile-proliferation", "missile-defence-guarantees", "missile-defence"]
    assert nearest("missile", alike) == ["missile-defence"]


def test_beginnings_may_be_left_out() -> None:
    assert nearest("time", ["timeline"]) == ["timeline"]
    assert nearest("time", ["timeline"], beginnings=False) == []


def test_the_likest_comes_first_and_no_more_than_asked_for() -> None:
    assert nearest("persn", KNOWN, most=1) == ["person"]
    assert nearest("person", [], most=3) == []
