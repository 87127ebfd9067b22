"""Visits of announced pages, and the articles behind the queue, as the state database keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.store import Store
from briefs.ingest import FetchRecord

FEED = "https://post.example/feed"


async def test_a_visit_is_known_and_tried_again_when_its_time_comes(state: Store, clock) -> None:
    failed = FetchRecord(
        FEED, "a", "https://post.example/a", "failed", "too slow", None, 1, clock.now(),
        clock.now() + timedelta(minutes=10),
    )  # fmt: skip
    await state.fetch_log.put(failed)
    known = await state.fetch_log.known(FEED, ["a", "b", *map(str, range(1200))])
    assert known == {"a": "https://post.example/a"}
    assert await state.fetch_log.due(clock.now()) == ()
    clock.turn(minutes=11)
    assert await state.fetch_log.due(clock.now()) == (failed,)
    done = replace(failed, outcome="queued", reason=None, tries=2, visited_at=clock.now(), again_at=None)
    await state.fetch_log.put(done)
    assert await state.fetch_log.due(clock.now()) == ()
    assert await state.fetch_log.of(FEED) == (done,)
    await state.fetch_log.forget(FEED)
    assert await state.fetch_log.known(FEED, ["a"]) == {}


async def test_articles_of_the_queue_stand_once_each(state: Store) -> None:
    article = {"id": "post-1", "text": "Words.", "url": None}
    await state.review_queue.queue(article, [{"text": "one"}, {"text": "two"}])
    assert await state.proposals.articles() == (("post-1", "Words.", None),)
    key = (await state.review_queue.waiting())[0].key
    await state.review_queue.decide(key, "accepted", "ann", statement_id="post-1-01")
    found = await state.proposals.of_statement("post-1-01")
    assert found is not None and found.key == key
    assert await state.proposals.of_statement("post-1-02") is None
