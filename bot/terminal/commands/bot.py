"""Commands for whoever runs the bot in Discord: run, sync, invite."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING

import click

from bot.terminal.commands.serve import BRINGS_API, has_api
from bot.terminal.context import CliContext, Reply, line_reply
from bot.terminal.options import as_json
from bot.terminal.output import print_error
from briefs.errors import UserError

if TYPE_CHECKING:
    from bot.discord import ShardPlan
    from bot.live_library import LiveLibrary
    from bot.settings import Settings
    from bot.store import Store

UNREACHABLE = 1  # exit status; what only its user can put right ends with 2


@click.command("run", epilog="Example: DISCORD_TOKEN=... onrecord run")
@click.option(
    "--processes", type=click.IntRange(1, 64), metavar="N", help="So many processes on this machine."
)
@click.option(
    "--shards",
    metavar="A-B/COUNT",
    help="One process of several on one database: these shards, or with COUNT alone a fair share.",
)
@click.option("--slot", hidden=True, help="Which process of --processes this is.")
@click.pass_obj
def run(context: CliContext, processes: int | None, shards: str | None, slot: str | None) -> Reply | None:
    """Serve Discord until stopped. The token comes from DISCORD_TOKEN or DISCORD_TOKEN_FILE."""
    from bot.discord import collecting_later

    # whoever supervises others loads little, and never comes to where collecting begins
    with nullcontext() if processes is not None and slot is None else collecting_later():
        return _run(context, processes, shards, slot)


def _run(context: CliContext, processes: int | None, shards: str | None, slot: str | None) -> Reply | None:
    from bot.log import configure_logging
    from bot.settings import read_settings, read_token

    token, settings = read_token(), read_settings(context.root)
    configure_logging(settings.log_format, token)
    plan = _plan(processes, shards, slot)
    from bot.discord import Unreachable, serve
    from bot.store import StoreUnreachable

    # of several processes on one machine the first answers over HTTP
    beside = _beside(settings) if plan is None or plan.slot in (None, 1) else None
    try:
        if processes is not None and slot is None:
            return _supervised(context, settings, processes, shards)
        asyncio.run(serve(context.root, context.cache, settings, token, beside, plan))
    except (Unreachable, StoreUnreachable) as error:
        print_error(error, False)
        return Reply({}, lambda: (), UNREACHABLE)
    return None


def _plan(processes: int | None, shards: str | None, slot: str | None) -> ShardPlan | None:
    """None for the one process that serves all."""
    if processes is None and shards is None:
        return None
    from bot.discord import ShardPlan, read_shards
    from bot.processes import read_slot

    asked, count = read_shards(shards) if shards else (None, None)
    if processes is not None and asked is not None:
        raise click.UsageError(
            "--processes shares shards out by itself: say --shards with their number alone"
        )
    if slot is None:
        return ShardPlan(count, asked, processes or 1)
    own = read_slot(slot)
    return ShardPlan(count, None, own.count, f"{socket.gethostname()}-{own.run}-{own.number}", own.number)


def _supervised(context: CliContext, settings: Settings, processes: int, shards: str | None) -> Reply | None:
    from bot.processes import Slot, supervise
    from bot.settings import health_file, health_file_of

    def command(slot: Slot) -> list[str]:
        given = [
            "--processes",
            str(processes),
            "--slot",
            str(slot),
            *(["--shards", shards] if shards else []),
        ]
        return [sys.executable, "-m", "bot", "--library", str(context.root), "run", *given]

    file = health_file(settings)[0]
    for left in (file, *(health_file_of(file, number) for number in range(1, 65))):
        left.unlink(missing_ok=True)  # of an earlier run, which would say that something is amiss
    asyncio.run(_upgrade(settings))
    status = asyncio.run(supervise(command, processes))
    return Reply({}, lambda: (), status) if status else None


async def _upgrade(settings: Settings) -> None:
    """Bring the state to this version before the processes start, which would all do it at once."""
    from bot.clock import SystemClock
    from bot.settings import state_address
    from bot.store import open_store

    async with open_store(state_address(settings), SystemClock()):
        pass


def _beside(settings: Settings) -> Callable[[LiveLibrary, Store], AbstractAsyncContextManager[object]] | None:
    """What answers questions over HTTP beside the bot, where the settings name a port, and people's feeds."""
    where = settings.serve
    if where.port is None:
        return None
    if not has_api():
        raise UserError("the settings name a port to serve on, and the API is not installed", BRINGS_API)
    from bot.follow import FeedReader
    from bot.web.api import ApiSettings, record_server

    host, port = where.host, where.port

    def served(library: LiveLibrary, store: Store) -> AbstractAsyncContextManager[object]:
        chosen = ApiSettings(site=settings.site, rate=where.rate, feeds=FeedReader(store).read)
        return record_server(library, chosen, host, port)

    return served


@click.command("sync", epilog="Example: onrecord sync --guild 1234567890")
@click.option("--guild", type=int, metavar="ID", help="Only for this server, where changes show at once.")
@click.option(
    "--clear", is_flag=True, help="Take that server's own copies back: each command is there twice."
)
@as_json
@click.pass_obj
def sync(context: CliContext, guild: int | None, clear: bool) -> Reply:
    """Tell Discord the bot's slash commands. `run` does so by itself when they changed."""
    if clear and guild is None:
        raise click.UsageError("--clear needs --guild: it takes back what was told for one server")
    from bot.discord import sync_commands
    from bot.settings import read_settings, read_token

    token, settings = read_token(), read_settings(context.root)
    count = asyncio.run(sync_commands(context.root, context.cache, settings, token, guild, clear))
    if clear:
        data = {"commands": count, "guild": guild}
        return line_reply(data, f"The server {guild} has no copies of its own any more.")
    where = f"for the server {guild}" if guild else "for all servers"
    return line_reply({"commands": count, "guild": guild}, f"Discord knows {count} commands {where}.")


@click.command("invite", epilog="Example: onrecord invite 1234567890")
@click.argument("application", type=int, required=False)
@as_json
@click.pass_obj
def invite(context: CliContext, application: int | None) -> Reply:
    """The link that adds the bot to a server, with the least permissions it needs.

    APPLICATION is the id from the developer portal; left out, it is read from the token.
    """
    from bot.discord import application_of, invite_url

    if application is None:
        from bot.settings import read_token

        try:
            application = application_of(read_token())
        except UserError as error:
            raise UserError(error.message, "name the application's id: onrecord invite ID") from None
    address = invite_url(application)
    return line_reply({"url": address}, address)
