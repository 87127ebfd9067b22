"""The questions as commands of the shell, each made from its definition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from bot.terminal.context import CliContext, Reply
from bot.terminal.options import WORDS, DayParam, as_json, words
from briefs.model import QueryResult
from briefs.query import split_options
from briefs.query.in_words import read_line
from briefs.query.questions import Argument, Question

_Command = Callable[..., Any]
# How much of an answer people are shown: the document of `--json` has all of it.
_VIEWS = {
    "whole": click.option("--all", "whole", is_flag=True, help="All statements, not the newest alone."),
    "why": click.option("--why", is_flag=True, help="How the date of each statement is known."),
}
_VIEWED = {
    "whole": {"position", "compare"},
    "why": {
        "position", "compare", "timeline", "person", "topic", "statements", "search", "on-this-day", "article"
    },
}  # fmt: skip


def shell_command(question: Question) -> click.Command:
    """The click command by which the shell, a session and `--jsonl` ask this question."""

    def ask(context: CliContext, /, words: tuple[str, ...] = (), **options: Any) -> Reply:
        shown = {name: options.pop(name) for name in _VIEWS if name in options}
        return _reply(context, question, words, options, shown)

    line = [argument for argument in question.in_line if not argument.one_word]
    command: _Command = as_json(click.pass_obj(ask))
    for argument in reversed(question.arguments):  # a decorator's parameter comes before those it decorates
        if argument.flag:
            command = _flag(argument)(command)
        elif argument.one_word:
            command = _one_word(argument)(command)
        elif argument is line[0]:
            shown = " ".join(one.metavar or one.name.upper() for one in line)
            command = words(argument.required, shown)(command)
    for name, option in _VIEWS.items():
        if question.name in _VIEWED[name]:
            command = option(command)
    return click.command(
        question.name,
        help=question.shell_help,
        epilog=f"Example: onrecord {question.shell_example}",
        context_settings=WORDS if line else {},
    )(command)


def _reply(
    context: CliContext,
    question: Question,
    words: tuple[str, ...],
    options: dict[str, Any],
    shown: dict[str, bool],
) -> Reply:
    engine, resolver = context.engine, context.resolver
    if options.get("everything"):
        from bot.terminal.commands.taken_in import taken_in

        taken_in(context)  # the engine looks for it beside its index

    # “… since 2013”, as a line in Discord has it; what was given with its flag is no word any more.
    periods = [one.name for one in question.arguments if one.kind in ("since", "until")]
    wanted = [name for name in periods if options.get(name) is None]
    typed, left = split_options(words, wanted, sum(one.required for one in question.in_line))

    async def answer() -> Any:
        query = await read_line(resolver, question, left, {**options, **typed}, context.today)
        return await question.answer(engine, query)

    # the index is read with blocking calls here: one question needs no event loop
    return reply_with(context, context.run(answer()), **shown)


def reply_with(context: CliContext, result: Any, **shown: bool) -> Reply:
    """The reply with whatever a question is answered with; `shown` is what CliContext.reply() takes."""
    if isinstance(result, QueryResult):
        return context.reply(result, **shown)
    from bot.terminal.answers import reply_to  # answers with statements need not wait for it

    return reply_to(context, result)


def _flag(argument: Argument) -> Callable[[_Command], _Command]:
    assert argument.flag is not None
    if argument.kind == "switch":
        (on,) = argument.choices
        return click.option(argument.flag, argument.name, flag_value=on, help=argument.flag_help)
    kind: Any = None
    if argument.kind in ("since", "until"):
        kind = DayParam(argument.kind)
    elif argument.choices:
        kind = click.Choice(argument.choices)
    return click.option(
        argument.flag, argument.name, type=kind, metavar=argument.metavar, help=argument.flag_help
    )


def _one_word(argument: Argument) -> Callable[[_Command], _Command]:
    kind = click.Choice(argument.choices) if argument.choices else None
    return click.argument(argument.name, type=kind, metavar=argument.metavar)
