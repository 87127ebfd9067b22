"""Slash command and `!` line of a question, both made from its definition."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from inspect import Signature
from typing import Any, Literal, Optional

from discord import app_commands
from discord.ext import commands

from bot.discord.arguments.arguments import TypedArgument
from bot.discord.arguments.text_commands import TextCommand, needs_more_words
from bot.discord.core import Context, LocalizedUserError, core_of
from briefs.i18n import N_
from briefs.query import LONGEST_NAME, in_words, split_options
from briefs.query.questions import Argument, Query, Question

Answer = Callable[[Context, Query], Awaitable[None]]
_COMPLETED = ("person", "topic", "since", "until", "statement", "article")


def question_command(question: Question, answer: Answer) -> QuestionCommand:
    """The command that asks `question`; `answer` shows what the resolved query gives."""

    async def ask(ctx: Context, /, line: tuple[str, ...] = (), **given: str | None) -> None:
        core = core_of(ctx)
        if given.get("everything"):
            await core.store.taken_in.keep_up(core.library.cache)
        by_name = {argument.name: given.get(argument.title) for argument in question.arguments}
        resolver, today = core.library.resolver, core.today(ctx)
        await answer(ctx, await in_words.read_line(resolver, question, line, by_name, today))

    # discord.py reads a command's options from the signature of its function.
    ask.__signature__ = Signature([_CONTEXT, *map(_parameter, question.arguments)])  # type: ignore[attr-defined]
    described = {argument.title: argument.help for argument in question.arguments}
    return QuestionCommand(question, app_commands.describe(**described)(ask))


_CONTEXT = commands.Parameter("ctx", commands.Parameter.POSITIONAL_OR_KEYWORD, annotation=commands.Context)


def _parameter(argument: Argument) -> commands.Parameter:
    if argument.kind in _COMPLETED:
        kind: Any = TypedArgument(argument.kind)
    elif argument.choices:
        kind = Literal[argument.choices]
    elif argument.kind == "day":
        kind = str
    else:
        kind = commands.Range[str, 1, LONGEST_NAME]
    return commands.Parameter(
        argument.title,
        commands.Parameter.KEYWORD_ONLY,
        annotation=kind if argument.required else Optional[kind],  # noqa: UP045 - a Literal made at run time
        default=commands.Parameter.empty if argument.required else None,
    )


class QuestionCommand(TextCommand):
    """A question as a hybrid command; of its `!` line the resolver makes people and topics."""

    def __init__(self, question: Question, ask: Callable[..., Coroutine[Any, Any, None]]) -> None:
        super().__init__(
            ask, name=question.name, description=question.about, extras={"example": question.example}
        )
        self._question = question

    def read_line(self, words: list[str]) -> dict[str, Any]:
        """The options of a line, the arguments of one word, and as `line` the words that are left."""
        arguments = self._question.arguments
        required = [argument for argument in arguments if argument.required]
        optional = [argument.title for argument in arguments if not argument.required]
        switches = {f"--{each.title}": f"{each.title}=yes" for each in arguments if each.kind == "switch"}
        words = [switches.get(word.lower(), word) for word in words]
        given, words = split_options(words, optional, len(required))
        if len(words) < len(required):
            raise needs_more_words(self)
        options: dict[str, Any] = dict(given)
        for argument in arguments:
            last = words[-1].lower() if len(words) > len(required) else ""
            if argument.kind == "switch":  # “yes” may be a word of the search
                continue
            if not argument.required and argument.title not in given and last in argument.choices:
                options[argument.title] = last
                words.pop()
        for argument in required:
            if argument.one_word:
                options[argument.title] = words.pop(0) if argument is not required[-1] else " ".join(words)
        # Discord holds the slash option to this; a name of 1,900 letters takes seconds to look up.
        if any(argument.kind == "name" for argument in required) and len(" ".join(words)) > LONGEST_NAME:
            raise LocalizedUserError(N_("A name has from 1 to {most} characters."), most=LONGEST_NAME)
        return {**options, "line": tuple(words)}
