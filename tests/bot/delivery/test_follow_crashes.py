"""SIGKILL between a new statement and its digest: whatever fits a standing question is told exactly once."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

import pytest

from bot.store import open_store
from bot.store.subscriptions import SubscriptionSettings
from briefs.follow import StandingQuestion, fits, subjects_of
from tests import forked
from tests.bot.delivery.crashing_follow import library_of
from tests.bot.delivery.test_crash_safety import Standing

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEASE = 30.0  # seconds, and over before the next process begins
POINTS = ("matched", "recorded", "before-claim", "after-claim", "after-send", "after-confirm")
CHAINS = -(-int(os.environ.get("ONRECORD_SOAK", "200")) // len(POINTS))  # each kills six times
FIRST, MORE = 6, 5  # statements in the library at the start, and those that come in with each kill


@pytest.fixture
async def files(tmp_path: Path) -> tuple[Path, Path]:
    """Six standing questions that are told in three channels."""
    state_file = tmp_path / "state.db"
    async with open_store(state_file, Standing()) as state:
        for number in range(6):
            settings = SubscriptionSettings(number % 3 + 1, guild_id=1, purpose="follow", cadence="at-once")
            await state.follows.add(settings, asked(number).to_document(), "", number)
        await state.subscriptions.register_statements(list(library_of(FIRST).statements))
        await state.follows.queue.matched_to()
    return state_file, tmp_path / "posted.jsonl"


def asked(number: int) -> StandingQuestion:
    return StandingQuestion(people=(f"person-{number % 4}",), kinds=() if number < 4 else ("quotation",))


def start(
    files: tuple[Path, Path], now: datetime, holder: str, point: str, turns: int, count: int
) -> ForkServerProcess:
    arguments = [*map(str, files), now.isoformat(), str(LEASE), holder, point, str(turns), str(count)]
    return forked.start("tests.bot.delivery.crashing_follow", *arguments)


@pytest.mark.timeout(120)
async def test_killed_and_started_again(files: tuple[Path, Path]) -> None:
    await killed_in_a_chain(files, 0, kills=3)


@pytest.mark.soak
@pytest.mark.timeout(300)
@pytest.mark.parametrize("chain", range(1, CHAINS + 1))
async def test_killed_again_and_again(files: tuple[Path, Path], chain: int) -> None:
    await killed_in_a_chain(files, chain)


async def killed_in_a_chain(files: tuple[Path, Path], chain: int, kills: int = len(POINTS)) -> None:
    """Killed once at each point, in another order each time; now and then a second process is beside it."""
    chance, now, count = Random(chain), NOW, FIRST
    for number, point in enumerate(chance.sample(POINTS, kills)):
        hit = False
        while not hit:  # one that hits nothing counts as none
            count += MORE
            beside = (
                start(files, now, "beside", "nowhere", 3, count)
                if number and chance.random() < 0.25
                else None
            )
            status = forked.ended(start(files, now, f"first-{point}", point, 3, count), 30)
            assert status in (-signal.SIGKILL, 0)
            assert beside is None or forked.ended(beside, 30) == 0
            hit = status != 0
            now += timedelta(minutes=6)  # over which a place is looked at again
    for _ in range(3):
        assert forked.ended(start(files, now, "last", "nowhere", 6, count), 30) == 0
        now += timedelta(minutes=6)
    assert told(files[1]) == Counter({each: 1 for each in await wanted(files[0], count)})


def told(file: Path) -> Counter[str]:
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert set(Counter(line["id"] for line in lines).values()) == {1}
    return Counter(each for line in lines for each in line["tells"].split())


async def wanted(state_file: Path, count: int) -> set[str]:
    """What fits, asked one by one of all that came in after the questions."""
    snapshot = library_of(count)
    async with open_store(state_file, Standing()) as state:
        questions, numbers = await state.follows.active(), await state.subscriptions.numbers()
    subjects = subjects_of(snapshot, numbers, {id for id in snapshot.statements if numbers[id] > FIRST})
    found = {
        f"{one.key}:{subject.statement.id}"
        for one in questions
        for subject in subjects
        if fits(StandingQuestion.from_document(one.asked), subject)
    }
    assert found
    return found
