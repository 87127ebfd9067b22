"""`make run`, the first thing that anybody types: also with nothing behind it, and from a pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.paths import REPOSITORY

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
MakeRun = Callable[[str | None], CompletedProcess[str]]


@pytest.fixture
def make_run(tmp_path: Path) -> MakeRun:
    """With an environment that is set up already, and what is typed; None for no standard input."""
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").symlink_to(sys.executable)
    command = venv / "bin/onrecord"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m bot "$@"\n')
    command.chmod(0o755)
    (venv / "run").touch()
    told = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "MAKE"))}

    def run(typed: str | None) -> CompletedProcess[str]:
        given = {"stdin": subprocess.DEVNULL} if typed is None else {"input": typed}
        return subprocess.run(
            ["make", "run", f"VENV={venv}"], cwd=REPOSITORY, env=told, capture_output=True, text=True,
            timeout=120, **given,
        )  # fmt: skip

    return run


def test_with_nobody_at_the_keyboard_it_says_what_it_is_and_ends(make_run: MakeRun) -> None:
    done = make_run(None)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "Error" not in done.stderr


def test_what_is_piped_in_is_answered(make_run: MakeRun) -> None:
    done = make_run("position lavrov missile-defence\n")
    assert done.returncode == 0, done.stderr
    assert "Sergei Lavrov on Missile defence" in done.stdout and "23 April 2013" in done.stdout


def test_a_mistyped_last_line_is_no_failure_of_the_run(make_run: MakeRun) -> None:
    done = make_run("people\npositon lavrov syria")
    assert done.returncode == 0, done.stderr
    assert "Sergei Lavrov" in done.stdout and "position" in done.stdout + done.stderr
