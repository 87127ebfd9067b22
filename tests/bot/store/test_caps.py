"""How much one user, one server and one statement may leave for the curators."""

from __future__ import annotations

import asyncio

import pytest

from bot.store import FOLLOWED, CapReached, Store, reports
from bot.store.feeds import PROPOSED_BY_USER, WAITING_OF_SERVER
from bot.store.reports import FILED_BY_USER, OPEN_ON_STATEMENT


async def file(state: Store, statement: str, user: int, guild: int | None = 1) -> str:
    """“kept”, or whose cap it is."""
    try:
        await state.reports.file(
            statement_id=statement, reporter_id=user, reason="words", words="no", guild_id=guild
        )
    except CapReached as reached:
        return reached.of
    return "kept"


async def propose(state: Store, url: str, user: int, guild: int) -> str:
    try:
        fresh = await state.feeds.propose(f"https://{url}.example/", added_by=str(user), guild_id=guild)
    except CapReached as reached:
        return reached.of
    return "kept" if fresh else "known"


async def test_sixty_reports_of_one_user_at_a_time(state: Store, clock) -> None:
    said = await asyncio.gather(*(file(state, f"s-{n}", 2) for n in range(60)))
    assert (said.count("kept"), said.count("user")) == (FILED_BY_USER, 60 - FILED_BY_USER)
    assert await file(state, "s-0", 3) == "kept"
    clock.turn(days=1, seconds=1)
    assert await file(state, "s-99", 2) == "kept"


async def test_a_user_reports_a_statement_once_while_it_waits(state: Store) -> None:
    assert [await file(state, "s", 2) for _ in range(3)] == ["kept", "twice", "twice"]
    [report] = await state.reports._where()
    await state.reports.decide(report.key, "declined", "9")
    assert await file(state, "s", 2) == "kept"


async def test_reports_of_one_server_and_on_one_statement(
    state: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 12  # the real figure takes as many writes
    monkeypatch.setattr(reports, "FILED_IN_SERVER", most)
    users = range(100, 100 + most + 5)
    assert [await file(state, "s", user, guild=user) for user in users].count("kept") == OPEN_ON_STATEMENT
    assert await file(state, "s", 300) == "statement"
    with pytest.raises(CapReached):
        await state.reports.check_caps("s", 300, None)
    said = [await file(state, f"s-{user}", user, guild=1) for user in users]
    assert (said.count("kept"), said.count("server")) == (most, 5)
    assert await file(state, "s-of-another-server", 300, guild=2) == "kept"
    said = [await file(state, f"s-direct-{user}", user, guild=None) for user in users]
    assert set(said) == {"kept"}, "direct messages are no server"


async def test_sixty_proposals_at_a_time(state: Store, clock) -> None:
    said = await asyncio.gather(*(propose(state, f"a{n}", 2, 1) for n in range(60)))
    assert (said.count("kept"), said.count("user")) == (PROPOSED_BY_USER, 60 - PROPOSED_BY_USER)
    said = await asyncio.gather(*(propose(state, f"b{user}", user, 1) for user in range(10, 70)))
    assert said.count("kept") == WAITING_OF_SERVER - PROPOSED_BY_USER
    first = (await state.feeds.proposed_by(1))[0].url
    assert await propose(state, first.removeprefix("https://").split(".")[0], 80, 2) == "known"
    clock.turn(days=2)
    assert await propose(state, "c", 90, 1) == "server", "undecided ones go on to count"
    await state.feeds.decide(first, "refused")
    assert await propose(state, "c", 90, 1) == "kept"


async def test_a_server_sees_what_it_proposed_and_nothing_else(state: Store) -> None:
    await propose(state, "waiting", 2, 1)
    await propose(state, "of-another", 2, 7)
    await propose(state, "taken", 2, 1)
    await state.feeds.decide("https://taken.example/", "active")
    await state.review_queue.record("9", FOLLOWED, "https://taken.example/")
    await state.feeds.add("https://curators.example/?token=x", added_by="9")
    await state.feeds.add("https://as-kept-earlier.example/?token=x", added_by="9", guild_id=1)
    seen = {feed.url for feed in await state.feeds.proposed_by(1)}
    assert seen == {"https://waiting.example/", "https://taken.example/"}
    assert await state.feeds.proposed_by(99) == ()
