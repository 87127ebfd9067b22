"""The list of breakages fits the code as it is, and a sample is noticed; `make mutants` tries them all."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache

import pytest

from tests.mutants.breakages import FILE, Breakage, read
from tests.paths import REPOSITORY

SAMPLE = 3
GUARDS = {
    "anchors", "delivery", "journal", "limits", "log", "mentions", "permissions", "privacy", "ssrf",
    "verdicts",
}  # fmt: skip


@pytest.mark.parametrize("guard", sorted(GUARDS))
def test_every_breakage_fits_the_code(guard: str) -> None:
    """The text to be broken is there once, what is broken can still be read, and its tests are there."""
    for breakage in (each for each in read() if each.guard == guard):
        ast.parse(breakage.text) if breakage.file.endswith(".py") else None
        assert breakage.red, breakage.promise
        for test in breakage.red:
            file, _, name = test.partition("::")
            assert name.partition("[")[0] in functions(file), test


def test_every_guard_is_broken_often_and_nothing_twice() -> None:
    found = read()
    assert {each.guard for each in found} == GUARDS
    assert len({(each.file, each.old, each.new) for each in found}) == len(found) >= 120


def test_a_sample_is_noticed() -> None:
    command = [sys.executable, "-m", "tests.mutants", "--sample", str(SAMPLE), "--jobs", "1"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"all: {SAMPLE} broken, 0 not noticed" in done.stdout


def test_a_breakage_that_no_test_misses_is_told() -> None:
    survivor = Breakage("none", "none", "tests/paths.py", "may stand", "might stand", ())
    assert "might stand" in survivor.text and FILE.is_file()
    with pytest.raises(ValueError, match="0 times"):
        _ = Breakage("none", "none", "tests/paths.py", "no such text", "", ()).text


@cache
def functions(file: str) -> frozenset[str]:
    """The names of the tests in a file; empty where there is no such file, and "" for the file as a whole."""
    place = REPOSITORY / file
    if not place.is_file():
        return frozenset()
    tree = ast.parse(place.read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return frozenset({"", *(each.name for each in tree.body if isinstance(each, kinds))})
