"""A long passage is shown around the words that were asked about."""

from __future__ import annotations

import pytest

from briefs.render.excerpts import FOUND, FOUND_END, excerpt, marked_passage

SPEECH = " ".join(f"word{number}" for number in range(1000))


@pytest.mark.parametrize("asked", ["word0 word1", "word500 word501 word502", "word998 word999"])
def test_a_long_passage_is_cut_around_what_was_asked_about(asked: str) -> None:
    first = SPEECH.index(asked)
    shown = excerpt(marked_passage(SPEECH, first, first + len(asked)), 200)
    assert f"{FOUND}{asked}{FOUND_END}" in shown
    assert len(shown) <= 210
    assert shown.startswith("…") == (first > 100)
    assert shown.endswith("…") == (first < 7000)
    plain = shown.replace(FOUND, "").replace(FOUND_END, "").strip("…")
    assert plain in SPEECH
    assert set(plain.split()) <= set(SPEECH.split())


def test_a_short_passage_is_shown_whole() -> None:
    assert excerpt(marked_passage("We  do not.", 0, 2)) == f"{FOUND}We{FOUND_END} do not."


def test_what_is_asked_about_may_be_too_long_itself() -> None:
    shown = excerpt(marked_passage(SPEECH, 0, len(SPEECH)), 200)
    assert shown.startswith(f"{FOUND}word0 ")
    assert shown.endswith(f"{FOUND_END}…")
