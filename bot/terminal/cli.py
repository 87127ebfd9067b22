"""The commands as click knows them: found by name, listed by section, each imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from bot.terminal.context import CliContext, text_reply
from briefs.errors import UserError
from briefs.query import questions

VERSION = "0.1.0"

DISCORD = "Discord"
_QUESTION = "questions"  # its command is made from the definition in briefs/query/questions
# Where every other command lives: its module is imported when it is called. `verify`, `cite-check` and those
# beside them are no questions of the engine; help lists them where a reader looks, below those.
_QUESTIONS, _WHAT_IS_THERE = "Questions", "What is there"
_MODULES = {
    _QUESTIONS: {
        "verify": "verify", "cite-check": "cite_check", "briefing": "briefing", "ask": "ask",
        "follow": "follow",
    },
    _WHAT_IS_THERE: {},
    "The library": {
        "add": "add", "review": "review", "feeds": "feeds", "sources": "sources", "candidates": "candidates",
        "shifts": "shifts", "changes": "changes", "prove": "log", "log": "log",
        "site": "site", "serve": "serve", "mcp": "mcp", "export": "transfer", "import": "transfer",
        "lint": "library", "index": "library", "reload": "library", "init": "library",
    },
    DISCORD: {
        "run": "bot", "sync": "bot", "invite": "bot", "state": "state", "upgrade": "state",
        "deliveries": "deliveries", "doctor": "doctor", "health": "doctor",
    },
    "This program": {"chat": "shell", "help": "shell", "completion": "shell"},
}  # fmt: skip
_MODULE_OF = {
    **dict.fromkeys(questions.NAMES, _QUESTION),
    **{name: module for section in _MODULES.values() for name, module in section.items()},
    "people": "people",
    "lookup": "lookup",  # questions that can do more in a shell
}


def sections() -> dict[str, list[str]]:
    """The commands by section, as help lists them. It reads every question's definition."""
    found: dict[str, list[str]] = {section: [] for section in _MODULES}
    for question in questions.all_questions():
        found[_QUESTIONS if question.section == "statements" else _WHAT_IS_THERE].append(question.name)
    for section, modules in _MODULES.items():
        found[section] += modules
    return found


def all_commands() -> list[str]:
    """Their names, as help lists them."""
    return [name for names in sections().values() for name in names]


class LazyGroup(click.Group):
    """Finds commands by name, with or without `!` or `/` before it, and suggests the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return all_commands()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = cmd_name.lstrip("!/").lower().replace("_", "-")
        if name not in _MODULE_OF:
            return None
        module = import_module(f"bot.terminal.commands.{_MODULE_OF[name]}")
        # an import here, not at the top: one command must not wait for the libraries of all others
        if _MODULE_OF[name] == _QUESTION:
            found = module.shell_command(questions.question_named(name))
        else:
            found = getattr(module, name.replace("-", "_") + "_" * iskeyword(name))
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section, names in sections().items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl([(name, _first_paragraph(found)) for name, found in commands])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            raise unknown_command(args[0])
        return super().resolve_command(ctx, args)


def _first_paragraph(command: click.Command | None) -> str:
    return " ".join(((command and command.help) or "").partition("\n\n")[0].split())


def unknown_command(name: str) -> UserError:
    """What to raise for a command that there is not, with the nearest ones as its hint."""
    from briefs.query import shortened
    from briefs.text import nearest

    meant = " or ".join(f"`{command}`" for command in nearest(name.lstrip("!/"), all_commands(), most=3))
    hint = f"did you mean {meant}?" if meant else "`help` lists the commands"
    return UserError(f"there is no command “{shortened(name)}”", hint)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: onrecord position lavrov missile-defence",
)
@click.option(
    "--library", metavar="DIR", help="The library folder (else ONRECORD_LIBRARY, else the embedded one)."
)
@click.option(
    "--jsonl", is_flag=True, help="Read command lines from standard input, write one JSON document each."
)
@click.option("--json", "as_json", is_flag=True, hidden=True)
@click.version_option(VERSION, prog_name="onrecord", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, library: str | None, jsonl: bool, as_json: bool) -> Any:
    """Who said what, on what, when, and where is the proof?"""
    context: CliContext = ctx.obj
    context.choose(library or context.chosen)
    if ctx.invoked_subcommand is not None:
        return None
    if jsonl:
        assert context.serve_jsonl is not None
        return context.serve_jsonl(context, sys.stdin)
    return text_reply(ctx.get_help())
