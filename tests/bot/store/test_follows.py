"""Standing questions: what shares a place, what is queued once, and what goes with whom."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.store import FoundHit, Hit, Lease, Store, digest_slot, tomorrow
from bot.store.delivery_types import DeliveryBatch, delivery_id
from bot.store.follow_types import FollowedQuestion, digest_due
from bot.store.schema import corrections, follow_hits, subscriptions
from bot.store.sent_answers import PostedAnswer
from bot.store.subscriptions import Subscription, SubscriptionSettings
from tests.bot.store.conftest import HandClock

ANN, BOB = 1001, 1002
ASKED = {"people": ["ann"]}


def direct(user: int = ANN, **more) -> SubscriptionSettings:
    given = {"cadence": "at-once", "most_a_day": 10} | more
    return SubscriptionSettings(user + 5000, "dm", user_id=user, owner_id=user, purpose="follow", **given)


async def place(state: Store, one: FollowedQuestion) -> Subscription:
    return (await state.follows.places((one,)))[one.subscription_key]


async def add(state: Store, settings: SubscriptionSettings | None = None, user: int = ANN, **asked):
    return await state.follows.add(settings or direct(user), asked or ASKED, "why", user)


async def find(state: Store, one: FollowedQuestion, *ids: str) -> int:
    """As if these were new in the library and all fitted."""
    await state.subscriptions.register_statements(ids)
    before, newest = (
        await state.follows.queue.matched_to(),
        max((await state.subscriptions.numbers()).values()),
    )
    found = [FoundHit(one.key, one.subscription_key, id) for id in ids]
    return await state.follows.queue.record(found, before, newest)


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.statement_id for hit in hits]


@pytest.mark.soak
async def test_questions_of_one_place_and_time_share_a_message(state: Store) -> None:
    first, second = await add(state), await add(state, topics=["syria"])
    daily = await add(state, direct(cadence="daily", local_time=time(10)))
    other = await add(state, user=BOB)
    assert first.subscription_key == second.subscription_key
    assert len({first.subscription_key, daily.subscription_key, other.subscription_key}) == 3
    assert await state.follows.of_user(ANN) == (first, second, daily)
    assert await state.follows.of_subscription(first.subscription_key) == (first, second)
    assert await state.subscriptions.of_user(ANN) == ()  # they are no briefings
    await state.follows.remove(first.key)
    assert await state.follows.get(first.key) is None
    await place(state, second)
    await state.follows.remove(second.key)
    assert await state.follows.places((second,)) == {}


async def test_each_statement_is_found_once_by_whoever_is_first(state: Store, clock: HandClock) -> None:
    one = await add(state)
    assert await state.follows.queue.matched_to() == 0
    await state.subscriptions.register_statements(["a", "b"])
    found = [FoundHit(one.key, one.subscription_key, id) for id in "ab"]
    assert await state.follows.queue.record(found, 0, 2) == 2
    assert await state.follows.queue.record(found, 0, 2) == 0  # another process, which read before
    waiting = (await state.follows.queue.state(await place(state, one))).pending
    assert names(waiting) == ["a", "b"] and [hit.number for hit in waiting] == [1, 2]
    assert (await place(state, one)).next_due_at == clock.now()


@pytest.mark.soak
async def test_what_is_there_before_the_first_question_is_not_new(state: Store) -> None:
    await state.subscriptions.register_statements(["old"])
    assert await state.follows.queue.matched_to() == 1
    assert (await add(state)).since == 1


async def test_what_comes_while_nobody_asks_is_matched_with_nobody(state: Store) -> None:
    await state.subscriptions.register_statements(["old"])
    assert await state.follows.queue.pass_unasked()
    await state.subscriptions.register_statements(["older than the question"])
    assert await state.follows.queue.pass_unasked()
    one = await add(state)
    await state.subscriptions.register_statements(["new"])
    assert not await state.follows.queue.pass_unasked()
    assert (await state.follows.queue.matched_to(), one.since) == (2, 2)  # what is new is left to be matched
    await state.follows.pause(one.key)
    assert await state.follows.queue.pass_unasked() and await state.follows.queue.matched_to() == 3


@pytest.mark.soak
async def test_a_question_that_was_stopped_meanwhile_gets_nothing(state: Store) -> None:
    one, kept = await add(state), await add(state)
    await state.follows.remove(one.key)
    assert await find(state, one, "a") == 0
    assert await find(state, kept, "b") == 1


@pytest.mark.parametrize(
    ("cadence", "more", "at"),
    [
        ("at-once", {}, datetime(2026, 3, 2, 9, 20, tzinfo=UTC)),
        ("hourly", {}, datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("daily", {"timezone": "Europe/Moscow"}, datetime(2026, 3, 3, 6, tzinfo=UTC)),
        ("weekly", {"days": (5,), "local_time": time(7)}, datetime(2026, 3, 6, 7, tzinfo=UTC)),
    ],
)
def test_it_is_due_by_its_cadence(cadence: str, more: dict, at: datetime) -> None:
    now = datetime(2026, 3, 2, 9, 20, tzinfo=UTC)
    assert digest_due(direct(cadence=cadence, **more), now) == at


def test_what_is_held_back_comes_on_the_next_local_day() -> None:
    now = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # already the third of March there
    held = tomorrow(direct(timezone="Europe/Moscow", local_time=time(8)), now)
    assert held == datetime(2026, 3, 4, 5, tzinfo=UTC)


async def test_what_waits_moves_with_its_question(state: Store) -> None:
    one, stays = await add(state), await add(state)
    await find(state, one, "a")
    await find(state, stays, "b")
    there = await add(state, direct(cadence="daily", local_time=time(10)))
    moved = await state.follows.edit(
        one.key, settings=direct(cadence="daily", local_time=time(10)), note="other"
    )
    assert moved and moved.subscription_key == there.subscription_key and moved.note == "other"
    queue = state.follows.queue
    assert names((await queue.state(await place(state, moved))).pending) == ["a"]
    assert names((await queue.state(await place(state, stays))).pending) == ["b"]
    assert (await place(state, moved)).next_due_at > (await place(state, stays)).next_due_at
    same = await state.follows.edit(stays.key, asked={"topics": ["x"]})
    assert (same and same.asked == {"topics": ("x",)}) or same.asked == {"topics": ["x"]}
    assert await state.follows.edit("nobody", note="x") is None


@pytest.mark.soak
async def test_a_paused_question_starts_anew_from_now(state: Store) -> None:
    one = await add(state)
    assert await state.follows.pause(one.key) and not await state.follows.pause(one.key)
    assert await state.follows.active() == ()
    await state.subscriptions.register_statements(["missed"])
    resumed = await state.follows.resume(one.key)
    assert resumed and resumed.since == 1 and await state.follows.active() == (resumed,)


@pytest.mark.soak
async def test_a_place_that_was_lost_keeps_what_waits_until_it_goes_on(state: Store) -> None:
    one = await add(state)
    await find(state, one, "a")
    await state.subscriptions.pause(one.subscription_key, "forbidden")
    await find(state, one, "b")
    paused = await place(state, one)
    assert paused.next_due_at is None and paused.paused_reason == "forbidden"
    await state.follows.resume(one.key)
    goes_on = await place(state, one)
    assert goes_on.paused_at is None and goes_on.next_due_at is not None
    assert names((await state.follows.queue.state(goes_on)).pending) == ["a", "b"]


async def test_a_hit_is_told_once_its_message_stands(state: Store, clock: HandClock) -> None:
    one = await add(state)
    await find(state, one, "a", "b")
    there = await place(state, one)
    slot = digest_slot(there.seen_to)
    batch = DeliveryBatch(slot, clock.now().date(), ("{}",), 2, None, clock.now() + timedelta(hours=1))
    [part] = await state.deliveries.claim(there, batch, Lease("one", clock.now() + timedelta(minutes=1)))
    assert (await state.follows.queue.state(there)).under_way
    assert not await state.follows.queue.pass_over(there, 2, "skipped", {"reason": "told"})
    await find(state, one, "c")
    await state.deliveries.confirm(part, 77)
    there = await place(state, one)
    found = await state.follows.queue.state(there)
    assert (there.seen_to, names(found.pending), found.under_way, found.sent_today) == (2, ["c"], False, 1)
    assert await state.follows.queue.pass_over(there, 3, "skipped", {"reason": "told"})
    assert (await place(state, one)).next_due_at is None
    newest, *_ = await state.deliveries.decisions(there.key)
    assert (newest.outcome, newest.facts) == ("skipped", {"reason": "told"})


@pytest.mark.soak
async def test_what_discord_refuses_is_counted(state: Store, clock: HandClock) -> None:
    one = await add(state)
    await find(state, one, "a")
    for number in range(3):
        there = await place(state, one)
        assert (await state.follows.queue.state(there)).failed == number
        slot = digest_slot(there.seen_to, number)
        batch = DeliveryBatch(slot, clock.now().date(), ("{}",), 1, None, clock.now())
        [part] = await state.deliveries.claim(there, batch, Lease("one", clock.now()))
        await state.deliveries.abandon(part, "failed", "invalid")
    assert (await state.follows.queue.state(await place(state, one))).failed == 3


def test_a_slot_fits_a_nonce() -> None:
    assert [digest_slot(0), digest_slot(35), digest_slot(36), digest_slot(5, 2)] == [
        "q0",
        "qz",
        "q10",
        "q5r2",
    ]
    assert len(delivery_id("abcdefghjk", digest_slot(10**9, 3), 24)) <= 25


@pytest.mark.soak
async def test_what_a_briefing_has_shown_there_is_known(state: Store, clock: HandClock) -> None:
    one = await add(state)
    there = await place(state, one)
    mine = PostedAnswer("k1", None, there.settings.channel_id, 1, ANN, "delivery", {}, 0, clock.now())
    later = PostedAnswer("k2", None, 999, 2, ANN, "delivery", {}, 0, clock.now())
    asked = PostedAnswer("k3", None, there.settings.channel_id, 3, ANN, "position", {}, 0, clock.now())
    await state.sent_answers.keep_all([(mine, {"a": "1"}), (later, {"b": "1"}), (asked, {"c": "1"})])
    assert await state.follows.queue.told(there, ["a", "b", "c", "d"]) == {"a", "b"}


async def test_corrections_of_what_somebody_saw_wait_once(state: Store, clock: HandClock) -> None:
    one, other = await add(state, corrections=True), await add(state, user=BOB, corrections=True)
    await add(state)  # asks for what is new
    seen = PostedAnswer("k1", 5, 42, 1, ANN, "position", {}, 0, clock.now())
    await state.sent_answers.keep_all([(seen, {"a": "old"})])
    await state.corrections.queue({"a": "new"})
    queue = state.follows.queue
    [(question, hit)] = await queue.corrections()
    assert question == one and hit == FoundHit(one.key, one.subscription_key, "a", "corrected", "new")
    assert await queue.add([hit]) == 1 and await queue.add([hit]) == 0
    assert await queue.corrections() == ()
    await state.corrections.queue({"a": "newer"})
    [(question, hit)] = await queue.corrections()
    assert question == one != other and hit.digest == "newer"
    assert len(await state.database.fetch_all(select(corrections))) >= 1


async def test_a_deletion_takes_ones_questions_in_channels_too(state: Store) -> None:
    channel = SubscriptionSettings(7, guild_id=9, owner_id=BOB, purpose="follow", cadence="daily")
    mine, others = await add(state, channel), await add(state, channel, user=BOB)
    await find(state, mine, "a")
    kept = await state.privacy.export_user(ANN)
    assert [row["key"] for row in kept["follow_questions"]] == [mine.key]
    await state.privacy.erase_user(ANN)
    assert await state.follows.of_guild(9) == (others,)
    assert await state.database.fetch_all(select(follow_hits)) == []
    await state.privacy.erase_user(BOB)
    assert await state.follows.of_guild(9) == ()
    [left] = await state.database.fetch_all(select(subscriptions))
    assert left["owner_id"] is None


async def test_a_webhooks_secret_goes_with_the_last_who_uses_it(state: Store) -> None:
    through = SubscriptionSettings(
        7, "webhook", guild_id=9, owner_id=ANN, purpose="follow", webhook_id=5, webhook_token="hidden"
    )
    assert "hidden" not in repr(through)
    await add(state, through)
    await add(state, through, user=BOB)
    await state.privacy.erase_user(ANN)
    [kept] = await state.database.fetch_all(select(subscriptions))
    assert kept["webhook_token"] == "hidden" and kept["owner_id"] is None
    [left] = await state.follows.of_guild(9)
    assert left.owner_id == BOB
    await state.privacy.erase_user(BOB)
    assert await state.database.fetch_all(select(subscriptions)) == []


async def test_a_feed_is_found_at_its_newest_address_alone(state: Store) -> None:
    feeds = state.follows.feeds
    first = await feeds.open(ANN, "en")
    assert await feeds.open(ANN, "ru") == first and await feeds.at(first.token) == first
    for odd in ("", "\0", f"{first.token}\0", "\ud800", "é" * 3000):
        assert await feeds.at(odd) is None
    second = await feeds.open(ANN, "ru", anew=True)
    assert second.token != first.token and await feeds.at(first.token) is None
    fetched = SubscriptionSettings(None, "feed", user_id=ANN, purpose="follow", cadence="at-once")
    one = await add(state, fetched)
    await add(state)
    assert await find(state, one, "a") and (await place(state, one)).next_due_at is None
    assert await feeds.of_user(ANN) == second and await state.follows.in_feed(ANN) == (one,)
    await state.privacy.erase_user(ANN)
    assert await feeds.at(second.token) is None


@pytest.mark.soak
async def test_old_hits_are_forgotten_and_no_number_comes_again(state: Store, clock: HandClock) -> None:
    one = await add(state)
    await find(state, one, "a")
    clock.turn(days=91)
    await state.follows.queue.forget_older()
    await find(state, one, "b")
    [hit] = await state.follows.queue.recent(one.key)
    assert (hit.statement_id, hit.number) == ("b", 2)
