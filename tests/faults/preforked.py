"""The process that reads articles, forked before its master has threads or an event loop."""

from __future__ import annotations

import asyncio
import os
import runpy
import signal
import sys

from tests.briefs.ingest.forked_worker import MODULE, connected

LIMITS = ("2000000000", "40")  # as briefs.ingest.worker.client.WorkerLimits has them


class Preforked:
    """Waits for its one job; `create` stands in for `asyncio.create_subprocess_exec`."""

    def __init__(self) -> None:
        (jobs, ours), (theirs, replies) = os.pipe(), os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(ours), os.close(theirs)
            _work(jobs, replies)
        os.close(jobs), os.close(replies)
        self._ends = (ours, theirs)
        self.returncode: int | None = None

    async def create(self, *command: str, **more: object) -> Preforked:
        assert MODULE in command
        jobs, replies = self._ends
        self.stdin, self.stdout = await connected(open(jobs, "wb", 0), open(replies, "rb", 0))
        return self

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    async def wait(self) -> int:
        _, status = await asyncio.to_thread(os.waitpid, self.pid, 0)
        self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _work(jobs: int, replies: int) -> None:
    os.dup2(jobs, 0), os.dup2(replies, 1)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)
    sys.argv = [MODULE, *LIMITS]
    try:
        runpy.run_module(MODULE, run_name="__main__", alter_sys=True)
    finally:
        os._exit(0)
