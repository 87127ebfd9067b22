"""Who said what on a topic, in order of time."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import SINCE, TOPIC, UNTIL
from briefs.query.questions.question import Query, Question


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.timeline(query["topic"], query.day("since"), query.day("until"))


QUESTION = Question(
    N_("timeline"),
    section="statements",
    order=3,
    shell_help="Who said what on a topic, in order of time.",
    shell_example="timeline missile-defence --until 2012",
    ask=_ask,
    arguments=(TOPIC, SINCE, UNTIL),
    about=N_("Who said what on a topic, in order of time"),
    example="timeline missile-defence",
)
