"""A statement as a citation."""

from __future__ import annotations

from briefs.errors import QuestionRefused
from briefs.i18n import N_
from briefs.query.engine import QueryEngine
from briefs.query.questions.arguments import STATEMENT
from briefs.query.questions.question import Argument, Query, Question
from briefs.query.questions.results import StatementToCite

_FORM = Argument(
    "form",
    "choice",
    N_("form"),
    N_("Only this form of citation"),
    required=False,
    choices=("plain", "bibtex", "wiki"),
    flag="--form",
    flag_help="Only this form.",
)


async def _ask(engine: QueryEngine, query: Query) -> StatementToCite:
    id = query["statement"]
    found, _ = await engine.statement(id)
    if found.status == "withdrawn":
        raise QuestionRefused(
            f"“{id}” was withdrawn and is not for citing",
            f"see `statement {id}` for why",
            N_("This statement was withdrawn and is not for citing."),
        )
    return StatementToCite(found, query.get("form"))


QUESTION = Question(
    N_("cite"),
    section="library",
    order=5,
    shell_help="A statement as a citation: plain, BibTeX and wiki.",
    shell_example="cite itar-tass-2011-10-26-01 --form bibtex",
    ask=_ask,
    arguments=(STATEMENT, _FORM),
    about=N_("A statement as a citation"),
    example="cite itar-tass-2011-10-26-01 bibtex",
)
