"""Commands about the program itself: the session, its help, the shell's completion."""

from __future__ import annotations

import click

from bot.terminal.context import CliContext, Reply
from bot.terminal.options import WORDS, as_json, words
from briefs.render import plain_text


@click.command("chat", epilog="Example: onrecord chat")
@click.pass_obj
def chat(context: CliContext) -> Reply | None:
    """Ask line by line, with history and completion."""
    from bot.terminal.repl import run_repl

    return run_repl(context)


@click.command("help", context_settings=WORDS, epilog="Example: onrecord help position")
@words(required=False, metavar="[COMMAND]")
@as_json
@click.pass_obj
def help(context: CliContext, words: tuple[str, ...]) -> Reply | None:
    """All commands, or the options of one."""
    from bot.terminal.dispatch import invoke
    from bot.terminal.repl import help_lines

    if words or not context.interactive:
        return invoke(context, [*words, "--help"])
    document = {"outcome": "answered", "text": plain_text(help_lines())}
    return Reply(document, help_lines)


@click.command("completion", epilog='Example: eval "$(onrecord completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@as_json
@click.pass_context
def completion(ctx: click.Context, shell: str) -> Reply:
    """The script that lets your shell complete commands and options."""
    from click.shell_completion import get_completion_class

    completion_class = get_completion_class(shell)
    assert completion_class is not None
    script = completion_class(ctx.find_root().command, {}, "onrecord", "_ONRECORD_COMPLETE").source()
    return Reply({"outcome": "answered", "script": script}, lambda: [(("", script),)])
