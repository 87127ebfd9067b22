"""A process that dies, or a disk that fails, at one chosen step of its work; without the cost of a process.

Steps are the calls that change a folder or make it durable. What a dead process would have done afterwards
(`finally`, `except`) has no effect either: every later step dies too, until the block is left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

STEPS = ("replace", "rename", "fsync", "unlink", "mkdir", "rmdir")


class Killed(BaseException):
    """The process is no more."""


@dataclass
class Steps:
    """`done` counts the steps under `folder` so far."""

    folder: Path
    done: int = 0


@contextmanager
def stopped(folder: Path, step: int = 0, error: int | None = None, times: int = 10**9) -> Iterator[Steps]:
    """Dies right before the `step`-th step under `folder`, or fails `times` with `error` (an errno).

    With 0 nothing happens but the counting.
    """
    steps = Steps(folder.resolve())
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, _watched(getattr(os, name), steps, step, error, times))
        try:
            yield steps
        except Killed:
            pass


def _watched(function: Any, steps: Steps, step: int, error: int | None, times: int) -> Any:
    def call(first: Any, *args: Any, **more: Any) -> Any:
        if _under(first, steps.folder, more.get("dir_fd")):
            steps.done += 1
            if step and steps.done >= step and error is None:
                raise Killed
            if error and step and step <= steps.done < step + times:
                raise OSError(error, os.strerror(error))
        return function(first, *args, **more)

    return call


def _under(what: Any, folder: Path, dir_fd: int | None) -> bool:
    if isinstance(what, int):
        return Path(os.readlink(f"/proc/self/fd/{what}")).is_relative_to(folder)
    if dir_fd is not None:
        what = os.path.join(os.readlink(f"/proc/self/fd/{dir_fd}"), what)
    return Path(os.path.abspath(what)).is_relative_to(folder)
