"""The server as a process: over its standard input and output, or over HTTP on a port."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.mcp.record import OpenRecord
from bot.mcp.server import http_app, mcp_server
from briefs.errors import UserError

HOST = "127.0.0.1"
_SLOWEST = 20  # seconds for which a connection may be silent


def today() -> date:
    """The day it is, UTC."""
    return datetime.now(UTC).date()


async def serve_pipes(root: Path, cache: Path, site: str | None = None) -> None:
    """Serves one client until its end of the pipe is closed."""
    from mcp import stdio_server

    record = await OpenRecord.open(root, cache, site)
    try:
        server = mcp_server(record, today)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())
    finally:
        await record.close()


async def serve_http(
    root: Path, cache: Path, site: str | None, host: str, port: int, say: Callable[[str], object]
) -> None:
    """Serves until it is told to end; port 0 is any free one. Raises UserError where the port is taken."""
    import socket

    import uvicorn

    record = await OpenRecord.open(root, cache, site)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Of a socket that names its protocol asyncio knows that nothing is to be held back (TCP_NODELAY).
        with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((host, port))
            except OSError as error:
                raise UserError(
                    f"port {port} of {host} cannot be had: {error.strerror}", "name another"
                ) from None
            bound = listening.getsockname()[1]
            config = uvicorn.Config(
                http_app(mcp_server(record, today), host), log_level="warning", access_log=False,
                lifespan="on", timeout_keep_alive=_SLOWEST, limit_concurrency=200,
            )  # fmt: skip
            shown = f"[{host}]" if ":" in host else host
            say(f"Assistants find the record at http://{shown}:{bound}/mcp — Ctrl-C ends it.")
            await uvicorn.Server(config).serve([listening])
    finally:
        await record.close()
