"""A proof from a log of 100,000 entries: what `make soak` says of its time, and that it reads little."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from briefs import library
from briefs.log import LogFiles, LogWriter, Receipts
from briefs.log.index import LogIndex
from tests.briefs.log.conftest import LATER

MANY = 100_000


def grow(root: Path, entries: int) -> None:
    """As many entries on other things, before and behind those of the small library."""
    files, chance = LogFiles(root), Random(5)
    files.append(
        [
            {
                "v": 1, "at": LATER, "via": "review", "what": "statement", "id": f"other-{number}",
                "article": f"other-{number // 20}", "change": "accepted", "status": "published",
                "sha256": f"{chance.getrandbits(256):064x}",
            }
            for number in range(entries)
        ]
    )  # fmt: skip


@pytest.mark.soak
def test_a_proof_takes_little_whatever_the_size_of_the_log(logged, tmp_path, said_at_the_end):
    grow(logged, MANY)
    started = time.process_time()
    with LogIndex(LogFiles(logged), tmp_path / "cache" / logged.name) as index:
        assert index.size == MANY + 7
        LogWriter(logged).sign(index)
    indexed = time.process_time() - started
    found = library.read(logged)
    receipts, times = Receipts(logged, tmp_path / "cache" / logged.name), list[float]()
    for number in range(3_000):
        statement = found.statements[number % len(found.statements)]
        before = time.process_time()  # what others do on the machine is none of its time
        receipt = receipts.receipt(statement, found.articles[0].sha256)
        times.append((time.process_time() - before) * 1_000)
        assert len(receipt["proof"]) == 17
    receipts.close()
    times.sort()
    half, most = times[len(times) // 2], times[int(len(times) * 0.99)]
    assert most < 5
    said_at_the_end(
        f"{MANY} entries: a proof {half:.2f} ms of CPU, p99 {most:.2f}; indexed in {indexed:.1f} s"
    )
