"""Several processes on one database: on PostgreSQL they come in between each other, on SQLite they wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.store import CapReached, Lease, Store, SubscriptionSettings, open_store
from bot.store.feeds import PROPOSED_BY_USER
from bot.store.reports import FILED_BY_USER
from bot.store.schema import audit
from tests.bot.store.test_deliveries import batch

WRITERS = 4


@pytest.fixture
def rounds(kind: str) -> int:
    """How often it is tried: SQLite lets nobody in between."""
    return 10 if kind == "postgresql" else 2


@pytest.fixture
async def stores(address: str | Path, clock) -> AsyncIterator[list[Store]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(open_store(address, clock)) for _ in range(WRITERS)]


async def test_of_requests_at_once_one_is_claimed(stores: list[Store], clock, rounds: int) -> None:
    first = stores[0]
    for number in range(rounds):
        subscription = await first.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))

        def claim(store: Store, place: int, number: int = number, subscription=subscription):
            lease = Lease(f"holder-{place}", clock.now() + timedelta(minutes=1))
            return store.deliveries.claim(subscription, batch(clock, f"now-{number}{place}"), lease)

        claims = await asyncio.gather(*(claim(store, place) for place, store in enumerate(stores)))
        assert sorted(len(parts) for parts in claims) == [0] * (WRITERS - 1) + [1]


async def test_decisions_at_once_are_numbered_apart(stores: list[Store], clock, rounds: int) -> None:
    subscription = await stores[0].subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    for number in range(rounds):
        slot = f"now-{number}"
        lease = Lease("me", clock.now() + timedelta(minutes=1))
        parts = await stores[0].deliveries.claim(subscription, batch(clock, slot, parts=WRITERS), lease)
        settled = (
            store.deliveries.abandon(part, "failed", "window")
            if part.part % 2
            else store.deliveries.confirm(part, part.part + 1)
            for store, part in zip(stores, parts, strict=True)
        )
        await asyncio.gather(*settled)
        await stores[0].deliveries.abandon(parts[0], "failed", "window")
        found = await stores[0].subscriptions.get(subscription.key)
        assert found is not None
        subscription = found
    assert len(await stores[0].deliveries.decisions(subscription.key)) >= min(10, rounds)


async def test_statements_are_numbered_once_by_whoever_meets_them(stores: list[Store], rounds: int) -> None:
    for number in range(rounds):
        names = [f"{number}-{place}" for place in range(30)]
        new = await asyncio.gather(*(store.subscriptions.register_statements(names) for store in stores))
        assert sorted(new) == [0] * (WRITERS - 1) + [30]
    numbers = await stores[0].subscriptions.numbers()
    assert sorted(numbers.values()) == list(range(1, 30 * rounds + 1))


async def test_what_curators_do_at_once_is_kept_of_each(stores: list[Store], rounds: int) -> None:
    for number in range(rounds):
        await asyncio.gather(*(store.review_queue.record("1", "correct", f"s-{number}") for store in stores))
    rows = await stores[0].database.fetch_column(audit.select())
    assert len(rows) == WRITERS * rounds


async def test_a_subscription_is_removed_while_its_briefing_is_confirmed(
    stores: list[Store], clock, rounds: int
) -> None:
    for number in range(rounds):
        subscription = await stores[0].subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
        lease = Lease("me", clock.now() + timedelta(minutes=1))
        [part] = await stores[0].deliveries.claim(subscription, batch(clock, f"now-{number}"), lease)
        _, removed = await asyncio.gather(
            stores[0].deliveries.confirm(part, 1), stores[1].subscriptions.remove(subscription.key)
        )
        assert removed


async def test_of_reports_at_once_no_more_are_kept_than_may_be(stores: list[Store]) -> None:
    async def file(store: Store, number: int) -> bool:
        try:
            await store.reports.file(
                statement_id=f"s-{number}", reporter_id=2, reason="words", words="no", guild_id=1
            )
        except CapReached:
            return False
        return True

    each = FILED_BY_USER // 2  # of four processes twice as many in all as may be
    kept = await asyncio.gather(*(file(stores[n % WRITERS], n) for n in range(each * WRITERS)))
    assert sum(kept) == FILED_BY_USER


async def test_of_proposals_at_once_no_more_are_kept_than_may_be(stores: list[Store]) -> None:
    async def propose(store: Store, number: int) -> bool:
        try:
            return await store.feeds.propose(f"https://{number}.example/", added_by="2", guild_id=1)
        except CapReached:
            return False

    each = PROPOSED_BY_USER // 2
    kept = await asyncio.gather(*(propose(stores[n % WRITERS], n) for n in range(each * WRITERS)))
    assert sum(kept) == PROPOSED_BY_USER
