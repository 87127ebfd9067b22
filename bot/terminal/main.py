"""The program as a process: arguments in, reply on the terminal, exit status out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.terminal.context import BAD_INPUT, CliContext
from bot.terminal.dispatch import invoke
from bot.terminal.jsonl import serve_jsonl
from bot.terminal.output import print_error, print_reply
from briefs.errors import UserError


def new_session() -> CliContext:
    return CliContext(today=datetime.now(UTC).date(), serve_jsonl=serve_jsonl)


def run_command(args: Sequence[str]) -> int:
    """One command as a process: prints its reply, returns its exit status."""
    as_json = "--json" in args
    context = new_session()
    try:
        reply = invoke(context, args)
        if reply is None:
            return 0
        print_reply(reply, as_json)
        return reply.status
    except UserError as trouble:
        print_error(trouble, as_json)
        return BAD_INPUT
    finally:
        context.close()
