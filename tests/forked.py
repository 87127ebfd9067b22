"""The program in processes of its own that import nothing: each is forked from a server which did so once.

A start as the user makes it costs 0.2 to 2 seconds of imports; a fork of the same program some milliseconds.
Arguments, environment, standard streams, signals and exit status are those of `python -m`.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from multiprocessing.reduction import DupFd
from typing import IO, Any

import pytest

from tests.paths import REPOSITORY

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.forked_imports", __name__])
PIPE_HOLDS = 65_536  # bytes
Stream = IO[bytes] | int


def start(
    module: str,
    *args: str,
    stdin: Stream | None = None,
    stdout: Stream = 1,
    stderr: Stream = 2,
    env: dict[str, str] | None = None,
) -> ForkServerProcess:
    """`python -m module args` in the repository; nothing stands in its input if none is given."""
    _serve()
    with open(os.devnull, "rb") as nothing:
        streams = (nothing if stdin is None else stdin, stdout, stderr)
        numbers = [stream if isinstance(stream, int) else stream.fileno() for stream in streams]
        process = _Starting(module, args, dict(os.environ if env is None else env), numbers)
        process.start()
    return process


def run(
    module: str, *args: str, stdin: str = "", env: dict[str, str] | None = None, timeout: float = 100
) -> subprocess.CompletedProcess[str]:
    """Waits for the end and gives what was written, as `subprocess.run` does."""
    typed = stdin.encode()
    assert len(typed) < PIPE_HOLDS, "nobody reads the pipe yet while this is written"
    ours, theirs = os.pipe()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        os.write(theirs, typed)
        os.close(theirs)
        process = start(module, *args, stdin=ours, stdout=out, stderr=err, env=env)
        os.close(ours)
        status = ended(process, timeout)
        out.seek(0), err.seek(0)
        return subprocess.CompletedProcess(args, status, out.read().decode(), err.read().decode())


def ended(process: ForkServerProcess, timeout: float) -> int:
    """Its exit status, negative for the signal that killed it; TimeoutError if it goes on."""
    process.join(timeout)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"it goes on after {timeout:g} seconds")
    return process.exitcode


class _Starting(ForkServerProcess):
    """Carries open streams over to the forked process."""

    def __init__(self, module: str, args: tuple[str, ...], env: dict[str, str], streams: list[int]) -> None:
        super().__init__(daemon=True)  # one that a test left running is ended with the tests
        self.given = (module, args, env)
        self.streams: list[Any] = streams

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"streams": [DupFd(number) for number in self.streams]}

    def run(self) -> None:
        module, args, env = self.given
        for number, stream in enumerate(self.streams):
            os.dup2(stream.detach(), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
        os.environ.clear()
        os.environ.update(env)
        os.chdir(REPOSITORY)
        sys.argv = [module, *args]
        runpy.run_module(module, run_name="__main__", alter_sys=True)


def _serve() -> None:
    """Starts the server if there is none yet; it finds the repository wherever the tests were started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        forkserver.ensure_running()
