"""What standing questions found is told once a place, when it is due, and not more often than allowed."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from bot.delivery.dispatcher import DeliveryDispatcher
from bot.delivery.ports import ComposedBriefing
from bot.discord.http import REQUESTS_A_SECOND
from bot.server_time import first_snowflake
from bot.store import FollowedQuestion, FoundHit, Store, Subscription
from bot.store.heartbeat import NAME, heartbeat_value
from bot.store.schema import deliveries, meta, subscriptions
from bot.store.subscriptions import SubscriptionSettings
from tests.bot.delivery.fakes import DeliverySetup, Message, error

CHANNEL = 77


class QueueComposer:
    """One message with the numbers of all that waits; nothing where it was `told` already."""

    def __init__(self, state: Store) -> None:
        self.state = state
        self.told = self.unheard = False

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        pending = (await self.state.follows.queue.state(subscription)).pending
        body = " ".join(hit.statement_id for hit in pending)
        bodies = () if self.told else (body,)
        return ComposedBriefing(bodies, pending[-1].number, unheard=self.unheard)


class Following:
    """A delivery setup whose composer tells what waits."""

    def __init__(self, setup: DeliverySetup) -> None:
        self.setup = setup
        self.composer = QueueComposer(setup.state)
        setup.composer.compose = self.composer.compose  # type: ignore[method-assign]

    async def question(self, **more) -> FollowedQuestion:
        given = {"cadence": "at-once", "most_a_day": 10} | more
        settings = SubscriptionSettings(CHANNEL, guild_id=1, purpose="follow", **given)
        return await self.setup.state.follows.add(settings, {"people": ["ann"]}, "", 5)

    async def find(self, one: FollowedQuestion, *ids: str) -> None:
        await self.setup.state.follows.queue.add([FoundHit(one.key, one.subscription_key, id) for id in ids])

    async def place(self, one: FollowedQuestion) -> Subscription:
        return (await self.setup.state.follows.places((one,)))[one.subscription_key]

    def posted(self) -> list[str]:
        return [message.body for message in self.setup.world.of(CHANNEL)]


@pytest.fixture
def following(setup: DeliverySetup) -> Following:
    return Following(setup)


async def rounds(dispatcher: DeliveryDispatcher, count: int = 3) -> None:
    for _ in range(count):
        await dispatcher.run_once()


async def test_many_hits_are_one_message_and_none_comes_again(following: Following) -> None:
    one, dispatcher = await following.question(), following.setup.dispatcher()
    await following.find(one, "a", "b")
    await rounds(dispatcher)
    await following.find(one, "c")
    await rounds(dispatcher)
    following.setup.clock.turn(days=2)
    await rounds(dispatcher)
    assert following.posted() == ["a b", "c"]
    assert (await following.place(one)).next_due_at is None


@pytest.mark.soak
async def test_a_daily_digest_waits_for_its_time(following: Following) -> None:
    one, dispatcher = await following.question(cadence="daily"), following.setup.dispatcher()
    await following.find(one, "a")
    await rounds(dispatcher)
    assert following.posted() == []
    following.setup.clock.turn(minutes=30)
    await following.find(one, "b")
    following.setup.clock.turn(minutes=30)
    await rounds(dispatcher)
    assert following.posted() == ["a b"]
    following.setup.clock.turn(minutes=1)
    await following.find(one, "c")  # for tomorrow
    following.setup.clock.turn(hours=1)
    await rounds(dispatcher)
    assert following.posted() == ["a b"]
    following.setup.clock.turn(hours=23)
    await rounds(dispatcher)
    assert following.posted() == ["a b", "c"]


async def test_no_more_than_the_limit_and_the_rest_tomorrow(following: Following) -> None:
    one, dispatcher = await following.question(most_a_day=2), following.setup.dispatcher()
    for id in "abcd":
        await following.find(one, id)
        await rounds(dispatcher)
        following.setup.clock.turn(minutes=10)
    assert following.posted() == ["a", "b"]
    assert (await following.place(one)).next_due_at == datetime(2026, 3, 3, 9, tzinfo=UTC)
    following.setup.clock.turn(days=1, hours=1)
    await rounds(dispatcher)
    assert following.posted() == ["a", "b", "c d"]


@pytest.mark.soak
async def test_what_was_told_already_needs_no_message(following: Following) -> None:
    one = await following.question()
    following.composer.told = True
    await following.find(one, "a")
    await rounds(following.setup.dispatcher())
    assert following.posted() == []
    place = await following.place(one)
    assert (place.seen_to, place.next_due_at) == (1, None)
    [decision] = await following.setup.state.deliveries.decisions(place.key)
    assert (decision.outcome, decision.facts["reason"]) == ("skipped", "told")


async def test_a_closed_place_pauses_it_and_keeps_what_waits(following: Following) -> None:
    one, dispatcher = await following.question(), following.setup.dispatcher()
    following.setup.world.faults = [("before", error(403, 50007))]
    await following.find(one, "a")
    await rounds(dispatcher)
    place = await following.place(one)
    assert place.paused_reason == "forbidden" and following.setup.told == [(place.key, "forbidden")]
    await following.find(one, "b")
    following.setup.clock.turn(hours=1)
    await rounds(dispatcher)
    assert following.posted() == []
    await following.setup.state.follows.resume(one.key)
    await rounds(dispatcher)
    assert following.posted() == ["a b"]


@pytest.mark.soak
async def test_words_that_discord_never_takes_are_given_up(following: Following) -> None:
    one, dispatcher = await following.question(), following.setup.dispatcher()
    following.setup.world.faults = [("before", error(400, 50035)) for _ in range(3)]
    await following.find(one, "a")
    for _ in range(6):
        await rounds(dispatcher)
        following.setup.clock.turn(minutes=6)
    assert following.posted() == [] and following.setup.world.attempts == 3
    await following.find(one, "b")
    await rounds(dispatcher)
    assert following.posted() == ["b"]


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.soak
async def test_what_may_have_been_posted_is_looked_for(following: Following, where: str) -> None:
    one, setup = await following.question(), following.setup
    setup.world.dedupes = False
    await following.find(one, "a")
    setup.world.faults = [(where, error(500))]
    dispatcher = setup.dispatcher()
    for _ in range(4):
        await rounds(dispatcher)
        setup.clock.turn(minutes=3)
    assert following.posted() == ["a"]


class Died(BaseException):
    """What a killed process would not do: nothing after it."""


POINTS = ["after-send", *(pytest.param(at, marks=pytest.mark.soak) for at in ("before-claim", "after-claim",
                                                                              "after-confirm"))]  # fmt: skip


@pytest.mark.parametrize("point", POINTS)
async def test_another_process_finishes_what_one_began(following: Following, point: str) -> None:
    one, setup = await following.question(), following.setup
    setup.world.dedupes = False

    def die(name: str) -> None:
        if name == point:
            raise Died

    await following.find(one, "a", "b")
    with pytest.raises(BaseExceptionGroup):
        await setup.dispatcher("first", checkpoint=die).run_once()
    await following.find(one, "c")
    second = setup.dispatcher("second")
    for _ in range(4):
        await rounds(second)
        setup.clock.turn(minutes=6)
    assert " ".join(following.posted()).split() == ["a", "b", "c"]


async def test_a_copy_that_was_put_back_sends_nothing_again(following: Following) -> None:
    """The database forgets that it was sent: the same slot leads to the message that stands."""
    one, setup = await following.question(), following.setup
    setup.world.dedupes = False
    await following.find(one, "a")
    await rounds(setup.dispatcher("first"))
    place = await following.place(one)
    await setup.state.database.execute(delete(deliveries))
    await setup.state.database.execute(update(subscriptions).values(seen_to=0))
    await setup.state.follows.queue.rearm(place.key)
    setup.clock.turn(minutes=10)
    await rounds(setup.dispatcher("after the copy"))
    assert following.posted() == ["a"]
    assert (await following.place(one)).seen_to == 1


@pytest.mark.soak
async def test_briefings_and_digests_share_the_round(following: Following) -> None:
    setup = following.setup
    one = await following.question()
    await setup.state.subscriptions.add(SubscriptionSettings(9))
    await following.find(one, "a")
    original = following.composer.compose

    async def compose(subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        if subscription.settings.purpose == "briefing":
            return ComposedBriefing(("the briefing",), 0)
        return await original(subscription, slot, dated)

    setup.composer.compose = compose  # type: ignore[method-assign]
    setup.clock.turn(hours=1, minutes=1)
    await rounds(setup.dispatcher())
    assert following.posted() == ["a"] and [m.body for m in setup.world.of(9)] == ["the briefing"]
    assert setup.clock.now() - timedelta(hours=2) < setup.world.messages[0].at


DUE = 30  # places with something to tell at one moment


async def test_what_is_due_at_once_takes_no_longer_than_discord_asks_for(setup: DeliverySetup) -> None:
    await all_at_once(setup, DUE)


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_ten_thousand_due_at_once(setup: DeliverySetup) -> None:
    await all_at_once(setup, 50 * int(os.environ.get("ONRECORD_SOAK", "200")))


async def test_where_somebody_wrote_since_it_is_looked_for_first(setup: DeliverySetup) -> None:
    """A copy of the state was put back: what it does not know of stands in the channel."""
    setup.composer.compose = QueueComposer(setup.state).compose  # type: ignore[method-assign]
    follows, world = setup.state.follows, setup.world
    settings = SubscriptionSettings(1, guild_id=1, purpose="follow", cadence="at-once", most_a_day=10)
    one = await follows.add(settings, {"people": ["ann"]}, "", 1)
    for wave in (1, 2):
        setup.clock.turn(minutes=5)
        await follows.queue.add([FoundHit(one.key, one.subscription_key, f"s{wave}")])
        await setup.dispatcher().run_once()
        assert world.looks == wave - 1
        world.messages.append(Message(first_snowflake(setup.clock.now()) + 9, 1, "", "hi", setup.clock.now()))
    assert [m.nonce != "" for m in world.of(1)] == [True, False, True, False]


async def test_what_nobody_can_have_told_is_not_looked_for_unless_the_state_is_a_copy(
    setup: DeliverySetup,
) -> None:
    """Of direct messages the gateway tells nothing: the first of a process would cost a look each."""
    composer, world = QueueComposer(setup.state), setup.world
    composer.unheard, world.tells_newest = True, False
    setup.composer.compose = composer.compose  # type: ignore[method-assign]
    follows, dispatcher = setup.state.follows, setup.dispatcher()
    settings = SubscriptionSettings(1, "dm", user_id=1, purpose="follow", cadence="at-once", most_a_day=10)
    one = await follows.add(settings, {"people": ["ann"]}, "", 1)

    async def told(id: str) -> int:
        setup.clock.turn(minutes=5)
        await follows.queue.add([FoundHit(one.key, one.subscription_key, id)])
        before = world.looks
        await dispatcher.run_once()
        return world.looks - before

    assert await told("a") == 0
    beat = await setup.state.heartbeats.last()
    assert beat is not None
    another = heartbeat_value(replace(beat, token="another"))
    await setup.state.database.execute(update(meta).where(meta.c.name == NAME).values(value=another))
    assert await told("b") == 1
    assert [message.body for message in world.of(1)] == ["a", "b"]


async def all_at_once(setup: DeliverySetup, count: int) -> None:
    """One worker: each wait turns the clock on, and waits that overlap would be counted twice.

    Three waves, each by a process that has just started, and one more of the last: where the gateway tells
    that nobody has written since, a message is one request. Of direct messages it tells nothing: there the
    first of a process is preceded by a look.
    """
    follows, world = setup.state.follows, setup.world
    setup.composer.compose = QueueComposer(setup.state).compose  # type: ignore[method-assign]
    dispatcher = setup.dispatcher(workers=1)
    asked = [
        await follows.add(
            SubscriptionSettings(number, guild_id=1, purpose="follow", cadence="at-once", most_a_day=10),
            {"people": ["ann"]},
            "",
            number,
        )
        for number in range(1, count + 1)
    ]
    waves = ((True, True, count), (True, True, count), (False, True, 2 * count), (False, False, count))
    for wave, (tells, starts, requests) in enumerate(waves, 1):
        setup.clock.turn(minutes=5)
        world.tells_newest = tells
        dispatcher = setup.dispatcher(workers=1) if starts else dispatcher
        hits = [FoundHit(one.key, one.subscription_key, f"s{wave}") for one in asked]
        await follows.queue.add(hits)
        begun, before = setup.clock.monotonic(), world.looks + world.attempts
        await dispatcher.run_once()
        assert Counter(each.channel for each in world.messages) == dict.fromkeys(range(1, count + 1), wave)
        assert world.looks + world.attempts - before == requests
        assert setup.clock.monotonic() - begun <= 1.1 * requests / REQUESTS_A_SECOND
