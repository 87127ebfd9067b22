"""A small library to write to, a state database of its own, and the program run within the test."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.terminal.context import Reply
from bot.terminal.dispatch import invoke
from bot.terminal.main import new_context
from briefs.errors import UserError
from briefs.render.text import plain_text
from tests.briefs.ingest.forked_worker import forking
from tests.briefs.ingest.loopback_site import LoopbackSite, open_website
from tests.briefs.ingest.review import fakes

FEEDS = "allow: [127.0.0.0/8]\npause: 0\nmodel: no\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return made_library(tmp_path, monkeypatch)


def made_library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = fakes.make(folder / "library")
    (root / "config/feeds.yaml").write_text(FEEDS, "utf-8")
    monkeypatch.setenv("ONRECORD_LIBRARY", str(root))
    monkeypatch.setenv("ONRECORD_STATE", str(folder / "state.db"))
    monkeypatch.setenv("ONRECORD_CACHE", str(folder / "cache"))
    return root


@pytest.fixture(autouse=True)
def articles_are_read_at_once(forked_worker: None) -> None:
    """None of these tests is about how the process starts that reads articles."""


class Program:
    """Runs commands as the shell would, without the cost of a process."""

    def __call__(self, *args: str) -> Reply:
        session = new_context()
        try:
            reply = invoke(session, args)
            assert reply is not None
            return reply
        finally:
            session.close()

    def document(self, *args: str) -> dict[str, Any]:
        return self(*args).document

    def text(self, *args: str) -> str:
        return plain_text(self(*args).lines())

    def trouble(self, *args: str) -> str:
        with pytest.raises(UserError) as raised:
            self(*args)
        return f"{raised.value.message} ({raised.value.hint})"

    def waiting(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.document("review", "--list")["candidates"]
        return found


@pytest.fixture
def program(root: Path) -> Program:
    return Program()


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "harbour.txt"
    file.write_text(fakes.TEXT, "utf-8")
    return str(file)


@pytest.fixture(scope="session")
def queue_of_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state database with the article's candidates in its queue: read once, and copied by each test."""
    folder = tmp_path_factory.mktemp("queued")
    article = folder / "harbour.txt"
    article.write_text(fakes.TEXT, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "create_subprocess_exec", forking(asyncio.create_subprocess_exec))
        made_library(folder, patch)
        Program()("add", str(article), "--published", "2026-04-23", "--publisher", "The Post")
    return folder / "state.db"


@pytest.fixture
def queued(program: Program, queue_of_article: Path, tmp_path: Path) -> list[dict[str, Any]]:
    """The candidates of the article, in the queue."""
    shutil.copy(queue_of_article, tmp_path / "state.db")
    return program.waiting()


@pytest.fixture
def website() -> Callable[..., Any]:
    """A website on loopback, in a thread: the program blocks while it asks."""

    @contextmanager
    def opened(**pages: object) -> Iterator[LoopbackSite]:
        loop, ready, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
        found: list[LoopbackSite] = []

        async def serve() -> None:
            async with open_website(**pages) as website:
                found.append(website)
                ready.set()
                await stop.wait()

        thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
        thread.start()
        assert ready.wait(20)
        try:
            yield found[0]
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join()
            loop.close()

    return opened
