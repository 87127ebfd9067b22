"""The processes of one bot: who lives, who holds which shards, who serves which library."""

from __future__ import annotations

from collections.abc import Sequence

from bot.doctor.diagnosis import Diagnosis
from bot.store import ALONE, ProcessState


def process_findings(found: Sequence[ProcessState]) -> list[Diagnosis]:
    living = [one for one in found if one.alive]
    if not living:
        return []
    findings = [_of_process(one) for one in living]
    if living[0].count == ALONE:
        return findings
    held = frozenset[int]().union(*(one.shards for one in living))
    if missing := sorted(frozenset(range(living[0].count)) - held):
        said = f"nobody holds {_ranges(missing)} of {living[0].count}"
        advice = "start a process that may; in the first half minute after another's end it is on its way"
        findings.append(Diagnosis("fault", "shards", said, advice))
    if len(served := {one.library for one in living}) > 1:
        said = f"{len(served)} versions are served: {', '.join(sorted(each[:12] for each in served))}"
        advice = "those that lag follow within a minute; if not, see their logs"
        findings.append(Diagnosis("warning", "library", said, advice))
    return findings


def _of_process(one: ProcessState) -> Diagnosis:
    if one.count == ALONE:
        said = f"serves all shards alone, heard of {one.silent:.0f} seconds ago"
        return Diagnosis("ok", one.name, said)
    shards = _ranges(sorted(one.shards)) if one.shards else "nothing, and stands by"
    said = f"holds {shards} of {one.count}, library {one.library[:12]}, heard of {one.silent:.0f} seconds ago"
    if one.warning:
        return Diagnosis("warning", one.name, f"{said}: {one.warning}", "see its log")
    return Diagnosis("ok", one.name, said)


def _ranges(numbers: Sequence[int]) -> str:
    """`0-3, 8`."""
    runs = list[list[int]]()
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
