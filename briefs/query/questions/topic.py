"""Everything on a topic, facts included."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import TOPIC
from briefs.query.questions.question import Query, Question


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.topic(query["topic"])


QUESTION = Question(
    N_("topic"),
    section="statements",
    order=5,
    shell_help="All that bears on a topic, facts included.",
    shell_example="topic afghanistan",
    ask=_ask,
    arguments=(TOPIC,),
    about=N_("Everything on a topic, facts included"),
    example="topic afghanistan",
)
