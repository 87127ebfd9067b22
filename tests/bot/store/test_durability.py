"""What is committed outlives a power cut: how SQLite is asked to write, and how a copy gets its name."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store import Store, open_store, restore_database
from bot.store.backup import copy_database

FULL = 2  # of SQLite's PRAGMA synchronous: each commit is on the disk before it counts


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("synchronous", FULL), ("journal_mode", "wal"), ("foreign_keys", 1), ("journal_size_limit", 1 << 24)],
)
async def test_each_connection_is_set_up_for_it(state: Store, file: Path, pragma: str, value: object) -> None:
    question = text(f"PRAGMA {pragma}")
    assert await state.database.fetch_value(question) == value
    written = await state.database.write(lambda connection: connection.execute(question).scalar())
    assert written == value


async def test_a_copy_is_on_the_disk_before_it_has_its_name(
    state: Store, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        steps.append(f"sync {Path(os.readlink(f'/proc/self/fd/{handle}')).name}")
        sync(handle)

    def replaced(old: Path, new: Path) -> None:
        steps.append(f"rename {Path(old).name} {Path(new).name}")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    copy_database(file, tmp_path / "copy.db")
    beside = next(step.split()[1] for step in steps if step.startswith("rename"))
    assert steps.index(f"sync {beside}") < steps.index(f"rename {beside} copy.db")


async def test_a_copy_that_fails_half_way_leaves_what_was_there(
    state: Store, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    target.write_bytes(b"the last good copy")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Exception, match="could not be copied"):
        copy_database(file, target)
    assert target.read_bytes() == b"the last good copy"
    assert [path.name for path in tmp_path.glob("copy.db*")] == ["copy.db"]


async def test_what_a_restore_replaces_is_kept_however_often(file: Path, tmp_path: Path, clock) -> None:
    copy = tmp_path / "copy.db"
    async with open_store(file, clock) as state:
        state.backup(copy)
        for language in ("de", "fr"):
            await state.preferences.change_guild(1, language=language)
            restore_database(copy, file)
    languages = []
    for name in ("state.db.before-restore", "state.db.before-restore-2"):
        with closing(sqlite3.connect(tmp_path / name)) as kept:
            languages += kept.execute("SELECT language FROM guild_settings").fetchall()
    assert languages == [("de",), ("fr",)]
