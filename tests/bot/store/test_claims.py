"""A candidate is one curator's at a time, and is decided once."""

from __future__ import annotations

import pytest

from bot.store import CLAIM, Store


@pytest.fixture
async def key(state: Store) -> str:
    await state.review_queue.queue({"id": "a"}, [{"passage": "x"}])
    [row] = await state.review_queue.waiting()
    return row.key


async def test_another_curator_waits_until_the_claim_is_over(state: Store, key: str, clock) -> None:
    queue = state.review_queue
    assert await queue.claim(key, "1") and await queue.claim(key, "1")
    assert not await queue.claim(key, "2")
    clock.turn(seconds=CLAIM.total_seconds() + 1)
    assert await queue.claim(key, "2")


async def test_a_claim_is_given_back_by_whom_it_is(state: Store, key: str) -> None:
    queue = state.review_queue
    assert await queue.claim(key, "1")
    assert not await queue.release(key, "2") and not await queue.claim(key, "2")
    assert await queue.release(key, "1") and await queue.claim(key, "2")


async def test_what_is_decided_can_neither_be_decided_nor_claimed(state: Store, key: str) -> None:
    queue = state.review_queue
    assert await queue.decide(key, "accepted", "1", statement_id="s-1")
    assert not await queue.decide(key, "rejected", "2") and not await queue.claim(key, "1")
    row = await queue.candidate(key)
    assert row is not None and (row.status, row.decided_by, row.statement_id) == ("accepted", "1", "s-1")
    assert await queue.reopen(key, "2") and not await queue.reopen(key, "2")
    assert await queue.claim(key, "3")
