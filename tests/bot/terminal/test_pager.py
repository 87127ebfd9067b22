"""What is longer than the screen goes through the pager; scripts and pipes never do."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from bot.terminal.output import drawn, page_lines
from bot.terminal.pager import page
from tests.paths import REPOSITORY


def test_the_pager_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGER", f"sh -c 'cat > {tmp_path / 'read'}'")
    assert page("a\nb\n") and (tmp_path / "read").read_text() == "a\nb\n"
    for none in ("", "cat", "no-such-program --at-all"):
        monkeypatch.setenv("PAGER", none)
        assert not page("a\n")


def test_what_is_no_terminal_gets_plain_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAGER", "no-such-program")
    page_lines([(("title", "x"),)] * 500)
    assert capsys.readouterr().out == "x\n" * 500


def test_a_rule_is_as_wide_as_the_terminal_and_no_wider_than_is_read() -> None:
    for width, wide in ((60, 60), (200, 100)):
        assert drawn([(("rule", "-" * 40),)], width).count("─") == wide


def test_at_a_real_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    read = tmp_path / "read"
    done = subprocess.run(
        [sys.executable, "-m", "bot", "position", "lavrov", "missile-defence"], cwd=REPOSITORY, stdin=theirs,
        stdout=theirs, stderr=theirs, timeout=120,
        env={**os.environ, "TERM": "xterm", "PAGER": f"sh -c 'cat > {read}'"},
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    text = read.read_text("utf-8")
    assert done.returncode == 0 and text.count("─" * 60) == 2 and "\x1b[" in text
