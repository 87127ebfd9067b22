"""The same article in two places, the same words in two articles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from briefs import library
from briefs.ingest.review.serialization import draft_as_utterance, utterance
from briefs.text.near_duplicates import (
    DuplicateIndex,
    Fingerprint,
    Utterance,
    canonical_url,
    compare,
    fingerprint,
    pairs,
)
from tests.briefs.ingest.review import fakes
from tests.paths import REPOSITORY

ARTICLES = {path.name[:3]: path.read_text("utf-8") for path in (REPOSITORY / "seeds/articles").glob("*.txt")}


@pytest.fixture(scope="module")
def full_shelf():
    full = DuplicateIndex()
    for id, text in ARTICLES.items():
        full.put(id, fingerprint(text), f"https://www.press.example/{id}/")
    return full


@pytest.mark.parametrize("id", ARTICLES)
def test_each_article_is_its_own_twin_and_nobody_elses(full_shelf, id):
    twin = full_shelf.twin(fingerprint(ARTICLES[id]))
    assert (twin.id, twin.how) == (id, "word for word")
    others = DuplicateIndex()
    for other in ARTICLES.keys() - {id}:
        others.put(other, fingerprint(ARTICLES[other]))
    assert others.twin(fingerprint(ARTICLES[id])) is None


@pytest.mark.parametrize("id", ARTICLES)
def test_a_shortened_and_a_lengthened_one_are_recognised(full_shelf, id):
    text = ARTICLES[id]
    shorter = full_shelf.twin(fingerprint(text[: len(text) * 2 // 3]))
    longer = full_shelf.twin(
        fingerprint("Updated at noon. More in a moment from our correspondent.\n" + text)
    )
    assert (shorter.id, shorter.how) == (id, "re-published")
    assert longer.id == id


@pytest.mark.parametrize("id", ARTICLES)
def test_marks_and_spaces_make_no_difference(full_shelf, id):
    changed = ARTICLES[id].replace("“", '"').replace("”", '"').replace("\n\n", "\n \n").replace("’", "'")
    assert full_shelf.twin(fingerprint(changed)).how == "word for word"


def test_one_new_sentence_makes_a_new_version_and_only_it_is_new(full_shelf):
    text, fresh = ARTICLES["000"], "Olga Denisova said that nobody had asked her."
    twin = full_shelf.twin(fingerprint(text + "\n" + fresh))
    assert twin.how == "re-published"
    assert not full_shelf.holds(twin.id, fresh)
    assert full_shelf.holds(
        twin.id, "It is important that NATO and Russia continue working on the issue, Rasmussen said."
    )


def test_one_page_has_one_address(full_shelf):
    same = (
        "https://www.press.example/000/", "http://press.example/000?utm_source=x&fbclid=1#top",
        "https://m.press.example/000/index.html", "https://press.example/000/amp/",
    )  # fmt: skip
    assert {full_shelf.by_url(url) for url in same} == {"000"}
    assert canonical_url("https://a.example/x?id=2&b=1") == canonical_url("https://a.example/x?b=1&id=2")
    assert canonical_url("https://a.example/x?id=2") != canonical_url("https://a.example/x?id=3")
    assert full_shelf.by_url("https://press.example/999") is None


def test_an_empty_text_is_like_nothing(full_shelf):
    assert full_shelf.twin(fingerprint("")) is None
    assert full_shelf.twin(Fingerprint()) is None


def test_on_the_five_articles_the_pair_of_23_april_2013_is_found_and_no_other():
    if library.check(REPOSITORY):
        pytest.skip("the repository's library has problems")
    statements = library.read(REPOSITORY).statements
    curated = {frozenset((each.id, other)) for each in statements for other in each.same_as}
    found = pairs([utterance(each) for each in statements], [utterance(each) for each in statements])
    assert {frozenset((like.first, like.second)) for like in found} == curated
    assert {like.how for like in found} == {"occasion"}


WORDS = "We are nearly done, and nobody will have to wait much longer for the pier"
SAID = Utterance("a-01", "a", ("anna-ray",), WORDS, date(2026, 4, 23), date(2026, 4, 23), ("harbours",))


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({}, "copy"),
        ({"passage": WORDS.upper() + "."}, "copy"),
        ({"earliest": date(2020, 1, 1), "latest": date(2020, 1, 1)}, "copy"),
        ({"speakers": ("bert-lowe",)}, None),
        ({"passage": "The mayor said the pier was nearly done and the wait would be no longer"}, "occasion"),
        (
            {"passage": "Pier nearly done, no longer wait", "latest": date(2026, 4, 24), "earliest": None},
            "occasion",
        ),
        (
            {
                "passage": "Pier nearly done, no longer wait",
                "latest": date(2026, 4, 24),
                "topics": ("bridges",),
            },
            None,
        ),
        (
            {
                "passage": "Pier nearly done, no longer wait",
                "earliest": date(2026, 5, 1),
                "latest": date(2026, 5, 1),
            },
            None,
        ),
        ({"passage": "The budget for schools is too small this year"}, None),
    ],
)
def test_when_two_statements_are_one(changes, how):
    other = replace(SAID, id="b-01", article="b", **changes)
    found = compare(SAID, other)
    assert (found and found.how) == how
    assert compare(other, SAID) == found


def test_a_candidate_under_review_is_compared_with_the_library(tmp_path):
    waiting = fakes.waiting(0)
    fresh = draft_as_utterance(waiting)
    known = replace(fresh, id="elsewhere-01", article="elsewhere")
    (like,) = pairs([fresh], [known])
    assert (like.how, {like.first, like.second}) == ("copy", {"key-0", "elsewhere-01"})


def test_the_order_of_statements_does_not_matter():
    chance = random.Random(3)
    many = [
        replace(SAID, id=f"s-{n}", article=f"a-{n % 5}", passage=f"{WORDS} of town {n % 7}")
        for n in range(40)
    ]
    mixed = many[:]
    chance.shuffle(mixed)
    assert pairs(many, many) == pairs(mixed, mixed)
