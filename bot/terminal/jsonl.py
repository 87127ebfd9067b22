"""Answers lines: one JSON document each for scripts, or text where input is no terminal."""

from __future__ import annotations

from collections.abc import Iterable

from bot.terminal.cli import invoke
from bot.terminal.context import Reply, Session
from bot.terminal.output import error_document, write_document
from briefs.errors import Trouble
from briefs.query.tokenizer import command_tokens
from briefs.render.json import Document

NOT_IN_A_SESSION = {"chat", "run", "completion", "--jsonl"}


def reply_to(session: Session, line: str) -> Reply | None:
    """The reply to one line, with or without `!` or `/` before it; None for an empty one.

    Raises Trouble, also for a fault of the program: the next line is read all the same.
    """
    words = command_tokens(line)
    if not words:
        return None
    if words[0] == "?":
        words[0] = "help"
    if words[0].lower() in NOT_IN_A_SESSION and "--help" not in words:
        hint = f"leave with Ctrl-D, then: onrecord {words[0]}" if session.interactive else None
        raise Trouble(f"`{words[0]}` is for the shell", hint)
    chosen = session.chosen
    try:
        return invoke(session, words)
    except Trouble:
        raise
    except Exception as fault:
        from bot.crash_log import recorded

        raise recorded(fault) from fault
    finally:
        session.choose(chosen)  # `--library` holds for its own line


def serve_lines(session: Session, lines: Iterable[str]) -> None:
    """One JSON document a line, in order; a line that fails says so and the next is read."""
    for line in lines:
        write_document(_document(session, line))


def _document(session: Session, line: str) -> Document:
    try:
        reply = reply_to(session, line)
    except Trouble as trouble:
        return error_document(trouble)
    if reply is None:
        return error_document(
            Trouble("the line is empty", "write for example: position lavrov missile-defence")
        )
    return reply.document
