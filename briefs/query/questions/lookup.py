"""Whom or what a name means."""

from __future__ import annotations

from briefs.i18n import N_
from briefs.query.engine import QueryEngine
from briefs.query.questions.question import Argument, Query, Question
from briefs.query.questions.results import LookupAnswer
from briefs.query.resolver import QueryResolver

_KIND = Argument("kind", "choice", N_("kind"), N_("A person or a topic"), choices=("person", "topic"))
_NAME = Argument("name", "name", N_("name"), N_("Any spelling, in any script"), metavar="QUERY")


async def _ask(engine: QueryEngine, query: Query) -> LookupAnswer:
    resolver, kind, text = QueryResolver(engine), query["kind"], query["name"]
    find = resolver.find_person if kind == "person" else resolver.find_topic
    return LookupAnswer(kind, text, find(text))


QUESTION = Question(
    N_("lookup"),
    section="library",
    order=6,
    shell_help="Whom or what a name means: one, several or none.",
    shell_example="lookup person лавров",
    ask=_ask,
    arguments=(_KIND, _NAME),
    about=N_("Whom or what a name means"),
    example="lookup person лавров",
)
