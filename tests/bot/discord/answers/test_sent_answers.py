"""Answers are written a moment after they were posted, once each, whatever cuts the writing short."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from bot.discord.answers.sent_answers import SentAnswerBuffer
from bot.discord.core import MessageLocation
from bot.store import Shown
from briefs.query.questions import Query
from tests.bot.discord.app import BotInServer


async def test_a_writer_that_was_ended_after_its_commit_does_not_stop_the_others(
    app: BotInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, keep_all = asyncio.Event(), app.state.sent_answers.keep_all

    async def slow_to_tell(posted: Sequence[Shown]) -> None:
        await keep_all(posted)
        written.set()
        await asyncio.Event().wait()

    buffer = SentAnswerBuffer(app.state, app.bot.core.clock, app.bot.core.library)
    key, place = buffer.new_key(), MessageLocation(5, 1, 77)
    buffer.keep(key, Query.of("stats"), place, 2, (), {})
    with monkeypatch.context() as patched:
        patched.setattr(app.state.sent_answers, "keep_all", slow_to_tell)
        writing: asyncio.Task[Any] = asyncio.create_task(buffer.flush())
        await written.wait()
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    await buffer.flush()  # once it raised "UNIQUE constraint failed: posted_answers.key", here and ever after
    found = await app.state.sent_answers.answer(key)
    assert found is not None and found.message_id == 77
