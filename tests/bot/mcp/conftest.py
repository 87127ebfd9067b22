"""The server over the repository's library, on real pipes and on a socket, in this process or in one of"
" its own."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

import pytest

pytest.importorskip("mcp")

import anyio
from mcp import StdioServerParameters, stdio_server

from bot.mcp import OpenRecord, mcp_server, serve_http
from briefs import paths
from tests.paths import REPOSITORY

TODAY = date(2026, 11, 27)
ERAS = ("2025-11-25", "2026-07-28")
MODES = {"2025-11-25": "legacy", "2026-07-28": "2026-07-28"}  # how the client is told of each
CACHE = paths.cache_dir(REPOSITORY)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A library that may be changed."""
    root = tmp_path / "library"
    for part in ("config", "seeds"):
        shutil.copytree(REPOSITORY / part, root / part)
    return root


def process(*more: str) -> StdioServerParameters:
    """The command as a client starts it."""
    return StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "--library", str(REPOSITORY), "mcp", *more],
        env=dict(os.environ),
    )


@asynccontextmanager
async def served_on_pipes() -> AsyncIterator[tuple[BinaryIO, BinaryIO]]:
    """The ends of two pipes: what the server says is read from one, what it is asked is written to the other.

    The server ends when the latter is closed.
    """
    (asked, ask), (answers, answer) = os.pipe(), os.pipe()
    record = await OpenRecord.open(REPOSITORY, CACHE)
    server = mcp_server(record, lambda: TODAY)

    async def serve() -> None:
        hears = open(asked, encoding="utf-8", errors="replace")
        says = open(answer, "w", encoding="utf-8")
        with hears, says:
            async with stdio_server(anyio.wrap_file(hears), anyio.wrap_file(says)) as (read, write):
                await server.run(read, write, server.create_initialization_options())

    task = asyncio.create_task(serve())
    with open(answers, "rb") as heard, open(ask, "wb", buffering=0) as asking:
        try:
            yield heard, asking
        finally:
            asking.close()
            await asyncio.wait_for(task, 30)
            await record.close()


@asynccontextmanager
async def pipes_as_transport() -> AsyncIterator[Any]:
    """The same as the official client wants it: it reads and writes lines as a server does."""
    async with served_on_pipes() as (heard, asking):
        hears, says = TextIOWrapper(heard, encoding="utf-8"), TextIOWrapper(asking, encoding="utf-8")
        async with stdio_server(anyio.wrap_file(hears), anyio.wrap_file(says)) as streams:
            try:
                yield streams
            finally:  # a thread reads until the server ends, and that ends with its input
                says.close()


@asynccontextmanager
async def served_on_socket() -> AsyncIterator[str]:
    """The address of a server on loopback."""
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def said(line: str) -> None:
        address.set_result(line.split(" at ")[1].split()[0])

    task = asyncio.create_task(serve_http(REPOSITORY, CACHE, None, "127.0.0.1", 0, said))
    try:
        yield await asyncio.wait_for(address, 30)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
