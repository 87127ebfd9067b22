"""How far back a channel is read: what was not read to its end proves nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.discord.briefings import history
from bot.server_time import first_snowflake

SINCE = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Busy:
    """A channel with so many messages since then, and one from before."""

    def __init__(self, count: int) -> None:
        first = first_snowflake(SINCE)
        self.ids = [*range(first + count - 1, first - 1, -1), first - 1]

    async def history(self, limit: int) -> AsyncIterator[Any]:
        for id in self.ids[:limit]:
            yield SimpleNamespace(id=id)


@pytest.mark.parametrize("count", [0, 1, 4])
async def test_a_history_is_read_to_its_end(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_READ", 5)
    assert len([each async for each in history.recent_messages(Busy(count), SINCE)]) == count


@pytest.mark.parametrize("count", [5, 6, 50])
async def test_one_that_is_too_long_says_so(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_READ", 5)
    with pytest.raises(history.TooLong):
        _ = [each async for each in history.recent_messages(Busy(count), SINCE)]
