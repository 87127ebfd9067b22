"""The supervisor: what ends is started again, what is wrong stops all, and nobody outlives it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.processes import Slot, read_slot, supervise

WAITING = "import os\nopen({file!r}, 'a').write(f'{{os.getpid()}}\\n')\nwhile os.read(0, 1): pass"


def starts(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().splitlines()] if file.exists() else []


async def until(file: Path, number: int) -> list[int]:
    async with asyncio.timeout(60):
        while len(found := starts(file)) < number:
            await asyncio.sleep(0.05)
    return found


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_killed_process_is_started_again_and_all_stop_together(tmp_path: Path) -> None:
    file, slots = tmp_path / "started", set[str]()

    def command(slot: Slot) -> list[str]:
        slots.add(str(slot))
        return [sys.executable, "-S", "-c", WAITING.format(file=str(file))]

    running = asyncio.create_task(supervise(command, 2))
    first = await until(file, 2)
    os.kill(first[0], signal.SIGKILL)
    pids = await until(file, 3)
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(running, 60) == 0
    assert not any(map(lives, pids)), "each ended when its input was closed"
    assert {read_slot(text).number for text in slots} == {1, 2} and len(slots) == 2


async def test_what_only_its_user_can_put_right_stops_all(tmp_path: Path) -> None:
    file = tmp_path / "started"
    wrong = [sys.executable, "-S", "-c", "raise SystemExit(2)"]
    waiting = [sys.executable, "-S", "-c", WAITING.format(file=str(file))]
    status = await asyncio.wait_for(supervise(lambda slot: wrong if slot.number == 1 else waiting, 2), 60)
    assert status == 2 and not any(map(lives, starts(file)))


@pytest.mark.parametrize("slot", [Slot("a1b2", 3, 4)])
def test_a_slot_reads_as_it_is_written(slot: Slot) -> None:
    assert read_slot(str(slot)) == slot
