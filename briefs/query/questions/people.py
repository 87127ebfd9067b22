"""Everybody on record."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.query.engine import QueryEngine
from briefs.query.questions.question import Query, Question
from briefs.query.questions.results import PeopleList


async def _ask(engine: QueryEngine, query: Query) -> PeopleList:
    return PeopleList(engine.registry)


QUESTION = Question(
    N_("people"),
    section="library",
    order=1,
    shell_help="Everybody who is known, with the number of their statements.",
    shell_example="people",
    ask=_ask,
    about=N_("Everybody on record, with the number of statements"),
    example="people",
)
