"""One statement in its context."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import STATEMENT
from briefs.query.questions.question import Query, Question
from briefs.query.questions.results import StatementInContext


async def _ask(engine: QueryEngine, query: Query) -> StatementInContext:
    return StatementInContext(*await engine.statement(query["statement"]))


QUESTION = Question(
    N_("statement"),
    section="library",
    order=4,
    shell_help="One statement with the sentences around it.",
    shell_example="statement itar-tass-2011-10-26-01",
    ask=_ask,
    arguments=(STATEMENT,),
    about=N_("One statement with the sentences around it"),
    example="statement itar-tass-2011-10-26-01",
)
