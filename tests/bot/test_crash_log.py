"""What nobody caught: a sentence about the disk, a reference for the rest."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from bot import crash_log
from bot.crash_log import record_crash


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_the_disk_is_told_of_in_a_sentence_and_leaves_no_trace(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    told = record_crash(OSError(number, os.strerror(number), str(tmp_path / "people.yaml")))
    assert told.message == f"“people.yaml” cannot be read or written: {os.strerror(number)}"
    assert told.hint and not list(tmp_path.iterdir())


def test_any_other_fault_has_a_reference_that_leads_to_its_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    told = record_crash(OSError(errno.EBADF, "secret inside"))
    assert "secret" not in f"{told.message} {told.hint}"
    assert "secret inside" in (tmp_path / "faults.log").read_text()


def test_the_traces_do_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    monkeypatch.setattr(crash_log, "MOST_BYTES", 2000)
    for number in range(100):
        record_crash(ValueError(f"fault {number} " + "." * 100))
    assert {file.name for file in tmp_path.iterdir()} == {"faults.log", "faults.log.1"}
    assert all(file.stat().st_size < 2500 for file in tmp_path.iterdir())
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in tmp_path.iterdir())
    assert "fault 99 " in (tmp_path / "faults.log").read_text()
