"""Requests that come together are one transaction, and none of them pays for another's mistake."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from sqlalchemy import Connection

from bot.store import Lease, Store, StoreUnavailable, SubscriptionSettings, open_store
from bot.store.delivery_types import DeliveryBatch
from bot.store.write_group import WriteGroup
from briefs.briefing import due
from tests.bot.store.rows import deliveries_of


class Doubling:
    """Doubles numbers; refuses 13, and all while `away`."""

    def __init__(self, state: Store) -> None:
        self.asked: list[tuple[int, ...]] = []
        self.away = False
        self.group = WriteGroup(state.database, self.work)

    def work(self, connection: Connection, numbers: Sequence[int]) -> list[int]:
        self.asked.append(tuple(numbers))
        if self.away:
            raise StoreUnavailable("away")
        if 13 in numbers:
            raise ValueError("13")
        return [2 * number for number in numbers]


async def test_what_comes_meanwhile_is_one_transaction(state: Store) -> None:
    doubling = Doubling(state)
    assert await asyncio.gather(*map(doubling.group.ask, range(10))) == list(range(0, 20, 2))
    assert len(doubling.asked) <= 2
    assert await doubling.group.ask(21) == 42


async def test_one_that_fails_takes_none_along(state: Store) -> None:
    doubling = Doubling(state)
    found = await asyncio.gather(*map(doubling.group.ask, (1, 13, 2)), return_exceptions=True)
    assert [found[0], found[2]] == [2, 4] and isinstance(found[1], ValueError)


async def test_where_the_database_is_away_all_are_told_and_it_is_asked_once(state: Store) -> None:
    doubling = Doubling(state)
    doubling.away = True
    found = await asyncio.gather(*map(doubling.group.ask, (1, 2, 3)), return_exceptions=True)
    assert all(isinstance(one, StoreUnavailable) for one in found) and len(doubling.asked) <= 2
    doubling.away = False
    assert await doubling.group.ask(4) == 8


async def test_who_gives_up_before_their_turn_has_not_begun(state: Store) -> None:
    doubling = Doubling(state)
    first, second = (asyncio.create_task(doubling.group.ask(number)) for number in (1, 2))
    await asyncio.sleep(0)
    second.cancel()
    assert await first == 2
    assert not any(2 in numbers for numbers in doubling.asked)


async def test_many_due_at_once_are_each_claimed_and_told_once(address, clock) -> None:
    """Two processes at the same hundred, which are nobody's server: each goes to one of them."""
    async with open_store(address, clock) as one, open_store(address, clock) as other:
        clock.turn(seconds=1)
        made = [await one.subscriptions.add(SubscriptionSettings(5, local_time=time(9))) for _ in range(100)]
        clock.turn(days=1)

        async def claim(state: Store, holder: str, subscription):
            [item] = due(clock.now(), [subscription.schedule], {})
            batch = DeliveryBatch(
                item.day.isoformat(),
                date(2026, 3, 3),
                ("{}", "{}"),
                5,
                "a|b|t",
                clock.now() + timedelta(hours=1),
            )
            lease = Lease(holder, clock.now() + timedelta(minutes=1))
            for number, part in enumerate(await state.deliveries.claim(subscription, batch, lease, item)):
                await state.deliveries.confirm(part, 10 + number)
                await state.deliveries.confirm(part, 10 + number)

        pairs = [(state, name, each) for each in made for state, name in ((one, "a"), (other, "b"))]
        await asyncio.gather(*(claim(*pair) for pair in pairs))
        # what both left to the other just then is still due
        await asyncio.gather(
            *(claim(other, "b", each) for each in await other.subscriptions.due(clock.now()))
        )
        assert await one.subscriptions.due(clock.now()) == ()
        for each in made:
            assert [row.status for row in await deliveries_of(one, each.key)] == ["confirmed"] * 2
            assert [item.outcome for item in await one.deliveries.decisions(each.key)] == ["delivered"]
            assert await one.deliveries.pairs(each.key) == {"a|b|t": (date(2026, 3, 3), 1)}


async def test_whoever_is_in_a_hurry_is_told_and_the_others_are_served(state: Store, monkeypatch) -> None:
    doubling = Doubling(state)
    waiting = asyncio.create_task(doubling.group.ask(1))
    await asyncio.sleep(0)
    monkeypatch.setattr("bot.store.write_group.seconds_left", lambda: 1e-6)
    with pytest.raises(StoreUnavailable, match="slowly"):
        await doubling.group.ask(2)
    assert await waiting == 2
