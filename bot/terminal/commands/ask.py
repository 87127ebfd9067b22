"""A question in words: what a session's line that is no command is taken for."""

from __future__ import annotations

from typing import Any

import click

from bot.terminal.commands.questions import reply_with
from bot.terminal.context import NOTHING, CliContext, Reply
from bot.terminal.options import WORDS, as_json, words
from briefs.query.in_words import (
    AskedQuestion,
    AskedQuotation,
    NotUnderstood,
    how_to_ask,
    read_in_words,
    refusal,
)
from briefs.query.questions import question_named


@click.command("ask", context_settings=WORDS, epilog="Example: onrecord ask what did lavrov say about syria")
@words(required=True)
@as_json
@click.pass_obj
def ask(context: CliContext, words: tuple[str, ...]) -> Reply:
    """A question in words, English or Russian: people, topics, days, quotations."""
    # what the shell took for one word stood in quotation marks
    parts = (f"“{word}”" if len(words) > 1 and " " in word else word for word in words)
    read = read_in_words(context.resolver, " ".join(parts), context.today)
    if isinstance(read, AskedQuestion):
        return _answered(context, read)
    if isinstance(read, AskedQuotation):
        from bot.terminal.commands.verify import TerminalVerifier

        return TerminalVerifier(context).reply(read.claims)
    return _not_understood(context, read)


def _answered(context: CliContext, read: AskedQuestion) -> Reply:
    async def answer() -> Any:
        query = await read.resolved(context.resolver, context.today)
        return await question_named(query.command).answer(context.engine, query)

    return reply_with(context, context.run(answer()))


def _not_understood(context: CliContext, read: NotUnderstood) -> Reply:
    from briefs.i18n import ENGLISH

    said = refusal(read, ENGLISH)
    hint = context.run(how_to_ask(context.engine, ENGLISH, "`help`"))
    document = {
        "outcome": "unknown",
        "found": [name.en for name in read.found],
        "unknown": list(read.unknown),
        "unclear": list(read.unclear),
        "text": said,
    }
    return Reply(document, lambda: [(("title", said),), (("dim", hint),)], NOTHING)
