"""What became of a passage on its page, one way of changing it at a time."""

from __future__ import annotations

import pytest

from briefs.ingest.archive import ArticlePassage, PageNow, changed_words, compare
from briefs.ingest.archive.page_words import is_misspelling
from tests.briefs.ingest.loopback_site import PARAGRAPHS

TITLE = "Harbour to open in May"
TEXT = "\n".join((TITLE, *PARAGRAPHS)) + "\n"
QUOTED = "We are nearly done, and nobody will have to wait much longer,"
PASSAGES = tuple(
    ArticlePassage(words[:8], TEXT.index(words), TEXT.index(words) + len(words))
    for words in (PARAGRAPHS[0], QUOTED, PARAGRAPHS[2])
)
STANDS = ("stands", "stands", "stands")
CORRECTED = f"Correction: an earlier version of this article quoted the mayor as saying “{QUOTED}”"


def states(text: str, visible: str = "") -> tuple[str, ...]:
    found = compare(TITLE, TEXT, PASSAGES, PageNow(TITLE, text, visible))
    return tuple(each.state for each in found.findings)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("nearly done", "almost finished", ("stands", "reworded", "stands")),
        ("was not safe", "was safe", ("stands", "stands", "reworded")),
        ("in May after years", "in May after ten years", ("reworded", "stands", "stands")),
        (PARAGRAPHS[1] + "\n", "", ("stands", "gone", "stands")),
        (PARAGRAPHS[1], "A new kitchen for half the price, this week alone.", ("stands", "gone", "stands")),
        (PARAGRAPHS[1], PARAGRAPHS[1].replace(QUOTED, "No comment,"), ("stands", "gone", "stands")),
        ("northern", "nothern", STANDS),
        ("engineer", "enginere", STANDS),
        ("heavy lorries", "heavy-lorries", STANDS),
        ("“", '"', STANDS),
        (" ", "\N{NO-BREAK SPACE}", STANDS),
        ("harbour", "har\N{SOFT HYPHEN}bour", STANDS),
    ],
)
def test_what_became_of_each_passage(was: str, now: str, expected: tuple[str, ...]) -> None:
    assert states(TEXT.replace(was, now)) == expected


def test_words_that_a_correction_repeats_do_not_stand() -> None:
    text = TEXT.replace("nearly done", "almost finished")
    assert states(text + CORRECTED) == ("stands", "reworded", "stands")
    # nor do those that something else on the page repeats
    assert states(text, visible=f"{text}\nMost read\n“{QUOTED}”\n") == ("stands", "reworded", "stands")


def test_what_a_parser_of_articles_leaves_out_stands_all_the_same() -> None:
    assert states(TEXT.replace(PARAGRAPHS[1], ""), visible=TEXT) == STANDS


def test_a_passage_in_another_place_has_moved() -> None:
    lines = TEXT.splitlines()
    assert states("\n".join((lines[0], lines[3], lines[2], lines[4], lines[1]))) == (
        "moved",
        "stands",
        "moved",
    )


def test_what_stands_behind_a_wall_is_unseen_and_what_stands_before_it_is_not() -> None:
    passages = (PASSAGES[0], PASSAGES[1], ArticlePassage("last", TEXT.index(PARAGRAPHS[3]), len(TEXT) - 1))
    text = TEXT.replace("northern", "southern").replace(PARAGRAPHS[3], "Subscribe to read on.")
    for walled, last in ((True, "unseen"), (False, "gone")):
        # a page that has always spoken of subscribers has lost what is not there
        found = compare(TITLE, TEXT, passages, PageNow(TITLE, text, newly_walled=walled))
        assert [each.state for each in found.findings] == ["reworded", "stands", last]


@pytest.mark.parametrize("title", ["Page not found", "The Harbour Post"])
def test_another_page_says_nothing_of_the_words(title: str) -> None:
    found = compare(
        TITLE, TEXT, PASSAGES, PageNow(title, "Sorry. The weather will be fine in all of the town.")
    )
    assert not found.is_article and found.reason and not found.alarms


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("goverment", "government", True), ("recieve", "receive", True), ("seperate", "separate", True),
        ("started", "stated", False), ("detection", "detention", False), ("accept", "accepts", False),
        ("lawful", "unlawful", False), ("now", "not", False), ("may", "many", False), ("15th", "16th", False),
    ],
)  # fmt: skip
def test_which_words_are_one_with_a_typing_error(one: str, other: str, expected: bool) -> None:
    assert is_misspelling(one, other, frozenset()) is is_misspelling(other, one, frozenset()) is expected
    assert not is_misspelling(one, other, frozenset((one, other)))


def test_the_words_that_differ_are_told() -> None:
    assert changed_words("We will not go.", "We shall go, now.") == (("will not", "shall"), ("", "now"))
