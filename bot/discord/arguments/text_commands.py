"""`!` lines and mentions: the project's own words and splits, where discord.py's parser would guess wrong.

“!position fogh rasmussen missile shield” is a person and a topic, not three arguments; and a lone
quotation mark in `o"brien` is a character like any other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, cast

from discord.ext import commands

from bot.discord.core import LocalizedUserError
from briefs.i18n import N_
from briefs.query import split_options, tokens

_LONGEST_LINE = 2000  # characters: as many as Discord lets a message have


class TextCommand(commands.HybridCommand[Any, ..., Any]):
    """A hybrid command whose `!` form is read by the project's tokenizer."""

    async def invoke(self, ctx: commands.Context[Any], /) -> None:
        """Check, read the line and run, as discord.py does for a command that has no hooks."""
        if ctx.interaction is not None:
            await super().invoke(ctx)
            return
        ctx.command = self
        if not await self.can_run(ctx):
            raise commands.CheckFailure(self.qualified_name)
        given = (ctx,) if self.cog is None else (self.cog, ctx)
        rest = ctx.message.content[ctx.view.index :]
        try:
            # A command's type says what it is called with, and not by whom.
            await cast("Callable[..., Awaitable[None]]", self.callback)(*given, **self.read_text(rest))
        except commands.CommandError:
            raise
        except Exception as error:
            raise commands.CommandInvokeError(error) from error

    def read_text(self, text: str) -> dict[str, Any]:
        """What the command is called with, by what stands behind its name. Raises UserError."""
        return self.read_line(tokens(text[:_LONGEST_LINE]))

    def read_line(self, words: list[str]) -> dict[str, Any]:
        """What the command is called with: options by name, and the words that are left as the first."""
        given, words = split_options(words, list(self.params), 0)
        rest = [name for name in self.params if name not in given]
        return {**given, rest[0]: " ".join(words)} if words and rest else dict(given)


def needs_more_words(command: commands.Command[Any, ..., Any]) -> LocalizedUserError:
    """The error for a line that lacks a required argument, with an example of the command."""
    return LocalizedUserError(
        N_("`{command}` needs more words."),
        N_("Write for example: {example}"),
        command=command.name,
        example=f"`!{command.extras.get('example', command.name)}`",
    )


def text_command(name: str, about: str, *, example: str) -> Callable[[Callable[..., Any]], TextCommand]:
    """Decorator: a hybrid command described by `about`; `example` is a line without its `!`."""

    def decorator(callback: Callable[..., Any]) -> TextCommand:
        return TextCommand(callback, name=name, description=about, extras={"example": example})

    return decorator
