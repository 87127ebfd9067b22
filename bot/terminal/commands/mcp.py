"""`mcp`: the record for assistants, over standard input and output or over HTTP."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from importlib.util import find_spec

import click

from bot.terminal.context import CliContext, recover_unfinished_changes
from briefs.errors import UserError


@click.command("mcp", epilog="Example: onrecord mcp --http --port 8014")
@click.option("--http", is_flag=True, help="Serve over HTTP at /mcp instead of standard input and output.")
@click.option("--port", default=8014, show_default=True, type=click.IntRange(0, 65535), metavar="PORT")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.pass_obj
def mcp(context: CliContext, http: bool, port: int, host: str) -> None:
    """Serve the record to assistants that speak the Model Context Protocol; it reads and never writes."""
    if find_spec("mcp") is None:
        raise UserError("the protocol is not installed", "`pip install 'onrecord[mcp]'` brings what it needs")
    from bot.mcp import serve_http, serve_pipes

    recover_unfinished_changes(context.root)
    with suppress(KeyboardInterrupt):
        if http:
            say = partial(click.echo, err=True)
            asyncio.run(serve_http(context.root, context.cache, context.site, host, port, say))
        else:
            asyncio.run(serve_pipes(context.root, context.cache, context.site))
