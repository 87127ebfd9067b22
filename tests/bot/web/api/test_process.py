"""`onrecord serve` as a process: it says where it is, follows the library and ends when it is told to."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.paths import REPOSITORY


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_answers_follows_the_library_and_ends(library_copy: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bot",
        "--library",
        str(library_copy),
        "serve",
        "--no-pages",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/api/v1/", process.stdout.readline())
            assert found is not None
            with urllib.request.urlopen(f"{found[0]}stats") as answer:
                before = json.load(answer)
            with (library_copy / "config/people.yaml").open("a", encoding="utf-8") as file:
                file.write("\n  - id: nobody-yet\n    name: Nobody Yet\n")
            assert "renewed" in process.stdout.readline()
            with urllib.request.urlopen(f"{found[0]}stats") as answer:
                assert json.load(answer)["people"] == before["people"] + 1
            (library_copy / "config/people.yaml").write_text("people: [", "utf-8")
            assert "that of before: the library has 1 problem" in process.stdout.readline()
            with urllib.request.urlopen(f"{found[0]}stats") as answer:
                assert json.load(answer)["people"] == before["people"] + 1
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
