"""The second axis of a verdict: how a claimed speaker stands to whom the record has the words from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.verify import Verifier
from tests.briefs.verify.fakes import Said, checker

BERG, HOLM = "anna-berg", "karl-holm"
CURATED = "“The only thing that farmers have to fear is the weather itself,” Berg said on Monday."
COPY = "A page of sayings: The only thing that farmers have to fear is the weather itself."
NESTED = (
    "“As Karl Holm said, ‘a farm divided against itself cannot stand the winter’, and we have seen it,” Berg"
    " said."
    " “The farmers came through blood, sweat and tears and we [the ministers] … thank them,” Berg said."
    " “It does more good than harm,” Berg said."
)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., tuple[str, str]]:
    opened = checker(
        tmp_path / "index.sqlite",
        {"copy": COPY, "curated": CURATED, "nested": NESTED},
        [
            Said(BERG, "The only thing that farmers have to fear is the weather itself,"),
            Said(BERG, NESTED[1 : NESTED.index(",” Berg said. “The")]),
            Said(
                BERG, "The farmers came through blood, sweat and tears and we [the ministers] … thank them,"
            ),
            Said(BERG, "It does more good than harm,"),
        ],
    )

    def asked(text: str, by: str | None, name: str | None = None) -> tuple[str, str]:
        found = opened.check(text, by, name)
        return found.words, found.speaker_axis

    return asked


def test_a_copy_that_nobody_curated_excuses_nobody(check: Callable[..., tuple[str, str]]) -> None:
    words = "The only thing that farmers have to fear is the weather itself"
    assert check(words, BERG) == ("exact", "confirmed")
    assert check(words, HOLM, "Karl Holm") == ("exact", "another")
    assert check(words, None, "Winston Churchill") == ("exact", "unknown")
    assert check(words, None) == ("exact", "nobody")


def test_what_somebody_quotes_is_of_whom_they_quote(check: Callable[..., tuple[str, str]]) -> None:
    words = "a farm divided against itself cannot stand the winter"
    assert check(words, HOLM, "Karl Holm") == ("exact", "quoted")
    assert check(words, BERG, "Anna Berg") == ("exact", "confirmed")


def test_a_saying_accuses_nobody(check: Callable[..., tuple[str, str]]) -> None:
    assert check("blood, sweat and tears", HOLM, "Karl Holm") == ("exact", "not-recorded")
    assert check("blood, sweat and tears", BERG, "Anna Berg") == ("exact", "confirmed")


def test_brackets_and_ellipses_of_the_record_are_its_own(check: Callable[..., tuple[str, str]]) -> None:
    assert check("and we [the ministers] … thank them", BERG)[0] == "exact"
    assert check("and we [all] thank them", BERG)[0] == "altered"


def test_a_change_is_told_in_words_of_the_quotation(tmp_path: Path) -> None:
    opened: Verifier = checker(
        tmp_path / "i.sqlite", {"a": NESTED}, [Said(BERG, "It does more good than harm,")]
    )
    changes = opened.check("It does more harm than good").differences
    assert changes
    for change in changes:
        assert "said" not in change.said and "Berg" not in change.said
