"""Review of whole articles at a terminal: few keys publish a page, at any width, and one takes it back."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.ingest import ReviewSession, open_ingest_service, review_article
from bot.terminal.main import new_context
from bot.terminal.review import article_layout, candidate_layout
from bot.terminal.review.article_screen import ArticleReviewApp
from briefs.ingest.extract.candidates import Candidate, extract
from briefs.ingest.fetch.types import WebPage
from briefs.ingest.review import article_document, candidate_document, propose
from briefs.names import Entity, Lookup
from briefs.render.text import plain_text
from tests.bot.terminal.conftest import Program
from tests.bot.terminal.test_review_tui import read_until
from tests.bot.told_pages import Told, told_page
from tests.briefs.ingest.review import fakes
from tests.paths import REPOSITORY

CALL = """\
Press call on the harbour
Brussels, 23 April 2026

QUESTION: Will it open?

ANNA RAY: The harbour opens in May, and the bridge stays where it is.

BERT LOWE: The bridge was looked at twice.

MS. RAY: No fee is planned.

QUESTION: And the park?

MR. LOWE: The park is not ours.
"""
# speaker, id, confidence: a page as extraction gives it, with a stranger, somebody unnamed and a repetition
CAST = (
    *[("Anna Ray", "anna-ray", 0.93)] * 9,
    *[("Bert Lowe", None, 0.9)] * 4,
    *[("Carla Dent", None, 0.93)] * 3,
    *[("Anna Ray", "anna-ray", 0.73)] * 2,
    (None, None, 0.3),
    ("Anna Ray", "anna-ray", 0.93),
)


class Screen(DummyOutput):
    def __init__(self, columns: int) -> None:
        self.columns = columns

    def get_size(self) -> Size:
        return Size(rows=30, columns=self.columns)


def page_of(cast: Sequence[Told]) -> tuple[str, list[Candidate]]:
    return told_page(cast, "harbours", title="What the town was told")


async def put(
    root: Path, text: str, title: str, found: Sequence[Candidate], day: str | None = "2026-04-23"
) -> None:
    page = WebPage("https://post.example/piers", title, False, text, day, day and "stated", "Post")
    async with open_ingest_service(root, new_context().cache) as ingest:
        documents = [candidate_document(each) for each in found]
        await ingest.store.review_queue.queue(article_document(propose(page)), documents)


@pytest.fixture
def news(root: Path) -> int:
    """A news page of twenty statements in the queue."""
    text, found = page_of(CAST)
    asyncio.run(put(root, text, "What the town was told", found))
    return len(found)


@pytest.fixture
def small(root: Path) -> int:
    """As `news`, with two sure statements, four of somebody new, three of a stranger, and three in doubt."""
    text, found = page_of(CAST[8:])
    asyncio.run(put(root, text, "What the town was told", found))
    return len(found)


Press = Callable[..., ArticleReviewApp]


@pytest.fixture
def press(root: Path) -> Press:
    """Types keys at the screen; its state afterwards."""

    def typing(keys: str, columns: int = 100) -> ArticleReviewApp:
        async def work() -> ArticleReviewApp:
            context = new_context()
            async with open_ingest_service(context.root, context.cache) as ingest:
                session = ReviewSession.open(ingest, lambda: context.engine, "ann")
                quiet = lambda: nullcontext(lambda done, of: None)  # noqa: E731
                app = ArticleReviewApp(
                    session, tuple(dict(await session.waiting_articles())), context.close, quiet
                )
                await asyncio.wait_for(app.run(), 30)
                return app

        with create_pipe_input() as typed, create_app_session(input=typed, output=Screen(columns)):
            typed.send_text(keys)
            return asyncio.run(work())

    return typing


def counts(app: ArticleReviewApp) -> tuple[int, int]:
    return app.accepted, app.rejected


def test_a_page_of_twenty_statements_takes_few_keys(
    program: Program, root: Path, news: int, press: Press
) -> None:
    # Bert Lowe is new, Carla Dent nobody we follow; the doubtful two are ticked, the rest put away
    keys = "+" + "x" + "a" + "p" + "R" + "q"
    app = press(keys)
    assert (counts(app), len(keys) <= 15) == ((16, 4), True)
    assert program.waiting() == []
    assert len(program.document("statements", "--by", "bert-lowe")["statements"]) == 4
    assert len(program.document("statements", "--by", "anna-ray")["statements"]) == 13  # and one of old


def test_a_press_conference_takes_fewer(program: Program, root: Path, press: Press) -> None:
    people = Lookup([Entity("anna-ray", "Anna Ray")])
    found = extract(CALL, published=None, people=people, topics=None)
    asyncio.run(put(root, CALL, "Press call", found))
    keys = "+" + "p" + "q"
    app = press(keys)
    assert (counts(app), len(keys) <= 10) == ((4, 0), True)
    said = program.document("statements", "--by", "bert-lowe")["statements"]
    assert [each["passage"] for each in said] == ["The bridge was looked at twice.", "The park is not ours."]


def test_the_day_is_typed_once_for_all_that_has_none(program: Program, root: Path, press: Press) -> None:
    undated = CALL.replace("Brussels, 23 April 2026\n", "")
    people = Lookup([Entity("anna-ray", "Anna Ray")])
    found = extract(undated, published=None, people=people, topics=None)
    asyncio.run(put(root, undated, "Press call", found, day=None))
    assert counts(press("+pq")) == (0, 0)  # nothing is ticked
    app = press("+d2026-04-23\r\r\rpq")
    assert counts(app) == (4, 0)
    said = program.document("statements", "--by", "bert-lowe")["statements"]
    assert {each["said"] for each in said} == {"2026-04-23"}


def test_what_one_key_published_one_takes_back(
    program: Program, root: Path, small: int, press: Press
) -> None:
    before = fakes.contents(root)
    app = press("+pRuuq")
    assert counts(app) == (0, 0) and len(program.waiting()) == small
    assert fakes.contents(root) == before


def test_no_key_publishes_what_nobody_has_settled(program: Program, small: int, press: Press) -> None:
    app = press("aa" + "\x1b[B" * 6 + " " + "pq")  # all, none, all; then a row of its own
    assert counts(app)[0] <= 4
    said = {each["speakers"][0]["id"] for each in program.document("statements")["statements"]}
    assert said == {"anna-ray"}


@pytest.mark.soak
def test_a_name_is_typed_once_and_topics_are_made(
    program: Program, root: Path, small: int, press: Press
) -> None:
    topic = "t\x05\x15+Piers\r"
    press(f"w\x05\x15anna-ray\r\x1b[A{topic}pq")
    assert "Piers" in (root / "config/topics.yaml").read_text("utf-8")
    on_piers = program.document("position", "anna-ray", "piers")["statements"]
    assert len(on_piers) in (2, 4)  # whichever of the two rows the cursor had reached


@pytest.mark.soak
def test_what_was_ticked_stands_in_the_queue(program: Program, small: int, press: Press) -> None:
    press("aq")  # also what was unsure
    app = press("pq")
    assert counts(app) == (4, 0)


@pytest.mark.soak
def test_a_form_that_cannot_be_taken_is_said_and_changes_nothing(
    program: Program, small: int, press: Press
) -> None:
    down = "\x1b[B" * 4
    press(f"{down}w\x05\x15Zzyzx Qwerty\r{down}e\x03q")
    assert len(program.waiting()) == small
    app = press("v" + "rq" + "q")  # one by one, from within
    assert counts(app) == (0, 1)


@pytest.mark.parametrize(("keys", "columns"), [("o\x1b[B\x1b[6~onbjk5q", 60), ("T\x03o\x03", 200)])
def test_looking_decides_nothing(program: Program, small: int, press: Press, keys: str, columns: int) -> None:
    assert counts(press(keys, columns)) == (0, 0)
    assert len(program.waiting()) == small


def test_the_list_begins_with_the_newest_article_however_much_waits(
    program: Program, root: Path, news: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.waiting._ON_A_PAGE", 15)
    text, found = page_of(CAST[:3])
    asyncio.run(put(root, f"{text}Late.", "The late news", found))
    first = program.document("review", "--list")
    assert [(each["title"], each["waiting"]) for each in first["articles"]] == [("The late news", 3)]
    assert (len(first["candidates"]), first["left_out"], first["pages"]) == (3, news, 2)
    told = program.text("review", "--list")
    assert told.startswith("23 candidates of 2 articles wait.\n\nThe late news")
    assert "20 candidates on the others: onrecord review --list --page 2" in told
    second = program("review", "--list", "--page", "2")
    (older,) = second.document["articles"]
    assert (older["waiting"], second.document["left_out"]) == (news, 3)
    told = plain_text(second.lines())
    assert told.count("Pier number") == 10
    assert f"10 more: onrecord review --list --article {older['id']}" in told
    assert program.text("review", "--list", "--article", older["id"]).count("Pier number") == news
    assert "there is no page 3" in program.trouble("review", "--list", "--page", "3")


def test_every_row_fits_and_holds_the_words(root: Path, news: int) -> None:
    async def look() -> Any:
        context = new_context()
        async with open_ingest_service(root, context.cache) as ingest:
            session = ReviewSession.open(ingest, lambda: context.engine, "ann")
            return review_article(
                await session.items(*dict(await session.waiting_articles())), context.engine
            )

    review = asyncio.run(look())
    for width in (30, 60, 200):
        text = "".join(part for _, part in article_layout.body(review, 2, width))
        assert max(map(len, text.split("\n"))) <= width + 1
        flat = " ".join(text.split())
        assert "Bert Lowe 4 who is it?" in flat and "who is it? + somebody new" in flat
        assert "“Pier number 20 will be closed for a year,”" in flat and "told the paper." in flat
        for keys in (article_layout.KEYS, candidate_layout.KEYS):
            rows = candidate_layout.keys_line(keys, width)
            assert max(map(len, rows)) <= width and "  ".join(rows) == "  ".join(keys)


def test_at_a_real_terminal(program: Program, small: int) -> None:
    """The program itself on a pseudo-terminal: what is seen at 60 and 200 columns, and what one key does."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "review", "--by", "ann"], cwd=REPOSITORY, stdin=theirs, stdout=theirs,
        stderr=theirs, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    seen = read_until(ours, b"q quit", process)
    words = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b" ", seen)
    assert b"WHO" in words and b"Carla" in words and b"2 of 12 ticked" in words
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))  # and twice as wide
    process.send_signal(signal.SIGWINCH)
    read_until(ours, b"n b other article  q quit", process)
    os.write(ours, b"p")
    read_until(ours, b"u takes", process)
    os.write(ours, b"q")
    seen = read_until(ours, b"still wait", process)
    assert b"2 accepted, 0 rejected, 10 still wait." in seen
    assert process.wait(20) == 0
    os.close(ours)
