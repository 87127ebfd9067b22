"""All statements that fit, as a list; a card could not hold it, so it is the shell's alone."""

from __future__ import annotations

from briefs.index import Filter
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import BY, ON, SINCE, UNTIL
from briefs.query.questions.question import Argument, Query, Question

_IN = Argument(
    "article",
    "article",
    "article",
    required=False,
    flag="--in",
    flag_help="Only statements in this article (id or file).",
    metavar="ARTICLE",
)


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    wanted = Filter(
        query.get("person"), query.get("topic"), query.get("article"), query.day("since"), query.day("until")
    )
    return await engine.statements(wanted)


QUESTION = Question(
    "statements",
    section="statements",
    order=6,
    shell_help="All statements, or those that fit, as a list.",
    shell_example="statements --by lavrov --on syria",
    ask=_ask,
    arguments=(BY, ON, _IN, SINCE, UNTIL),
)
