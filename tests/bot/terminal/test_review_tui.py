"""Review at a terminal: keys are pressed, and the library, the queue and the screen follow."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.ingest import ReviewSession, open_ingest_service, waiting_page
from bot.terminal.main import new_context
from bot.terminal.review import candidate_layout
from bot.terminal.review.candidate_screen import ReviewApp
from tests.briefs.ingest.review import fakes
from tests.paths import REPOSITORY

SUMMARY_END = "\x05"  # Ctrl-E: to the end of a field
CLEAR = "\x15"  # Ctrl-U: empty from there to its beginning


class Wide(DummyOutput):
    def get_size(self) -> Size:
        return Size(rows=40, columns=140)


@pytest.fixture
def review_with_keys(root):
    """Types keys at the review screen; its state afterwards."""

    def press(keys: str, output: DummyOutput | None = None) -> ReviewApp:
        async def work() -> ReviewApp:
            session = new_context()
            async with open_ingest_service(session.root, session.cache) as ingest:
                curator = ReviewSession.open(ingest, lambda: session.engine, "ann")
                app = ReviewApp(curator, (await waiting_page(curator)).items)
                await asyncio.wait_for(app.run(), 30)
                return app

        with create_pipe_input() as typed, create_app_session(input=typed, output=output or DummyOutput()):
            typed.send_text(keys)
            return asyncio.run(work())

    return press


def test_one_key_each(program, queued, review_with_keys):
    assert len(queued) == 4
    app = review_with_keys("srayq")  # skip the first, reject the second, accept the third, of somebody new
    assert app.summary() == "1 accepted, 1 rejected, 2 still wait."
    left = [each["key"] for each in program.waiting()]
    assert queued[0]["key"] in left and queued[1]["key"] not in left
    review_with_keys("q")


@pytest.mark.parametrize("keys", ["sraq", "sraaq", "srasyq", "sryq"])
def test_no_one_key_publishes_under_a_name_that_is_only_supposed(program, queued, review_with_keys, keys):
    app = review_with_keys(keys)
    assert app.summary() == "0 accepted, 1 rejected, 3 still wait."
    assert queued[2]["key"] in [each["key"] for each in program.waiting()]


def test_undo_brings_the_candidate_back_to_the_table(program, root, queued, review_with_keys):
    before = fakes.contents(root)
    app = review_with_keys("aururq")
    assert app.summary() == "0 accepted, 1 rejected, 3 still wait."
    assert fakes.contents(root) == before


def test_fields_are_edited_and_ctrl_c_leaves_them(program, queued, review_with_keys):
    summary = f"{SUMMARY_END}{CLEAR}It opens in May.\r"
    topics = f"{SUMMARY_END}{CLEAR}bridges, harbours\r"
    review_with_keys(f"e{summary}{topics}\r\r\raq")
    (found,) = program.document("position", "anna-ray", "bridges")["statements"]
    assert (found["summary"], found["topics"]) == ("It opens in May.", ["bridges", "harbours"])
    review_with_keys(f"e{CLEAR}never\r\x03aq")
    assert "never" not in program.text("statements")


def test_what_was_typed_and_cannot_be_taken_is_offered_again(program, queued, review_with_keys):
    summary = f"{SUMMARY_END}{CLEAR}It opens in May.\r"
    review_with_keys(
        f"e{summary}{SUMMARY_END}{CLEAR}no-such-topic\r\r\r\re\r{SUMMARY_END}{CLEAR}bridges\r\r\r\raq"
    )
    (found,) = program.document("position", "anna-ray", "bridges")["statements"]
    assert (found["summary"], found["topics"]) == ("It opens in May.", ["bridges"])


@pytest.mark.parametrize("width", [30, 52, 100])
def test_the_proposal_is_wrapped_at_words(program, queued, width):
    item, _ = screen(queued, 60)
    drawn = candidate_layout.candidate(item, item.draft, "1 of 1", "word " * 40, width)
    lines = "".join(part for _, part in drawn).split("\n")
    assert max(map(len, lines)) <= width + 1
    assert not any(line.endswith("wor") or line.startswith("ord ") for line in lines)


def test_what_cannot_be_is_said_and_still_waits(program, root, queued, review_with_keys, capsys):
    (root / "config/topics.yaml").write_text("topics: oops\n", "utf-8")
    app = review_with_keys("aq")
    assert app.summary() == "0 accepted, 0 rejected, 4 still wait."
    assert len(program.waiting()) == 4


@pytest.mark.parametrize("keys", ["ooq", "\x1b[B\x1b[B\x1b[A\x1b[6~q", "lq", "\x04", "\x03"])
def test_looking_decides_nothing(program, queued, review_with_keys, keys):
    review_with_keys(keys, Wide())
    review_with_keys(keys)
    assert len(program.waiting()) == 4


def screen(queued, width: int, height: int = 12, scrolled: int = 0):  # type: ignore[no-untyped-def]
    async def first():  # type: ignore[no-untyped-def]
        session = new_context()
        async with open_ingest_service(session.root, session.cache) as ingest:
            review = ReviewSession.open(ingest, lambda: session.engine, "ann")
            return (await review.items(queued[0]["article"]["id"]))[-1]

    item = asyncio.run(first())
    return item, candidate_layout.article(item, item.draft, width, height, scrolled)


@pytest.mark.parametrize("width", [20, 37, 80, 200])
def test_the_article_is_whole_and_the_passage_lit_at_every_width(program, queued, width):
    _, shown = screen(queued, width, height=200)
    text = "".join(part for _, part in shown)
    assert "".join(text.split()) == "".join(fakes.TEXT.split())
    assert all(len(line) <= width + 1 for line in text.split("\n"))
    lit = "".join(part for style, part in shown if style == "reverse")
    assert " ".join(lit.split()) == queued[-1]["passage"]


def test_scrolling_stops_at_both_ends(program, queued):
    _, top = screen(queued, 30, 5, -1000)
    _, end = screen(queued, 30, 5, 1000)
    assert "".join(part for _, part in top).startswith("Harbour will open")
    assert "he said." in "".join(part for _, part in end)


def test_an_article_cannot_steer_the_terminal(program, tmp_path, queued):
    file = tmp_path / "evil.txt"
    file.write_text("Title of it\n\nAnna Ray said \x1b]0;owned\x07 the \x1b[2J pier was safe.\n", "utf-8")
    program("add", str(file), "--published", "2026-04-24")
    item, shown = screen(program.waiting(), 60)
    drawn = shown + candidate_layout.candidate(item, item.draft, "1 of 1", "\x1b[31m", 60)
    assert "\x1b" not in "".join(part for _, part in drawn) and "pier was safe" in "".join(
        p for _, p in drawn
    )


def test_at_a_real_terminal(program, queued):
    """The program itself on a pseudo-terminal: what is seen, and what one key does."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "review", "--one-by-one", "--by", "ann"],
        cwd=REPOSITORY, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    seen = read_until(ours, b"q quit", process)
    assert b"1 of 4" in seen and b"harbour would open" in seen
    os.write(ours, b"r")
    read_until(ours, b"1 of 3", process)
    os.write(ours, b"q")
    seen = read_until(ours, b"still wait", process)
    assert b"0 accepted, 1 rejected, 3 still wait." in seen
    assert process.wait(20) == 0
    os.close(ours)
    assert len(program.waiting()) == 3


def read_until(terminal: int, words: bytes, process: subprocess.Popen[bytes]) -> bytes:
    seen, until = b"", time.monotonic() + 60
    while words not in seen and time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
    assert words in seen, seen[-2000:]
    return seen
