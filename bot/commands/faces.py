"""Commands that open a face: the terminal session, the shell's completion."""

from __future__ import annotations

import click

from bot.options import as_json
from bot.session import Reply, Session


@click.command("chat", epilog="Example: onrecord chat")
@click.pass_obj
def chat(session: Session) -> Reply | None:
    """Ask line by line, with history and completion."""
    from bot.console import chat as run

    return run(session)


@click.command("completion", epilog='Example: eval "$(onrecord completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@as_json
@click.pass_context
def completion(ctx: click.Context, shell: str) -> Reply:
    """The script that lets your shell complete commands and options."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    script = made(ctx.find_root().command, {}, "onrecord", "_ONRECORD_COMPLETE").source()
    return Reply({"outcome": "answered", "script": script}, lambda: [(("", script),)])
