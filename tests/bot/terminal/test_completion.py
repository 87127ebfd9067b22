"""Tab: what begins so, of the kind that stands there; it never inserts somebody else."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator

import pytest

from bot.terminal.completion import offers
from bot.terminal.context import CliContext
from bot.terminal.main import new_context
from tests.bot.terminal.test_review_tui import read_until
from tests.paths import REPOSITORY


@pytest.fixture
def context() -> Iterator[CliContext]:
    made = new_context()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("before", "texts"),
    [
        ("pos", ["position"]),
        ("!pos", ["!position"]),
        ("help pos", ["position"]),
        ("position rasm", ["anders-fogh-rasmussen"]),
        ("position anders fogh r", ["anders-fogh-rasmussen"]),
        ("position putin", []),
        ("position lavrov ", []),
        ("compare lavrov ras", ["anders-fogh-rasmussen"]),
        ("lookup lavr", ["sergei-lavrov"]),
        ("lookup person lavr", ["sergei-lavrov"]),
        ("lookup topic syr", ["syria"]),
        ("lookup topic lavr", []),
        ("position lavrov --si", ["--since"]),
        ("position lavrov --limit", []),
        ("article rf", ["rferl-2013-04-23"]),
        ("statement rferl-2013-04-23-07", ["rferl-2013-04-23-07"]),
        ("cite no movement", []),
        ("statements --by lavr", ["sergei-lavrov"]),
        ("statements --limit lavr", []),
        ("verify lavr", []),
        ("search mis", []),
    ],
)
def test_what_is_offered(context: CliContext, before: str, texts: list[str]) -> None:
    assert [offer.text for offer in offers(context, before)] == texts


@pytest.mark.parametrize("before", ["position lavrov mis", "timeline mis", "compare lavrov rasmussen mis"])
def test_where_a_topic_goes_topics_alone_are_offered(context: CliContext, before: str) -> None:
    found = [offer.text for offer in offers(context, before)]
    assert found[0] == "missile-defence" and all("missile" in text for text in found)


@pytest.mark.parametrize("columns", [60, pytest.param(200, marks=pytest.mark.soak)])
def test_at_a_real_terminal(columns: int) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"], cwd=REPOSITORY, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    read_until(ours, b"onrecord>", process)
    os.write(ours, b"position rasm\t")
    read_until(ours, b"anders-fogh-rasmussen", process)
    os.write(ours, b"\x15position lavrov mis\t")  # several are left: they are listed
    seen = read_until(ours, b"missile-proliferation", process)
    # what is typed before the line is drawn anew is the terminal's, and lost
    if b"onrecord>" not in seen.partition(b"missile-proliferation")[2]:
        read_until(ours, b"onrecord>", process)
    os.write(ours, b"\x15quit\r")
    assert process.wait(60) == 0
    os.close(ours)
