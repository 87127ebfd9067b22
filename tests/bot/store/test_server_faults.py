"""PostgreSQL going away, refusing, full and silent: who asks waits or is told, and nothing is lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, text

from bot.clock import SystemClock
from bot.doctor import state_findings
from bot.patience import wait_at_most
from bot.settings import Settings
from bot.store import Store, StoreUnavailable, StoreUnreachable, back_up_state, open_store, version_at
from briefs.errors import UserError
from tests.postgresql import Server, programs, server

TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
READ_ONLY = "ALTER DATABASE onrecord_test SET default_transaction_read_only = {}"
WRITABLE = {"PGOPTIONS": "-c default_transaction_read_only=off"}


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """One that other tests do not use: it is stopped, and more."""
    if not programs():
        pytest.skip("no PostgreSQL is installed, or no asyncpg")
    with server() as made:
        yield made


@pytest.fixture
async def store(own_server: Server) -> AsyncIterator[Store]:
    async with open_store(own_server.address, SystemClock()) as store:
        yield store


@asynccontextmanager
async def refused(saying: str, kind: type[StoreUnavailable] = StoreUnavailable) -> AsyncIterator[None]:
    with pytest.raises(kind) as told:
        yield
    assert saying in told.value.message and told.value.hint


async def kept(store: Store) -> list[str]:
    query = text("SELECT name FROM meta WHERE name LIKE 'kept-%' ORDER BY name")
    return list(await store.database.fetch_column(query))


async def test_connections_that_were_cut_are_made_anew(own_server: Server, store: Store) -> None:
    await store.metadata.get_or_create("kept-1", "x")
    for _ in range(2):
        await asyncio.to_thread(own_server.sql, TERMINATE)
        assert "kept-1" in await kept(store)
    await store.metadata.get_or_create("kept-2", "x")


async def test_one_that_is_cut_at_work_is_told_and_leaves_nothing(own_server: Server, store: Store) -> None:
    def cut_off(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('kept-never', '', '')")
        own_server.sql(TERMINATE)
        connection.exec_driver_sql("SELECT 1")

    async with refused("does not answer", StoreUnreachable):
        await store.database.write(cut_off)
    assert "kept-never" not in await kept(store)


async def test_who_asks_while_it_is_started_again_waits(own_server: Server, store: Store) -> None:
    await store.metadata.get_or_create("kept-3", "x")
    await asyncio.to_thread(own_server.stop, "fast")  # a crash loses what its settings do not keep
    asked = asyncio.create_task(kept(store))
    await asyncio.to_thread(own_server.start)
    try:
        assert "kept-3" in await asked
    except StoreUnreachable:  # the start took its five seconds, on a machine that has more to do
        assert "kept-3" in await kept(store)


async def test_who_can_wait_no_longer_is_told(own_server: Server, store: Store) -> None:
    def slow(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('kept-slow', '', '')")
        connection.exec_driver_sql("SELECT pg_sleep(30)")

    async def asked() -> None:
        wait_at_most(0.3, lambda: False)
        await store.database.write(slow)

    async with asyncio.timeout(20):
        async with refused("too slowly", StoreUnreachable):
            await asyncio.create_task(asked())
        assert "kept-slow" not in await kept(store)


async def test_what_is_read_only_is_still_read(own_server: Server, store: Store) -> None:
    await store.metadata.get_or_create("kept-4", "x")
    own_server.sql(READ_ONLY.format("on"))
    try:
        async with open_store(own_server.address, SystemClock()) as reader:
            pytest.fail(f"a start writes: {reader}")
    except StoreUnavailable as told:
        assert "cannot be written" in told.message and told.hint
    finally:
        own_server.sql(READ_ONLY.format("off"), WRITABLE)
    own_server.sql(TERMINATE)
    await store.metadata.get_or_create("kept-5", "x")
    assert {"kept-4", "kept-5"} <= set(await kept(store))


async def test_a_wrong_address_is_told_in_a_sentence(own_server: Server) -> None:
    for address, saying in (
        (own_server.address.replace("onrecord_test", "nowhere"), "no such database"),
        (own_server.address.replace("onrecord@", "somebody@"), "refused the user"),
    ):
        async with refused(saying):
            await version_at(address, SystemClock())


async def test_to_look_at_its_version_makes_nothing(own_server: Server, tmp_path: Path) -> None:
    own_server.sql("CREATE DATABASE empty_test")
    address = own_server.address.replace("onrecord_test", "empty_test")
    assert await version_at(address, SystemClock()) == 0 == await version_at(address, SystemClock())
    with pytest.raises(UserError, match="no state yet"):
        await back_up_state(address, tmp_path / "backup.db", SystemClock())


async def test_an_older_one_stays_as_it_is(
    own_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_server.sql("CREATE DATABASE older_test")
    address = own_server.address.replace("onrecord_test", "older_test")
    async with open_store(address, SystemClock()) as store:
        newest = "(SELECT max(version) FROM schema_version)"
        await store.database.execute(text(f"DELETE FROM schema_version WHERE version = {newest}"))
    older = await version_at(address, SystemClock())
    monkeypatch.setenv("ONRECORD_STATE", address)
    (found,), _ = await state_findings(Settings())
    assert found.level == "ok" and f"of version {older}; the next start" in found.said
    with pytest.raises(UserError, match=f"of version {older}"):
        await back_up_state(address, tmp_path / "backup.db", SystemClock())
    assert await version_at(address, SystemClock()) == older


@pytest.mark.soak
async def test_a_server_that_is_away_is_told_after_five_seconds(own_server: Server, store: Store) -> None:
    await asyncio.to_thread(own_server.stop, "fast")
    try:
        async with refused("does not answer", StoreUnreachable):
            await kept(store)
    finally:
        await asyncio.to_thread(own_server.start)
    assert await kept(store) is not None


@pytest.mark.soak
async def test_a_server_that_says_nothing_is_not_waited_for(own_server: Server, store: Store) -> None:
    found = await store.database.fetch_column(text("SELECT pid FROM pg_stat_activity WHERE pid IS NOT NULL"))

    async def asked() -> None:
        wait_at_most(1.0, lambda: False)
        await store.metadata.get_or_create("kept-6", "x")

    for pid in found:
        os.kill(pid, signal.SIGSTOP)
    try:
        async with asyncio.timeout(20), refused("too slowly", StoreUnreachable):
            await asyncio.create_task(asked())
    finally:
        for pid in found:
            os.kill(pid, signal.SIGCONT)
    await store.metadata.get_or_create("kept-7", "x")
    assert "kept-7" in await kept(store)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A folder with room for 32 MiB, for who may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="small-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


@pytest.mark.soak
async def test_a_disk_that_is_full_loses_nothing(own_server: Server) -> None:
    with small_disk() as folder:
        place = folder / "space"
        place.mkdir()
        if own_server.user:
            shutil.chown(place, own_server.user)
        own_server.sql(f"CREATE TABLESPACE small LOCATION '{place}'")
        own_server.sql("CREATE DATABASE full_test TABLESPACE small")
        address = own_server.address.replace("onrecord_test", "full_test")
        async with open_store(address, SystemClock()) as store:
            (folder / "other").write_bytes(b"x" * (1 << 19))
            written = 0
            async with refused("no room left"):
                while True:
                    await store.metadata.get_or_create(f"kept-{written:06}", os.urandom(30_000).hex())
                    written += 1
            assert len(await kept(store)) == written > 10
            (folder / "other").unlink()
            await store.metadata.get_or_create("kept-after", "x")
            assert len(await kept(store)) == written + 1
        own_server.sql("DROP DATABASE full_test WITH (FORCE)")
        own_server.sql("DROP TABLESPACE small")


async def test_what_a_machine_that_hangs_has_locked_is_free_again(
    own_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection stands, as where nobody hears that it is gone."""
    monkeypatch.setattr("bot.store.postgresql_backend._FORSAKEN", 500)
    locked, over = Event(), Event()

    async def hang() -> None:
        async with open_store(own_server.address, SystemClock()) as store:

            def lock(connection: Connection) -> None:
                store.database.lock(connection, "shards")
                locked.set()
                over.wait(60)

            await store.database.write(lock)

    hanging = asyncio.create_task(asyncio.to_thread(asyncio.run, hang()))
    try:
        async with open_store(own_server.address, SystemClock()) as store:
            await asyncio.to_thread(locked.wait, 60)
            async with asyncio.timeout(30):
                await store.database.write(lambda connection: store.database.lock(connection, "shards"))
    finally:
        over.set()
    async with refused("does not answer", StoreUnreachable):
        await hanging
