"""The server as a process of its own: it opens the library, and follows its changes."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable
from pathlib import Path

from bot.live_library import LiveLibrary
from bot.processes import call_when_alone
from bot.stop_signals import call_at_stop
from bot.web.api.application import ApiSettings
from bot.web.api.openapi import API
from bot.web.api.server import record_server
from briefs.errors import UserError
from briefs.library import file_stamps

HOST = "127.0.0.1"  # nobody but this machine, unless its starter says otherwise
_INTERVAL = 2.0  # seconds between two looks at the library's files
_SWITCHING = 0.0005  # seconds that a question's thread may keep the event loop waiting


def serving_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed: a kept reply costs half as much on it."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def serve_record(
    root: Path,
    cache: Path,
    settings: ApiSettings,
    host: str | None,
    port: int,
    renew: Callable[[], object] | None,
    say: Callable[[str], object],
    shared: bool = False,
) -> None:
    """Serves until it is cancelled, or the process is told to end; where the port is `shared`, also when
    whoever started the processes that have it is no more.

    `renew` brings the site up to a library that changed. Raises UserError where the port is taken.
    What is wrong with a changed library is said, and the one of before is served on.
    """
    sys.setswitchinterval(_SWITCHING)
    task = asyncio.current_task()
    assert task is not None
    call_at_stop(task.cancel, ctrl_c=False)
    if shared:
        call_when_alone(task.cancel)
    seen = file_stamps(root)  # before it is opened: what changes from here on is noticed
    library = await LiveLibrary.open(root, cache)
    try:
        async with record_server(library, settings, host or HOST, port, shared) as bound:
            at = f"http://{f'[{host}]' if host and ':' in host else host or HOST}:{bound}"
            shown = f"The record is shown at {at}/" if settings.pages else "No page is shown"
            say(f"{shown}; questions are answered at {at}{API}/ — Ctrl-C ends it.")
            gc.collect()
            gc.freeze()  # the library stays: it need not be looked through with each question
            await follow(library, seen, renew, say)
    finally:
        await library.close()


async def follow(
    library: LiveLibrary,
    seen: dict[str, tuple[int, int]],
    renew: Callable[[], object] | None,
    say: Callable[[str], object],
) -> None:
    """Until it is cancelled: swaps the library in, and renews the pages, whenever its files are others.

    `seen` are the stamps of the files that it was opened from.
    """
    while True:
        await asyncio.sleep(_INTERVAL)
        try:
            now = await asyncio.to_thread(file_stamps, library.root)
            if now == seen and not library.outdated():
                continue
            seen = now
            await library.reload()
            if renew is not None:
                await asyncio.to_thread(renew)
            say("The library has changed: what is served is renewed.")
        except (UserError, OSError) as error:
            say(f"What is served is that of before: {getattr(error, 'message', error)}")
