"""One briefing a day: never twice, never lost, and a reason for what was not sent."""

from __future__ import annotations

import asyncio
import json
from datetime import time, timedelta

import pytest
from sqlalchemy import text

from bot.store import open_store
from bot.store.subscriptions import Subscription, SubscriptionSettings
from tests.bot.delivery.fakes import Stage, error


@pytest.fixture
async def subscription(stage: Stage) -> Subscription:
    """Channel 5 wants its briefing at nine; it is eight."""
    return await stage.state.subscriptions.add(
        SubscriptionSettings(5, guild_id=1, owner_id=2, local_time=time(9))
    )


async def why(stage: Stage, subscription: Subscription) -> list[tuple[str, str | None]]:
    decisions = await stage.state.deliveries.decisions(subscription.key)
    return [(decision.outcome, decision.facts.get("reason")) for decision in decisions]


class Killed(BaseException):
    """The process is gone: nothing after this runs."""


def killing(at: str):
    def checkpoint(name: str) -> None:
        if name == at:
            raise Killed

    return checkpoint


async def killed_at(stage: Stage, point: str) -> None:
    with pytest.raises(BaseExceptionGroup):
        await stage.dispatcher("dead", checkpoint=killing(point)).run_once()


async def test_on_time_and_once(stage: Stage, subscription: Subscription) -> None:
    dispatcher = stage.dispatcher()
    assert await dispatcher.run_once() == 0
    stage.clock.turn(hours=1)
    await dispatcher.run_once()
    await dispatcher.run_once()
    [message] = stage.world.messages
    assert (message.channel, json.loads(message.body)["dated"]) == (5, "2026-03-02")
    assert json.loads(message.body)["id"] == message.nonce and len(message.nonce) <= 25
    assert await why(stage, subscription) == [("delivered", None)]
    stage.clock.turn(days=1)
    await dispatcher.run_once()
    assert len(stage.world.messages) == 2


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("point", ["before-claim", "after-claim", "after-send", "after-confirm"])
@pytest.mark.parametrize("later", [{"seconds": 1}, {"minutes": 10}, {"hours": 20}])
async def test_killed_anywhere_and_started_again(
    stage: Stage, subscription: Subscription, point: str, parts: int, later: dict[str, float]
) -> None:
    stage.composer.parts, stage.world.dedupes = parts, False
    stage.clock.turn(hours=1)
    await killed_at(stage, point)
    stage.clock.turn(**later)
    dispatcher = stage.dispatcher("new")
    for _ in range(3):
        await dispatcher.run_once()
        stage.clock.turn(seconds=61)
    late = point == "before-claim" and later == {"hours": 20}  # then it never began, and it is too late
    assert len(stage.world.messages) == (0 if late else parts)
    assert await why(stage, subscription) == [("skipped", "late") if late else ("delivered", None)]


@pytest.mark.parametrize("point", ["after-claim", "after-send"])
async def test_a_day_later_there_is_one_message_for_each_day_that_had_one(
    stage: Stage, subscription: Subscription, point: str
) -> None:
    stage.clock.turn(hours=1)
    await killed_at(stage, point)
    stage.clock.turn(days=1)
    dispatcher = stage.dispatcher("new")
    for _ in range(3):
        await dispatcher.run_once()
        stage.clock.turn(seconds=61)
    dated = [json.loads(message.body)["dated"] for message in stage.world.messages]
    assert dated == ["2026-03-03"] if point == "after-claim" else ["2026-03-02", "2026-03-03"]


async def test_where_nobody_can_look_it_is_not_sent_again(stage: Stage, subscription: Subscription) -> None:
    stage.clock.turn(hours=1)
    await killed_at(stage, "after-send")
    stage.world.unreadable = True
    stage.clock.turn(minutes=2)
    await stage.dispatcher("new").run_once()
    assert len(stage.world.messages) == 1
    assert await why(stage, subscription) == [("unsettled", "unreadable")]


async def test_who_waited_longer_than_the_lease_does_not_send(stage: Stage, file, clock) -> None:
    """Discord asked for two minutes of silence; meanwhile another process took the briefing over."""
    await stage.state.subscriptions.add(SubscriptionSettings(5, local_time=time(9)))
    stage.world.dedupes = False
    clock.turn(hours=1)
    async with open_store(file, clock) as other_state:
        slow, other = stage.dispatcher("slow"), stage.dispatcher("other", other_state)
        gate, waited = slow._ports.gate, asyncio.Event()

        async def turn(channel: int | None = None) -> None:
            clock.turn(minutes=2)
            await other.run_once()
            waited.set()

        gate.acquire = turn
        await slow.run_once()
        assert waited.is_set()
    assert len(stage.world.messages) == 1


async def test_two_processes_at_once(stage: Stage, file, clock) -> None:
    for channel in range(12):
        await stage.state.subscriptions.add(SubscriptionSettings(channel, local_time=time(9)))
    stage.world.dedupes = False
    clock.turn(hours=1)
    async with open_store(file, clock) as other:
        first, second = stage.dispatcher("a", workers=4), stage.dispatcher("b", on=other, workers=4)
        await asyncio.gather(first.run_once(), second.run_once())
        await asyncio.gather(first.run_once(), second.run_once())
    assert sorted(message.channel for message in stage.world.messages) == list(range(12))


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize(
    "fault",
    [error(500), error(503), TimeoutError(), ConnectionResetError()],
    ids=["500", "503", "timeout", "reset"],
)
async def test_a_failed_send_is_tried_again_and_posted_once(
    stage: Stage, subscription: Subscription, where: str, fault: Exception
) -> None:
    stage.world.faults, stage.world.dedupes = [(where, fault)], False
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    for _ in range(3):
        await dispatcher.run_once()
        stage.clock.turn(minutes=1)
    assert len(stage.world.messages) == 1
    assert await why(stage, subscription) == [("delivered", None)]


async def test_an_hour_of_errors_is_outlived_without_hammering(
    stage: Stage, subscription: Subscription
) -> None:
    stage.clock.turn(hours=1)
    stage.world.faults = [("before", error(500))] * 1000
    start, dispatcher = stage.clock.now(), stage.dispatcher()
    while stage.clock.now() - start < timedelta(hours=3):
        if stage.clock.now() - start > timedelta(hours=1):
            stage.world.faults = []
        await dispatcher.run_once()
        stage.clock.turn(minutes=2)
    assert len(stage.world.messages) == 1
    assert stage.world.attempts < 25


async def test_what_cannot_be_sent_before_the_next_one_gives_way_to_it(
    stage: Stage, subscription: Subscription
) -> None:
    stage.clock.turn(hours=1)
    stage.world.faults = [("before", error(500))] * 10_000
    dispatcher = stage.dispatcher()
    for _ in range(25):
        await dispatcher.run_once()
        stage.clock.turn(hours=1)
    stage.world.faults = []
    for _ in range(10):
        await dispatcher.run_once()
        stage.clock.turn(minutes=2)
    assert [json.loads(message.body)["dated"] for message in stage.world.messages] == ["2026-03-03"]
    assert await why(stage, subscription) == [("delivered", None), ("failed", "window")]


@pytest.mark.parametrize(("status", "reason"), [(403, "forbidden"), (404, "gone")])
async def test_a_closed_channel_pauses_and_tells_the_owner_once(
    stage: Stage, subscription: Subscription, status: int, reason: str
) -> None:
    stage.world.faults = [("before", error(status))] * 9
    dispatcher = stage.dispatcher()
    stage.clock.turn(hours=1)
    for _ in range(3):
        await dispatcher.run_once()
        stage.clock.turn(days=1)
    assert stage.told == [(subscription.key, reason)]
    paused = await stage.state.subscriptions.get(subscription.key)
    assert paused is not None and paused.paused_reason == reason
    stage.world.faults = []
    await stage.state.subscriptions.resume(subscription.key)
    stage.clock.turn(days=1)
    await dispatcher.run_once()
    assert len(stage.world.messages) == 1


@pytest.mark.parametrize("status", [403, 404])
async def test_a_rest_that_is_refused_does_not_stop_the_subscription(
    stage: Stage, subscription: Subscription, status: int
) -> None:
    """Somebody took the first message away, or its post: the channel is still there."""
    stage.composer.parts = 2
    dispatcher = stage.dispatcher(checkpoint=lambda name: name == "after-confirm" and faults.append(gone))
    faults, gone = stage.world.faults, ("before", error(status))
    stage.clock.turn(hours=1)
    await dispatcher.run_once()
    assert (await why(stage, subscription), stage.told) == ([("failed", "rest")], [])
    faults.clear()
    stage.composer.parts = 1
    stage.clock.turn(days=1)
    await stage.dispatcher().run_once()
    assert len(stage.world.messages) == 2


async def test_a_message_at_fault_fails_alone(stage: Stage, subscription: Subscription) -> None:
    stage.world.faults = [("before", error(400))]
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    await dispatcher.run_once()
    assert (await why(stage, subscription), stage.told) == ([("failed", "invalid")], [])
    stage.clock.turn(days=1)
    await dispatcher.run_once()
    assert len(stage.world.messages) == 1


async def test_a_missed_time_is_caught_up_within_six_hours(stage: Stage, subscription: Subscription) -> None:
    stage.clock.turn(hours=6)
    await stage.dispatcher().run_once()
    assert len(stage.world.messages) == 1
    stage.clock.turn(days=1, hours=3)
    await stage.dispatcher().run_once()
    assert len(stage.world.messages) == 1
    assert (await why(stage, subscription))[0] == ("skipped", "late")


async def test_where_nothing_is_caught_up_who_waits_for_their_turn_is_on_time(
    stage: Stage, subscription: Subscription
) -> None:
    dispatcher = stage.dispatcher(catch_up=timedelta())
    stage.clock.turn(hours=1, minutes=4)
    await dispatcher.run_once()
    assert len(stage.world.messages) == 1
    stage.clock.turn(days=1, minutes=20)
    await dispatcher.run_once()
    assert (await why(stage, subscription))[0] == ("skipped", "late")


async def test_a_zone_that_is_no_longer_known_pauses_and_tells_the_owner_once(
    stage: Stage, subscription: Subscription
) -> None:
    await stage.state.database.execute(text("UPDATE subscriptions SET timezone = 'Mars/Olympus'"))
    stage.clock.turn(hours=1)
    for _ in range(3):
        await stage.dispatcher().run_once()
    assert stage.told == [(subscription.key, "zone")]
    await stage.state.subscriptions.edit(subscription.key, timezone="UTC")
    await stage.state.subscriptions.resume(subscription.key)
    stage.clock.turn(days=1)
    await stage.dispatcher().run_once()
    assert len(stage.world.messages) == 1


async def test_one_that_is_caught_up_after_midnight_is_its_own_days(stage: Stage) -> None:
    await stage.state.subscriptions.add(SubscriptionSettings(5, local_time=time(23, 30)))
    stage.clock.turn(hours=17, minutes=30)
    await stage.dispatcher().run_once()
    stage.clock.turn(hours=22)
    await stage.dispatcher().run_once()
    dated = [json.loads(message.body)["dated"] for message in stage.world.messages]
    assert dated == ["2026-03-02", "2026-03-03"]


async def test_a_form_that_gives_back_what_it_was_given_moves_nothing(
    stage: Stage, subscription: Subscription
) -> None:
    stage.clock.turn(hours=1, seconds=1)
    same = {"local_time": time(9), "timezone": "UTC", "days": subscription.settings.days}
    for _ in range(2):
        await stage.state.subscriptions.edit(subscription.key, **same)
    await stage.dispatcher().run_once()
    assert len(stage.world.messages) == 1
    await stage.state.subscriptions.edit(subscription.key, local_time=time(10))
    await stage.state.subscriptions.edit(subscription.key, local_time=time(11), timezone="Asia/Tokyo")
    stage.clock.turn(hours=12)
    await stage.dispatcher().run_once()
    assert len(stage.world.messages) == 1, "the day was decided before the edits"
    stage.clock.turn(hours=6)
    await stage.dispatcher().run_once()
    assert len(stage.world.messages) == 2


async def test_missed_days_become_one_dated_today(stage: Stage, subscription: Subscription) -> None:
    stage.clock.turn(days=4, hours=2)
    await stage.dispatcher().run_once()
    [message] = stage.world.messages
    assert json.loads(message.body)["dated"] == "2026-03-06"
    assert await why(stage, subscription) == [("delivered", None), ("skipped", "missed")]


async def test_an_empty_day_is_a_decision_too(stage: Stage, subscription: Subscription) -> None:
    stage.composer.parts = None
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    await dispatcher.run_once()
    await dispatcher.run_once()
    assert await why(stage, subscription) == [("skipped", "empty")]
    assert stage.world.attempts == 0


async def test_parts_go_out_in_order_and_go_on_where_they_stopped(
    stage: Stage, subscription: Subscription
) -> None:
    stage.composer.parts = 4
    stage.world.faults = [("after", error(500)), ("before", error(500))]
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    for _ in range(8):
        await dispatcher.run_once()
        stage.clock.turn(minutes=2)
    assert [message.nonce[-1] for message in stage.world.messages] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("point", ["after-send", "after-confirm"])
async def test_what_stands_in_part_is_finished_a_day_later(
    stage: Stage, subscription: Subscription, point: str
) -> None:
    stage.composer.parts = 3
    stage.clock.turn(hours=1)
    await killed_at(stage, point)
    stage.clock.turn(days=1)
    dispatcher = stage.dispatcher("new")
    for _ in range(4):
        await dispatcher.run_once()
        stage.clock.turn(seconds=61)
    assert [message.nonce[-10:] for message in stage.world.messages] == [
        f"{day}-{part}" for day in ("20260302", "20260303") for part in range(3)
    ]
    assert await why(stage, subscription) == [("delivered", None)] * 2


async def test_what_was_told_is_told_when_all_of_it_stands(stage: Stage, subscription: Subscription) -> None:
    stage.composer.parts, stage.composer.seen_to = 2, 40
    stage.world.faults = [("before", error(500))]
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    await dispatcher.run_once()
    before = await stage.state.subscriptions.get(subscription.key)
    stage.clock.turn(minutes=1)
    await dispatcher.run_once()
    stage.clock.turn(minutes=1)
    await dispatcher.run_once()
    after = await stage.state.subscriptions.get(subscription.key)
    assert before is not None and after is not None
    assert (before.seen_to, after.seen_to) == (0, 40)


async def test_on_request_comes_besides_the_daily_one(stage: Stage, subscription: Subscription) -> None:
    dispatcher = stage.dispatcher()
    assert await dispatcher.on_request(subscription) == "sent"
    stage.clock.turn(hours=1)
    await dispatcher.run_once()
    assert len(stage.world.messages) == 2
    stage.composer.parts = None
    assert await dispatcher.on_request(subscription) == "empty"


async def test_two_requests_at_once_send_one(stage: Stage, subscription: Subscription) -> None:
    dispatcher = stage.dispatcher()
    answers = await asyncio.gather(*(dispatcher.on_request(subscription) for _ in range(3)))
    assert sorted(answers) == ["busy", "busy", "sent"] and len(stage.world.messages) == 1


async def test_one_that_cannot_be_composed_holds_up_nobody(stage: Stage, subscription: Subscription) -> None:
    stage.composer.broken = ValueError("bad")
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    await dispatcher.run_once()
    stage.composer.broken = None
    await stage.state.subscriptions.add(SubscriptionSettings(6, local_time=time(9, 1)))
    stage.clock.turn(minutes=1)
    await dispatcher.run_once()
    assert [message.channel for message in stage.world.messages] == [6]
    stage.clock.turn(minutes=6)
    await dispatcher.run_once()
    assert [message.channel for message in stage.world.messages] == [6, 5]


async def test_paused_while_one_was_under_way(stage: Stage, subscription: Subscription) -> None:
    stage.world.faults = [("before", error(500))]
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    await dispatcher.run_once()
    await stage.state.subscriptions.pause(subscription.key, "asked")
    stage.clock.turn(minutes=5)
    await dispatcher.run_once()
    assert (stage.world.messages, await why(stage, subscription)) == ([], [("failed", "paused")])


async def test_removed_while_one_was_under_way(stage: Stage, subscription: Subscription) -> None:
    stage.world.faults = [("before", error(500))]
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    await dispatcher.run_once()
    await stage.state.subscriptions.remove(subscription.key)
    stage.clock.turn(minutes=5)
    assert await dispatcher.run_once() == 0


async def test_a_locked_database_delays_and_loses_nothing(
    stage: Stage, subscription, file, monkeypatch
) -> None:
    import sqlite3
    from contextlib import closing

    from sqlalchemy import text

    await stage.state.database.execute(text("PRAGMA busy_timeout = 20"))
    stage.clock.turn(hours=1)
    dispatcher = stage.dispatcher()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await dispatcher.run_once()
        assert stage.world.messages == []
    await dispatcher.run_once()
    assert len(stage.world.messages) == 1


async def test_the_loop_outlives_trouble_that_nobody_foresaw(
    stage: Stage, subscription: Subscription, monkeypatch
) -> None:
    from sqlalchemy.exc import OperationalError

    due, failed = stage.state.subscriptions.due, asyncio.Event()

    async def out_of_order(*given: object) -> None:
        failed.set()
        raise OperationalError("SELECT", {}, Exception("something else"))

    monkeypatch.setattr(stage.state.subscriptions, "due", out_of_order)
    stage.clock.turn(hours=1)
    stop = asyncio.Event()
    running = asyncio.create_task(stage.dispatcher(poll_interval=0.01).run(stop))
    await failed.wait()
    monkeypatch.setattr(stage.state.subscriptions, "due", due)
    while not stage.world.messages:
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_the_loop_stops_when_told(stage: Stage, subscription: Subscription) -> None:
    stage.clock.turn(hours=1)
    stop = asyncio.Event()
    running = asyncio.create_task(stage.dispatcher(poll_interval=0.01).run(stop))
    while not stage.world.messages:
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert await why(stage, subscription) == [("delivered", None)]
