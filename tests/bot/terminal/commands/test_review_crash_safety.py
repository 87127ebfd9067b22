"""`onrecord review --accept` is killed: the statement stands wholly or not at all, no candidate is lost."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from briefs import library
from tests import forked
from tests.briefs.ingest.review import fakes

SOAK = int(os.environ.get("ONRECORD_SOAK", "0"))  # kills beyond the few of an ordinary run


def written(root: Path) -> set[str]:
    """The changes that the journal holds or held, begun ones included."""
    return {path.name for path in (root / ".onrecord").glob("*/*")}


def killed(root: Path, key: str, seconds: float) -> bool:
    """Accepts in a process of its own, kills it so long after it began to write; whether it still lived."""
    before = written(root)
    with open(os.devnull, "wb") as nowhere:
        args = ("review", "--accept", key, "--topics", "harbours", "--by", "ann")
        process = forked.start("bot", *args, stdout=nowhere, stderr=nowhere)
    while process.exitcode is None and written(root) <= before:
        time.sleep(0.0005)
    time.sleep(seconds)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def consistent(program, root: Path, key: str) -> bool:  # type: ignore[no-untyped-def]
    """Whether the candidate is accepted; library, queue and answer agree on it."""
    waits = key in [each["key"] for each in program.waiting()]
    assert library.check(root) == ()
    ids = {each.id for each in library.read(root).statements} - {"old-news-01"}
    answered = {each["id"] for each in program.document("statements")["statements"]} - {"old-news-01"}
    assert ids == answered and len(ids) == (not waits)
    assert (root / "seeds/articles" / f"{shelf_article(program)}.txt").exists() == (not waits)
    if not waits:
        assert program.document("review", "--audit", ids.pop())["accepted_by"] == "ann"
    return not waits


def shelf_article(program) -> str:  # type: ignore[no-untyped-def]
    return str(program.waiting()[0]["article"]["id"])


def turns(program, root: Path, count: int, seed: int) -> str:  # type: ignore[no-untyped-def]
    """Goes on until so many kills have hit; one that came when all was done counts as none."""
    chance, before = random.Random(seed), fakes.contents(root)
    longest, hits, tried, done = 0.3, 0, 0, 0
    while hits < count:
        assert tried < 20 * count, f"of {tried} kills {hits} hit"
        key = program.waiting()[0]["key"]
        hit = killed(root, key, longest * chance.random() ** 2)
        # as long as the process lives on this machine, and a little longer
        longest = longest * 1.2 if hit else longest * 0.7
        tried, hits = tried + 1, hits + hit
        if consistent(program, root, key):
            done += hit
            program("review", "--undo", key, "--by", "ann")
        assert fakes.contents(root) == before
    return (
        f"accept: {hits} of {tried} kills hit; after {done} of them the statement stands, else nothing of it"
    )


def test_an_answer_never_sees_half_a_change(program, root, queued):
    """The next question finishes what was due, before the queue has even heard of it."""
    chance = random.Random(5)
    key = queued[0]["key"]
    killed(root, key, 0.05 * chance.random())
    answered = {each["id"] for each in program.document("statements")["statements"]}
    assert library.check(root) == ()
    assert {each.id for each in library.read(root).statements} == answered
    assert consistent(program, root, key) == (len(answered) == 2)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_killed_again_and_again(program, root, queued, said_at_the_end):
    said_at_the_end(turns(program, root, SOAK or 1, seed=7))
