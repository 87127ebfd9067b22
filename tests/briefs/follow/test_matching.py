"""Out of many new statements are found those that fit a standing question one by one, and fast."""

from __future__ import annotations

import gc
import time

import pytest

from briefs.follow import StandingQuestion, SubjectIndex, fits
from briefs.follow.question import WordTerm
from briefs.follow.tokens import word_tokens
from briefs.library import read
from tests.briefs.follow.generator import World
from tests.paths import REPOSITORY


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    """The words of the library that the project carries, the most frequent first."""
    counted: dict[str, int] = {}
    for statement in read(REPOSITORY, None).statements:
        for word in word_tokens(statement.passage):
            counted[word] = counted.get(word, 0) + 1
    return sorted(counted, key=lambda word: (-counted[word], word))


@pytest.mark.parametrize("seed", range(4))
def test_out_of_many_are_found_those_that_fit_one_by_one(seed: int, vocabulary: list[str]) -> None:
    world = World(seed, people=12, topics=20, vocabulary=vocabulary[:60])
    questions = [world.question() for _ in range(400)]
    subjects = [world.subject(number) for number in range(40)]
    index = SubjectIndex(subjects)
    found = [index.matching(question) for question in questions]
    assert found == [tuple(one for one in subjects if fits(question, one)) for question in questions]
    assert sum(map(len, found)) > 100


@pytest.mark.parametrize(
    "question",
    [
        StandingQuestion(kinds=("fact",)),
        StandingQuestion(offices=(WordTerm(("minister",)),)),
        StandingQuestion(words=(WordTerm(("of",)),)),
        StandingQuestion(words=(WordTerm(("mis",), open_end=True),)),
        StandingQuestion(words=(WordTerm(("of", "the")),)),
        StandingQuestion(new_position=True),
        StandingQuestion(without=(WordTerm(("the",)),)),
    ],
    ids=["kind", "office", "word", "beginning", "two words", "new position", "minus alone"],
)
def test_one_part_alone_is_found_too(question: StandingQuestion, vocabulary: list[str]) -> None:
    world = World(9, people=12, topics=20, vocabulary=vocabulary[:400])
    subjects = [world.subject(number) for number in range(300)]
    found = SubjectIndex(subjects).matching(question)
    assert found == tuple(one for one in subjects if fits(question, one)) and found


@pytest.mark.soak
def test_a_hundred_thousand_questions_meet_a_thousand_statements_in_ten_seconds(
    vocabulary: list[str],
) -> None:
    world = World(2026, people=2000, topics=400, vocabulary=vocabulary)
    questions = [world.question() for _ in range(100_000)]
    subjects = [world.subject(number) for number in range(1000)]
    gc.collect()
    begun = time.process_time()
    index = SubjectIndex(subjects)
    found = [index.matching(question) for question in questions]
    spent = time.process_time() - begun
    assert spent < 10, f"{sum(map(len, found)):,} hits in {spent:.2f} s of the processor"
    for at in range(0, 100_000, 20):
        assert found[at] == tuple(one for one in subjects if fits(questions[at], one))
