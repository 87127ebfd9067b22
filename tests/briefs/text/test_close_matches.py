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
        ("stat", ["stats", "statement"]),  # beginnings count
        ("позицыя", ["позиция"]),
        ("st", []),  # two letters begin too much
        ("play", []),
        ("", []),
        ("x" * 5000, []),
    ],
)
def test_what_was_typed_is_like_one_or_begins_it(typed: str, meant: list[str]) -> None:
    assert nearest(typed, KNOWN, most=3) == meant


def test_the_likest_comes_first_and_no_more_than_asked_for() -> None:
    assert nearest("persn", KNOWN, most=1) == ["person"]
    assert nearest("person", [], most=3) == []
