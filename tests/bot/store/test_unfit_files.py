"""Files that are damaged, newer, or not ours: told in one sentence, and left as they are."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.store import Store, StoreUnavailable, SubscriptionSettings, open_store, restore_database
from bot.store.database import connect
from bot.store.migrate import backup_path, upgrade
from bot.store.schema import guild_settings
from bot.store.scripts import newest_version, shipped_migrations
from briefs.errors import UserError


async def use(state: Store) -> None:
    """A little of everything that the bot reads at its start and in its rounds."""
    await state.preferences.guild(1)
    await state.reports.all_replies()
    await state.subscriptions.due(datetime(2100, 1, 1, tzinfo=UTC), 1000)
    await state.feeds.all()
    await state.unanswered.most_asked()
    await state.privacy.export_user(3)
    await state.preferences.change_user(5, language="de")


@pytest.fixture
async def sound(file: Path, clock) -> bytes:
    async with open_store(file, clock) as state:
        for number in range(40):
            await state.preferences.change_user(number, language="ru")
            await state.preferences.change_guild(number, language="ru")
            await state.reports.file(
                statement_id=f"s{number}", reporter_id=number, reason="r", words="w" * 200
            )
            await state.subscriptions.add(SubscriptionSettings(5, guild_id=1, owner_id=number))
            await state.feeds.add(f"https://example.org/{number}", added_by=str(number), guild_id=1)
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    return file.read_bytes()


def rotten(sound: bytes, chance: random.Random) -> bytes:
    """One bit turned, a stretch of zeros, a page of noise, or the end cut off."""
    at, page = chance.randrange(len(sound)), 4096
    match chance.randrange(4):
        case 0:
            return sound[:at] + bytes([sound[at] ^ 1 << chance.randrange(8)]) + sound[at + 1 :]
        case 1:
            return (sound[:at] + bytes(512) + sound[at + 512 :])[: len(sound)]
        case 2:
            start = at // page * page
            return sound[:start] + chance.randbytes(page) + sound[start + page :]
        case _:
            return sound[:at]


@pytest.mark.parametrize("seeds", [range(6), pytest.param(range(6, 200), marks=pytest.mark.soak)], ids=str)
async def test_bit_rot_is_called_damage_or_does_no_harm(
    file: Path, clock, sound: bytes, seeds: range
) -> None:
    told = 0
    for seed in seeds:
        for left in file.parent.glob("state.db*"):
            left.unlink()
        file.write_bytes(rotten(sound, random.Random(seed)))
        try:
            async with open_store(file, clock) as state:
                await use(state)
        except UserError as error:
            told += 1
            assert "damaged" in error.message and "restore" in str(error.hint), (seed, error)
    assert told >= len(seeds) // 4


@pytest.mark.parametrize("column", ["changed_at = '2026-11=27T13:01:42.712429Z'", "allowed = '{'"])
async def test_a_value_that_this_program_never_wrote_is_damage(file: Path, clock, column: str) -> None:
    async with open_store(file, clock) as state:
        await state.preferences.change_guild(1, language="ru")
        await state.database.execute(text(f"UPDATE guild_settings SET {column}"))
        with pytest.raises(StoreUnavailable, match="damaged"):
            await state.database.fetch_all(select(guild_settings))


async def test_a_backup_of_a_newer_program_is_refused_before_anything_is_changed(
    state: Store, file: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.db"
    state.backup(newer)
    with closing(sqlite3.connect(newer)) as database:
        database.execute("INSERT INTO schema_version VALUES (?, 'later')", (newest_version() + 1,))
        database.commit()
    await state.preferences.change_guild(1, language="ru")
    with pytest.raises(UserError, match=f"version {newest_version() + 1}, this program knows"):
        restore_database(newer, file)
    assert (await state.preferences.guild(1)).language == "ru"
    assert not list(tmp_path.glob("*.before-restore*"))


@pytest.mark.parametrize("place", ["page", "list of free pages"])
async def test_a_backup_that_has_rotted_is_not_put_back(file: Path, clock, sound: bytes, place: str) -> None:
    middle, bad = len(sound) // 2 // 4096 * 4096, file.with_name("bad.db")
    rot = {
        "page": sound[:middle] + random.Random(1).randbytes(8192) + sound[middle + 8192 :],
        "list of free pages": sound[:36] + (3).to_bytes(4, "big") + sound[40:],  # how many: none are
    }
    bad.write_bytes(rot[place])
    with pytest.raises(UserError, match="no backup"):
        restore_database(bad, file)
    assert file.read_bytes() == sound


async def test_another_programs_database_is_not_taken_over(file: Path, clock, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("CREATE TABLE bookmarks (url TEXT)")
        theirs.execute("INSERT INTO bookmarks VALUES ('https://example.org')")
        theirs.commit()
    before = file.read_bytes()
    with pytest.raises(UserError, match="another program's database"):
        async with open_store(file, clock):
            pass
    own = tmp_path / "own.db"
    async with open_store(tmp_path / "other.db", clock) as state:
        state.backup(own)
    with pytest.raises(UserError, match="another program's database"):
        restore_database(own, file)
    with pytest.raises(UserError, match="no backup of a state database"):
        restore_database(file, own)
    assert file.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"state.db", "own.db", "other.db"}


@pytest.mark.parametrize("table", ["schema_version (version INTEGER, applied_at TEXT)", "t (x)"])
async def test_one_with_a_table_of_versions_like_ours_is_not_ours_yet(file: Path, clock, table: str) -> None:
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute(f"CREATE TABLE {table}")
        theirs.execute("CREATE TABLE bookmarks (url TEXT)")
        theirs.commit()
    with pytest.raises(UserError, match="another program's"):
        async with open_store(file, clock):
            pass


async def test_the_slower_of_two_upgrades_leaves_the_copy_of_the_quicker(
    file: Path, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen version 2; one is through before the other comes to make its copy."""
    first, second = connect(file, clock), connect(file, clock)
    await upgrade(first, shipped_migrations()[:2])
    from bot.store import migrate

    seen = migrate.version

    async def seen_early(database) -> int:  # type: ignore[no-untyped-def]
        found = await seen(database)
        if database is second:
            await upgrade(first)
        return found

    monkeypatch.setattr(migrate, "version", seen_early)
    await upgrade(second)
    for database in (first, second):
        await database.close()
    with closing(sqlite3.connect(backup_path(file, 2))) as kept:
        assert kept.execute("SELECT max(version) FROM schema_version").fetchone() == (2,)
    assert not list(file.parent.glob("*.partial"))
