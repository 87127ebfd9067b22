"""Several processes on one state: shards are leased and shared, paces are kept together, news is heard."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import time
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import update

from bot.store import (
    ERASURE,
    EVERYTHING,
    USERS,
    ProcessState,
    Served,
    Store,
    SubscriptionSettings,
    open_store,
)
from bot.store.fair_share import Member, shared_out
from bot.store.news import of_guild
from bot.store.schema import news, paces, processes, shard_leases

SHARDS = 16
ONE, TWO, THREE = (ProcessState(name, SHARDS) for name in ("one", "two", "three"))


@pytest.fixture
async def other(address: str | Path, state: Store, clock) -> AsyncIterator[Store]:
    """A second process on the same database."""
    async with open_store(address, clock) as opened:
        yield opened


async def silent(state: Store, name: str) -> None:
    """As if nothing had been heard of a process for as long as a lease lasts."""
    past = state.database.moment - 1
    for table, own in ((processes, processes.c.name), (shard_leases, shard_leases.c.holder)):
        await state.database.execute(update(table).where(own == name).values(held_until=past))


async def turn(state: Store, me: ProcessState, *preferred: int) -> frozenset[int]:
    """What a process holds after one more round, in which it closes what it is to let go."""
    share = await state.processes.keep(me, preferred)
    if share.let_go:
        await state.processes.release(me.name, share.let_go)
    return share.held - share.let_go


async def test_shards_are_shared_out_and_a_dead_ones_are_taken(state: Store, other: Store) -> None:
    assert await turn(state, ONE) == set(range(SHARDS))
    assert await turn(other, TWO) == set()
    assert len(await turn(state, ONE)) == 8
    assert await turn(other, TWO) | await turn(state, ONE) == set(range(SHARDS))
    assert {one.name: len(one.shards) for one in await state.processes.all()} == {"one": 8, "two": 8}
    await silent(state, "one")
    assert await turn(other, TWO) == set(range(SHARDS))
    assert [one.alive for one in await state.processes.all()] == [False, True]
    # started again under the same name, it gets its share back
    assert await turn(state, ONE) == set()
    assert len(await turn(other, TWO)) == len(await turn(state, ONE)) == 8


async def test_what_nobody_took_is_still_the_dead_ones(state: Store) -> None:
    held = await turn(state, ONE)
    await silent(state, "one")
    assert await turn(state, ONE) == held
    await state.processes.leave("one")
    assert await state.processes.all() == () and await turn(state, TWO) == held


async def test_a_lease_of_a_clock_that_was_ahead_binds_nobody(state: Store) -> None:
    await turn(state, ONE)
    ahead = state.database.moment + 3_600_000
    for table in (processes, shard_leases):
        await state.database.execute(update(table).values(held_until=ahead))
    assert await turn(state, TWO) == set(range(SHARDS))


async def test_after_the_database_was_away_each_keeps_its_own(state: Store, other: Store) -> None:
    await turn(state, ONE), await turn(other, TWO), await turn(state, ONE)
    halves = await turn(state, ONE), await turn(other, TWO)
    await silent(state, "one"), await silent(state, "two")
    # the first to come back does not take the other's, as long as it does not ask for it
    share = await state.processes.keep(ONE)
    assert share.was_silent and share.held == halves[0]
    assert (await state.processes.keep(ONE, takes=False)).held == halves[0]
    assert await turn(other, TWO) == halves[1]
    assert not (await other.processes.keep(TWO)).was_silent
    await silent(state, "one")
    assert await turn(other, TWO) == set(range(SHARDS))


async def test_told_shards_are_held_and_the_rest_is_shared(state: Store, other: Store) -> None:
    told = replace(TWO, asked=frozenset({0, 1, 2, 3}))
    assert await turn(state, ONE) == set(range(SHARDS))
    assert await turn(other, told) == set()
    assert await turn(state, ONE) == set(range(4, SHARDS))
    assert await turn(other, told) == {0, 1, 2, 3}
    standby = replace(told, name="standby")
    assert await turn(state, standby) == set()
    await silent(state, "two")
    assert await turn(state, standby) == {0, 1, 2, 3}


async def test_who_curates_holds_what_curators_need(state: Store, other: Store) -> None:
    node = replace(ONE, curates=False)
    assert await turn(state, node, 0, 7) == set(range(SHARDS))  # better than nobody
    await turn(other, TWO, 0, 7)
    await turn(state, node, 0, 7)
    assert {0, 7} <= await turn(other, TWO, 0, 7)
    assert not {0, 7} & await turn(state, node, 0, 7)


async def test_all_agree_on_the_number_of_shards(state: Store, other: Store) -> None:
    assert await state.processes.agreed_count("one", SHARDS) == SHARDS
    await turn(state, ONE)
    assert await other.processes.agreed_count("two", 4) == SHARDS
    await silent(state, "one")
    assert await other.processes.agreed_count("two", 4) == 4


@pytest.mark.parametrize("seed", range(60))
def test_a_share_comes_to_rest_and_is_fair(seed: int) -> None:
    """Processes come and go, and have their rounds in any order."""
    chance, members, holders = Random(seed), dict[str, Member](), dict[int, str]()
    count = chance.choice([1, 2, 5, 16, 31])
    preferred = {0, chance.randrange(count)}
    for step in range(10):
        if not members or chance.random() < 0.6:
            members[f"p{step}"] = Member(None, chance.random() < 0.4)
        elif len(members) > 1:
            gone = chance.choice(sorted(members))
            del members[gone]
            holders = {shard: name for shard, name in holders.items() if name != gone}
        while True:
            before = dict(holders)
            for name in chance.sample(sorted(members), len(members)):
                share = shared_out(name, count, members, holders, preferred)
                assert share.let_go <= share.held
                assert {holders.get(shard) for shard in share.held} <= {None, name}
                holders |= dict.fromkeys(share.held, name)
                holders = {shard: who for shard, who in holders.items() if shard not in share.let_go}
            if holders == before:
                break
        assert holders.keys() == set(range(count))
        curators = {name for name, one in members.items() if one.curates}
        assert not curators or {holders[shard] for shard in preferred} <= curators
        held = Counter(holders.values())
        if len(curators) in (0, len(members)):
            most, least = max(held.values()), min(held[name] for name in members)
            assert most - least <= 1 or most <= len(preferred)


async def test_places_are_given_once_for_all_processes(state: Store, other: Store) -> None:
    taken = await asyncio.gather(*(each.paces.reserve("requests", 5, 10.0) for each in (state, other) * 3))
    first = sorted(taken)
    assert first[0] == 0
    assert all(later - sooner == pytest.approx(50, abs=10) for sooner, later in pairwise(first))


async def test_a_silence_is_everybodys(state: Store, other: Store) -> None:
    await state.paces.block("requests", 60)
    assert await other.paces.reserve("requests", 1, 0.02) == pytest.approx(60, abs=10)
    await other.paces.block("requests", 1)
    assert await state.paces.reserve("requests", 1, 0.02) == pytest.approx(60, abs=10)
    ahead = state.database.moment + 86_400_000
    await state.database.execute(update(paces).values(due=ahead))
    assert await state.paces.reserve("requests", 1, 0.02) == 0


async def test_a_turn_is_one_processs(state: Store, other: Store) -> None:
    tried = await asyncio.gather(*(each.paces.take("identify 0", 60.0) for each in (state, other) * 2))
    assert sorted(tried)[0] == 0 and all(50 < left <= 60 for left in sorted(tried)[1:])
    assert await other.paces.take("identify 1", 60.0) == 0


async def test_whoever_can_wait_sees_whether_a_turn_is_wanted(state: Store, other: Store) -> None:
    assert await state.paces.idle("identify 0") == 0
    await state.paces.take("identify 0", 60.0)
    assert await other.paces.idle("identify 0") == 0
    await state.database.execute(update(paces).values(due=state.database.moment - 5000))
    assert 4 < await other.paces.idle("identify 0") < 60


async def test_what_one_process_changes_the_others_hear(state: Store, other: Store) -> None:
    seen = await other.news.newest()
    async with aclosing(other.news.follow(seen)) as heard:
        await state.preferences.change_guild(5, language="ru")
        assert await asyncio.wait_for(anext(heard), 30) == (of_guild(5),)
        await state.preferences.change_user(7, language="ru")
        await state.privacy.erase_user(7)
        told = list[str]()
        while ERASURE not in told:
            told += await asyncio.wait_for(anext(heard), 30)
        assert told == [USERS, ERASURE]


async def test_whoever_listens_is_woken(state: Store, other: Store, kind: str) -> None:
    if kind == "sqlite":
        pytest.skip("SQLite can wake nobody: it is looked every second")
    woken = asyncio.Event()
    async with other.database.listening(woken.set) as hears:
        await state.news.tell(USERS)
        await asyncio.wait_for(woken.wait(), 30)
        assert hears()


async def test_who_missed_something_reads_everything(state: Store) -> None:
    for _ in range(3):
        await state.news.tell(USERS)
    assert await state.news.since(1) == (3, (USERS,))
    await state.database.execute(update(news).values(told_at=0))
    await state.news.forget_older()
    assert await state.news.since(1) == (3, (EVERYTHING,))
    assert await state.news.since(3) == (3, ())
    assert await state.news.since(9) == (3, (EVERYTHING,))  # a copy was put back
    await state.news.tell(USERS)
    assert await state.news.since(3) == (4, (USERS,))


async def test_a_briefing_is_for_who_holds_its_server(state: Store, clock) -> None:
    served = {n: Served(4, frozenset({n})) for n in range(4)}
    for guild in (*(shard << 22 for shard in range(8)), None):
        await state.subscriptions.add(SubscriptionSettings(5, guild_id=guild, local_time=time(9)))
    clock.turn(days=2)
    found = {n: await state.subscriptions.due(clock.now(), served=one) for n, one in served.items()}
    for n, mine in found.items():
        guilds = [one.settings.guild_id for one in mine]
        assert sorted(guild >> 22 for guild in guilds if guild is not None) == [n, n + 4]
        assert guilds.count(None) == 1
        assert await state.deliveries.has_work(served[n]) == (False, True)
    assert len(await state.subscriptions.due(clock.now())) == 9
    nobodys = Served(4, frozenset())
    assert [one.settings.guild_id for one in await state.subscriptions.due(clock.now(), served=nobodys)] == [
        None
    ]
