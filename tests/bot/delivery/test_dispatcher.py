"""One briefing a day: never twice, never lost, and a reason for what was not sent."""

from __future__ import annotations

import asyncio
import json
from datetime import time, timedelta

import pytest
from sqlalchemy import text

from bot.discord.http.request_gate import RequestGate
from bot.store import open_store
from bot.store.subscriptions import Subscription, SubscriptionSettings
from tests.bot.delivery.fakes import DeliverySetup, error


@pytest.fixture
async def subscription(setup: DeliverySetup) -> Subscription:
    """Channel 5 wants its briefing at nine; it is eight."""
    return await setup.state.subscriptions.add(
        SubscriptionSettings(5, guild_id=1, owner_id=2, local_time=time(9))
    )


async def why(setup: DeliverySetup, subscription: Subscription) -> list[tuple[str, str | None]]:
    decisions = await setup.state.deliveries.decisions(subscription.key)
    return [(decision.outcome, decision.facts.get("reason")) for decision in decisions]


class Killed(BaseException):
    """The process is gone: nothing after this runs."""


def killing(at: str):
    def checkpoint(name: str) -> None:
        if name == at:
            raise Killed

    return checkpoint


async def killed_at(setup: DeliverySetup, point: str) -> None:
    with pytest.raises(BaseExceptionGroup):
        await setup.dispatcher("dead", checkpoint=killing(point)).run_once()


async def test_on_time_and_once(setup: DeliverySetup, subscription: Subscription) -> None:
    dispatcher = setup.dispatcher()
    assert await dispatcher.run_once() == 0
    setup.clock.turn(hours=1)
    await dispatcher.run_once()
    await dispatcher.run_once()
    [message] = setup.world.messages
    assert (message.channel, json.loads(message.body)["dated"]) == (5, "2026-03-02")
    assert json.loads(message.body)["id"] == message.nonce and len(message.nonce) <= 25
    assert await why(setup, subscription) == [("delivered", None)]
    setup.clock.turn(days=1)
    await dispatcher.run_once()
    assert len(setup.world.messages) == 2


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("point", ["before-claim", "after-claim", "after-send", "after-confirm"])
@pytest.mark.parametrize("later", [{"seconds": 1}, {"minutes": 10}, {"hours": 20}])
async def test_killed_anywhere_and_started_again(
    setup: DeliverySetup, subscription: Subscription, point: str, parts: int, later: dict[str, float]
) -> None:
    setup.composer.parts, setup.world.dedupes = parts, False
    setup.clock.turn(hours=1)
    await killed_at(setup, point)
    setup.clock.turn(**later)
    dispatcher = setup.dispatcher("new")
    for _ in range(3):
        await dispatcher.run_once()
        setup.clock.turn(seconds=61)
    late = point == "before-claim" and later == {"hours": 20}  # then it never began, and it is too late
    assert len(setup.world.messages) == (0 if late else parts)
    assert await why(setup, subscription) == [("skipped", "late") if late else ("delivered", None)]


@pytest.mark.parametrize("point", ["after-claim", "after-send"])
async def test_a_day_later_there_is_one_message_for_each_day_that_had_one(
    setup: DeliverySetup, subscription: Subscription, point: str
) -> None:
    setup.clock.turn(hours=1)
    await killed_at(setup, point)
    setup.clock.turn(days=1)
    dispatcher = setup.dispatcher("new")
    for _ in range(3):
        await dispatcher.run_once()
        setup.clock.turn(seconds=61)
    dated = [json.loads(message.body)["dated"] for message in setup.world.messages]
    assert dated == ["2026-03-03"] if point == "after-claim" else ["2026-03-02", "2026-03-03"]


async def test_where_nobody_can_look_it_is_not_sent_again(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.clock.turn(hours=1)
    await killed_at(setup, "after-send")
    setup.world.unreadable = True
    setup.clock.turn(minutes=2)
    await setup.dispatcher("new").run_once()
    assert len(setup.world.messages) == 1
    assert await why(setup, subscription) == [("unsettled", "unreadable")]


async def test_who_waited_longer_than_the_lease_does_not_send(setup: DeliverySetup, file, clock) -> None:
    """Discord asked for two minutes of silence; meanwhile another process took the briefing over."""
    await setup.state.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    setup.world.dedupes = False
    clock.turn(hours=1)
    async with open_store(file, clock) as other_state:
        slow, other = setup.dispatcher("slow"), setup.dispatcher("other", other_state)
        gate, waited = slow._ports.gate, asyncio.Event()

        async def turn(channel: int | None = None) -> None:
            clock.turn(minutes=2)
            await other.run_once()
            waited.set()

        gate.acquire = turn
        await slow.run_once()
        assert waited.is_set()
    assert len(setup.world.messages) == 1


async def test_two_processes_at_once(setup: DeliverySetup, file, clock) -> None:
    for channel in range(12):
        await setup.state.subscriptions.add(SubscriptionSettings(channel, local_time=time(9)))
    setup.world.dedupes = False
    clock.turn(hours=1)
    async with open_store(file, clock) as other:
        first, second = setup.dispatcher("a", workers=4), setup.dispatcher("b", on=other, workers=4)
        await asyncio.gather(first.run_once(), second.run_once())
        await asyncio.gather(first.run_once(), second.run_once())
    assert sorted(message.channel for message in setup.world.messages) == list(range(12))


async def test_who_asks_for_a_round_waits_for_the_one_under_way(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    """What was due before the call is settled after it, whichever round took it up."""
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    gate = dispatcher._ports.gate
    sending, go_on, acquire = asyncio.Event(), asyncio.Event(), gate.acquire

    async def held_up(channel: int) -> None:
        sending.set()
        await go_on.wait()
        await acquire(channel)

    gate.acquire = held_up
    first = asyncio.create_task(dispatcher.run_once())
    await sending.wait()
    second = asyncio.create_task(dispatcher.run_once())
    await asyncio.wait({second}, timeout=0.2)
    assert not second.done() and not setup.world.messages
    go_on.set()
    await second
    assert first.done() and len(setup.world.messages) == 1


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize(
    "fault",
    [error(500), error(503), TimeoutError(), ConnectionResetError()],
    ids=["500", "503", "timeout", "reset"],
)
async def test_a_failed_send_is_tried_again_and_posted_once(
    setup: DeliverySetup, subscription: Subscription, where: str, fault: Exception
) -> None:
    setup.world.faults, setup.world.dedupes = [(where, fault)], False
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    for _ in range(3):
        await dispatcher.run_once()
        setup.clock.turn(minutes=1)
    assert len(setup.world.messages) == 1
    assert await why(setup, subscription) == [("delivered", None)]


async def test_an_hour_of_errors_is_outlived_without_hammering(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.clock.turn(hours=1)
    setup.world.faults = [("before", error(500))] * 1000
    start, dispatcher = setup.clock.now(), setup.dispatcher()
    while setup.clock.now() - start < timedelta(hours=3):
        if setup.clock.now() - start > timedelta(hours=1):
            setup.world.faults = []
        await dispatcher.run_once()
        setup.clock.turn(minutes=2)
    assert len(setup.world.messages) == 1
    assert setup.world.attempts < 25


async def test_what_cannot_be_sent_before_the_next_one_gives_way_to_it(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.clock.turn(hours=1)
    setup.world.faults = [("before", error(500))] * 10_000
    dispatcher = setup.dispatcher()
    for _ in range(25):
        await dispatcher.run_once()
        setup.clock.turn(hours=1)
    setup.world.faults = []
    for _ in range(10):
        await dispatcher.run_once()
        setup.clock.turn(minutes=2)
    assert [json.loads(message.body)["dated"] for message in setup.world.messages] == ["2026-03-03"]
    assert await why(setup, subscription) == [("delivered", None), ("failed", "window")]


@pytest.mark.parametrize(("status", "reason"), [(403, "forbidden"), (404, "gone")])
async def test_a_closed_channel_pauses_and_tells_the_owner_once(
    setup: DeliverySetup, subscription: Subscription, status: int, reason: str
) -> None:
    setup.world.faults = [("before", error(status))] * 9
    dispatcher = setup.dispatcher()
    setup.clock.turn(hours=1)
    for _ in range(3):
        await dispatcher.run_once()
        setup.clock.turn(days=1)
    assert setup.told == [(subscription.key, reason)]
    paused = await setup.state.subscriptions.get(subscription.key)
    assert paused is not None and paused.paused_reason == reason
    setup.world.faults = []
    await setup.state.subscriptions.resume(subscription.key)
    setup.clock.turn(days=1)
    await dispatcher.run_once()
    assert len(setup.world.messages) == 1


@pytest.mark.parametrize("status", [403, 404])
async def test_a_rest_that_is_refused_does_not_stop_the_subscription(
    setup: DeliverySetup, subscription: Subscription, status: int
) -> None:
    """Somebody took the first message away, or its post: the channel is still there."""
    setup.composer.parts = 2
    dispatcher = setup.dispatcher(checkpoint=lambda name: name == "after-confirm" and faults.append(gone))
    faults, gone = setup.world.faults, ("before", error(status))
    setup.clock.turn(hours=1)
    await dispatcher.run_once()
    assert (await why(setup, subscription), setup.told) == ([("failed", "rest")], [])
    faults.clear()
    setup.composer.parts = 1
    setup.clock.turn(days=1)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 2


async def test_a_message_at_fault_fails_alone(setup: DeliverySetup, subscription: Subscription) -> None:
    setup.world.faults = [("before", error(400))]
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    assert (await why(setup, subscription), setup.told) == ([("failed", "invalid")], [])
    setup.clock.turn(days=1)
    await dispatcher.run_once()
    assert len(setup.world.messages) == 1


async def test_a_missed_time_is_caught_up_within_six_hours(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.clock.turn(hours=6)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 1
    setup.clock.turn(days=1, hours=3)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 1
    assert (await why(setup, subscription))[0] == ("skipped", "late")


async def test_where_nothing_is_caught_up_who_waits_for_their_turn_is_on_time(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    dispatcher = setup.dispatcher(catch_up=timedelta())
    setup.clock.turn(hours=1, minutes=4)
    await dispatcher.run_once()
    assert len(setup.world.messages) == 1
    setup.clock.turn(days=1, minutes=20)
    await dispatcher.run_once()
    assert (await why(setup, subscription))[0] == ("skipped", "late")


async def test_a_zone_that_is_no_longer_known_pauses_and_tells_the_owner_once(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    await setup.state.database.execute(text("UPDATE subscriptions SET timezone = 'Mars/Olympus'"))
    setup.clock.turn(hours=1)
    for _ in range(3):
        await setup.dispatcher().run_once()
    assert setup.told == [(subscription.key, "zone")]
    await setup.state.subscriptions.edit(subscription.key, timezone="UTC")
    await setup.state.subscriptions.resume(subscription.key)
    setup.clock.turn(days=1)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 1


async def test_one_that_is_caught_up_after_midnight_is_its_own_days(setup: DeliverySetup) -> None:
    await setup.state.subscriptions.add(SubscriptionSettings(5, local_time=time(23, 30)))
    setup.clock.turn(hours=17, minutes=30)
    await setup.dispatcher().run_once()
    setup.clock.turn(hours=22)
    await setup.dispatcher().run_once()
    dated = [json.loads(message.body)["dated"] for message in setup.world.messages]
    assert dated == ["2026-03-02", "2026-03-03"]


async def test_a_form_that_gives_back_what_it_was_given_moves_nothing(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.clock.turn(hours=1, seconds=1)
    same = {"local_time": time(9), "timezone": "UTC", "days": subscription.settings.days}
    for _ in range(2):
        await setup.state.subscriptions.edit(subscription.key, **same)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 1
    await setup.state.subscriptions.edit(subscription.key, local_time=time(10))
    await setup.state.subscriptions.edit(subscription.key, local_time=time(11), timezone="Asia/Tokyo")
    setup.clock.turn(hours=12)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 1, "the day was decided before the edits"
    setup.clock.turn(hours=6)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 2


async def test_missed_days_become_one_dated_today(setup: DeliverySetup, subscription: Subscription) -> None:
    setup.clock.turn(days=4, hours=2)
    await setup.dispatcher().run_once()
    [message] = setup.world.messages
    assert json.loads(message.body)["dated"] == "2026-03-06"
    assert await why(setup, subscription) == [("delivered", None), ("skipped", "missed")]


async def test_an_empty_day_is_a_decision_too(setup: DeliverySetup, subscription: Subscription) -> None:
    setup.composer.parts = None
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    await dispatcher.run_once()
    assert await why(setup, subscription) == [("skipped", "empty")]
    assert setup.world.attempts == 0


async def test_parts_go_out_in_order_and_go_on_where_they_stopped(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.composer.parts = 4
    setup.world.faults = [("after", error(500)), ("before", error(500))]
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    for _ in range(8):
        await dispatcher.run_once()
        setup.clock.turn(minutes=2)
    assert [message.nonce[-1] for message in setup.world.messages] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("point", ["after-send", "after-confirm"])
async def test_what_stands_in_part_is_finished_a_day_later(
    setup: DeliverySetup, subscription: Subscription, point: str
) -> None:
    setup.composer.parts = 3
    setup.clock.turn(hours=1)
    await killed_at(setup, point)
    setup.clock.turn(days=1)
    dispatcher = setup.dispatcher("new")
    for _ in range(4):
        await dispatcher.run_once()
        setup.clock.turn(seconds=61)
    assert [message.nonce[-10:] for message in setup.world.messages] == [
        f"{day}-{part}" for day in ("20260302", "20260303") for part in range(3)
    ]
    assert await why(setup, subscription) == [("delivered", None)] * 2


async def test_what_was_told_is_told_when_all_of_it_stands(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.composer.parts, setup.composer.seen_to = 2, 40
    setup.world.faults = [("before", error(500))]
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    before = await setup.state.subscriptions.get(subscription.key)
    setup.clock.turn(minutes=1)
    await dispatcher.run_once()
    setup.clock.turn(minutes=1)
    await dispatcher.run_once()
    after = await setup.state.subscriptions.get(subscription.key)
    assert before is not None and after is not None
    assert (before.seen_to, after.seen_to) == (0, 40)


async def test_on_request_comes_besides_the_daily_one(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    dispatcher = setup.dispatcher()
    assert await dispatcher.on_request(subscription) == "sent"
    setup.clock.turn(hours=1)
    await dispatcher.run_once()
    assert len(setup.world.messages) == 2
    setup.composer.parts = None
    assert await dispatcher.on_request(subscription) == "empty"


async def test_two_requests_at_once_send_one(setup: DeliverySetup, subscription: Subscription) -> None:
    dispatcher = setup.dispatcher()
    answers = await asyncio.gather(*(dispatcher.on_request(subscription) for _ in range(3)))
    assert sorted(answers) == ["busy", "busy", "sent"] and len(setup.world.messages) == 1


async def test_one_that_cannot_be_composed_holds_up_nobody(
    setup: DeliverySetup, subscription: Subscription
) -> None:
    setup.composer.broken = ValueError("bad")
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    setup.composer.broken = None
    await setup.state.subscriptions.add(SubscriptionSettings(6, local_time=time(9, 1)))
    setup.clock.turn(minutes=1)
    await dispatcher.run_once()
    assert [message.channel for message in setup.world.messages] == [6]
    setup.clock.turn(minutes=6)
    await dispatcher.run_once()
    assert [message.channel for message in setup.world.messages] == [6, 5]


async def test_paused_while_one_was_under_way(setup: DeliverySetup, subscription: Subscription) -> None:
    setup.world.faults = [("before", error(500))]
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    await setup.state.subscriptions.pause(subscription.key, "asked")
    setup.clock.turn(minutes=5)
    await dispatcher.run_once()
    assert (setup.world.messages, await why(setup, subscription)) == ([], [("failed", "paused")])


async def test_removed_while_one_was_under_way(setup: DeliverySetup, subscription: Subscription) -> None:
    setup.world.faults = [("before", error(500))]
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    await dispatcher.run_once()
    await setup.state.subscriptions.remove(subscription.key)
    setup.clock.turn(minutes=5)
    assert await dispatcher.run_once() == 0


async def test_a_locked_database_delays_and_loses_nothing(
    setup: DeliverySetup, subscription, file, monkeypatch
) -> None:
    import sqlite3
    from contextlib import closing

    from sqlalchemy import text

    await setup.state.database.execute(text("PRAGMA busy_timeout = 20"))
    setup.clock.turn(hours=1)
    dispatcher = setup.dispatcher()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await dispatcher.run_once()
        assert setup.world.messages == []
    await dispatcher.run_once()
    assert len(setup.world.messages) == 1


async def test_the_loop_outlives_trouble_that_nobody_foresaw(
    setup: DeliverySetup, subscription: Subscription, monkeypatch
) -> None:
    from sqlalchemy.exc import OperationalError

    due, failed = setup.state.subscriptions.due, asyncio.Event()

    async def out_of_order(*given: object) -> None:
        failed.set()
        raise OperationalError("SELECT", {}, Exception("something else"))

    monkeypatch.setattr(setup.state.subscriptions, "due", out_of_order)
    setup.clock.turn(hours=1)
    stop = asyncio.Event()
    running = asyncio.create_task(setup.dispatcher(poll_interval=0.01).run(stop))
    await failed.wait()
    monkeypatch.setattr(setup.state.subscriptions, "due", due)
    while not setup.world.messages:
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_the_loop_stops_when_told(setup: DeliverySetup, subscription: Subscription) -> None:
    setup.clock.turn(hours=1)
    stop = asyncio.Event()
    running = asyncio.create_task(setup.dispatcher(poll_interval=0.01).run(stop))
    while not setup.world.messages:
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert await why(setup, subscription) == [("delivered", None)]


async def test_a_turn_that_went_by_while_the_database_was_away_is_taken_again(
    setup: DeliverySetup, subscription: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or all that waited for it would be sent in one moment."""
    order, acquire, extend = list[str](), RequestGate.acquire, setup.state.deliveries.extend_lease

    async def turn(gate: RequestGate, channel: int | None = None) -> None:
        await acquire(gate, channel)
        order.append("turn")

    async def slow(*args: object, **given: object) -> bool:
        setup.clock.turn(seconds=0 if "lease" in order else 4)
        order.append("lease")
        return await extend(*args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(RequestGate, "acquire", turn)
    monkeypatch.setattr(setup.state.deliveries, "extend_lease", slow)
    setup.world.tells_newest = False  # who has looked for the message holds the lease anew before sending it
    setup.clock.turn(hours=1)
    await setup.dispatcher().run_once()
    assert len(setup.world.messages) == 1 and order[-3:] == ["turn", "lease", "turn"]
