"""Posts that are to follow a statement: queued once, one process's at a time, settled as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import CorrectionCount, EditedMessage, Lease, PostedAnswer, Store
from tests.bot.store.conftest import HandClock

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def posts(state: Store, clock: HandClock) -> tuple[PostedAnswer, ...]:
    """Three posts of the statement s, one of which nobody can edit; the first shows t too."""
    first = PostedAnswer("first", 1, 10, 100, 2, "position", {}, 0, clock.now())
    second, unseen = replace(first, key="second", message_id=101), replace(first, key="x", message_id=None)
    shown = ((first, {"s": "old", "t": "old"}), (second, {"s": "old"}), (unseen, {"s": "old"}))
    await state.sent_answers.keep_all(shown)
    return first, second, unseen


def lease(clock: HandClock, holder: str) -> Lease:
    return Lease(holder, clock.now() + MINUTE)


async def audited(state: Store) -> list[dict[str, object]]:
    return [event.facts for event in await state.review_queue.events("s") if event.deed == "edited"]


@pytest.mark.usefixtures("posts")
async def test_each_post_is_ones_at_a_time_and_is_counted_when_it_is_done(state: Store, clock) -> None:
    queue = state.corrections
    await queue.queue({"s": "new"})
    await queue.queue({"s": "new"})
    assert await queue.count("s") == CorrectionCount(0, 0, 2)
    one, two = await queue.claim(lease(clock, "a-1")), await queue.claim(lease(clock, "b-1"))
    assert one and two and {one.posted.key, two.posted.key} == {"first", "second"}
    assert await queue.claim(lease(clock, "c-1")) is None and not await queue.has_work()
    await queue.settle(one, "edited", EditedMessage({"s": "new"}, 0, ("s",)))
    assert await queue.count("s") == CorrectionCount(1, 0, 1) and await audited(state) == []
    await queue.settle(two, "forbidden", EditedMessage({"s": "new"}))
    assert await queue.count("s") == CorrectionCount(1, 1, 0)
    assert await audited(state) == [{"answers": 1, "unreachable": 1, "digest": "new"}]
    await queue.queue({"s": "new"})  # a right may have come back; who says so already is left alone
    assert await queue.count("s") == CorrectionCount(1, 0, 1)


@pytest.mark.usefixtures("posts")
async def test_what_a_dead_process_was_at_is_taken_over(state: Store, clock) -> None:
    queue = state.corrections
    await queue.queue({"t": "new"})
    dead = await queue.claim(lease(clock, "a-1"))
    assert dead and dead.attempts == 1
    await queue.queue({"s": "new"})  # the post is another's, whatever else is to be said in it
    other = await queue.claim(lease(clock, "b-1"))
    assert other and other.posted.key == "second"
    assert await queue.claim(lease(clock, "b-2")) is None
    clock.turn(seconds=61)
    living = await queue.claim(lease(clock, "b-3"))
    assert living and (living.posted.key, living.attempts) == ("first", 2) and set(living.ids) == {"s", "t"}
    assert not await queue.extend_lease(dead, clock.now() + MINUTE)
    await queue.settle(dead, "edited", EditedMessage({"t": "new"}))
    assert (await queue.count("t")).waiting == 1
    await queue.release("b-")
    again = await queue.claim(lease(clock, "c-1"))
    assert again is not None


@pytest.mark.usefixtures("posts")
async def test_what_changes_again_meanwhile_goes_on_waiting(state: Store, clock) -> None:
    queue = state.corrections
    await queue.queue({"s": "new"})
    pending = await queue.claim(lease(clock, "a-1"))
    assert pending
    await queue.queue({"s": "newer"})
    await queue.settle(pending, "edited", EditedMessage({"s": "new"}, 0, ("s",)))
    assert await queue.count("s") == CorrectionCount(0, 0, 2)
    clock.turn(seconds=61)
    for holder in ("a-2", "a-3"):
        pending = await queue.claim(lease(clock, holder))
        assert pending
        await queue.settle(pending, "edited", EditedMessage({"s": "newer"}, 0, ("s",)))
    assert await queue.count("s") == CorrectionCount(2, 0, 0)
    await queue.queue({"s": "newer"})
    assert not await queue.has_work()


async def test_what_stood_in_a_post_once_is_followed(state: Store, clock, posts) -> None:
    await state.sent_answers.set_page("first", 1, {"u": "new"})
    assert await state.sent_answers.shown("first") == ("u",)
    assert [one.key for one in await state.sent_answers.showing("s")] == ["second"]
    await state.corrections.queue({"t": "new"})
    pending = await state.corrections.claim(lease(clock, "a-1"))
    assert pending and pending.posted == replace(posts[0], page=1) and pending.ids == ("t",)
    await state.corrections.settle(pending, "edited", EditedMessage({"t": "new"}, 0, ("t",)))
    assert await state.sent_answers.shown("first") == ("t",)
    said = await state.corrections.digests_said()
    assert set(said) == {("s", "old"), ("t", "new"), ("u", "new")}
    assert await state.corrections.digests_said("u") == ()


async def test_a_post_that_is_forgotten_waits_for_nothing(state: Store, posts) -> None:
    await state.corrections.queue({"s": "new"})
    for post in posts:
        await state.sent_answers.forget(post.key)
    assert not await state.corrections.has_work()
    assert await state.corrections.count("s") == CorrectionCount(0, 0, 0)


async def test_of_an_older_programs_posts_it_is_supposed_what_they_say(state: Store, clock) -> None:
    posted = PostedAnswer("first", 1, 10, 100, 2, "position", {}, 0, clock.now())
    await state.sent_answers.keep_all([(posted, ("s", "t"))])
    assert set(await state.corrections.digests_said()) == {("s", None), ("t", None)}
    await state.corrections.suppose({"s": "now"})
    await state.corrections.queue({"s": "now", "t": "now"})
    pending = await state.corrections.claim(lease(clock, "a-1"))
    assert pending and pending.ids == ("t",)
