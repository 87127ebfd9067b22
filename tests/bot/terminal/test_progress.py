"""Long work shows how far it is: at a terminal, and nowhere else."""

from __future__ import annotations

import json
import os
import pty
from pathlib import Path

import pytest

from tests import forked


def at_a_terminal(*args: str, stdin: Path | None = None) -> str:
    """What the program writes to a terminal as its error stream."""
    ours, theirs = pty.openpty()
    with open(stdin or os.devnull, "rb") as given, open(os.devnull, "wb") as nowhere:
        environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120"}
        process = forked.start("bot", *args, stdin=given, stdout=nowhere, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert forked.ended(process, 30) == 0
    return shown.decode("utf-8", "replace")


@pytest.mark.parametrize("command", [["index"], ["export", "--format", "csv"]])
def test_reading_a_library_shows_how_far_it_is(root, command):
    shown = at_a_terminal(*command)
    assert "Reading the library" in shown and "%" in shown


def test_lines_from_a_file_show_how_far_they_are(root, tmp_path):
    lines = tmp_path / "articles.jsonl"
    record = {"id": "1", "text": "Jane Doe said that the bridge would open.", "published": "2026-04-23"}
    lines.write_text(f"{json.dumps(record)}\n" * 40, "utf-8")
    shown = at_a_terminal("candidates", "--jsonl", "--rules", stdin=lines)
    assert "article" in shown and "%" in shown
