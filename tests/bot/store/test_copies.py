"""What is deleted is deleted in every file: the database, its log, the copies; and no copy brings it back."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from bot.private_files import make_private_file, make_private_folder
from bot.settings import Settings, state_address
from bot.store import Store, open_store, restore_database
from bot.store.copies import automatic_copies, registered_copies, wipe_copies
from bot.store.migrate import backup_path, shipped_migrations
from bot.store.schema import gaps
from tests.bot.store.conftest import HandClock
from tests.bot.store.test_migrate import at_version

WORDS = "zanzibar"


def holding(folder: Path, words: str = WORDS) -> set[str]:
    """Names of the files in which the words stand."""
    return {file.name for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()}


async def report(state: Store, user: int, words: str = WORDS) -> None:
    await state.reports.file(statement_id="s", reporter_id=user, reason="other", words=words)


async def test_a_deletion_reaches_the_log_and_every_copy(state: Store, file: Path, tmp_path: Path) -> None:
    await report(state, 2)
    await state.unanswered.record("person", 4, person=f"{WORDS} too")
    state.backup(tmp_path / "elsewhere.db")
    (tmp_path / "beside.db").write_bytes((tmp_path / "elsewhere.db").read_bytes())
    restore_database(tmp_path / "beside.db", file)
    backup_path(file, 3).write_bytes((tmp_path / "elsewhere.db").read_bytes())
    assert {"elsewhere.db", "state.db.before-restore", "state.db.v3.bak"} <= holding(tmp_path)
    await report(state, 3, "uluru")
    before = backup_path(file, 3).stat().st_mtime_ns
    for user in (2, 4):
        await state.privacy.erase_user(user)
    assert holding(tmp_path) == {"beside.db"}  # made behind the program's back: see below
    assert backup_path(file, 3).stat().st_mtime_ns == before
    assert file.with_name("state.db-wal").stat().st_size == 0
    assert holding(tmp_path, "uluru") == {"state.db"}
    restore_database(tmp_path / "beside.db", file)
    assert WORDS.encode() not in file.read_bytes()
    assert await state.privacy.export_user(2) == {}


async def test_a_copy_put_back_brings_nobody_back(file: Path, clock: HandClock, tmp_path: Path) -> None:
    """Not the one of an earlier version either, and not the next one after it."""
    old, older = tmp_path / "old.db", tmp_path / "older.db"
    await at_version(file, clock, 5)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO user_settings (user_id, language, changed_at)"
            " VALUES (2, ?, '2026-01-01T00:00:00.000000Z')",
            (WORDS,),
        )
    for copy in (old, older):
        copy.write_bytes(file.read_bytes())
    async with open_store(file, clock) as state:
        await state.privacy.erase_user(2)
        await state.preferences.change_user(2, language="ru")  # they came back: this is theirs to keep
        state.backup(tmp_path / "new.db")
    for copy in (old, older):
        restore_database(copy, file)
        assert WORDS.encode() not in file.read_bytes()
        async with open_store(file, clock) as state:
            assert await state.privacy.export_user(2) == {}
    restore_database(tmp_path / "new.db", file)
    async with open_store(file, clock) as state:
        assert (await state.preferences.user(2)).language == "ru"


async def test_copies_expire(state: Store, file: Path, tmp_path: Path, clock: HandClock) -> None:
    names = ("state.db.v4.bak", "state.db.before-restore-2", "state.db.v5.bak.partial")
    named = tmp_path / "mine.db"
    for copy in (*(file.with_name(name) for name in names), named, file.with_name("state.db.v4.bak-journal")):
        state.backup(copy)
        at = clock.now().timestamp()
        os.utime(copy, (at, at))
    clock.turn(days=2)
    assert await state.privacy.forget_copies() == 1
    assert [each.name for each in automatic_copies(file)] == [names[1], names[0]]
    clock.turn(days=29)
    assert await state.privacy.forget_copies() == 2
    assert automatic_copies(file) == () and not file.with_name("state.db.v4.bak-journal").exists()
    assert named in await state.database.read(registered_copies)
    named.unlink()
    await state.privacy.forget_copies()
    assert await state.database.read(registered_copies) == ()


async def test_a_copy_that_cannot_be_changed_is_removed_or_named(
    state: Store, file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await report(state, 2)
    state.backup(tmp_path / "mine.db")
    for damaged in (tmp_path / "mine.db", backup_path(file, 1)):
        damaged.write_bytes(b"no database any more" * 300)
    await state.privacy.erase_user(2)
    assert not backup_path(file, 1).exists() and (tmp_path / "mine.db").exists()
    assert [r.copy for r in caplog.records if "backup still holds" in r.message] == [
        str(tmp_path / "mine.db")
    ]


async def test_what_was_kept_before_is_taken_away(file: Path, clock: HandClock, tmp_path: Path) -> None:
    """The words of checks, in use and deleted, from the database and from the copies of earlier upgrades."""
    await at_version(file, clock, 5)
    insert = (
        "INSERT INTO posted_answers"
        " (key, guild_id, channel_id, message_id, asker_id, command, arguments, created_at)"
        " VALUES (?, ?, 5, 7, ?, ?, ?, '2026-01-01T00:00:00.000000Z')"
    )
    checked = '{"claims": "[[\\"zanzibar\\", null]]", "~language": "ru", "~plain": "yes"}'
    with closing(sqlite3.connect(file)) as connection:
        rows = [
            ("a", 1, 2, "verify", checked),
            ("b", 1, None, "search", '{"words": "zanzibar", "~language": "en", "~plain": "no"}'),
            ("c", None, None, "search", '{"words": "zanzibar"}'),
            ("d", 1, None, "delivery", '{"~language": "ru", "~plain": "no"}'),
            ("e", 1, 2, "position", '{"person": "x"}'),
        ]
        rows += [(f"f{number}", 1, 2, "search", '{"words": "residue"}') for number in range(200)]
        connection.execute("PRAGMA secure_delete = OFF")  # some builds of SQLite have it on
        connection.executemany(insert, rows)
        connection.commit()
        connection.execute("DELETE FROM posted_answers WHERE key LIKE 'f%'")
        connection.commit()
    backup_path(file, 2).write_bytes(file.read_bytes())
    assert holding(tmp_path) == holding(tmp_path, "residue") == {"state.db", "state.db.v2.bak"}
    async with open_store(file, clock) as state:
        kept = [await state.sent_answers.answer(key) for key in "abcde"]
        assert [(one.command, dict(one.arguments)) for one in kept if one] == [
            ("verify", {"~language": "ru", "~plain": "yes"}),
            ("", {"~language": "en", "~plain": "no"}),
            ("delivery", {"~language": "ru", "~plain": "no"}),
            ("position", {"person": "x"}),
        ]
        assert holding(tmp_path) - {"state.db.v2.bak", "state.db.v5.bak"} == set()
    assert holding(tmp_path, "residue") == set()
    left = {name: (tmp_path / name).read_bytes() for name in ("state.db.v2.bak", "state.db.v5.bak")}
    # What was checked is nobody's any more; what somebody searched for is theirs until they delete it.
    assert not any(b"claims" in content for content in left.values())


@pytest.fixture(params=[0o022, 0o000, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def loose(folder: Path) -> dict[str, str]:
    """What others may look at, and what its owner may not."""
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.rglob("*"))}
    return {
        each.name: oct(mode)
        for each, mode in modes.items()
        if mode != (0o700 if each.is_dir() else 0o600) and each.suffix != ".partial"
    }


async def test_the_state_is_its_owners_alone(
    umask: None, tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "some" / "data"))
    file = state_address(Settings())
    assert isinstance(file, Path)
    await at_version(file, clock, 4)
    async with open_store(file, clock) as state:
        await report(state, 2)
        state.backup(file.with_name("kept.db"))
        restore_database(file.with_name("kept.db"), file)
        assert loose(tmp_path / "some") == {}
        assert {each.name for each in file.parent.iterdir()} >= {"state.db-wal", "state.db.v4.bak", "kept.db"}


async def test_what_was_open_to_others_is_closed(tmp_path: Path, clock: HandClock, monkeypatch) -> None:
    data, shared = tmp_path / "data", tmp_path / "shared"
    for folder in (data, shared):
        folder.mkdir(mode=0o755)
        async with open_store(folder / "state.db", clock) as state:
            await report(state, 2)
            for each in folder.iterdir():
                each.chmod(0o644)
    monkeypatch.setenv("ONRECORD_DATA", str(data))
    for named in (None, str(shared / "state.db")):
        file = state_address(Settings(state=named))
        async with open_store(file, clock) as state:
            await report(state, 3)
            assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600
    assert loose(data) == {} and loose(shared) == {"shared": "0o755"}  # it may hold other things


async def test_so_is_what_a_crash_left(state: Store, file: Path, tmp_path: Path, clock: HandClock) -> None:
    await report(state, 2)
    crashed = tmp_path / "crashed"
    crashed.mkdir(0o700)
    for each in tmp_path.glob("state.db*"):  # as they are while the bot runs
        (crashed / each.name).write_bytes(each.read_bytes())
        (crashed / each.name).chmod(0o644)
    async with open_store(crashed / "state.db", clock) as again:
        assert len(await again.reports.without_notification()) == 0
        assert loose(crashed) == {} and (crashed / "state.db-wal").exists()


def test_private_files_and_folders(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    make_private_file(tmp_path / "a" / "b" / "c")
    (tmp_path / "a" / "b" / "c").write_text("kept")
    make_private_file(tmp_path / "a" / "b" / "c")
    assert loose(tmp_path / "a") == {} and (tmp_path / "a" / "b" / "c").read_text() == "kept"
    with pytest.raises(FileNotFoundError):
        make_private_file(tmp_path / "nowhere" / "c")


def test_closing_a_file_to_others_lets_go_of_no_lock_on_it(file: Path) -> None:
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('CREATE TABLE other (a)')"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.execute("BEGIN EXCLUSIVE")
        file.chmod(0o644)
        make_private_file(file)
        other = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True)
    assert "database is locked" in other.stderr and loose(file.parent) in ({}, {file.parent.name: "0o755"})


async def test_a_log_that_another_process_reads_is_emptied_later(
    file: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite_backend.BUSY_SECONDS", 0.05)
    await at_version(file, clock, len(shipped_migrations()))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM meta").fetchall()
        async with open_store(file, clock) as state:
            await report(state, 2)
            await state.privacy.erase_user(2)
            other.execute("COMMIT")
            await state.database.truncate_log()
            assert WORDS.encode() not in file.read_bytes()
            assert file.with_name("state.db-wal").stat().st_size == 0


async def test_an_error_tells_nobody_what_was_written(state: Store) -> None:
    key = {"key": "twice", "kind": "person", "person": WORDS, "topic": "", "first_at": "", "last_at": ""}
    row = key | {"first_at": state.database.clock.now(), "last_at": state.database.clock.now()}
    await state.database.execute(gaps.insert().values(row))
    with pytest.raises(DBAPIError) as raised:
        await state.database.execute(gaps.insert().values(row))
    assert WORDS not in str(raised.value)


def test_a_copy_that_cannot_be_cleaned_is_told_in_a_sentence(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(copy: Path) -> None:
        raise DBAPIError("UPDATE x", {"words": WORDS}, sqlite3.OperationalError("disk I/O error"))

    file.touch()
    backup_path(file, 3).touch()
    monkeypatch.setattr("bot.store.copies._wipe", fails)
    wipe_copies(file)
    [record] = caplog.records
    assert record.getMessage() == "a copy could not be cleaned: disk I/O error"
    assert record.exc_info is None
