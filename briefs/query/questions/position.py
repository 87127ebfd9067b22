"""What a person said on a topic."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import PERSON, SINCE, TOPIC, UNTIL
from briefs.query.questions.question import Query, Question


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.position(query["person"], query["topic"], query.day("since"), query.day("until"))


QUESTION = Question(
    N_("position"),
    section="statements",
    order=1,
    shell_help="What a person said on a topic, with proof.",
    shell_example="position lavrov missile-defence --since 2012",
    ask=_ask,
    arguments=(PERSON, TOPIC, SINCE, UNTIL),
    about=N_("What a person said on a topic, with proof"),
    example="position lavrov missile-defence",
)
