"""A courier on a state database in a temporary folder."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from bot.delivery.dispatcher import Courier
from bot.delivery.ports import Post, Rules
from bot.discord.http.rate_limiter import Limiter
from bot.discord.http.request_gate import Outlet
from bot.store import State, opened
from bot.store.subscriptions import Subscription
from delivery.stage import FakeComposer, FakeDiscord, FakeTarget, HandClock, Stage, Timeline


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


@pytest.fixture
async def state(file: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[State]:
    """Without waiting for the disk: nobody pulls the plug here."""
    monkeypatch.setattr(
        "bot.store.database.PRAGMAS", ("journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON")
    )
    numbers = itertools.count(1)
    async with opened(file, clock, tokens=lambda: f"key{next(numbers)}") as state:
        yield state


@pytest.fixture
def stage(state: State, clock: HandClock) -> Stage:
    world, composer = FakeDiscord(clock), FakeComposer()
    told: list[tuple[str, str]] = []

    async def tell(subscription: Subscription, reason: str) -> None:
        told.append((subscription.key, reason))

    def courier(
        holder: str = "one", on: State | None = None, checkpoint=lambda name: None, **rules
    ) -> Courier:
        outlet = Outlet(Limiter(clock), clock, Random(1))
        post = Post(
            outlet, composer, lambda subscription: FakeTarget(world, subscription.wish.channel_id or 0), tell
        )
        return Courier(on or state, post, clock, holder, Rules(**rules), checkpoint)

    return Stage(state, clock, world, composer, told, courier)


@pytest.fixture
def timeline() -> Timeline:
    return Timeline()


@pytest.fixture
def by_channel() -> defaultdict[int, list[float]]:
    return defaultdict(list)
