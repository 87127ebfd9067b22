"""Versions, time zones, folders and room on the disk."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.doctor.diagnosis import Diagnosis, Severity

_SHOWN = ("discord.py", "aiohttp", "SQLAlchemy", "rapidfuzz")
_LITTLE, _TOO_LITTLE = 500, 50  # MiB free: a copy of the state and a new index must fit
_OTHERS = 0o077
_MIB = 1 << 20


def machine_findings(folders: dict[str, Path]) -> Iterator[Diagnosis]:
    """`folders` are those that the bot writes to, by what they hold; one that is not there is made by it."""
    yield _versions()
    yield _zones()
    for what, folder in folders.items():
        yield _folder(what, folder)
    for what, folder in _disks(folders).items():
        yield _room(what, folder)


def _versions() -> Diagnosis:
    found = {name: metadata.version(name) for name in _SHOWN}
    found = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version, **found}
    listed = ", ".join(f"{name} {version}" for name, version in found.items())
    return Diagnosis("ok", "versions", f"{listed} on {platform.system()}")


def _zones() -> Diagnosis:
    try:
        ZoneInfo("Europe/Moscow")
    except ZoneInfoNotFoundError:
        return Diagnosis("fault", "time zones", "none are known here", "pip install tzdata")
    return Diagnosis("ok", "time zones", "known")


def _folder(what: str, folder: Path) -> Diagnosis:
    there = _nearest(folder)
    if not os.access(there, os.W_OK | os.X_OK):
        return Diagnosis(
            "fault", what, f"{folder} cannot be written to", f"give the bot's user rights to {there}"
        )
    private = what == "data folder" and os.name == "posix" and there == folder
    if private and folder.stat().st_mode & _OTHERS:
        return Diagnosis("warning", what, f"{folder} is open to others", f"chmod 700 {folder}")
    return Diagnosis("ok", what, f"{folder} can be written to")


def _disks(folders: dict[str, Path]) -> dict[str, Path]:
    """One folder a disk."""
    found = dict[int, tuple[str, Path]]()
    for what, folder in folders.items():
        found.setdefault(_nearest(folder).stat().st_dev, (what, _nearest(folder)))
    return dict(found.values())


def _room(what: str, folder: Path) -> Diagnosis:
    free = shutil.disk_usage(folder).free // _MIB
    level: Severity = "fault" if free < _TOO_LITTLE else "warning" if free < _LITTLE else "ok"
    said = f"{free:,} MiB are free on the disk of the {what}"
    return Diagnosis(level, "disk", said, None if level == "ok" else "free some space there")


def _nearest(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    return next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
