"""No day is given up as late by a clock that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.delivery.dispatcher import DeliveryDispatcher
from bot.server_time import ClockNotice, ServerTime, first_snowflake
from bot.store.subscriptions import Subscription
from tests.bot.delivery.fakes import DeliverySetup, error
from tests.bot.delivery.test_continuity import (  # noqa: F401
    MachineClock,
    clock,
    dated,
    goes_on,
    own_clock_of_discord,
)
from tests.bot.delivery.test_dispatcher import subscription, why  # noqa: F401


class Owner:
    """Hears of the clock, once the first tries have failed; `asked` holds all."""

    def __init__(self, setup: DeliverySetup, deaf: int) -> None:
        self.setup, self.deaf = setup, deaf
        self.asked: list[ClockNotice] = []

    async def tell(self, notice: ClockNotice) -> int | None:
        self.asked.append(notice)
        if len(self.asked) <= self.deaf:
            return None
        return first_snowflake(self.setup.world.clock.now())


def started(setup: DeliverySetup, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> DeliveryDispatcher:
    """A new process, whose messages to the owner fail at first."""
    setup.time = ServerTime(setup.clock)
    setup.state.follow(setup.time)
    made = setup.dispatcher("new", time=setup.time)
    monkeypatch.setattr(made._continuity, "_tell_operator", owner.tell)
    return made


@pytest.mark.parametrize("claimed", [False, True])
async def test_a_day_waits_until_it_is_known_what_time_it_is(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    claimed: bool,
) -> None:
    """The clock is ahead by more than is caught up, and the first messages to the owner are lost."""
    setup.clock.turn(hours=1, minutes=5)
    if claimed:
        setup.world.faults = [("before", error(503))]
        await setup.dispatcher("old").run_once()
    setup.clock.step(hours=37 if claimed else 11)
    owner = Owner(setup, deaf=3)
    dispatcher = started(setup, owner, monkeypatch)
    for _ in range(40):
        await dispatcher.run_once()
        setup.clock.turn(minutes=5)
    assert dated(setup.world.messages)[:1] == ["03-02"]
    assert await why(setup, subscription) == [("delivered", None)]
    assert len(owner.asked) == 5, "not in each round"


async def test_where_nobody_can_say_it_the_clock_is_gone_by_after_hours(
    setup: DeliverySetup,
    subscription: Subscription,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    setup.clock.turn(hours=10)
    owner = Owner(setup, deaf=1000)
    dispatcher = started(setup, owner, monkeypatch)
    await goes_on(setup, dispatcher, 4)
    assert await why(setup, subscription) == []
    await goes_on(setup, dispatcher, 4)
    assert await why(setup, subscription) == [("skipped", "late")] and len(owner.asked) <= 7
    await goes_on(setup, dispatcher, 24)
    assert dated(setup.world.messages) == ["03-03"]


@pytest.fixture
def wrong(setup: DeliverySetup) -> Iterator[ServerTime]:
    """Of a machine five hours ahead."""
    setup.clock.step(hours=5)
    yield ServerTime(setup.clock)


def discord_says(setup: DeliverySetup, time: ServerTime) -> None:
    time.answered(setup.world.clock.now().replace(microsecond=0))


def test_dates_that_agree_are_enough(setup: DeliverySetup) -> None:
    setup.clock.step(seconds=90)
    discord_says(setup, setup.time)
    assert setup.time.verified and setup.time.offset_by_dates() is None and setup.time.skew_seconds == 0
    setup.time.doubt("gap", timedelta(days=1))
    assert setup.time.take_notices() == (), "nothing to ask anybody"


def test_dates_that_differ_wait_for_a_message(setup: DeliverySetup, wrong: ServerTime) -> None:
    discord_says(setup, wrong)
    assert (wrong.verified, wrong.in_doubt, wrong.skew_seconds) == (False, True, 0)
    notice = wrong.offset_by_dates()
    assert notice is not None and (notice.kind, notice.seconds) == ("offset", 5 * 3600)
    wrong.believe_dates()
    assert (wrong.verified, wrong.in_doubt, wrong.skew_seconds) == (True, False, 5 * 3600)
    wrong.just_posted(first_snowflake(setup.clock.now()))
    assert wrong.skew_seconds == 0, "a message knows better"


def test_dates_that_do_not_go_on_are_not_discords(setup: DeliverySetup, wrong: ServerTime) -> None:
    """Such as those of a proxy whose clock stands still: what they said is taken back."""
    says = setup.world.clock.now()
    wrong.answered(says)
    wrong.believe_dates()
    setup.clock.turn(minutes=3)
    wrong.answered(says)
    assert (wrong.verified, wrong.skew_seconds) == (False, 0)
    discord_says(setup, wrong)
    assert wrong.offset_by_dates() is None and not wrong.verified


def test_a_date_before_an_id_is_not_discords(setup: DeliverySetup, wrong: ServerTime) -> None:
    wrong.saw(first_snowflake(setup.world.clock.now()))
    wrong.answered(setup.world.clock.now() - timedelta(hours=1))
    wrong.believe_dates()
    assert not wrong.verified and wrong.skew_seconds == 0


def test_dates_follow_a_clock_that_is_moved_meanwhile(setup: DeliverySetup, wrong: ServerTime) -> None:
    discord_says(setup, wrong)
    setup.clock.step(days=3)
    setup.clock.turn(minutes=5)
    discord_says(setup, wrong)
    wrong.believe_dates()
    assert wrong.now() == setup.world.clock.now()
