"""Two hundred hostile inputs: none crashes, none holds the event loop, none is lost without a reason.

The ordinary tests take one of each kind and every redirect; `make soak` takes all.
"""

from __future__ import annotations

import asyncio
import gc
import time
from contextlib import asynccontextmanager

import pytest

from briefs.ingest import ArticleIngestor, FeedPoller
from briefs.ingest.fetch.politeness import Politeness
from briefs.ingest.fetch.types import FetchFailure, Limits, Policy, WebPage
from briefs.ingest.worker.client import Worker, WorkerLimits
from briefs.text.near_duplicates import DuplicateIndex
from tests.briefs.ingest import hostile_inputs as hostile
from tests.briefs.ingest.fakes import Clock, Feeds, Queue, Visits
from tests.briefs.ingest.loopback_site import open_website, rss, story

pytestmark = pytest.mark.usefixtures("forked_worker")
GUARD = 0.05  # seconds of the loop's own processor time: a busy machine stalls processes by itself


class Lag:
    """The longest work between two times that the event loop came round."""

    worst = 0.0


@asynccontextmanager
async def watched_loop():
    lag, done = Lag(), asyncio.Event()

    async def watch() -> None:
        while not done.is_set():
            before = time.thread_time()
            await asyncio.sleep(0.005)
            lag.worst = max(lag.worst, time.thread_time() - before)

    gc.collect()
    gc.freeze()  # what earlier tests left in this process is not this loop's to clean up: it took 0.7 s once
    task = asyncio.create_task(watch())
    yield lag
    done.set()
    await task
    gc.unfreeze()


def one_of_each_kind(inputs):
    """The last of those that differ by a number alone; where redirects lead is a matter of its own."""
    kinds = {name if "redirect" in name else name.rstrip("0123456789"): name for name in inputs}
    return {name: inputs[name] for name in kinds.values()}


def test_there_are_two_hundred():
    assert len(dict(hostile.pages())) + len(dict(hostile.feeds())) >= 200
    assert len(one_of_each_kind(dict(hostile.pages()))) >= 100


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "whole",
    [pytest.param(False, id="one of each kind"), pytest.param(True, id="all", marks=pytest.mark.soak)],
)
async def test_none_of_two_hundred_crashes_blocks_or_disappears(record_property, whole):
    pages, feeds = dict(hostile.pages()), dict(hostile.feeds())
    if not whole:
        pages, feeds = one_of_each_kind(pages), one_of_each_kind(feeds)
    extra = {"all": rss(*(f"/{name}" for name in pages)), "good": rss("/story"), "story": story()}
    clock, queue, visits = Clock(), Queue(), Visits()
    limits = WorkerLimits(memory=900_000_000, seconds=20.0, cpu_seconds=2 if whole else 1)
    async with (
        Worker(Policy(allowed=("127.0.0.0/8",)), Limits(2_000_000, 8_000_000, 3.0), limits) as worker,
        open_website(**pages, **feeds, **extra) as website,
    ):
        urls = [f"{website.base}/{name}" for name in ("all", *feeds, "good")]
        book = Feeds(clock, *urls)
        ingestor = ArticleIngestor(worker, queue, DuplicateIndex(), lambda: b"", model=False)
        poller = FeedPoller(ingestor, book, visits, Politeness(worker, clock, clock.sleep), clock)
        async with watched_loop() as lag:
            await poller.poll()
    record_property("longest block of the event loop, ms", round(lag.worst * 1000, 1))
    assert lag.worst < GUARD
    seen = {visit.url.removeprefix(f"{website.base}/"): visit for visit in visits.all.values() if visit.entry}
    assert set(pages) <= set(seen)
    assert all(visit.reason for visit in visits.all.values() if visit.outcome != "queued")
    assert {seen[name].outcome for name in pages if name.startswith(("redirect", "lies"))} == {"failed"}
    assert all(feed.error or feed.next_at for feed in book.all.values())
    assert seen["story"].outcome in ("queued", "duplicate")  # after all that, the worker still works


@pytest.mark.parametrize("name", ["memory", "time"])
async def test_what_would_eat_the_machine_ends_its_own_process_only(name):
    body = {"memory": b"<p>" + b"<b>x</b>" * 900_000, "time": b"a" * 10}[name]
    limits = {
        "memory": WorkerLimits(memory=250_000_000, seconds=20),
        "time": WorkerLimits(seconds=0.01),
    }[name]
    async with Worker(limits=limits) as worker:
        failure = await worker.read(body, "text/html", url="http://h/x")
        assert isinstance(failure, FetchFailure)
        assert failure.url == "http://h/x" and failure.reason
    async with Worker() as worker:
        assert isinstance(await worker.read(story().encode(), "text/html"), WebPage)
