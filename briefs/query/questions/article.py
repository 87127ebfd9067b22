"""An article with everything curated from it."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.question import Argument, Query, Question

_ARTICLE = Argument(
    "article", "article", N_("article"), N_("Its id or file, or how they begin"), metavar="ARTICLE"
)


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    return await engine.article(query["article"])


QUESTION = Question(
    N_("article"),
    section="library",
    order=3,
    shell_help="An article with all that is curated from it (by id, file or the start of either).",
    shell_example="article 004",
    ask=_ask,
    arguments=(_ARTICLE,),
    about=N_("An article with everything curated from it"),
    example="article 004",
)
