"""What each failure means for the message."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import aiohttp
import discord
import pytest

from bot.discord.http.rate_limiter import Limiter
from bot.discord.http.request_gate import LONGEST_PAUSE, Outlet, Refused, Unsent, Unsure, meaning
from delivery.stage import error, refused


@pytest.fixture
def outlet(clock) -> Outlet:
    return Outlet(Limiter(clock), clock, Random(1))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (error(403), Refused), (error(404), Refused), (error(400), Refused), (error(500), Unsure),
        (error(503), Unsure), (TimeoutError(), Unsure), (ConnectionResetError(), Unsure),
        (aiohttp.ServerDisconnectedError(), Unsure), (error(429), Unsent), (error(401), Unsent),
        (discord.RateLimited(40.0), Unsent),
        (refused(), Unsent),
    ],
    ids=repr,
)  # fmt: skip
def test_each_failure_has_one_meaning(fault: Exception, kind: type) -> None:
    assert isinstance(meaning(fault), kind)


def test_a_fault_of_our_own_is_no_answer_of_discords() -> None:
    with pytest.raises(KeyError):
        meaning(KeyError("x"))


async def test_only_what_was_surely_not_posted_is_tried_again(outlet: Outlet, clock) -> None:
    calls: list[int] = []

    async def action() -> int:
        calls.append(1)
        if len(calls) < 4:
            raise discord.RateLimited(3.0)
        return 9

    assert await outlet.post(1, action) == 9
    calls.clear()

    async def lost() -> int:
        calls.append(1)
        raise error(502)

    assert isinstance(await outlet.post(1, lost), Unsure)
    assert len(calls) == 1


async def test_trying_ends_with_the_window(outlet: Outlet, clock) -> None:
    start = clock.now()

    async def action() -> int:
        raise refused()

    assert isinstance(await outlet.post(1, action, timedelta(minutes=2)), Unsent)
    assert clock.now() - start <= timedelta(minutes=2)


def test_pauses_grow_and_are_spread(outlet: Outlet) -> None:
    pauses = [outlet.pause(attempt) for attempt in range(40)]
    assert pauses[0] <= 2 and max(pauses) <= LONGEST_PAUSE
    assert len(set(pauses[20:])) == 20
    assert outlet.pause(0, 30.0) == 30.0
