"""The terminal's reply to a question that is answered with something else than a list of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from briefs.documents import document_of
from briefs.query.questions import results
from briefs.render import Line, citations, context_lines, lists


def reply_to(context: CliContext, result: Any) -> Reply:
    """The reply with one of `results`."""
    nobody = isinstance(result, results.LookupAnswer) and result.result.outcome != "one"
    document = document_of(result, context.engine, context.site)
    lines = partial(_LINES[type(result)], context, result)
    return Reply(document, lines, NOTHING if nobody else ANSWERED)


def _cite(context: CliContext, result: results.StatementToCite) -> list[Line]:
    forms = citations(result.statement, result.form, context.site)
    return [(("", text),) for text in forms.values()]


# by type rather than by the question's name: two questions may have the same kind of answer
_LINES: dict[type, Callable[[CliContext, Any], Iterable[Line]]] = {
    results.PeopleList: lambda _, result: lists.people_lines(result.registry),
    results.TopicList: lambda _, result: lists.topics_lines(result.registry),
    results.LibraryNumbers: lambda _, result: lists.stats_lines(result.registry, result.counts),
    results.LookupAnswer: lambda _, result: lists.lookup_lines(result.result),
    results.StatementInContext: lambda _, result: context_lines(result.statement, result.article),
    results.StatementToCite: _cite,
}
