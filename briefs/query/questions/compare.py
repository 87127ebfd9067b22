"""What two people said on one topic."""

from __future__ import annotations

from briefs.errors import QuestionRefused
from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import OTHER, PERSON, SINCE, TOPIC, UNTIL
from briefs.query.questions.question import Query, Question

_EXAMPLE = "compare lavrov rasmussen missile-defence"


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    who, other, topic = query["person"], query["other"], query["topic"]
    return await engine.compare(who, other, topic, query.day("since"), query.day("until"))


def _check(engine: QueryEngine, query: Query) -> None:
    if query["person"] == query["other"]:
        name = engine.people[query["person"]].name.en
        raise QuestionRefused(
            f"both names mean {name}",
            "name two people, or ask `position` for one",
            N_("These are one and the same person."),
            N_("Write for example: {example}"),
            example=_EXAMPLE,
        )


QUESTION = Question(
    N_("compare"),
    section="statements",
    order=2,
    shell_help="What two people said on one topic.",
    shell_example=_EXAMPLE,
    ask=_ask,
    arguments=(PERSON, OTHER, TOPIC, SINCE, UNTIL),
    about=N_("What two people said on one topic"),
    example=_EXAMPLE,
    check=_check,
)
