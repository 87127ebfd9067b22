"""One process that serves all by itself, and what others do that are started beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.clock import SystemClock
from bot.discord.shards import alone, alone_on
from bot.store import ALONE, ProcessState, Store, open_store
from bot.store.schema import processes
from briefs.errors import UserError


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    monkeypatch.setattr(alone, "_RENEWED", 0.02)
    monkeypatch.setattr(alone, "_LOOKED", 0.1)
    async with open_store(tmp_path / "state.db", SystemClock()) as made:
        yield made


async def names(store: Store) -> list[str]:
    return [one.name for one in await store.processes.all() if one.alive]


async def test_a_second_one_is_told_of_the_first(store: Store) -> None:
    async with alone_on(store):
        (first,) = await names(store)
        with pytest.raises(UserError, match=f"runs already, as {first}"):
            async with alone_on(store):
                pass
        assert await names(store) == [first]
    assert await names(store) == []
    async with alone_on(store):  # the first has said that it goes
        assert await names(store) != [first]


async def test_one_alone_does_not_start_beside_those_that_share(store: Store) -> None:
    await store.processes.keep(ProcessState("one", 16))
    with pytest.raises(UserError, match="hold its shards") as told:
        async with alone_on(store):
            pass
    assert told.value.hint and "--shards 16" in told.value.hint
    assert await names(store) == ["one"]


async def test_one_that_was_killed_is_waited_for(store: Store) -> None:
    await store.processes.keep_alone(ProcessState("killed", ALONE, lease=200))
    async with alone_on(store):
        assert "killed" not in await names(store)


async def test_those_that_share_stand_by_until_it_ends(store: Store) -> None:
    async with alone_on(store) as task:
        share = await store.processes.keep(ProcessState("one", 2))
        assert not share.held and "one" not in await names(store)
        assert await store.processes.agreed_count("one", 2) == 2
        assert not task.done()
    assert (await store.processes.keep(ProcessState("one", 2))).held == {0, 1}


async def test_one_whose_place_was_taken_ends(store: Store) -> None:
    """It was silent, as on a machine that slept, and another began."""
    async with alone_on(store) as task:
        slept = update(processes).values(held_until=0)
        async with asyncio.timeout(20):
            while True:
                await store.database.execute(slept)
                if (await store.processes.keep(ProcessState("one", 2))).held:
                    break
            with pytest.raises(UserError, match="hold its shards"):
                await task
