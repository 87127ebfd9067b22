"""The bot's own memory: copied, put back, moved to another kind of database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.clock import SystemClock
from bot.terminal.context import CliContext, Reply, line_reply
from bot.terminal.options import as_json
from briefs.render import counted


@click.group("state", epilog="Example: onrecord state backup onrecord-backup.db")
def state() -> None:
    """The bot's own memory: settings, reports, subscriptions."""


@state.command("backup", epilog="Example: onrecord state backup onrecord-backup.db")
@click.argument("file", metavar="FILE")
@as_json
@click.pass_obj
def backup(context: CliContext, file: str) -> Reply:
    """Copy the state database to FILE, also while the bot runs; a PostgreSQL one as an SQLite file."""
    from bot.store import back_up_state

    asyncio.run(back_up_state(_state_address(context), Path(file).expanduser(), SystemClock()))
    return line_reply({"file": file}, f"The state was copied to {file}.")


@state.command("restore", epilog="Example: onrecord state restore onrecord-backup.db")
@click.argument("file", metavar="FILE")
@as_json
@click.pass_obj
def restore(context: CliContext, file: str) -> Reply:
    """Put a copy back; what was there is kept beside it as *.before-restore."""
    from bot.store import restore_database, restore_into

    address, source = _state_address(context), Path(file).expanduser()
    if isinstance(address, Path):
        restore_database(source, address)
    else:
        asyncio.run(restore_into(address, source, SystemClock()))
    return line_reply({"file": file}, f"The state is what {file} holds. Start the bot anew.")


@state.command(
    "copy", epilog="Example: onrecord state copy state.db postgresql://onrecord@localhost/onrecord"
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@as_json
@click.pass_obj
def copy(context: CliContext, source: str, target: str) -> Reply:
    """Move the state to another kind of database: files, or addresses of PostgreSQL. TO is empty, or made.

    Stop the bot first, then set ONRECORD_STATE, or `state` in config/settings.yaml, to TO.
    """
    from bot.store import copy_state

    places = [one if "://" in one else Path(one).expanduser() for one in (source, target)]
    count = asyncio.run(copy_state(places[0], places[1], SystemClock()))
    return line_reply({"rows": count}, f"{counted(count, 'row')} were copied, in one transaction.")


def _state_address(context: CliContext) -> str | Path:
    from bot.settings import read_settings, state_address

    return state_address(read_settings(context.root))


@click.command("upgrade", epilog="Example: onrecord upgrade --check")
@click.option("--check", is_flag=True, help="Say it and change nothing: a start upgrades by itself.")
@as_json
@click.pass_obj
def upgrade(context: CliContext, check: bool) -> Reply:
    """Say what the next start of this version does with the state. Exit status 1: it cannot start."""
    if not check:
        raise click.UsageError("a start upgrades by itself: `onrecord upgrade --check` says what it will do")
    from bot.doctor import state_findings
    from bot.settings import read_settings

    found, _ = asyncio.run(state_findings(read_settings(context.root)))
    first = found[0]
    said = first.said + (f" ({first.advice})" if first.advice else "")
    document = {"outcome": "answered", "said": first.said, "ready": first.level != "fault"}
    return Reply(document, lambda: ((("", f"The state database: {said}."),),), int(first.level == "fault"))
