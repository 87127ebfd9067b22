"""Answers lines: one JSON document each for scripts, or text where input is no terminal."""

from __future__ import annotations

from collections.abc import Iterable

from bot.terminal.context import CliContext, Reply
from bot.terminal.dispatch import invoke
from bot.terminal.output import error_document, write_document
from briefs.errors import UserError
from briefs.query import command_tokens
from briefs.render import Document

NOT_IN_A_SESSION = {"chat", "run", "completion", "--jsonl"}  # they would take the session's input or loop

_LIKE_WORDS = {"help", "people", "stats", "topics"}  # commands with which a sentence may begin


def run_line(context: CliContext, line: str) -> Reply | None:
    """The reply to one line, with or without `!` or `/` before it; None for an empty one.

    Raises UserError, also for a fault of the program: the next line is read all the same.
    """
    words = command_tokens(line)
    if not words:
        return None
    if words[0].lower() == "onrecord":  # as it is typed in the shell
        words = words[1:] or ["help"]
    if words[0] == "?":
        words[0] = "help"
    if context.interactive and _is_sentence(words):
        words = ["ask", line.strip()]
    if words[0].lower() in NOT_IN_A_SESSION and "--help" not in words:
        hint = f"leave with Ctrl-D, then: onrecord {words[0]}" if context.interactive else None
        raise UserError(f"`{words[0]}` is for the shell", hint)
    chosen = context.chosen
    try:
        return invoke(context, words)
    except UserError:
        raise
    except Exception as fault:  # a session of a thousand lines must not end with one of them
        from bot.crash_log import record_crash
        from bot.traces import typed

        with typed(words):
            raise record_crash(fault) from fault
    finally:
        context.choose(chosen)  # `--library` holds for its own line


def _is_sentence(words: list[str]) -> bool:
    """Whether a line is no command, mistyped or not, but words; a script's line never is."""
    from bot.terminal.cli import all_commands
    from briefs.query.in_words import is_asking
    from briefs.text import nearest

    first, commands = words[0].lower().replace("_", "-"), all_commands()
    if first in commands:
        follows = words[1] if len(words) > 1 else "-"
        return first in _LIKE_WORDS and follows not in (*commands, "labels") and not follows.startswith("-")
    return not first.startswith("-") and (is_asking(first) or not nearest(first, commands))


def serve_jsonl(context: CliContext, lines: Iterable[str]) -> None:
    """One JSON document a line, in order; a line that fails says so and the next is read."""
    for line in lines:
        write_document(_document(context, line))


def _document(context: CliContext, line: str) -> Document:
    try:
        reply = run_line(context, line)
    except UserError as error:
        return error_document(error)
    if reply is None:
        return error_document(
            UserError("the line is empty", "write for example: position lavrov missile-defence")
        )
    return reply.document
