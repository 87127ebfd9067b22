"""SIGKILL around a delivery, two processes at once: each message of each day exactly once."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

import pytest

from bot.store import open_store
from bot.store.subscriptions import SubscriptionSettings
from tests import forked

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
NINE = START + timedelta(hours=1, seconds=5)
LEASE = 0.3
PARTS = (1, 2, 3, 1, 2, 3, 1, 2)
POINTS = ("before-claim", "after-claim", "after-send", "after-confirm")
CHAINS = max(1, int(os.environ.get("ONRECORD_SOAK", "200")) // len(POINTS))  # each kills four times


class Standing:
    """A clock for making the subscriptions."""

    def now(self) -> datetime:
        return START

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError


@pytest.fixture
async def files(tmp_path: Path) -> tuple[Path, Path]:
    """Eight subscriptions at nine, of one to three messages."""
    state_file = tmp_path / "state.db"
    async with open_store(state_file, Standing()) as state:
        for parts in PARTS:
            await state.subscriptions.add(SubscriptionSettings(parts, local_time=time(9)))
    return state_file, tmp_path / "posted.jsonl"


def start(files: tuple[Path, Path], now: datetime, holder: str, point: str, turns: int) -> ForkServerProcess:
    arguments = [*map(str, files), now.isoformat(), str(LEASE), holder, point, str(turns)]
    return forked.start("tests.bot.delivery.crashing_process", *arguments)


def posted(file: Path) -> Counter[str]:
    return Counter(json.loads(line)["id"] for line in file.read_text().splitlines())


@pytest.mark.timeout(120)
def test_killed_and_started_again(files: tuple[Path, Path]) -> None:
    killed_in_a_chain(files, 0)


@pytest.mark.soak
@pytest.mark.timeout(300)
@pytest.mark.parametrize("chain", range(1, CHAINS + 1))
def test_killed_again_and_again(files: tuple[Path, Path], chain: int) -> None:
    killed_in_a_chain(files, chain)


def killed_in_a_chain(files: tuple[Path, Path], chain: int) -> None:
    """Killed once at each point, in another order each time; now and then a second process is beside it."""
    chance = Random(chain)
    now, days = NINE, 1
    for number, point in enumerate(chance.sample(POINTS, len(POINTS))):
        hit = False
        while not hit:  # one that hits nothing counts as none
            # Nobody beside the first: all might be done before its point was passed.
            beside = start(files, now, "beside", "nowhere", 3) if number and chance.random() < 0.25 else None
            status = forked.ended(start(files, now, f"first-{point}", point, 3), 30)
            assert status in (-signal.SIGKILL, 0)
            assert beside is None or forked.ended(beside, 30) == 0
            hit = status != 0
            now += timedelta(seconds=2)
            if not hit and len(posted(files[1])) == days * sum(PARTS):
                now, days = now + timedelta(days=1), days + 1
    assert forked.ended(start(files, now, "last", "nowhere", 12), 30) == 0
    found = posted(files[1])
    assert set(found.values()) == {1}
    assert len(found) == days * sum(PARTS)
