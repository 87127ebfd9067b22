"""What `health.json` says of a running bot."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.doctor.diagnosis import Diagnosis

STALE = timedelta(seconds=45)  # it is written every ten seconds: four were missed


def health_finding(file: Path, now: datetime | None = None) -> tuple[Diagnosis, dict[str, Any] | None]:
    """Whether a bot runs and is connected, and what it wrote; None where there is nothing to read.

    Of several processes on one machine each has a file of its own: all must be well, and all must be there.
    """
    if not file.is_file() and (several := sorted(file.parent.glob(f"{file.stem}-*{file.suffix}"))):
        return _of_several([_of_one(each, now) for each in several])
    return _of_one(file, now)


def _of_several(
    found: list[tuple[Diagnosis, dict[str, Any] | None]],
) -> tuple[Diagnosis, dict[str, Any] | None]:
    reports = [report for _, report in found if report is not None]
    together = {"processes": reports}
    if unwell := next((finding for finding, _ in found if finding.level != "ok"), None):
        return unwell, together
    slots = max(int(report.get("slots", 1)) for report in reports)
    if len(found) < slots:
        return _unwell(
            f"{len(found)} of {slots} processes run", "their log says why the others do not"
        ), together
    guilds = sum(int(report.get("guilds", 0)) for report in reports)
    return Diagnosis("ok", "health", f"{slots} processes are connected, {guilds} servers"), together


def _of_one(file: Path, now: datetime | None) -> tuple[Diagnosis, dict[str, Any] | None]:
    try:
        report = json.loads(file.read_text("utf-8"))
        at = datetime.fromisoformat(report["at"])
    except FileNotFoundError:
        return _unwell(f"there is no {file.name}: the bot does not run", "onrecord run"), None
    except (OSError, ValueError, KeyError, TypeError):
        return _unwell(f"{file} cannot be read", "check its rights, and that the bot alone writes it"), None
    # the bot's own moment may be Discord's time; the file's is this machine's, as is `now`
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    age = (now or datetime.now(UTC)) - written
    if age > STALE:
        return _unwell(
            f"it was last written {age.total_seconds():.0f} seconds ago", "restart the bot"
        ), report
    if not report.get("connected"):
        return _unwell(
            "the bot is not connected to Discord", "its log says why; it tries again by itself"
        ), report
    if trouble := report.get("state"):
        return _unwell(f"connected, but {trouble}", "see to its server; what waits is done then"), report
    return Diagnosis(
        "ok", "health", f"connected, {report.get('guilds', 0)} servers, as of {at:%H:%M:%S}"
    ), report


def _unwell(said: str, advice: str) -> Diagnosis:
    return Diagnosis("fault", "health", said, advice)
