"""Starts the server of forked programs with the shim between them and their disk."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.paths import REPOSITORY

COUNT, KILL, KILL_AFTER, TORN, FULL, EIO, EACCES = range(7)  # as shim.c names them
KINDS = ("", "open", "create", "write", "truncate", "rename", "link", "unlink", "mkdir", "rmdir", "sync",
         "mode", "hit")  # fmt: skip
HEAD = struct.Struct("<4I2q")
SECONDS = 60  # a command that goes on longer is stuck


def compiled(folder: Path) -> Path:
    """The shim as a shared object. Raises OSError or CalledProcessError where there is no compiler for it."""
    shim = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    options = ("-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-ldl", "-lpthread")
    subprocess.run(["cc", source, "-o", shim, *options], check=True, capture_output=True)
    return shim


@dataclass(frozen=True, slots=True)
class Call:
    """What changes the disk, as shim.c logged it. Paths are absolute; one that failed is not done."""

    kind: str
    first: str
    second: str
    offset: int
    data: bytes
    done: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command came to. `status` is negative for a signal; `calls` are what was logged."""

    status: int
    output: str
    calls: tuple[Call, ...] = ()

    @property
    def hit(self) -> Call | None:
        """The call that was made to fail; None where that point was not reached."""
        return next((call for call in self.calls if call.kind == "hit"), None)


class Server:
    """Runs commands and functions, one at a time, each in a process of its own. `env` is of every one."""

    def __init__(self, shim: Path, folder: Path, env: Mapping[str, str]) -> None:
        self._folder, self._env = folder, dict(env)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY,
            env=os.environ | {"LD_PRELOAD": str(shim), "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def close(self) -> None:
        """Ends the server; nothing of it is left."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)

    def run(
        self, *args: str, below: Path | None = None, point: int = 0, fault: int = COUNT, worker: bool = False
    ) -> Ended:
        """`onrecord args`. With `below`, calls that change that folder are logged; the `point`-th fails."""
        log = self._folder / "log"
        watched = [str(below), point, fault, str(log)] if below else None
        status = self._ask(args=args, fault=watched, worker=worker)
        calls = tuple(_calls(log.read_bytes())) if below and log.exists() else ()
        return Ended(status, self._output, calls)

    def call(self, function: str, worker: bool = False, **given: Any) -> Any:
        """What a function ("module:name") returns; both ways JSON."""
        result = self._folder / "result"
        status = self._ask(call=function, given=given, result=str(result), worker=worker)
        if status:
            raise AssertionError(f"{function} ended with {status}: {self._output}")
        return json.loads(result.read_text("utf-8"))

    def _ask(self, **more: Any) -> int:
        output = self._folder / "output"
        job = {"args": [], "call": "", "fault": None, "seconds": SECONDS, "output": str(output)}
        job |= {"env": self._env, **more}
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        self._output = output.read_text("utf-8", "replace")
        return status


def _calls(log: bytes) -> Iterator[Call]:
    at = 0
    while at < len(log):
        kind, first, second, length, offset, result = HEAD.unpack_from(log, at)
        at += HEAD.size
        ends = (at + first, at + first + second, at + first + second + length)
        paths = log[at : ends[0]].decode(), log[ends[0] : ends[1]].decode()
        yield Call(KINDS[kind], *paths, offset, log[ends[1] : ends[2]], result >= 0)
        at = ends[2]
