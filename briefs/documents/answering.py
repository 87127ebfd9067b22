"""Questions asked by name with arguments by name, and answered with the documents of `--json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from briefs.documents.quotation_check import VERIFY, CheckedQuotations
from briefs.errors import QuestionRefused, UserError
from briefs.i18n import N_
from briefs.model import QueryResult
from briefs.query import NameNotResolved, QueryEngine, QueryResolver, shortened
from briefs.query.questions import NAMES, Question, all_questions, question_named, results
from briefs.render import Document, answer_document, citations, lists
from briefs.text import nearest


async def answer(
    engine: QueryEngine, name: str, arguments: Mapping[str, str], today: date, site: str | None = None
) -> Document:
    """The document of `onrecord NAME … --json`; `site` is the address of the built site.

    `arguments` are by name and as typed; a name that means several, or nobody, is answered too, with the
    outcome "ambiguous" or "unknown" and suggestions. Raises UserError for what cannot be asked so.
    """
    try:
        result = await ask(engine, name, arguments, today)
    except NameNotResolved as unclear:
        result = unclear.answer
    return document_of(result, engine, site)


async def ask(engine: QueryEngine, name: str, arguments: Mapping[str, str], today: date) -> Any:
    """What a question is answered with: a QueryResult, one of `results` or CheckedQuotations.

    Raises NameNotResolved for a name that is not one person or topic, else as `answer` does.
    """
    question = known_question(name)
    _check(question, arguments)
    query = await QueryResolver(engine).read(question, (), arguments, today)
    return await question.answer(engine, query)


def document_of(result: Any, engine: QueryEngine, site: str | None = None) -> Document:
    """The document of what :func:`ask` gives; it says what every reader of an answer must know."""
    if isinstance(result, QueryResult):
        return answer_document(result, site)
    return {**_DOCUMENTS[type(result)](result, site), "warnings": list(engine.warnings)}


def known_question(name: str) -> Question:
    """The definition of a question. Raises UserError, with the nearest names, where there is none."""
    if name == VERIFY.name:
        return VERIFY
    if name in NAMES:
        return question_named(name)
    meant = " or ".join(f"“{each}”" for each in nearest(name, sorted({*NAMES, VERIFY.name}), most=3))
    hint = f"did you mean {meant}?" if meant else f"there are: {', '.join(sorted({*NAMES, VERIFY.name}))}"
    raise UserError(f"there is no question “{shortened(name)}”", hint)


@cache
def known_questions() -> tuple[Question, ...]:
    """Every question that can be asked by name, in the order in which help lists them."""
    return (*all_questions(), VERIFY)


def _check(question: Question, arguments: Mapping[str, str]) -> None:
    """Raises UserError for an argument that the question does not take, or lacks."""
    names = [argument.name for argument in question.arguments]
    for name in arguments:
        if name not in names:
            takes = f"it takes {', '.join(names)}" if names else "it takes none"
            raise UserError(f"`{question.name}` has no argument “{shortened(name)}”", takes)
    for argument in question.arguments:
        value = arguments.get(argument.name)
        needed = argument.required and argument.kind != "day"
        if value is None and needed:
            raise QuestionRefused(
                f"`{question.name}` lacks its {argument.name}",
                f"for example: {question.shell_example}",
                N_("This question lacks its “{name}”."),
                name=argument.name,
            )
        if argument.kind == "switch" and value is not None and value not in argument.choices:
            raise UserError(
                f"“{shortened(value)}” is no value of {argument.name}",
                f"it is {' or '.join(argument.choices)}, or left out",
            )


def _statement(result: results.StatementInContext, site: str | None) -> Document:
    return lists.context_document(result.statement, result.article, site)


def _cite(result: results.StatementToCite, site: str | None) -> Document:
    return lists.citation_document(result.statement, citations(result.statement, result.form, site))


# by type rather than by the question's name: two questions may have the same kind of answer
_DOCUMENTS: dict[type, Callable[[Any, str | None], Document]] = {
    results.PeopleList: lambda result, _: lists.people_document(result.registry),
    results.TopicList: lambda result, _: lists.topics_document(result.registry),
    results.LibraryNumbers: lambda result, _: lists.stats_document(result.registry, result.counts),
    results.LookupAnswer: lambda result, _: lists.lookup_document(result.result),
    results.StatementInContext: _statement,
    results.StatementToCite: _cite,
    CheckedQuotations: lambda result, _: result.document(),
}
