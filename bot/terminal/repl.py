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
from briefs.i18n import ENGLISH
from briefs.model import Person, StatementCount
from briefs.query.in_words import example_question
from briefs.render import BLANK, Line, counted

# Of the library that comes with this program, where it has those of whom they ask.
_SHIPPED = (
    ("!position lavrov missile-defence", "what an official said on a topic, with proof"),
    ("!compare lavrov rasmussen missile shield", "two people on one topic"),
    ("what did lavrov say about syria?", "a question in words"),
)
_SHIPPED_PEOPLE, _SHIPPED_TOPICS = {"sergei-lavrov", "anders-fogh-rasmussen"}, {"missile-defence", "syria"}
# What may be done first in a library with nothing on record.
_EMPTY = (
    ("add FILE|URL", "take in an article: what it quotes waits for review"),
    ("review", "decide who said what on what: it is on record then"),
    ("feeds add URL", "follow a feed of articles"),
)
_EXIT_WORDS = ("quit", "exit")


def welcome_lines(context: CliContext) -> list[Line]:
    """What the library holds, and what to try: questions that it answers, or how to put something into it."""
    registry, examples = context.engine.registry, examples_of(context)
    held = f"{counted(registry.statements, 'statement')} in {counted(registry.articles, 'article')}."
    column = max(len(line) for line, _ in examples)
    return [
        (("title", "OnRecord"), ("", ": who said what, on what, when, and where is the proof?")),
        (("dim", f"{held} Try:" if registry.statements else "Nothing is on record yet. Begin with:"),),
        *((("", "  "), ("name", f"{line:<{column}}  "), ("dim", what)) for line, what in examples),
        (("dim", "`help` lists all commands; Tab completes; Ctrl-D leaves."),),
        (("dim", "The same to read in a browser: `onrecord serve` beside this session."),),
        *((("warning", f"Note: {warning}"),) for warning in context.engine.warnings),
        BLANK,
    ]


def examples_of(context: CliContext) -> list[tuple[str, str]]:
    """Lines, each with what it asks: people and topics of whom most is on record."""
    engine = context.engine
    said, about = engine.registry.statements_by, engine.registry.statements_about
    speakers = sorted((one for one in engine.registry.people if said.get(one.id)), key=lambda p: -said[p.id])
    if not engine.registry.statements:
        return list(_EMPTY)
    if all(map(said.get, _SHIPPED_PEOPLE)) and all(map(about.get, _SHIPPED_TOPICS)):
        return list(_SHIPPED)
    if not speakers:
        return [("people", "everybody who is known"), ("topics", "every topic"), ("stats", "what there is")]
    first = speakers[0]
    topics = context.run(engine.spoke_on(first.id))
    if not topics:
        return [(f"!person {first.id}", "who somebody is, and all they said")]
    return [
        (f"!position {first.id} {topics[0].id}", "what somebody said on a topic, with proof"),
        _compared(context, first, speakers[1:], topics[0]),
        (context.run(example_question(engine, ENGLISH)) or "stats", "a question in words"),
    ]


def _compared(
    context: CliContext, first: Person, others: list[Person], topic: StatementCount
) -> tuple[str, str]:
    """Two people on the topic; where only one spoke on it, all that was said on it."""
    spoke = {count.id for count in context.run(context.engine.spoken_by(topic.id))}
    other = next((person for person in others if person.id in spoke), None)
    if other is None:
        return f"!timeline {topic.id}", "who said what on a topic, in order of time"
    return f"!compare {first.id} {other.id} {topic.id}", "two people on one topic"


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
        question = examples_of(context)[0][0] if context.engine.registry.statements else "help"
        write_lines([(("dim", f"> {question}"),)])
        lines = [question]
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
