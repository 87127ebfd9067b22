"""The arguments that commands share, each with its type: words, days, filters, --json."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeVar

import click

from bot.terminal.context import CliContext
from briefs.errors import UserError

F = TypeVar("F", bound=Callable[..., Any])


class DayParam(click.ParamType[date]):
    """A day as people type it: the first possible one for --since, the last for --until."""

    name = "date"

    def __init__(self, which: Literal["since", "until"]) -> None:
        self.which: Literal["since", "until"] = which

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Raises UserError, with examples, for what is no date."""
        if isinstance(value, date):
            return value
        from briefs.text import read_bound

        assert ctx is not None
        context: CliContext = ctx.obj
        return read_bound(value, self.which, context.today)


def as_json(command: F) -> F:
    """`--json` is read by whoever prints the reply; here it is only declared."""
    return click.option(
        "--json", is_flag=True, expose_value=False, help="Print the answer as one JSON document."
    )(command)


def words(required: bool = True, metavar: str = "WORDS...") -> Callable[[F], F]:
    """All the words that are left; an option nobody declared is refused, not taken for a word."""
    return click.argument("words", nargs=-1, required=required, metavar=metavar, callback=_no_options)


# Words may begin with a dash or be anything else that a person types: click would refuse “-5 degrees”.
WORDS: dict[str, Any] = {"ignore_unknown_options": True}


def _no_options(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    for word in value:
        if word.startswith("--") and word[2:3].isalpha():
            known = [o for p in ctx.command.params for o in p.opts if o.startswith("--")]
            raise UserError(
                f"there is no option “{word[:40]}” here", f"the options are {', '.join(sorted(known))}"
            )
    return value
