"""Who somebody is, and what they said."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import PERSON
from briefs.query.questions.question import Query, Question


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.person(query["person"])


QUESTION = Question(
    N_("person"),
    section="statements",
    order=4,
    shell_help="Who somebody is, and all they said.",
    shell_example="person rasmussen",
    ask=_ask,
    arguments=(PERSON,),
    about=N_("Who somebody is, and what they said"),
    example="person rasmussen",
)
