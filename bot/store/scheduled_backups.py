"""Backups by the clock: each is tried by putting it back somewhere else, and the oldest make way."""

from __future__ import annotations

import asyncio
import logging
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.private_files import make_private_folder
from bot.store.backup import restore_database, version_of
from bot.store.portable import back_up_state
from bot.store.scripts import newest_version
from briefs.errors import UserError

log = logging.getLogger(__name__)
_NAME = re.compile(r"onrecord-(\d{8}T\d{6})Z\.db")
_WRITTEN = "%Y%m%dT%H%M%S"
_LOOKED_AT = 600.0  # seconds between two looks at whether one is due


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """One each `every`, into `folder`; `keep` of them stay."""

    folder: Path
    every: timedelta = timedelta(days=1)
    keep: int = 7


async def run_backups(
    address: str | Path, plan: BackupPlan, clock: Clock, on_duty: Callable[[], bool] = lambda: True
) -> None:
    """Until it is cancelled, by whoever is `on_duty` of several processes.

    What fails is said in the log and tried again at the next look.
    """
    while True:
        try:
            if on_duty():
                await back_up_if_due(address, plan, clock)
        except UserError as error:
            log.error("no backup: %s (%s)", error.message, error.hint)
        except Exception:
            log.exception("no backup")
        await asyncio.sleep(_LOOKED_AT)


async def back_up_if_due(address: str | Path, plan: BackupPlan, clock: Clock) -> Path | None:
    """The new backup; None where the last is young enough. Raises UserError, and leaves the others then."""
    try:
        make_private_folder(plan.folder)
        known = scheduled(plan.folder)
    except OSError as error:
        raise UserError(
            f"{plan.folder} cannot be used: {error.strerror}", "see `backups` in the settings"
        ) from None
    now = clock.now()
    if known and moment_of(known[-1]) > now - plan.every:
        return None
    file = plan.folder / f"onrecord-{now.astimezone(UTC).strftime(_WRITTEN)}Z.db"
    await back_up_state(address, file, clock)
    try:
        await asyncio.to_thread(_try_out, file)
    except UserError as error:
        file.unlink(missing_ok=True)
        raise UserError(f"a new backup could not be put back: {error.message}", "check that disk") from None
    for old in known[: max(0, len(known) + 1 - plan.keep)]:
        old.unlink(missing_ok=True)
    log.info("the state was backed up", extra={"file": file.name})
    return file


def scheduled(folder: Path) -> list[Path]:
    """The backups in a folder that were made here, oldest first; not what somebody else put there."""
    return sorted(each for each in folder.iterdir() if _NAME.fullmatch(each.name))


def moment_of(backup: Path) -> datetime:
    """When it was made, by its name: a file that is copied gets a new time."""
    found = _NAME.fullmatch(backup.name)
    assert found, "one of scheduled()"
    return datetime.strptime(found[1], _WRITTEN).replace(tzinfo=UTC)


def _try_out(backup: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        restored = Path(folder) / "state.db"
        restore_database(backup, restored)
        if version_of(restored) != newest_version():
            raise UserError("what was put back is not whole", None)
