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

# Where each command lives, as help lists them: the module is imported when its command is called.
DISCORD = "Discord"
_QUESTION = "questions"  # its command is made from the definition in briefs/query/questions
SECTIONS = {
    "Questions": {
        **dict.fromkeys(questions.ABOUT_STATEMENTS, _QUESTION), "verify": "verify", "briefing": "briefing",
    },
    "What is there": dict.fromkeys(questions.ABOUT_THE_LIBRARY, _QUESTION),
    "The library": {
        "add": "add", "review": "review", "feeds": "feeds", "candidates": "candidates",
        "export": "transfer", "import": "transfer", "lint": "library", "index": "library",
        "reload": "library", "init": "library",
    },
    DISCORD: {"run": "bot", "sync": "bot", "invite": "bot", "state": "bot"},
    "This program": {"chat": "shell", "help": "shell", "completion": "shell"},
}  # fmt: skip
_COMMANDS = {name: module for section in SECTIONS.values() for name, module in section.items()}


class LazyGroup(click.Group):
    """Finds commands by name, with or without `!` or `/` before it, and suggests the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = cmd_name.lstrip("!/").lower().replace("_", "-")
        if name not in _COMMANDS:
            return None
        module = import_module(f"bot.terminal.commands.{_COMMANDS[name]}")
        # an import here, not at the top: one command must not wait for the libraries of all others
        if _COMMANDS[name] == _QUESTION:
            found = module.shell_command(questions.question_named(name))
        else:
            found = getattr(module, name + "_" * iskeyword(name))
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section, names in SECTIONS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl([(name, (found and found.help) or "") for name, found in commands])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            raise unknown_command(args[0])
        return super().resolve_command(ctx, args)


def unknown_command(name: str) -> UserError:
    """What to raise for a command that there is not, with the nearest ones as its hint."""
    from briefs.query import shortened
    from briefs.text import nearest

    meant = " or ".join(f"`{command}`" for command in nearest(name.lstrip("!/"), _COMMANDS, most=3))
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
