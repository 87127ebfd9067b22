"""The terminal's reply to a question that is answered with something else than a list of statements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from briefs.query.questions import results
from briefs.render import lists


def reply_to(context: CliContext, result: Any) -> Reply:
    """The reply with one of `results`; its document says what every reader of an answer must know."""
    reply = _REPLIES[type(result)](context, result)
    reply.document["warnings"] = list(context.engine.warnings)
    return reply


def _people(context: CliContext, result: results.PeopleList) -> Reply:
    return Reply(lists.people_document(result.registry), partial(lists.people_lines, result.registry))


def _topics(context: CliContext, result: results.TopicList) -> Reply:
    return Reply(lists.topics_document(result.registry), partial(lists.topics_lines, result.registry))


def _stats(context: CliContext, result: results.LibraryNumbers) -> Reply:
    shown = result.registry, result.counts
    return Reply(lists.stats_document(*shown), partial(lists.stats_lines, *shown))


def _lookup(context: CliContext, answer: results.LookupAnswer) -> Reply:
    result = answer.result
    status = ANSWERED if result.outcome == "one" else NOTHING
    return Reply(lists.lookup_document(result), partial(lists.lookup_lines, result), status)


def _statement(context: CliContext, result: results.StatementInContext) -> Reply:
    from briefs.render import context_lines

    shown = result.statement, result.article
    return Reply(lists.context_document(*shown, context.site), partial(context_lines, *shown))


def _cite(context: CliContext, result: results.StatementToCite) -> Reply:
    from briefs.render import citations

    forms = citations(result.statement, result.form, context.site)
    document = lists.citation_document(result.statement, forms)
    return Reply(document, lambda: [(("", text),) for text in forms.values()])


# by type rather than by the question's name: two questions may have the same kind of answer
_REPLIES: dict[type, Callable[[CliContext, Any], Reply]] = {
    results.PeopleList: _people,
    results.TopicList: _topics,
    results.LibraryNumbers: _stats,
    results.LookupAnswer: _lookup,
    results.StatementInContext: _statement,
    results.StatementToCite: _cite,
}
