"""Forks the program again and again, with shim.c between it and its disk; `client.Server` starts it so.

    python -m tests.faults.server

Reads a job a line, as JSON; each runs in a process of its own, and its exit status is written as a line.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import os
import pkgutil
import signal
import sys
import traceback
from importlib import import_module
from typing import Any, NoReturn

from tests.faults.preforked import Preforked

PACKAGES = ("briefs", "bot.store", "bot.ingest", "bot.terminal")  # no Discord: the less, the cheaper a fork


def serve() -> None:
    """One job after the other, until its input ends."""
    os.environ.pop("LD_PRELOAD", None)  # what a job starts is not watched
    for package in map(import_module, PACKAGES):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith((".process", ".postgresql_backend")):
                import_module(found.name)
    gc.collect()
    gc.freeze()  # a collection in a forked process would copy all of this
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _work(json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


def _work(job: dict[str, Any]) -> NoReturn:
    """Ends the process, with the status of the command or 70 where the job itself is at fault."""
    status = 70
    try:
        signal.alarm(job["seconds"])
        out = os.open(job["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0), os.dup2(out, 1), os.dup2(out, 2)
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)
        os.environ.update(job["env"])
        if job["worker"]:
            asyncio.create_subprocess_exec = Preforked().create
        status = _call(job)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush(), sys.stderr.flush()
        os._exit(status)


def _call(job: dict[str, Any]) -> int:
    if job["call"]:
        module, _, name = job["call"].partition(":")
        found = getattr(import_module(module), name)(**job["given"])
        with open(job["result"], "w", encoding="utf-8") as file:
            json.dump(found, file)
        return 0
    shim = ctypes.CDLL(None)
    sys.argv = ["onrecord", *job["args"]]
    if job["fault"]:
        root, point, how, log = job["fault"]
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        shim.fault_arm(root.encode(), ctypes.c_long(point), how, handle)
    try:
        import_module("bot.__main__").main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        shim.fault_disarm()
    return 0


if __name__ == "__main__":
    serve()
