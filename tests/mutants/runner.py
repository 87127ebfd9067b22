"""Applies each breakage to a copy of the tree and runs the tests that must notice.

A process is forked for each, from one that has imported pytest and the libraries and nothing of the project:
a run costs a second of processor time instead of three.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Literal

from tests.mutants.breakages import Breakage
from tests.paths import REPOSITORY

# "noticed": a test failed. "broken": no test could run, which proves nothing: the list is at fault.
Outcome = Literal["noticed", "survived", "broken"]
LIBRARIES = ("pytest", "hypothesis", "pytest_asyncio.plugin", "time_machine", "yaml")
FOR_BOT = ("sqlalchemy", "aiohttp.web")
FOR_DISCORD = ("discord.app_commands", "discord.ext.commands", "feedparser", "lxml.html")
OWN = ("tests", "bot", "briefs")
NOT_COPIED = shutil.ignore_patterns(".git", ".venv*", ".onrecord", ".*_cache", ".hypothesis", "dist")
SECONDS = count(1_000_000_000)
# The quiet run of one process, without what it would leave in the tree or say about modules that are there.
OPTIONS = ("-n", "0", "-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=short")
# What is broken may never end, and an event loop swallows the signal that would say so: the process is ended.
OPTIONS += ("--timeout", "90", "--timeout-method", "thread")
SILENT = ("-W", "ignore::pytest.PytestAssertRewriteWarning")


def run(breakages: Sequence[Breakage], jobs: int = 1) -> Iterator[tuple[Breakage, Outcome, str]]:
    """Each breakage with its outcome and what pytest printed, as they end; `jobs` at a time."""
    _import_for(tuple(test for breakage in breakages for test in breakage.red))
    with tempfile.TemporaryDirectory(prefix="onrecord-mutants-") as folder:
        trees = [Path(folder) / f"tree-{number}" for number in range(jobs)]
        for tree in trees:
            shutil.copytree(REPOSITORY, tree, ignore=NOT_COPIED)
        waiting, running = list(reversed(breakages)), dict[int, tuple[Breakage, Path]]()
        while waiting or running:
            while waiting and trees:
                breakage, tree = waiting.pop(), trees.pop()
                _put(tree, breakage, breakage.text)
                running[_start(tree, breakage.red)] = breakage, tree
            process, status = os.wait()
            breakage, tree = running.pop(process)
            trees.append(tree)
            _put(tree, breakage, (REPOSITORY / breakage.file).read_text("utf-8"))
            yield breakage, _outcome(status), _said(tree).read_text("utf-8", "replace")


def green(tests: Sequence[str]) -> tuple[bool, str]:
    """Whether these tests pass where nothing is broken, and what pytest printed: else all proves nothing."""
    with tempfile.TemporaryDirectory(prefix="onrecord-mutants-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(REPOSITORY, tree, ignore=NOT_COPIED)
        _, status = os.waitpid(_start(tree, tests), 0)
        return os.waitstatus_to_exitcode(status) == 0, _said(tree).read_text("utf-8", "replace")


def _import_for(tests: Sequence[str]) -> None:
    wanted = [*LIBRARIES]
    wanted += FOR_BOT if any("/bot/" in test for test in tests) else ()
    wanted += FOR_DISCORD if any("/discord/" in test for test in tests) else ()
    for library in wanted:
        import_module(library)


def _put(tree: Path, breakage: Breakage, text: str) -> None:
    place = tree / breakage.file
    place.write_text(text, "utf-8")
    # a compiled file counts as that of a source with its length and its second: each needs one of its own
    os.utime(place, (0, next(SECONDS)))


def _said(tree: Path) -> Path:
    return tree.with_name(f"{tree.name}.txt")


def _outcome(status: int) -> Outcome:
    match os.waitstatus_to_exitcode(status):
        case 0:
            return "survived"
        case 1:  # pytest's own number for tests that failed
            return "noticed"
        case _:
            return "broken"


def _start(tree: Path, tests: Sequence[str]) -> int:
    process = os.fork()
    if process:
        return process
    status = 70
    try:
        with _output_to(_said(tree)):
            status = _run_tests(tree, tests)
    finally:
        os._exit(status)  # nothing of this process's own is cleaned up twice


@contextmanager
def _output_to(file: Path) -> Iterator[None]:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(handle, stream)
    yield
    with suppress(OSError):
        sys.stdout.flush()


def _run_tests(tree: Path, tests: Sequence[str]) -> int:
    import pytest

    for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
        del sys.modules[name]
    sys.path[0] = str(tree)
    os.chdir(tree)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"  # for what the tests start
    sys.dont_write_bytecode = True
    return int(pytest.main([*OPTIONS, *SILENT, *tests]))
