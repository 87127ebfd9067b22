"""One line of arguments to one reply, whoever typed it: the shell, a session or a script."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout

import click

from bot.terminal.cli import cli
from bot.terminal.context import CliContext, Reply, text_reply
from briefs.errors import UserError
from briefs.index import DamagedIndex
from briefs.query import NameNotResolved, shortened

LONGEST_MESSAGE = 300  # characters: click repeats what was typed whole


def invoke(context: CliContext, args: Sequence[str]) -> Reply | None:
    """Run one command; None where it has written its output itself.

    Raises UserError for all that its user can put right, KeyboardInterrupt where a prompt was left.
    """
    try:
        return _invoke(context, args)
    except DamagedIndex:  # whatever damaged it: it is derived, and made anew
        context.rebuild()
        return _invoke(context, args)


def _invoke(context: CliContext, args: Sequence[str]) -> Reply | None:
    if not {"--help", "-h", "--version"}.isdisjoint(args):
        # click prints help itself: it is caught, so that --json and a session get it as a reply
        with redirect_stdout(io.StringIO()) as written:
            result = _main(context, args)
        return result or text_reply(written.getvalue())
    return _main(context, args)


def _main(context: CliContext, args: Sequence[str]) -> Reply | None:
    try:
        result = cli.main(list(args), prog_name="onrecord", standalone_mode=False, obj=context)
    except NameNotResolved as unclear:
        return context.reply(unclear.answer)
    except click.ClickException as error:
        raise _as_user_error(error) from None
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, Reply) else None


def _as_user_error(error: click.ClickException) -> UserError:
    # click's messages are sentences over several lines; ours are a clause without a full stop
    message = shortened(" ".join(error.format_message().split()), LONGEST_MESSAGE).rstrip(".")
    ctx = getattr(error, "ctx", None)
    command = ctx.info_name if ctx is not None and ctx.parent is not None else None
    hint = f"see `onrecord {command} --help`" if command else "see `onrecord --help`"
    return UserError(message[:1].lower() + message[1:], hint)
