"""Shows a built site on this machine, and builds it anew when the library has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from bot.web.pages import PAGE_HEADERS, missing_page, page_file
from briefs.errors import UserError
from briefs.library import file_stamps

HOST = "127.0.0.1"  # nobody but this machine: who wants it public puts the folder on a web server
_INTERVAL = 2.0  # seconds between two looks at the library's files


async def serve_site(
    folder: Path,
    port: int,
    library: Path,
    renew: Callable[[], object] | None,
    say: Callable[[str], object],
    started: Callable[[int], object] = lambda port: None,
) -> None:
    """Serves the site in `folder` until it is cancelled. `port` 0 takes a free one; `started` hears which.

    `renew` builds it anew where a file of the library at `library` changed. Raises UserError where the port
    is taken. What is wrong with a changed library is said, and the site of before is shown on.
    """
    runner = web.AppRunner(application(folder), access_log=None)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, HOST, port)
        try:
            await listening.start()
        except OSError as error:
            raise UserError(
                f"nothing can be shown on port {port}: {error.strerror}", "name another one with --port"
            ) from None
        bound: int = runner.addresses[0][1]
        say(f"The record is shown at http://{HOST}:{bound}/ — Ctrl-C ends it.")
        started(bound)
        await _watch(library, renew, say)
    finally:
        await runner.cleanup()


def application(folder: Path) -> web.Application:
    """The pages of a folder as they lie there: nothing outside it, and nothing hidden."""
    root = folder.resolve()

    async def page(request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        if (file := page_file(root, path)) is not None:
            return web.FileResponse(file, headers=PAGE_HEADERS)
        body = missing_page(root, path)
        return web.Response(
            status=404, body=body, content_type="text/html", charset="utf-8", headers=PAGE_HEADERS
        )

    made = web.Application()
    made.router.add_get("/{path:.*}", page)
    return made


async def _watch(library: Path, renew: Callable[[], object] | None, say: Callable[[str], object]) -> None:
    """Until it is cancelled: builds the site again whenever the library's files are others."""
    seen = await asyncio.to_thread(file_stamps, library)
    while True:
        await asyncio.sleep(_INTERVAL)
        if renew is None:
            continue
        try:
            now = await asyncio.to_thread(file_stamps, library)
            if now != seen:
                seen = now
                await asyncio.to_thread(renew)
                say("The library has changed: the pages are renewed.")
        except (UserError, OSError) as error:
            say(f"The pages are those of before: {getattr(error, 'message', error)}")
