"""Killed at any instant, an acceptance stands wholly or not at all, and no candidate is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from briefs import library
from briefs.ingest.review.service import ReviewService
from briefs.ingest.review.validation import library_check
from tests import forked
from tests.briefs.ingest.review import fakes

KEYS = ("key-0", "key-1", "key-2")
SOAK = int(os.environ.get("ONRECORD_SOAK", "0"))  # random kills beyond the few of an ordinary run


def prepare(folder: Path) -> fakes.SqliteQueue:
    fakes.make(folder / "library")
    queue = fakes.SqliteQueue(folder / "queue.db")
    queue.put(*KEYS)
    return queue


def start(folder: Path, step: int) -> ForkServerProcess:
    """What it prints at its end stands in the folder's file `calls`."""
    with (folder / "calls").open("wb") as printed:
        module = "tests.briefs.ingest.review.crashing_process"
        return forked.start(module, str(folder), str(step), stdout=printed)


async def consistent(folder: Path, queue: fakes.SqliteQueue) -> int:
    """Opens the library as the next process would; how many candidates are accepted."""
    root = folder / "library"
    await ReviewService(root, library_check(folder / "cache"), queue, fakes.clock).recover()
    assert library.check(root) == ()
    published = {each.id for each in library.read(root).statements} - {"old-news-01"}
    rows = {key: queue.row(key) for key in KEYS}
    assert {row.statement_id for row in rows.values() if row.status == "accepted"} == published
    assert all(row.statement_id is None for row in rows.values() if row.status == "waiting")
    people = (root / "config/people.yaml").read_text()
    assert ("bert-lowe" in people) == (rows["key-2"].status == "accepted")
    assert [path.name for path in root.rglob("*.new")] == []
    assert (root / "seeds/articles" / fakes.article().file).exists() == bool(published)
    return len(published)


def steps(folder: Path) -> int:
    prepare(folder)
    assert forked.ended(start(folder, -1), 60) == 0
    return int((folder / "calls").read_text())


@pytest.fixture(scope="module")
def count(tmp_path_factory):
    return steps(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("part", range(12))
async def test_killed_before_any_step(tmp_path, count, part):
    """A few steps of each run, spread over all of them: together, and with chance, they cover the whole."""
    step = random.Random(part).randrange(part * count // 12, (part + 1) * count // 12) + 1
    queue = prepare(tmp_path)
    assert forked.ended(start(tmp_path, step), 60) == -signal.SIGKILL
    await consistent(tmp_path, queue)
    # whoever comes next finishes the work
    second = ReviewService(tmp_path / "library", library_check(None), queue, fakes.clock)
    for place, key in enumerate(KEYS):
        if queue.row(key).status == "waiting":
            await second.accept(fakes.waiting(place), "cyd")
    assert await consistent(tmp_path, queue) == 3


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_killed_at_any_time(tmp_path, said_at_the_end):
    """Until so many kills have hit: one that came when all was done counts as none."""
    chance, longest, hits, tried, published = random.Random(1), 0.5, 0, 0, 0
    while hits < (SOAK or 2):
        assert tried < 20 * (SOAK or 2), f"of {tried} kills {hits} hit"
        folder = tmp_path / str(tried)
        queue = prepare(folder)
        process = start(folder, -1)
        time.sleep(longest * chance.random())
        process.kill()
        process.join(60)
        hit = process.exitcode == -signal.SIGKILL
        longest = longest * 1.1 if hit else longest * 0.8
        tried, hits = tried + 1, hits + hit
        published += await consistent(folder, queue)
        shutil.rmtree(folder)
    said_at_the_end(f"review: {hits} of {tried} kills hit, {published} statements stood")
