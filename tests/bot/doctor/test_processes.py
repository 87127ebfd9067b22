"""Several processes: what the doctor says of their shards and libraries, and what a probe reads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.doctor import health_finding
from bot.doctor.processes_check import process_findings
from bot.store import ALONE, ProcessState

ONE = ProcessState("web-1", 16, library="abcdef" * 8, shards=frozenset(range(8)), silent=2.0)
TWO = replace(ONE, name="web-2", shards=frozenset({*range(8, 15), 15}))


def test_who_holds_which_shards() -> None:
    assert process_findings([]) == []
    first, second = process_findings([ONE, TWO])
    assert first.level == "ok" and first.said.startswith("holds 0-7 of 16, library abcdefabcdef, heard of 2")
    assert second.said.startswith("holds 8-15 of 16")
    standby = replace(TWO, shards=frozenset())
    assert "stands by" in process_findings([ONE, standby])[1].said


def test_one_that_serves_all() -> None:
    (found,) = process_findings([ProcessState("web-1", ALONE, silent=1.0)])
    assert (found.level, found.said) == ("ok", "serves all shards alone, heard of 1 seconds ago")


def test_shards_that_nobody_holds_and_libraries_that_differ() -> None:
    found = process_findings([ONE, replace(TWO, alive=False)])
    assert [one.level for one in found] == ["ok", "fault"] and "nobody holds 8-15 of 16" in found[1].said
    late = replace(TWO, library="other", warning="served from the last good one")
    assert [one.level for one in process_findings([ONE, late])] == ["ok", "warning", "warning"]


def write(folder: Path, slot: int, slots: int = 2, connected: bool = True) -> None:
    report = {
        "at": datetime.now(UTC).isoformat(),
        "connected": connected,
        "guilds": 3,
        "slot": slot,
        "slots": slots,
    }
    (folder / f"health-{slot}.json").write_text(json.dumps(report))


def test_a_probe_wants_all_processes_well(tmp_path: Path) -> None:
    file = tmp_path / "health.json"
    write(tmp_path, 1)
    finding, _ = health_finding(file)
    assert finding.level == "fault" and "1 of 2 processes run" in finding.said
    write(tmp_path, 2)
    finding, report = health_finding(file)
    assert finding.level == "ok" and "6 servers" in finding.said and report is not None
    write(tmp_path, 2, connected=False)
    assert health_finding(file)[0].level == "fault"
