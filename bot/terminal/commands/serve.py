"""`serve`: the site and the questions over HTTP, kept up to the library."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.commands.site import built, site_options
from bot.terminal.context import CliContext, Reply
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
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, metavar="N",
    help="So many processes share the port, for one processor each.",
)  # fmt: skip
@click.option("--slot", hidden=True, help="Which process of --processes this is.")
@click.pass_obj
def serve(
    context: CliContext,
    folder: str | None,
    port: int,
    host: str | None,
    no_pages: bool,
    rate: float | None,
    processes: int,
    slot: str | None,
) -> Reply | None:
    """Show the site on this machine, DIR as it was built or the library's, and answer /api/v1/ beside it."""
    if slot is not None:
        with suppress(KeyboardInterrupt, asyncio.CancelledError):
            _serve_share(context, None if no_pages else folder or "", host, port, rate, slot)
        return None
    pages, renew = (None, None) if no_pages else _pages(context, folder)
    if processes > 1:
        return _supervised(context, pages, renew is not None, host, port, rate, processes)
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        if has_api():
            _run(context, pages, renew, host, port, rate, click.echo)
        elif pages is None:
            raise UserError("the API is not installed", BRINGS_API)
        else:
            from bot.web import serve_site

            click.echo(f"The site is shown without the API: {BRINGS_API}.")
            asyncio.run(serve_site(pages, port, context.root, renew, click.echo))
    return None


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
    place = _own_place(context)
    built(context, place, site_options(context, None))
    return place, _renewing(context, place)


def _own_place(context: CliContext) -> Path:
    """Where the library's own site is built."""
    return context.cache / "site"


def _renewing(context: CliContext, place: Path) -> Callable[[], object]:
    """What brings the site in `place` up to the library."""
    options = site_options(context, None)

    def renew() -> None:
        from briefs import library
        from briefs.site import build

        build(library.read(context.root, context.cache), place, options)

    return renew


def _supervised(
    context: CliContext,
    pages: Path | None,
    renewed: bool,
    host: str | None,
    port: int,
    rate: float | None,
    processes: int,
) -> Reply | None:
    """The processes that share the port, until they are stopped."""
    from bot.processes import Slot, supervise
    from bot.web.api import HOST, listen

    if not has_api():
        raise UserError("the API is not installed", BRINGS_API)
    if not port:
        raise UserError("several processes share one port, which needs a number", "name it with --port")
    listen(host or HOST, port).close()  # taken by another program it is told here, and once
    given = [*([str(pages)] if pages and not renewed else []), *(["--no-pages"] if pages is None else [])]
    given += [*(["--host", host] if host else []), *(["--rate", str(rate)] if rate is not None else [])]

    def command(slot: Slot) -> list[str]:
        where = ["--library", str(context.root), "serve", "--port", str(port), "--slot", str(slot)]
        return [sys.executable, "-m", "bot", *where, *given]

    status = asyncio.run(supervise(command, processes))
    return Reply({}, lambda: (), status) if status else None


def _serve_share(
    context: CliContext, folder: str | None, host: str | None, port: int, rate: float | None, slot: str
) -> None:
    """One process of several on one port: the first keeps the pages up to the library, and says what happens.

    `folder` is where the pages lie, "" that of the library's own, None where none are shown.
    """
    from bot.processes import read_slot

    first = read_slot(slot).number == 1
    own = folder == ""
    pages = None if folder is None else _own_place(context) if own else Path(folder)
    renew = _renewing(context, _own_place(context)) if own and first else None
    _run(context, pages, renew, host, port, rate, click.echo if first else lambda line: None, shared=True)


def _run(
    context: CliContext,
    pages: Path | None,
    renew: Callable[[], object] | None,
    host: str | None,
    port: int,
    rate: float | None,
    say: Callable[[str], object],
    shared: bool = False,
) -> None:
    from bot.web.api import RATE, ApiSettings, serve_record, serving_loop

    settings = ApiSettings(context.site, pages, RATE if rate is None else rate)

    async def run() -> None:
        async with AsyncExitStack() as stack:
            chosen = replace(settings, feeds=await _feeds(context, stack))
            await serve_record(context.root, context.cache, chosen, host, port, renew, say, shared)

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
