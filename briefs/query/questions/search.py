"""Statements with any words."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.index import Filter
from briefs.model import QueryResult
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import BY, ON, SINCE, UNTIL
from briefs.query.questions.question import Argument, Query, Question
from briefs.query.values import search_words

_EVERYTHING = Argument(
    "everything",
    "switch",
    N_("everything"),
    N_("Search whole articles too, what is not curated included"),
    required=False,
    choices=("yes",),
    flag="--everything",
    flag_help="Search whole articles too, what is not curated included.",
)
_WORDS = Argument("words", "words", N_("words"), N_("Words that the statement holds"), metavar="WORDS...")


async def _ask(engine: QueryEngine, query: Query) -> QueryResult:
    tokens = search_words(query["words"])
    wanted = Filter(query.get("person"), query.get("topic"), None, query.day("since"), query.day("until"))
    if query.get("everything") is None:
        return await engine.search(tokens, wanted)
    from briefs.query.everything import search_everything  # here: few searches are of everything

    return await search_everything(engine, tokens, wanted)


QUESTION = Question(
    N_("search"),
    section="statements",
    order=7,
    shell_help="Statements with these words, the words marked.",
    shell_example="search strategic capabilities --by rasmussen",
    ask=_ask,
    arguments=(_WORDS, BY, ON, SINCE, UNTIL, _EVERYTHING),
    about=N_("Statements with these words"),
    example="search strategic guarantees",
)
