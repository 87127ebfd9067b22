"""The definitions of the questions: complete, and telling apart what they name."""

from __future__ import annotations

import pytest

from briefs.errors import QuestionRefused
from briefs.query import questions
from briefs.query.questions import Query, Question


@pytest.mark.parametrize("question", questions.all_questions(), ids=lambda question: question.name)
def test_a_question_has_words_for_every_face_that_asks_it(question: Question) -> None:
    assert question.shell_help.endswith(".") or question.shell_help.endswith(").")
    assert question.shell_example.split()[0] == question.name
    assert bool(question.about) == bool(question.example)
    assert not question.example or question.example.split()[0] == question.name
    for argument in question.arguments:
        assert argument.help or not question.about, "a slash command describes each of its options"
        assert bool(argument.flag) == bool(argument.flag_help)
        assert argument.required or argument.flag or argument is question.arguments[-1]
    for names in zip(*((a.name, a.title, a.flag or a.name) for a in question.arguments), strict=True):
        assert len(set(names)) == len(names)


def test_every_question_has_a_place_of_its_own_in_its_section() -> None:
    places = [(question.section, question.order) for question in questions.all_questions()]
    assert len(set(places)) == len(places) == len(questions.NAMES)
    sections = [section for section, _ in places]
    assert sections == sorted(sections, reverse=True), "those about statements come before the library's"


def test_a_query_keeps_its_arguments_as_text_and_in_order() -> None:
    query = Query.of("position", topic="syria", person="sergei-lavrov", since=None)
    assert query.arguments == (("person", "sergei-lavrov"), ("topic", "syria"))
    assert query["topic"] == "syria" and query.get("since") is None and query.day("since") is None
    with pytest.raises(QuestionRefused):
        query["since"]
