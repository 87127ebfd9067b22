"""The limits of the process that reads what strangers wrote, as the kernel has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.ingest.worker.client import Worker, WorkerLimits

GIVEN = WorkerLimits(memory=1_500_000_000, cpu_seconds=30)


@pytest.fixture
async def limits() -> dict[str, str]:
    """The limits of a worker after its first job, by name, those that it cannot raise again.

    Of processor time the one that counts. What is not limited says so.
    """
    async with Worker(limits=GIVEN) as worker:
        await worker.read(b"Some words that nobody said.", "text/plain")
        assert worker._process is not None
        listed = Path(f"/proc/{worker._process.pid}/limits")
        if not listed.exists():
            pytest.skip("only Linux tells the limits of a process")
        lines = listed.read_text().splitlines()[1:]
    soft = {line[:26].strip(): line[26:].split()[0] for line in lines}
    hard = {line[:26].strip(): line[26:].split()[1] for line in lines}
    return hard | {"Max cpu time": soft["Max cpu time"]}


EXPECTED = {
    "Max address space": (GIVEN.memory, GIVEN.memory),
    "Max file size": (0, 0),
    "Max core file size": (0, 0),
    "Max cpu time": (GIVEN.cpu_seconds, GIVEN.cpu_seconds + 20),
}


def test_each_limit_is_set(limits: dict[str, str]) -> None:
    for name, (least, most) in EXPECTED.items():
        assert limits[name].isdecimal() and least <= int(limits[name]) <= most, name
