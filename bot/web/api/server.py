"""The server around the application: a port, its limits, a start and an end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from bot.live_library import LiveLibrary
from bot.web.api.application import ApiSettings, record_application
from bot.web.api.connections import LimitedConnection
from briefs.errors import UserError

MOST_CONNECTIONS = 1000
_KEEP_ALIVE = 15  # seconds for which a connection waits for its next question
_STOPPING = 2  # seconds for questions under way when the server ends


class _Server(uvicorn.Server):
    """Leaves the process's signals to whoever started it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def record_server(
    library: LiveLibrary, settings: ApiSettings, host: str, port: int, shared: bool = False
) -> AsyncIterator[int]:
    """Serves while the block lasts; gives the port, which is a free one where `port` is 0.

    A `shared` port is that of several processes, among which the system deals out who connects.
    Raises UserError where the port cannot be had.
    """
    listening = listen(host, port, shared)
    app = record_application(library, settings, shared=shared)
    server = _Server(
        uvicorn.Config(
            app,
            http=LimitedConnection,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",  # what concerns whoever serves is logged by the application
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=_STOPPING,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)
        listening.close()
        app.close()


def listen(host: str, port: int, shared: bool = False) -> socket.socket:
    """A socket that listens there. Raises UserError where the port cannot be had."""
    if shared and not hasattr(socket, "SO_REUSEPORT"):
        raise UserError("on this system one process alone can have a port", "leave --processes out")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512, reuse_port=shared)
    except (OSError, OverflowError) as error:
        told = getattr(error, "strerror", None) or error
        raise UserError(f"nothing can be shown on port {port}: {told}", "name another port") from None
    # Head and body are two writes: else the second waits 40 ms until whoever asked confirms the first.
    # asyncio sets it only on sockets that name their protocol, which those of create_server() do not.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening.setblocking(False)
    return listening
