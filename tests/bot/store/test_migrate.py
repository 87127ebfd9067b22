"""Migrations, copies, and databases that cannot be used."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.store import Store, open_store, restore_database
from bot.store.database import connect
from bot.store.errors import StoreUnavailable
from bot.store.migrate import backup_path, upgrade
from bot.store.schema import metadata
from bot.store.scripts import Migration, newest_version, shipped_migrations, split_statements
from briefs.errors import UserError


def schema(file: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(file)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in sorted(names)}


async def at_version(file: Path, clock, version: int) -> None:
    database = connect(file, clock)
    await upgrade(database, shipped_migrations()[:version])
    await database.close()


async def test_the_tables_in_code_are_those_that_the_migrations_make(state: Store, file: Path) -> None:
    made = schema(file)
    assert set(made) - {"schema_version"} == set(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {row[1]: (bool(row[3]) or bool(row[5]), bool(row[5])) for row in made[name]}
        assert columns == {c.name: (not c.nullable, c.primary_key) for c in table.columns}, name


@pytest.mark.parametrize("version", range(1, len(shipped_migrations()) + 1))
async def test_every_earlier_version_comes_up_with_what_it_held(file: Path, clock, version: int) -> None:
    await at_version(file, clock, version)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO guild_settings (guild_id, language, changed_at)"
            " VALUES (7, 'ru', '2026-01-01T00:00:00.000000Z')"
        )
        connection.commit()
    async with open_store(file, clock) as state:
        assert (await state.preferences.guild(7)).language == "ru"
    fresh = file.with_name("fresh.db")
    async with open_store(fresh, clock):
        assert schema(file) == schema(fresh)
    assert backup_path(file, version).exists() == (version < len(shipped_migrations()))


async def test_a_migration_that_fails_halfway_leaves_nothing_behind(file: Path, clock) -> None:
    await at_version(file, clock, 2)
    before = schema(file)
    broken = Migration(
        3,
        (
            "CREATE TABLE half (a TEXT)",
            "INSERT INTO half VALUES ('x')",
            "ALTER TABLE gaps ADD COLUMN more TEXT",
            "INSERT INTO nowhere VALUES (1)",
        ),
    )
    database = connect(file, clock)
    with pytest.raises(Exception, match="nowhere"):
        await upgrade(database, (*shipped_migrations()[:2], broken))
    await database.close()
    assert schema(file) == before
    async with open_store(file, clock) as state:
        assert await state.feeds.all() == ()


async def test_a_copy_is_kept_before_a_migration(file: Path, clock) -> None:
    await at_version(file, clock, 1)
    old = schema(file)
    async with open_store(file, clock):
        pass
    assert schema(backup_path(file, 1)) == old


async def test_two_processes_may_upgrade_at_once(file: Path, clock) -> None:
    first, second = connect(file, clock), connect(file, clock)
    assert await upgrade(first) == (0, len(shipped_migrations()))
    assert await upgrade(second) == (len(shipped_migrations()), len(shipped_migrations()))
    await first.close()
    await second.close()


@pytest.mark.parametrize("version", [0, 5])
async def test_many_that_start_at_once_upgrade_once_and_keep_one_copy(
    file: Path, clock, version: int
) -> None:
    if version:
        await at_version(file, clock, version)
    old = schema(file) if version else {}
    opened = [connect(file, clock) for _ in range(5)]
    assert {newest for _, newest in await asyncio.gather(*map(upgrade, opened))} == {newest_version()}
    await asyncio.gather(*(each.close() for each in opened))
    copies = [each.name for each in file.parent.iterdir() if each.suffix == ".bak"]
    assert copies == ([backup_path(file, version).name] if version else [])
    assert not version or schema(backup_path(file, version)) == old


async def test_a_database_from_a_newer_program_is_left_alone(file: Path, clock) -> None:
    async with open_store(file, clock) as state:
        await state.database.execute(text("INSERT INTO schema_version VALUES (99, 'later')"))
    with pytest.raises(UserError, match="version 99"):
        async with open_store(file, clock):
            pass


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"\x00" * 4096])
async def test_a_damaged_file_is_named_as_such(file: Path, clock, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="damaged"):
        async with open_store(file, clock):
            pass


async def test_a_folder_that_is_not_there(tmp_path: Path, clock) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        async with open_store(tmp_path / "no" / "state.db", clock):
            pass


@pytest.mark.parametrize("address", ["://", "nonsense://x", "mysql+nothing://x"])
async def test_an_address_that_means_nothing(clock, address: str) -> None:
    with pytest.raises(UserError):
        async with open_store(address, clock):
            pass


async def test_an_sqlite_address_is_a_file(file: Path, clock) -> None:
    async with open_store(f"sqlite:///{file}", clock) as state:
        assert state.database.file == file


async def test_backup_and_restore_while_the_bot_goes_on(state: Store, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    await state.preferences.change_guild(1, language="ru")
    state.backup(kept)
    await state.preferences.change_guild(1, language="de")
    restore_database(kept, file)
    assert (await state.preferences.guild(1)).language == "ru"
    await state.preferences.change_guild(1, language="fr")
    assert (await state.preferences.guild(1)).language == "fr"
    restore_database(file.with_name(f"{file.name}.before-restore"), file)
    assert (await state.preferences.guild(1)).language == "de"


async def test_what_is_no_backup_is_not_restored(state: Store, file: Path, tmp_path: Path) -> None:
    await state.preferences.change_guild(1, language="ru")
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"something else")
    for source in (wrong, tmp_path / "absent.db"):
        with pytest.raises(UserError, match="no backup"):
            restore_database(source, file)
    assert (await state.preferences.guild(1)).language == "ru"


async def test_a_backup_that_cannot_be_written_says_so(state: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be copied"):
        state.backup(tmp_path / "no" / "such" / "folder.db")


async def test_an_error_undoes_the_whole_transaction(state: Store) -> None:
    def fail_halfway(connection: Connection) -> None:
        connection.execute(text("INSERT INTO meta VALUES ('a', 'b', 'c')"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await state.database.write(fail_halfway)
    assert await state.metadata.get_or_create("a", "kept by nothing before") == "kept by nothing before"


async def test_a_locked_database_is_called_busy(file: Path, clock) -> None:
    async with open_store(file, clock):
        pass
    database = connect(file, clock)
    await database.execute(text("PRAGMA busy_timeout = 10"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="busy"):
            await database.write(lambda connection: None)
    await database.close()


def test_statements_are_split_at_their_ends_only() -> None:
    script = "-- a; comment\nCREATE TABLE t (a TEXT DEFAULT ';'); -- more; here\nDROP TABLE t;\n"
    assert len(split_statements(script)) == 2
    with pytest.raises(ValueError, match="middle"):
        split_statements("CREATE TABLE t (")


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    assert [step.version for step in shipped_migrations()] == list(range(1, len(shipped_migrations()) + 1))
