"""Whom an article names as the speaker of words that nobody curated."""

from __future__ import annotations

import pytest

from briefs.verify.uncurated import author_in_title


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("Inaugural address 1861, Abraham Lincoln", "Abraham Lincoln"),
        ("Remarks by Ursula von der Leyen at the summit", "Ursula von der Leyen"),
        ("Speech by Sergei Lavrov", "Sergei Lavrov"),
        ("Keynote by A. B. Berg, Oslo 2019", "A. B. Berg"),
        ("Anna Berg: State of the Union 2020", "Anna Berg"),
        ("Lincoln’s second inaugural address", "Lincoln"),
        ("Речь — Анна Берг", "Анна Берг"),
        ("Speech in Berlin, Germany", None),
        ("Speech by Lavrov angers ministers", None),
        ("Obama’s speech draws praise", None),
        ("Lavrov meets Rasmussen", None),
        ("Sergei Lavrov: no movement", None),
        ("Address", None),
    ],
)
def test_a_title_names_the_author_of_a_speech(title: str, author: str | None) -> None:
    assert author_in_title(title) == author
