"""What is typed becomes a standing question, and a statement is seen as one asks for it."""

from __future__ import annotations

import pytest

from briefs.briefing import snapshot_of
from briefs.errors import UserError
from briefs.follow import (
    Funnel,
    StandingQuestion,
    WordTerm,
    fits,
    funnel,
    read_terms,
    subjects_of,
    terms_in_words,
)
from briefs.follow.matching import has_phrase
from briefs.follow.tokens import word_tokens
from tests.briefs.briefing.fixtures import brief, library, say

__all__ = ["brief", "library", "say"]  # fixtures


@pytest.mark.parametrize(
    ("typed", "words", "without"),
    [
        ("sanctions oil", ["sanctions", "oil"], []),
        ("“missile defence” -oil", ['"missile defence"'], ["oil"]),
        ('ПРО Ёлка −"новые ракеты" guarant*', ["про", "елка", "guarant*"], ['"новые ракеты"']),
        ("Türkiye don't", ["turkiye", "dont"], []),
        ("  - ! ", [], []),
        ('-"oil price" sanctions', ["sanctions"], ['"oil price"']),
        ("treaty -«oil price» –„new treaty“", ["treaty"], ['"oil price"', '"new treaty"']),
        ('-"missile def*"', [], ['"missile def*"']),
    ],
)
def test_words_are_read_as_they_are_typed(typed: str, words: list[str], without: list[str]) -> None:
    named, minus = read_terms(typed)
    assert [terms_in_words([one]) for one in named] == words
    assert [terms_in_words([one]) for one in minus] == without
    assert read_terms(terms_in_words(named, minus)) == (named, minus)


@pytest.mark.parametrize("typed", ["of*", " ".join(f"word{n}" for n in range(17))])
def test_a_flood_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        read_terms(typed)


def test_a_question_is_the_same_after_its_document() -> None:
    words, without = read_terms('sanction* "missile defence" -oil')
    asked = StandingQuestion(("ann",), ("syria",), words, without, ("fact",), (WordTerm(("nato",)),), True)
    assert StandingQuestion.from_document(asked.to_document()) == asked
    later = asked.to_document() | {"mood": "angry", "kinds": ["fact", "song"]}
    assert StandingQuestion.from_document(later) == asked
    assert StandingQuestion().is_empty and StandingQuestion(without=without).is_empty
    assert not asked.is_empty and not StandingQuestion(corrections=True).is_empty


def test_phrases_stand_together_and_a_beginning_goes_on() -> None:
    tokens = word_tokens("The missile-defence system; missiles, and “defence” sanctions.")
    assert has_phrase(tokens, WordTerm(("missile", "defence")))
    assert has_phrase(tokens, WordTerm(("the", "miss"), open_end=True))
    assert not has_phrase(tokens, WordTerm(("missiles", "defence")))
    assert has_phrase(tokens, WordTerm(("sanct",), open_end=True))
    assert not has_phrase(tokens, WordTerm(("sanct",))) and not has_phrase(tokens, WordTerm(()))


def test_a_new_position_is_the_first_word_or_later_than_the_brief(say, library, brief) -> None:
    snapshot = snapshot_of(
        library(
            say("old", "2012-01-01", who="ann", on="shield"),
            say("later", "2013-06-01", who="ann", on="shield"),
            say("earlier", "2011-06-01", who="ann", on="shield"),
            say("first", "2010-01-01", who="bob", on="shield"),
            positions=(brief("ann", "shield", "2013-01-01"),),
        )
    )
    numbers = {"old": 1, "first": 2, "later": 3, "earlier": 4}
    seen = {one.statement.id: one for one in subjects_of(snapshot, numbers, {"first", "later", "earlier"})}
    assert list(seen) == ["first", "later", "earlier"]
    assert seen["first"].topics == {"shield", "missiles"} == seen["first"].new_on
    assert seen["later"].new_on == {"shield"} and not seen["earlier"].new_on
    asked = StandingQuestion(topics=("missiles",), new_position=True)
    assert [id for id, one in seen.items() if fits(asked, one)] == ["first"]


def test_the_funnel_says_which_part_leaves_nothing(say, library) -> None:
    snapshot = snapshot_of(
        library(say("a", who="ann", on="syria"), say("b", who="bob", on="shield"), say("c", who="ann"))
    )
    new = subjects_of(snapshot, {"a": 1, "b": 2, "c": 3}, {"a", "b", "c"})
    asked = StandingQuestion(("ann",), ("missiles",))
    assert funnel(asked, new) == Funnel(3, 0, (("people", 2), ("topics", 1)))
