"""A question by its name is answered as `--json` answers it; what cannot be asked is told in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.terminal.context import CliContext
from bot.terminal.dispatch import invoke
from briefs.documents import answer, known_question, known_questions, schema_of
from briefs.errors import UserError
from briefs.index import TAKEN_IN, run
from briefs.query.questions import NAMES
from tests.paths import REPOSITORY

TODAY = date(2026, 11, 27)
QUOTED = "We want real cooperation with Russia on missile defence"
# Each question as a shell's line and as arguments by name.
ASKED: dict[str, tuple[list[str], dict[str, str]]] = {
    "position": (
        ["lavrov", "missile-defence", "--since", "2012"],
        {"person": "lavrov", "topic": "missile-defence", "since": "2012"},
    ),
    "compare": (
        ["lavrov", "rasmussen", "missile-defence"],
        {"person": "lavrov", "other": "rasmussen", "topic": "missile-defence"},
    ),
    "timeline": (["missile-defence"], {"topic": "missile-defence"}),
    "person": (["расмуссен"], {"person": "расмуссен"}),
    "topic": (["afghanistan"], {"topic": "afghanistan"}),
    "statements": (["--by", "lavrov", "--in", "004"], {"person": "lavrov", "article": "004"}),
    "search": (["strategic", "capabilities"], {"words": "strategic capabilities"}),
    "on-this-day": (["April", "23"], {"day": "April 23"}),
    "people": ([], {}),
    "topics": ([], {}),
    "stats": ([], {}),
    "article": (["004"], {"article": "004"}),
    "statement": (["itar-tass-2011-10-26-01"], {"statement": "itar-tass-2011-10-26-01"}),
    "cite": (
        ["itar-tass-2011-10-26-01", "--form", "bibtex"],
        {"statement": "itar-tass-2011-10-26-01", "form": "bibtex"},
    ),
    "lookup": (["person", "лавров"], {"kind": "person", "name": "лавров"}),
    "verify": ([QUOTED, "--by", "rasmussen"], {"text": QUOTED, "by": "rasmussen"}),
}


@pytest.fixture
def context(cache: Path) -> Iterator[CliContext]:
    context = CliContext(today=TODAY, chosen=str(REPOSITORY))
    (context.cache / TAKEN_IN).unlink(missing_ok=True)  # of a state that another test had
    yield context
    context.close()


def answered(context: CliContext, question: str, /, **arguments: str) -> Any:
    return run(answer(context.engine, question, arguments, TODAY))


def test_every_question_is_among_those_asked_here() -> None:
    assert set(ASKED) == {*NAMES, "verify"} == {question.name for question in known_questions()}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_the_document_is_the_one_of_the_shell(context: CliContext, name: str) -> None:
    words, arguments = ASKED[name]
    reply = invoke(context, [name, *words, "--json"])
    assert reply is not None
    document = answered(context, name, **arguments)
    assert document == reply.document
    assert known_question(name).name == name
    Draft202012Validator(schema_of(name)).validate(json.loads(json.dumps(document)))


def test_every_statement_and_every_quotation_follows_its_schema(context: CliContext) -> None:
    validator = Draft202012Validator(schema_of("statements"))
    Draft202012Validator.check_schema(schema_of("statements"))
    validator.validate(json.loads(json.dumps(answered(context, "statements"))))
    told = (
        "Rasmussen said “We want real cooperation with Russia”. Lavrov said “We want a real war with Russia”."
    )
    several = answered(context, "verify", text=told)
    assert len(several["quotations"]) == 2
    Draft202012Validator(schema_of("verify")).validate(several)
    searched = answered(context, "search", words="missile defence", everything="yes")
    assert searched["uncurated"]
    validator.validate(json.loads(json.dumps(searched)))


def test_a_name_that_is_not_clear_is_an_answer_with_suggestions(context: CliContext) -> None:
    nobody = answered(context, "person", person="merkel")
    assert nobody["outcome"] == "unknown" and nobody["asked"] == {"role": "person", "text": "merkel"}
    several = answered(context, "position", person="the minister", topic="missile-defence")
    assert several["outcome"] == "ambiguous" and len(several["suggestions"]) > 1


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("postion", {}, "there is no question “postion”"),
        ("position", {"person": "lavrov"}, "`position` lacks its topic"),
        ("position", {"who": "lavrov"}, "`position` has no argument “who”"),
        ("people", {"person": "lavrov"}, "`people` has no argument “person”"),
        ("search", {"words": "…"}, "there is no word to search for"),
        ("search", {"words": "treaty", "everything": "maybe"}, "“maybe” is no value of everything"),
        ("timeline", {"topic": "syria", "since": "the day after"}, "“the day after” is no date"),
        ("lookup", {"kind": "animal", "name": "bear"}, "“animal” is not one of: person, topic"),
        ("statement", {"statement": "nothing-01"}, "there is no statement “nothing-01”"),
        ("verify", {"by": "lavrov"}, "`verify` lacks its text"),
    ],
)
def test_what_cannot_be_asked_so_is_told(
    context: CliContext, name: str, arguments: dict[str, str], told: str
) -> None:
    with pytest.raises(UserError) as refused:
        answered(context, name, **arguments)
    assert refused.value.message.startswith(told) and refused.value.hint
