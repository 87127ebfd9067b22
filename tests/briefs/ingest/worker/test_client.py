"""The process in which pages are fetched and read: its environment, its limits, its end."""

from __future__ import annotations

import asyncio
import json

import pytest

from briefs.ingest.fetch.types import Limits, Policy, WebPage
from briefs.ingest.worker.client import Worker, WorkerLimits
from tests.briefs.ingest.loopback_site import open_website, raw, story

HOME = Policy(allowed=("127.0.0.0/8",), agent="OnRecord/0.1 (test)")


async def test_the_worker_knows_nothing_of_our_environment(monkeypatch):
    from pathlib import Path

    monkeypatch.setenv("DISCORD_TOKEN", "a secret")
    async with Worker(Policy()) as worker:
        await worker.read(b"Some words that nobody said.", "text/plain")
        seen = Path(f"/proc/{worker._process.pid}/environ")
        if seen.exists():
            assert "a secret" not in seen.read_text()


async def test_what_takes_too_long_is_ended_and_the_next_page_is_read():
    async with Worker(HOME, Limits(seconds=4), WorkerLimits(seconds=1.0)) as worker:
        async with open_website(page=raw(hang=True), good=story()) as website:
            failure = await worker.page(f"{website.base}/page")
            assert (failure.kind, "ended" in failure.reason) == ("killed", True)
        async with Worker(HOME) as second, open_website(good=story()) as website:
            assert isinstance(await second.page(f"{website.base}/good"), WebPage)


async def test_a_cancelled_job_leaves_a_worker_that_works():
    async with Worker(HOME) as worker, open_website(page=raw(hang=True), good=story()) as website:
        job = asyncio.create_task(worker.page(f"{website.base}/page"))
        await asyncio.sleep(0.6)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert isinstance(await worker.page(f"{website.base}/good"), WebPage)


async def test_an_idle_worker_goes_away_and_comes_back():
    async with Worker(limits=WorkerLimits(idle=0.05)) as worker:
        assert isinstance(await worker.read(b"Some words.", "text/plain"), WebPage)
        for _ in range(100):
            if worker._process is None:
                break
            await asyncio.sleep(0.05)
        assert worker._process is None
        assert isinstance(await worker.read(b"Some words.", "text/plain"), WebPage)


async def test_candidates_are_found_in_the_worker():
    from briefs.ingest.worker.client import encode_entities
    from briefs.names import Entity

    names = encode_entities([Entity("anna-ray", "Anna Ray")], [])
    assert json.loads(names)
    async with Worker() as worker:
        page = await worker.read(b'Anna Ray said: "We are nearly done with all of it."\n', "text/plain")
        found = await worker.extract(page, names, model=False)
    assert [candidate.text for candidate in found] == ["We are nearly done with all of it."]
