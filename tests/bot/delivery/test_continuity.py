"""After a break of continuity: nothing twice, nothing lost, nobody silenced, and the owner hears of it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.delivery.continuity import Continuity
from bot.delivery.dispatcher import DeliveryDispatcher
from bot.server_time import ClockNotice, ServerTime, first_snowflake
from bot.store import Store, SubscriptionSettings, copy_database, open_store, restore_database
from bot.store.heartbeat import NAME, heartbeat_value
from bot.store.schema import meta
from bot.store.subscriptions import Subscription
from tests.bot.delivery.fakes import DeliverySetup, HandClock, Message, error
from tests.bot.delivery.test_dispatcher import killed_at, killing, subscription, why  # noqa: F401


class MachineClock(HandClock):
    """This machine's: `moment` goes on with the world, `ahead` is what somebody did to it."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self.moment + self.ahead

    def step(self, **by: float) -> None:
        self.ahead += timedelta(**by)


class DiscordClock(HandClock):
    """Goes as the world goes."""

    def __init__(self, machine: MachineClock) -> None:
        self.machine = machine

    def now(self) -> datetime:
        return self.machine.moment


@pytest.fixture
def clock() -> MachineClock:
    return MachineClock()


@pytest.fixture(autouse=True)
def own_clock_of_discord(setup: DeliverySetup, clock: MachineClock) -> None:
    setup.world.clock = DiscordClock(clock)
    setup.world.dedupes = False


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Where one is to lie."""
    return tmp_path / "copy.db"


def dated(messages: list[Message]) -> list[str]:
    return [json.loads(message.body)["dated"][-5:] for message in messages]


async def goes_on(setup: DeliverySetup, dispatcher, hours: int) -> None:
    for _ in range(hours):
        await dispatcher.run_once()
        setup.clock.turn(hours=1)


@pytest.mark.parametrize(
    ("running", "by_hand", "parts"),
    [
        pytest.param(True, False, 1, id="restored under a running bot"),
        pytest.param(False, True, 3, id="copied back before a start"),
        pytest.param(False, False, 1, id="restored before a start", marks=pytest.mark.soak),
        pytest.param(True, False, 3, id="of three messages", marks=pytest.mark.soak),
    ],
)
async def test_what_was_sent_after_a_backup_is_not_sent_again(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    file: Path,
    backup: Path,
    running: bool,
    by_hand: bool,
    parts: int,
) -> None:
    setup.composer.parts, setup.composer.seen_to = parts, 7
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    copy_database(file, backup)
    setup.clock.turn(hours=1, minutes=5)
    await dispatcher.run_once()
    setup.clock.turn(minutes=5)
    await dispatcher.run_once()
    assert len(setup.world.messages) == parts
    copy_database(backup, file) if by_hand and not running else restore_database(backup, file)
    if not running:
        dispatcher = setup.dispatcher("new", await reopened(setup))
    await goes_on(setup, dispatcher, 3)
    assert len(setup.world.messages) == parts
    kept = await setup.state.subscriptions.get(subscription.key)
    assert kept is not None and kept.seen_to == 7
    await goes_on(setup, dispatcher, 24)
    assert dated(setup.world.messages) == ["03-02"] * parts + ["03-03"] * parts
    assert await why(setup, subscription) == [("delivered", None)] * 2


async def test_a_count_that_goes_back_is_a_break(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    """A file that was copied back by hand has the same token: only its count is of before."""

    async def nobody(notice: ClockNotice) -> None:
        return None

    continuity, beats = Continuity(setup.state, setup.time, nobody), setup.state.heartbeats
    await continuity.check()
    early = await beats.last()
    assert early is not None
    setup.clock.turn(minutes=2)
    await continuity.check()
    continuity.looked(subscription.key)
    setup.clock.turn(minutes=2)
    await continuity.check()
    assert not continuity.must_look(subscription.key)
    earlier = update(meta).where(meta.c.name == NAME).values(value=heartbeat_value(early))
    await setup.state.database.execute(earlier)
    setup.clock.turn(minutes=2)
    await continuity.check()
    assert continuity.must_look(subscription.key) and continuity.restored


async def test_rounds_at_once_are_no_break(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    async def nobody(notice: ClockNotice) -> None:
        return None

    continuity = Continuity(setup.state, setup.time, nobody)
    await continuity.check()
    continuity.looked(subscription.key)
    for _ in range(10):
        setup.clock.turn(minutes=2)
        await asyncio.gather(*(continuity.check() for _ in range(5)))
    assert not continuity.must_look(subscription.key) and not continuity.restored


async def test_a_heartbeat_of_another_database_is_a_break(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    """However far its count is: another process has written there."""

    async def nobody(notice: ClockNotice) -> None:
        return None

    continuity = Continuity(setup.state, setup.time, nobody)
    await continuity.check()
    continuity.looked(subscription.key)
    mine = await setup.state.heartbeats.last()
    assert mine is not None
    another = heartbeat_value(replace(mine, token="another", count=mine.count + 9))
    await setup.state.database.execute(update(meta).where(meta.c.name == NAME).values(value=another))
    setup.clock.turn(minutes=2)
    await continuity.check()
    assert continuity.must_look(subscription.key) and continuity.restored


async def test_a_day_that_is_too_late_is_not_taken_over_and_sent(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    """It was claimed to be looked for in the channel alone, by a process that then died."""
    setup.time.just_posted(first_snowflake(setup.clock.now()))
    setup.clock.turn(hours=20)
    await killed_at(setup, "after-claim")
    dispatcher = setup.dispatcher("new")
    for _ in range(4):
        setup.clock.turn(minutes=10)
        await dispatcher.run_once()
    assert setup.world.messages == []


async def test_what_is_too_late_is_looked_for_and_left_out(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    setup.time.just_posted(first_snowflake(setup.clock.now()))
    setup.clock.turn(hours=20)
    await setup.dispatcher().run_once()
    assert setup.world.looks == 1 and setup.world.messages == []
    assert await why(setup, subscription) == [("skipped", "late")]


async def test_what_another_process_claimed_by_a_clock_ahead_waits_for_its_day(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    dispatcher, wrong = setup.dispatcher(), MachineClock()
    setup.clock.turn(hours=2)
    wrong.turn(days=1, hours=2)
    await goes_on(setup, dispatcher, 1)
    ahead = ServerTime(wrong)
    setup.state.follow(ahead)
    with pytest.raises(BaseExceptionGroup):
        dead = setup.dispatcher("dead", checkpoint=killing("after-claim"), time=ahead, told=False)
        await dead.run_once()
    setup.state.follow(setup.time)
    await goes_on(setup, dispatcher, 3)
    assert dated(setup.world.messages) == ["03-02"]
    await goes_on(setup, dispatcher, 24)
    assert dated(setup.world.messages) == ["03-02", "03-03"]


async def test_where_the_time_is_in_doubt_one_briefing_shows_it_to_the_others(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    """Nobody can be told: the first message says what time it is."""
    for channel in range(6, 10):
        settings = SubscriptionSettings(channel, guild_id=1, owner_id=2, local_time=time(9))
        await setup.state.subscriptions.add(settings)
    await setup.dispatcher("old").run_once()
    setup.clock.step(days=1, hours=2)
    setup.time = ServerTime(setup.clock)
    setup.state.follow(setup.time)
    await setup.dispatcher("new", time=setup.time, told=False).run_once()
    assert len(setup.world.messages) == 1


async def reopened(setup: DeliverySetup) -> Store:
    await setup.state.database.close()
    setup.state.follow(setup.time)
    return setup.state


@pytest.fixture
async def sender(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    file: Path,
    backup: Path,
) -> DeliveryDispatcher:
    """Has sent the day's briefing since the backup was made."""
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    copy_database(file, backup)
    setup.clock.turn(hours=1)
    await dispatcher.run_once()
    return dispatcher


@pytest.mark.parametrize("parts", [1, 2])
async def test_what_was_new_since_is_told_in_the_next_one(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    file: Path,
    backup: Path,
    sender: DeliveryDispatcher,
    parts: int,
) -> None:
    """The briefing that stands was composed before a statement came: it must not count as told with it."""
    setup.world.messages[0].body = "as it was composed then"
    setup.composer.seen_to, setup.composer.parts = 8, parts
    restore_database(backup, file)
    await goes_on(setup, sender, 2)
    kept = await setup.state.subscriptions.get(subscription.key)
    assert kept is not None and kept.seen_to == 0
    assert len(setup.world.messages) == 1 and await why(setup, subscription) == [("delivered", None)]
    await goes_on(setup, sender, 24)
    kept = await setup.state.subscriptions.get(subscription.key)
    assert kept is not None and kept.seen_to == 8


async def test_a_copy_put_back_too_late_for_the_day_says_that_it_was_sent(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    file: Path,
    backup: Path,
    sender: DeliveryDispatcher,
) -> None:
    setup.clock.turn(hours=10)
    restore_database(backup, file)
    await sender.run_once()
    assert await why(setup, subscription) == [("delivered", None)]
    assert len(setup.world.messages) == 1


@pytest.mark.parametrize(("restored", "sent"), [(True, 1), (False, 2)])
async def test_where_nobody_can_look_only_a_copy_put_back_holds_a_briefing_up(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    file: Path,
    backup: Path,
    restored: bool,
    sent: int,
) -> None:
    dispatcher = setup.dispatcher()
    setup.clock.turn(hours=1)
    await dispatcher.run_once()
    setup.world.unreadable = True
    copy_database(file, backup)
    setup.clock.turn(days=1)
    if restored:
        restore_database(backup, file)
    await setup.dispatcher("new").run_once()
    assert len(setup.world.messages) == sent


@pytest.mark.parametrize(
    ("ahead", "slot"),
    [
        ({"minutes": 6}, "daily"),
        ({"days": 40}, "on request"),
        pytest.param({"minutes": 6}, "on request", marks=pytest.mark.soak),
        *(
            pytest.param(ahead, slot, marks=pytest.mark.soak)
            for ahead in ({"minutes": -6}, {"hours": 5}, {"hours": -3}, {"days": 40})
            for slot in ("daily", "on request")
        ),
    ],
)
async def test_a_wrong_clock_an_unclear_answer_and_a_restart(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    ahead: dict[str, float],
    slot: str,
) -> None:
    setup.clock.turn(hours=1)
    setup.clock.step(**ahead)
    setup.clock.turn(hours=4)
    setup.world.faults = [("after", error(502))]
    if slot == "daily":
        await setup.dispatcher("old").run_once()
    else:
        await setup.dispatcher("old").on_request(subscription)
    posted = len(setup.world.messages)
    setup.clock.step(**{name: -by for name, by in ahead.items()})
    setup.clock.turn(minutes=2)
    dispatcher = setup.dispatcher("new")
    await goes_on(setup, dispatcher, 3)
    ids = [message.nonce for message in setup.world.messages]
    assert len(ids) == len(set(ids)) and posted <= len(ids) <= 2


@pytest.mark.parametrize(
    ("days", "hour"),
    [
        (30, 4),
        *(pytest.param(days, hour, marks=pytest.mark.soak) for days in (1, 2, 400) for hour in (0, 4)),
    ],
)
async def test_a_clock_that_was_ahead_for_a_minute_silences_nobody(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    days: int,
    hour: int,
) -> None:
    dispatcher = setup.dispatcher()
    await goes_on(setup, dispatcher, hour)
    setup.clock.step(days=days)
    await dispatcher.run_once()
    setup.clock.turn(minutes=1)
    await dispatcher.run_once()
    setup.clock.step(days=-days)
    await goes_on(setup, dispatcher, 24 * 4 - hour)
    assert dated(setup.world.messages) == ["03-02", "03-03", "03-04", "03-05"]
    assert [(one.kind, one.seconds) for one in setup.notices] == [
        ("step", days * 86_400), ("step", -days * 86_400),
    ]  # fmt: skip
    assert setup.time.last_step is not None and setup.time.skew_seconds == 0


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (40, True),
        (1, False),
        *(pytest.param(days, told, marks=pytest.mark.soak) for days in (1, 2) for told in (True, False)),
    ],
)
async def test_started_with_a_clock_that_is_ahead(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    days: int,
    told: bool,
) -> None:
    """Nothing in the process shows that the clock is wrong before Discord does."""
    await setup.dispatcher("old").run_once()
    setup.clock.step(days=days)
    setup.time = ServerTime(setup.clock)
    setup.state.follow(setup.time)
    dispatcher = setup.dispatcher("new", time=setup.time, told=told)
    for hour in range(24 * 3):
        await dispatcher.run_once()
        setup.clock.turn(hours=1)
        if hour == 30:
            setup.clock.step(days=-days)
    real = [m for m in setup.world.messages if json.loads(m.body)["dated"] == f"{m.at:%Y-%m-%d}"]
    assert dated(real) == ["03-02", "03-03", "03-04"]
    assert len(setup.world.messages) - len(real) <= (0 if told and days > 1 else 1)


async def test_a_zone_and_an_edit_while_the_clock_was_ahead(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
) -> None:
    dispatcher = setup.dispatcher()
    setup.clock.step(days=30)
    await setup.state.subscriptions.edit(subscription.key, local_time=time(10))
    setup.clock.step(days=-30)
    await goes_on(setup, dispatcher, 24)
    assert dated(setup.world.messages) == ["03-02"]


async def test_small_steps_are_no_news_and_large_ones_are(setup: DeliverySetup) -> None:
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    setup.clock.step(seconds=100)
    await dispatcher.run_once()
    assert setup.notices == []
    setup.clock.step(seconds=-130)
    await dispatcher.run_once()
    assert [(one.kind, one.seconds) for one in setup.notices] == [("step", -130)]
    await dispatcher.run_once()
    assert len(setup.notices) == 1


async def test_a_lease_of_a_clock_that_was_ahead_keeps_nobody_away(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    file: Path,
) -> None:
    setup.clock.turn(hours=1)
    setup.clock.step(days=30)
    async with open_store(file, setup.clock) as wrong:
        await wrong.subscriptions.edit(subscription.key)
    setup.clock.step(days=-30)
    await killed_at(setup, "after-claim")
    await setup.state.database.execute(
        text("UPDATE deliveries SET held_until = '2027-01-01T00:00:00.000000Z'")
    )
    await setup.dispatcher("new").run_once()
    assert len(setup.world.messages) == 1
