"""What each failure means for the message."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import aiohttp
import discord
import pytest

from bot.discord.http.rate_limiter import RateLimiter
from bot.discord.http.request_gate import (
    LONGEST_PAUSE,
    Indeterminate,
    NotSent,
    Rejected,
    RequestGate,
    classify_error,
)
from tests.bot.delivery.fakes import error, refused


@pytest.fixture
def gate(clock) -> RequestGate:
    return RequestGate(RateLimiter(clock), clock, Random(1))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (error(403), Rejected), (error(404), Rejected), (error(400), Rejected), (error(500), Indeterminate),
        (error(503), Indeterminate), (TimeoutError(), Indeterminate), (ConnectionResetError(), Indeterminate),
        (aiohttp.ServerDisconnectedError(), Indeterminate), (error(429), NotSent), (error(401), NotSent),
        (discord.RateLimited(40.0), NotSent),
        (refused(), NotSent),
    ],
    ids=repr,
)  # fmt: skip
def test_each_failure_has_one_meaning(fault: Exception, kind: type) -> None:
    assert isinstance(classify_error(fault), kind)


def test_a_fault_of_our_own_is_no_answer_of_discords() -> None:
    with pytest.raises(KeyError):
        classify_error(KeyError("x"))


async def test_only_what_was_surely_not_posted_is_tried_again(gate: RequestGate, clock) -> None:
    calls: list[int] = []

    async def action() -> int:
        calls.append(1)
        if len(calls) < 4:
            raise discord.RateLimited(3.0)
        return 9

    assert await gate.post(1, action) == 9
    calls.clear()

    async def lost() -> int:
        calls.append(1)
        raise error(502)

    assert isinstance(await gate.post(1, lost), Indeterminate)
    assert len(calls) == 1


async def test_trying_ends_with_the_window(gate: RequestGate, clock) -> None:
    start = clock.now()

    async def action() -> int:
        raise refused()

    assert isinstance(await gate.post(1, action, timedelta(minutes=2)), NotSent)
    assert clock.now() - start <= timedelta(minutes=2)


def test_pauses_grow_and_are_spread(gate: RequestGate) -> None:
    pauses = [gate.backoff_seconds(attempt) for attempt in range(40)]
    assert pauses[0] <= 2 and max(pauses) <= LONGEST_PAUSE
    assert len(set(pauses[20:])) == 20
    assert gate.backoff_seconds(0, 30.0) == 30.0
