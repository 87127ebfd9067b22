"""Accepts, undoes and withdraws in a process of its own, which dies at a step it was told.

    python -m tests.briefs.ingest.review.crashing_process FOLDER STEP

The process ends itself, as `kill -9` would, right before the STEP-th call that touches a disk; with STEP 0
it works until somebody else ends it. Prints the number of calls at the end.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from briefs.ingest.review.service import ReviewService
from briefs.ingest.review.validation import library_check
from tests.briefs.ingest.review import fakes

calls = 0


def dying(function, step):  # type: ignore[no-untyped-def]
    def call(*args, **more):  # type: ignore[no-untyped-def]
        global calls
        calls += 1
        if calls == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **more)

    return call


async def work(folder: Path) -> None:
    queue = fakes.SqliteQueue(folder / "queue.db")
    queue._transaction = dying(queue._transaction, int(sys.argv[2]))  # type: ignore[method-assign]
    curation = ReviewService(folder / "library", library_check(folder / "cache"), queue, fakes.clock)
    await curation.accept(fakes.waiting(0), "ann")
    await curation.accept(fakes.waiting(2), "ann")
    await curation.undo("ann")
    await curation.accept(fakes.waiting(1), "ben")


def main() -> None:
    for name in ("replace", "rename", "fsync", "unlink", "mkdir"):
        setattr(os, name, dying(getattr(os, name), int(sys.argv[2])))
    asyncio.run(work(Path(sys.argv[1])))
    sys.stdout.write(f"{calls}\n")


if __name__ == "__main__":
    main()
