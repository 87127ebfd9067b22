"""Whom an article names as the speaker of words that nobody curated."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.verify.uncurated import author_in_title
from tests.briefs.verify.fakes import Said, checker


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


def test_a_speech_is_its_authors_and_the_curated_copy_comes_first(tmp_path: Path) -> None:
    words = "We shall mend the roof before the winter comes"
    opened = checker(
        tmp_path / "index.sqlite",
        {
            "Inaugural address, Karl Holm": f"My friends. “A mark that stays open. {words}. Thank you.",
            "paper": f"“{words},” Berg said.",
        },
        [Said("anna-berg", f"{words},")],
    )
    assert opened.check(words, "karl-holm", "Karl Holm").speaker_axis == "confirmed"
    assert opened.check(words, "anna-berg", "Anna Berg").speaker_axis == "confirmed"
    assert opened.check(words, "olga-lind", "Olga Lind").speaker_axis == "another"
    found = opened.check(words).found
    assert found is not None
    assert found.statement is not None
    opened.close()
