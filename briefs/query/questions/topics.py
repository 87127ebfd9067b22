"""Every topic."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.query.engine import QueryEngine
from briefs.query.questions.question import Query, Question
from briefs.query.questions.results import TopicList


async def _ask(engine: QueryEngine, query: Query) -> TopicList:
    return TopicList(engine.registry)


QUESTION = Question(
    N_("topics"),
    section="library",
    order=2,
    shell_help="Every topic, with the number of statements on it or on anything narrower.",
    shell_example="topics",
    ask=_ask,
    about=N_("Every topic, with the number of statements"),
    example="topics",
)
