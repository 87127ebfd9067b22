"""A command looks through what came in as the queue is now, and opens no store where nothing did."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.store import open_store
from bot.terminal.commands.taken_in import taken_in
from bot.terminal.main import new_context
from briefs.index import TAKEN_IN
from tests.bot.store.test_taken_in import PAGE


def _state(queue: bool) -> Path:
    file = Path(os.environ["ONRECORD_STATE"])

    async def made() -> None:
        async with open_store(file, SystemClock()) as store:
            if queue:
                await store.review_queue.queue(PAGE, [])

    asyncio.run(made())
    return file


def test_where_nothing_came_in_no_store_is_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _state(queue=False)
    context = new_context()
    context.cache.mkdir(parents=True)
    (context.cache / TAKEN_IN).write_bytes(b"of a queue that was emptied since")

    def opened(*_: Any) -> None:
        raise AssertionError("loading the store takes longer than the check of a quotation")

    monkeypatch.setattr("bot.store.open_store", opened)
    assert taken_in(context) is None
    assert not (context.cache / TAKEN_IN).exists()


def test_what_came_in_is_indexed_though_nobody_speaks_in_it(root: Path) -> None:
    _state(queue=True)
    path = taken_in(new_context())
    assert path is not None and path.is_file()


def test_a_state_that_cannot_be_read_is_no_hindrance(root: Path) -> None:
    Path(os.environ["ONRECORD_STATE"]).write_bytes(b"no database at all" * 100)
    assert taken_in(new_context()) is None
