"""Answers lines: one JSON document each for scripts, or text where input is no terminal."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cli import invoke
from bot.session import Reply, Session
from bot.terminal import error_document, write_document
from briefs.errors import Trouble
from briefs.lines import command_tokens
from briefs.render.document import Document

_NOT_IN_A_SESSION = {"chat", "run", "completion"}


def reply_to(session: Session, line: str) -> Reply | None:
    """The reply to one line, with or without `!` or `/` before it; None for an empty one.

    Raises Trouble. `help` and `help COMMAND` work as in the shell.
    """
    words = command_tokens(line)
    if not words:
        return None
    if words[0].lower() in ("help", "?"):
        words = [words[1], "--help"] if len(words) > 1 else ["help"]
    if words[0].lower() in _NOT_IN_A_SESSION:
        raise Trouble(
            f"`{words[0]}` is a command of the shell", f"leave with Ctrl-D, then: onrecord {words[0]}"
        )
    if words[0] == "help":
        from bot.console import help_lines

        return Reply(
            {"outcome": "answered", "help": [text for line in help_lines() for _, text in line]}, help_lines
        )
    return invoke(session, words)


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
