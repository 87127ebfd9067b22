"""The ingest worker's process, forked from one that has imported it: its own parsers cost half a second."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from multiprocessing.context import ForkServerProcess
from typing import IO, Any

from tests import forked

MODULE = "briefs.ingest.worker.process"
REPLY = 2**20  # bytes that wait to be read


class Process:
    """What the worker's client uses of `asyncio.subprocess.Process`."""

    def __init__(
        self, process: ForkServerProcess, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader
    ) -> None:
        self._process, self.stdin, self.stdout = process, stdin, stdout

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    async def wait(self) -> int:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode


async def connected(stdin: IO[bytes], stdout: IO[bytes]) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(REPLY)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), stdout)
    flow = asyncio.streams.FlowControlMixin
    transport, protocol = await loop.connect_write_pipe(flow, stdin)
    return asyncio.StreamWriter(transport, protocol, None, loop), reader


def forking(otherwise: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """`asyncio.create_subprocess_exec` for the worker; for all other programs what it was."""

    async def create(*command: str, env: dict[str, str] | None = None, **more: Any) -> Any:
        if MODULE not in command:
            return await otherwise(*command, env=env, **more)
        (jobs, ours), (replies, theirs) = os.pipe(), os.pipe()
        # Closed by whatever goes wrong here, these end the process too.
        with ExitStack() as ends:
            stdin, stdout = (
                ends.enter_context(open(ours, "wb", 0)),
                ends.enter_context(open(replies, "rb", 0)),
            )
            with open(jobs, "rb") as read, open(theirs, "wb") as written, open(os.devnull, "wb") as nowhere:
                streams: dict[str, Any] = {"stdin": read, "stdout": written, "stderr": nowhere}
                args = command[command.index(MODULE) + 1 :]
                process = await asyncio.to_thread(forked.start, MODULE, *args, **streams, env=env)
            made = Process(process, *await connected(stdin, stdout))
            ends.pop_all()
            return made

    return create
