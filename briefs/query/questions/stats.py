"""The library in numbers."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.query.engine import QueryEngine
from briefs.query.questions.question import Query, Question
from briefs.query.questions.results import LibraryNumbers


async def _ask(engine: QueryEngine, query: Query) -> LibraryNumbers:
    return LibraryNumbers(engine.registry, await engine.counts())


QUESTION = Question(
    N_("stats"),
    section="library",
    order=7,
    shell_help="What the library holds, in numbers.",
    shell_example="stats",
    ask=_ask,
    about=N_("What the library holds, in numbers"),
    example="stats",
)
