"""Statements with any words."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.index import Filter
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import BY, ON, SINCE, UNTIL
from briefs.query.questions.question import Argument, Query, Question
from briefs.query.values import search_words

_WORDS = Argument("words", "words", N_("words"), N_("Words that the statement holds"), metavar="WORDS...")


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    tokens = search_words(query["words"])
    wanted = Filter(query.get("person"), query.get("topic"), None, query.day("since"), query.day("until"))
    return await engine.search(tokens, wanted)


QUESTION = Question(
    N_("search"),
    section="statements",
    order=7,
    shell_help="Statements with these words, the words marked.",
    shell_example="search strategic capabilities --by rasmussen",
    ask=_ask,
    arguments=(_WORDS, BY, ON, SINCE, UNTIL),
    about=N_("Statements with these words"),
    example="search strategic guarantees",
)
