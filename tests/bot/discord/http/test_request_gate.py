"""What each failure means for the message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace

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
    date_of,
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


@pytest.mark.parametrize(
    ("headers", "moment"),
    [
        ({"Date": "Mon, 02 Mar 2026 08:00:07 GMT"}, datetime(2026, 3, 2, 8, 0, 7, tzinfo=UTC)),
        ({"Date": "Mon, 02 Mar 2026 08:00:07 GMT", "Age": "90"}, None),
        ({"Date": "Mon, 02 Mar 2026 08:00:07 -0000"}, None),
        ({"Date": "yesterday"}, None),
        ({"Date": "Mon, 99 Mar 99999 08:00:07 GMT"}, None),
        ({}, None),
    ],
)
def test_the_date_of_an_answer(headers: dict[str, str], moment: datetime | None) -> None:
    assert date_of(SimpleNamespace(headers=headers)) == moment  # type: ignore[arg-type]


async def test_a_date_that_was_long_under_way_says_nothing(clock) -> None:
    heard: list[datetime] = []
    gate = RequestGate(RateLimiter(clock), clock, Random(1), heard.append)
    [sent], [end] = (getattr(gate.trace(), f"on_request_{name}") for name in ("headers_sent", "end"))
    answer = SimpleNamespace(status=200, headers={"Date": "Mon, 02 Mar 2026 08:00:00 GMT"})
    for seconds in (1, 61):
        context = SimpleNamespace()
        await sent(None, context, None)
        clock.turn(seconds=seconds)
        await end(None, context, SimpleNamespace(response=answer))
    assert heard == [datetime(2026, 3, 2, 8, tzinfo=UTC)]


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
