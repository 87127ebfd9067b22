"""`serve`: the site and the questions over HTTP, kept up to the library."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.commands.site import built, site_options
from bot.terminal.context import CliContext
from briefs.errors import UserError

if TYPE_CHECKING:
    from bot.web.api import ReadFeed

BRINGS_API = "`pip install 'onrecord[serve]'` brings what it needs"
_NEEDED = ("starlette", "uvicorn", "httptools")


@click.command("serve", epilog="Example: onrecord serve --port 8080")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--port", default=8013, show_default=True, type=click.IntRange(0, 65535), metavar="PORT")
@click.option("--host", metavar="ADDRESS", help="Where to listen (default: this machine alone).")
@click.option("--no-pages", is_flag=True, help="The API alone: no page is built or shown.")
@click.option(
    "--rate", type=click.FloatRange(0), metavar="N",
    help="Questions a second that one address may ask (default: 100; 0: any number).",
)  # fmt: skip
@click.pass_obj
def serve(
    context: CliContext, folder: str | None, port: int, host: str | None, no_pages: bool, rate: float | None
) -> None:
    """Show the site on this machine, DIR as it was built or the library's, and answer /api/v1/ beside it."""
    pages, renew = (None, None) if no_pages else _pages(context, folder)
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        if has_api():
            _serve_record(context, pages, renew, host, port, rate)
        elif pages is None:
            raise UserError("the API is not installed", BRINGS_API)
        else:
            from bot.web import serve_site

            click.echo(f"The site is shown without the API: {BRINGS_API}.")
            asyncio.run(serve_site(pages, port, context.root, renew, click.echo))


def has_api() -> bool:
    """Whether the packages are there that the API needs."""
    return all(map(find_spec, _NEEDED))


def _pages(context: CliContext, folder: str | None) -> tuple[Path, Callable[[], object] | None]:
    """The folder of the site, and what renews it: nothing where it was built before."""
    if folder is not None:
        place = Path(folder).expanduser()
        if not (place / "index.html").is_file():
            raise UserError(f"{folder} holds no site", f"`onrecord site build {folder}` makes one")
        return place, None
    place = context.cache / "site"
    options = site_options(context, None)
    built(context, place, options)

    def renew() -> None:
        from briefs import library
        from briefs.site import build

        build(library.read(context.root, context.cache), place, options)

    return place, renew


def _serve_record(
    context: CliContext,
    pages: Path | None,
    renew: Callable[[], object] | None,
    host: str | None,
    port: int,
    rate: float | None,
) -> None:
    from bot.web.api import RATE, ApiSettings, serve_record, serving_loop

    settings = ApiSettings(context.site, pages, RATE if rate is None else rate)

    async def run() -> None:
        async with AsyncExitStack() as stack:
            chosen = replace(settings, feeds=await _feeds(context, stack))
            await serve_record(context.root, context.cache, chosen, host, port, renew, click.echo)

    with asyncio.Runner(loop_factory=serving_loop()) as runner:
        runner.run(run())


async def _feeds(context: CliContext, stack: AsyncExitStack) -> ReadFeed | None:
    """What reads people's feeds, where the settings say at which address they are served."""
    from bot.settings import existing_state, read_settings

    settings = read_settings(context.root)
    if settings.feeds_at is None or (state := existing_state(settings)) is None:
        return None
    from bot.clock import SystemClock
    from bot.follow import FeedReader
    from bot.store import open_store

    return FeedReader(await stack.enter_async_context(open_store(state, SystemClock()))).read
