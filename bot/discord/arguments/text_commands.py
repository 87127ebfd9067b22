"""`!` lines and mentions: the project's own words and splits, where discord.py's parser would guess wrong.

“!position fogh rasmussen missile shield” is a person and a topic, not three arguments; and a lone
quotation mark in `o"brien` is a character like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from discord.ext import commands

from bot.discord.arguments.arguments import NameArgument, ResolvedName, period_of
from bot.discord.core import AmbiguousArgument, LocalizedUserError, core_of
from briefs.errors import UserError
from briefs.i18n import N_
from briefs.query import NameNotResolved, Period, tokens

_LONGEST_LINE = 2000


class TextCommand(commands.HybridCommand[Any, ..., Any]):
    """A hybrid command whose `!` form is read by the project's tokenizer and splitter."""

    async def _parse_arguments(self, ctx: commands.Context[Any]) -> None:
        if ctx.interaction is not None:
            await super()._parse_arguments(ctx)
            return
        ctx.args = [ctx] if self.cog is None else [self.cog, ctx]
        rest = ctx.message.content[ctx.view.index :][:_LONGEST_LINE]
        try:
            ctx.kwargs = await self._read(ctx, tokens(rest))
        except (LocalizedUserError, AmbiguousArgument, UserError) as trouble:
            raise commands.CommandInvokeError(trouble) from trouble

    async def _read(self, ctx: commands.Context[Any], words: list[str]) -> dict[str, Any]:
        required = [name for name, param in self.params.items() if param.required]
        optional = [name for name, param in self.params.items() if not param.required]
        given, words = _options(words, optional, len(required))
        rest = [name for name in optional if name not in given and not self._named(name)]
        if words and not required and rest:
            given[rest[0]] = " ".join(words)
        period = period_of(given.get("since"), given.get("until"), core_of(ctx).today())
        read = {name: await self._value(ctx, name, text) for name, text in given.items()}
        defaults = {name: self.params[name].default for name in optional}
        return {**defaults, **read, **await self._required(ctx, required, words, given, period)}

    async def _required(
        self,
        ctx: commands.Context[Any],
        names: list[str],
        words: list[str],
        given: dict[str, str],
        period: Period,
    ) -> dict[str, Any]:
        """The arguments without which the command says nothing: names are split, others take a word each."""
        if len(words) < len(names):
            raise LocalizedUserError(
                N_("`{command}` needs more words."),
                N_("Write for example: {example}"),
                command=self.name,
                example=f"`!{self.extras.get('example', self.name)}`",
            )
        roles = tuple(arg.role for name in names if (arg := self._named(name)))
        if names and len(roles) == len(names):
            return self._split(ctx, names, roles, words, given, period)
        made = {}
        for at, name in enumerate(names):
            text = " ".join(words[at:]) if at == len(names) - 1 else words[at]
            made[name] = await self._value(ctx, name, text)
        return made

    def _split(
        self,
        ctx: commands.Context[Any],
        names: list[str],
        roles: Sequence[Any],
        words: list[str],
        given: dict[str, str],
        period: Period,
    ) -> dict[str, Any]:
        try:
            ids, note = core_of(ctx).library.resolver.resolve(self.name, words, tuple(roles), period)
        except NameNotResolved as unresolved:
            parts = dict(zip(names, unresolved.parts, strict=True))
            unclear = AmbiguousArgument(roles[unresolved.at], unresolved.answer)
            raise unclear.with_command(self.name, names[unresolved.at], {**parts, **given}) from None
        return {
            name: ResolvedName(id, note if at == 0 else None)
            for at, (name, id) in enumerate(zip(names, ids, strict=True))
        }

    async def _value(self, ctx: commands.Context[Any], name: str, text: str) -> Any:
        converter = self.params[name].converter
        inner = [arg for arg in getattr(converter, "__args__", ()) if isinstance(arg, commands.Converter)]
        if inner:
            converter = inner[0]
        if isinstance(converter, commands.Converter):
            return await converter.convert(ctx, text)
        return text

    def _named(self, name: str) -> NameArgument | None:
        converter = self.params[name].converter
        return converter if isinstance(converter, NameArgument) else None


def text_command(name: str, about: str, *, example: str) -> Callable[[Callable[..., Any]], TextCommand]:
    """Decorator: a hybrid command described by `about`; `example` is a line without its `!`."""

    def decorator(callback: Callable[..., Any]) -> TextCommand:
        return TextCommand(callback, name=name, description=about, extras={"example": example})

    return decorator


def _options(words: list[str], optional: list[str], at_least: int) -> tuple[dict[str, str], list[str]]:
    """`--since 2012`, `since:2012`, `since=2012` and “… since 2012”, and the words that are left."""
    given: dict[str, str] = {}
    left: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        name, mark_, value = _option(word)
        if name not in optional or name in given:
            left.append(word)
        elif value:
            given[name] = value
        elif at + 1 < len(words) and (mark_ or (len(left) >= at_least and words[at + 1][:1].isdigit())):
            at += 1
            given[name] = words[at]
        else:
            left.append(word)
        at += 1
    return given, left


def _option(word: str) -> tuple[str, bool, str]:
    """An option's name, whether it is marked as one, and its value if that stands in the same word."""
    marked = word.startswith("--")
    bare = word.removeprefix("--")
    for sign in ":=":
        name, found, value = bare.partition(sign)
        if found:
            return name.lower(), True, value
    return bare.lower(), marked, ""
