"""The terminal session: a first screen, then question and answer, with history and completion."""

from __future__ import annotations

import sys
from itertools import takewhile
from typing import Any

from bot.private_files import make_private_file
from bot.terminal.cli import DISCORD, cli, sections
from bot.terminal.completion import completer
from bot.terminal.context import CliContext, Reply
from bot.terminal.jsonl import NOT_IN_A_SESSION, run_line
from bot.terminal.output import print_error, print_reply, write_lines
from briefs.errors import UserError
from briefs.render import BLANK, Line

FIRST_QUESTION = "!position lavrov missile-defence"
_EXAMPLES = (
    (FIRST_QUESTION, "what an official said on a topic, with proof"),
    ("!compare lavrov rasmussen missile shield", "two people on one topic"),
    ("!search strategic capabilities", "any words, in all statements"),
)
_EXIT_WORDS = ("quit", "exit")


def welcome_lines(context: CliContext) -> list[Line]:
    """What the library holds, and three things to try."""
    registry = context.engine.registry
    return [
        (("title", "OnRecord"), ("", ": who said what, on what, when, and where is the proof?")),
        (("dim", f"{registry.statements} statements in {registry.articles} articles. Try:"),),
        *((("", "  "), ("name", f"{line:<44}"), ("dim", what)) for line, what in _EXAMPLES),
        (("dim", "`help` lists all commands; Tab completes; Ctrl-D leaves."),),
        (("dim", "The same to read in a browser: `onrecord serve` beside this session."),),
        *((("warning", f"Note: {warning}"),) for warning in context.engine.warnings),
        BLANK,
    ]


def help_lines() -> list[Line]:
    """Every command of a session, with its purpose and an example."""
    lines: list[Line] = [(("title", "Commands"), ("dim", "  (with !, / or nothing before them)"))]
    for section, names in sections().items():
        listed = [name for name in names if name not in NOT_IN_A_SESSION]
        if section != DISCORD:
            lines += [BLANK, (("label", section),), *map(_command_line, listed)]
    return [*lines, BLANK, (("dim", "`help COMMAND` shows its options."),)]


def _command_line(name: str) -> Line:
    command = cli.get_command(None, name)  # type: ignore[arg-type]  # the group looks up by name alone
    assert command is not None
    example = (command.epilog or "").removeprefix("Example: onrecord ")
    return (("name", f"  {name:<12} "), ("", f"{command.help}  "), ("dim", example))


def run_repl(context: CliContext) -> Reply | None:
    """Converse at a terminal; from a pipe, answer its lines, or the first question if there are none."""
    context.interactive = True
    if sys.stdin.isatty():
        _repl(context)
        return None
    lines = [line for line in takewhile(lambda line: not _is_exit(line), sys.stdin) if line.strip()]
    if not lines:
        write_lines(welcome_lines(context))
        write_lines([(("dim", f"> {FIRST_QUESTION}"),)])
        lines = [FIRST_QUESTION]
    statuses = [_answer(context, line) for line in lines]
    return Reply({}, lambda: (), min(statuses))  # one line mistyped makes no failure of the others


def _answer(context: CliContext, line: str) -> int:
    """Show the answer to one line, or its error; the exit status that it would have alone."""
    try:
        reply = run_line(context, line)
    except UserError as error:
        print_error(error, False)
        return 2
    if reply is None:
        return 0
    print_reply(reply, False)
    return reply.status


def _repl(context: CliContext) -> None:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory
    from prompt_toolkit.shortcuts import CompleteStyle

    write_lines(welcome_lines(context))
    # a history a library: names that complete in one are unknown in another
    context.cache.mkdir(parents=True, exist_ok=True)
    try:
        make_private_file(context.cache / "history")
        history: Any = FileHistory(str(context.cache / "history"))
    except OSError:
        history = InMemoryHistory()
    # as in a shell: what alone is left is inserted, several are listed
    prompt: PromptSession[str] = PromptSession(
        "onrecord> ",
        history=history,
        completer=completer(context),
        complete_style=CompleteStyle.READLINE_LIKE,
        complete_while_typing=False,
    )
    while True:
        try:
            line = prompt.prompt()
        except KeyboardInterrupt:  # Ctrl-C drops the line, as in a shell
            continue
        except EOFError:
            return
        if _is_exit(line):
            return
        try:
            _answer(context, line)
        except KeyboardInterrupt:  # what takes too long is given up, not the session
            continue
        write_lines([BLANK])


def _is_exit(line: str) -> bool:
    return line.strip().lstrip("!/").lower() in _EXIT_WORDS
