"""discord.py repeats by itself what failed: a message that may stand already is not sent again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from random import Random

import aiohttp
import pytest
from aiohttp import web

from bot.delivery import Failure, Indeterminate
from bot.discord.http import RateLimiter, RequestGate


@dataclass
class Site:
    """Answers with each of `statuses` in turn; 0 ends the connection without a word."""

    session: aiohttp.ClientSession
    gate: RequestGate
    base: str = ""
    statuses: list[int] = field(default_factory=list)
    came: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.came.append(request.method)
        status = self.statuses.pop(0)
        if not status:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=status or 200, headers={"Retry-After": "0"})

    async def repeats(self, statuses: Sequence[int], method: str = "POST") -> int | Failure:
        """What comes of one attempt that makes a request for each status, as discord.py repeats it."""
        self.statuses, self.came = list(statuses), []

        async def action() -> int:
            for _ in statuses:
                try:
                    async with self.session.request(method, f"{self.base}/channels/1/messages"):
                        pass
                except aiohttp.ServerDisconnectedError:
                    continue
            return len(self.came)

        return await self.gate.attempt_now(action)


@pytest.fixture
async def site(clock) -> AsyncIterator[Site]:
    gate = RequestGate(RateLimiter(clock), clock, Random(1))
    async with aiohttp.ClientSession(trace_configs=[gate.trace()]) as session:
        made, app = Site(session, gate), web.Application()
        app.router.add_route("*", "/{path:.*}", made.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        made.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield made
        await runner.cleanup()


@pytest.mark.parametrize("first", [0, 500, 502, 504, 524])
async def test_what_may_stand_already_is_not_sent_again(site: Site, first: int) -> None:
    assert isinstance(await site.repeats([first, 200]), Indeterminate)
    assert site.came == ["POST"]


@pytest.mark.parametrize("first", [429, 401, 200])
async def test_what_was_surely_not_carried_out_or_surely_was_goes_on(site: Site, first: int) -> None:
    assert await site.repeats([first, 200]) == 2


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
async def test_other_requests_may_be_repeated(site: Site, method: str) -> None:
    assert await site.repeats([500, 200], method) == 2


async def test_each_attempt_begins_anew(site: Site) -> None:
    assert isinstance(await site.repeats([500, 200]), Indeterminate)
    assert await site.repeats([200]) == 1


async def test_requests_of_others_at_the_same_time_are_not_taken_for_a_repetition(site: Site) -> None:
    site.statuses = [500, 200]

    async def once() -> int:
        async with site.session.post(f"{site.base}/channels/1/messages") as answer:
            return answer.status

    first = await site.gate.attempt_now(once)
    assert {first, await asyncio.create_task(site.gate.attempt_now(once))} == {500, 200}
