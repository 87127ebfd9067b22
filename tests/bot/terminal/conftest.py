"""A small library to write to, a state database of its own, and the program run within the test."""

from __future__ import annotations

import asyncio
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
from tests.briefs.ingest.loopback_site import Press, open_press
from tests.briefs.ingest.review import fakes

FEEDS = "allow: [127.0.0.0/8]\npause: 0\nmodel: no\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = fakes.make(tmp_path / "library")
    (root / "config/feeds.yaml").write_text(FEEDS, "utf-8")
    monkeypatch.setenv("ONRECORD_LIBRARY", str(root))
    monkeypatch.setenv("ONRECORD_STATE", str(tmp_path / "state.db"))
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    return root


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


@pytest.fixture
def queued(program: Program, article: str) -> list[dict[str, Any]]:
    """The candidates of the article, in the queue."""
    program("add", article, "--published", "2026-04-23", "--publisher", "The Post")
    return program.waiting()


@pytest.fixture
def press() -> Callable[..., Any]:
    """A newspaper on loopback, in a thread: the program blocks while it asks."""

    @contextmanager
    def opened(**pages: object) -> Iterator[Press]:
        loop, ready, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
        found: list[Press] = []

        async def serve() -> None:
            async with open_press(**pages) as press:
                found.append(press)
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
