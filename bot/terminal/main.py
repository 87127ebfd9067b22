"""The program as a process: arguments in, reply on the terminal, exit status out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.terminal.context import BAD_INPUT, CliContext
from bot.terminal.dispatch import invoke
from bot.terminal.jsonl import serve_jsonl
from bot.terminal.output import print_error, print_reply
from briefs.errors import UserError


def new_context() -> CliContext:
    """A context for today (UTC)."""
    return CliContext(today=datetime.now(UTC).date(), serve_jsonl=serve_jsonl)


def run_command(args: Sequence[str]) -> int:
    """One command as a process: prints its reply, returns its exit status (1: nothing found, 2: an error)."""
    as_json = "--json" in args  # read here, as an error may come before click has parsed anything
    context = new_context()
    try:
        reply = invoke(context, args)
        if reply is None:
            return 0
        print_reply(reply, as_json)
        return reply.status
    except UserError as error:
        print_error(error, as_json)
        return BAD_INPUT
    finally:
        context.close()
