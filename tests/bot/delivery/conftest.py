"""A dispatcher on a state database in a temporary folder."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from bot.delivery.dispatcher import DeliveryDispatcher
from bot.delivery.ports import DeliveryPorts, DeliverySettings
from bot.discord.http.rate_limiter import RateLimiter
from bot.discord.http.request_gate import RequestGate
from bot.server_time import ClockNotice, ServerTime, first_snowflake
from bot.store import Store, open_store
from bot.store.subscriptions import Subscription
from tests.bot.delivery.fakes import DeliverySetup, FakeComposer, FakeDiscord, FakeTarget, HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


@pytest.fixture
async def state(file: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """Without waiting for the disk: nobody pulls the plug here."""
    monkeypatch.setattr(
        "bot.store.sqlite_backend.PRAGMAS", ("journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON")
    )
    numbers = itertools.count(1)
    async with open_store(file, clock, tokens=lambda: f"key{next(numbers)}") as state:
        yield state


@pytest.fixture
def setup(state: Store, clock: HandClock) -> DeliverySetup:
    world, composer = FakeDiscord(clock), FakeComposer()
    told: list[tuple[str, str]] = []
    notices: list[ClockNotice] = []
    time = ServerTime(clock)
    state.follow(time)

    async def tell(subscription: Subscription, reason: str) -> None:
        told.append((subscription.key, reason))

    async def tell_operator(notice: ClockNotice) -> int:
        notices.append(notice)
        return first_snowflake(world.clock.now())

    def dispatcher(
        holder: str = "one",
        on: Store | None = None,
        checkpoint=lambda name: None,
        time: ServerTime = time,
        told: bool = True,
        **rules,
    ) -> DeliveryDispatcher:
        gate = RequestGate(RateLimiter(clock), clock, Random(1))
        post = DeliveryPorts(
            gate,
            composer,
            lambda subscription: FakeTarget(world, subscription.settings.channel_id or 0),
            tell,
            **({"tell_operator": tell_operator} if told else {}),
        )
        if on:
            on.follow(time)
        return DeliveryDispatcher(on or state, post, time, holder, DeliverySettings(**rules), checkpoint)

    return DeliverySetup(state, time, clock, world, composer, told, notices, dispatcher)
