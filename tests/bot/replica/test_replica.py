"""The published index: fetched from a folder and over HTTP, checked, swapped in; the old one kept if not."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from aiohttp import web

from bot.doctor import followed_findings
from bot.live_library import LiveLibrary
from bot.replica import LibraryFollower, following, publish
from bot.replica.pointer import NAME, Pointer
from bot.terminal.context import CliContext
from briefs import paths
from briefs.errors import UserError
from briefs.query import INDEX, rebuild
from tests.paths import REPOSITORY


@pytest.fixture
async def published(tmp_path: Path) -> Path:
    """A folder with the repository's library."""
    folder = tmp_path / "published"
    library = await LiveLibrary.open(REPOSITORY, paths.cache_dir(REPOSITORY))
    assert publish(library.engine.path, library.engine.registry.digest, folder)
    assert not publish(library.engine.path, library.engine.registry.digest, folder), "it is there"
    await library.close()
    return folder


@pytest.fixture
async def served(published: Path) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_static("/files", published)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/files/"
    await runner.cleanup()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine without the library's files."""
    folder = tmp_path / "node"
    folder.mkdir()
    return folder


async def test_a_node_answers_from_what_it_fetched(served: str, root: Path) -> None:
    async with following(served, root, root / "cache") as library:
        assert not library.curates and library.engine.registry.statements == 119
        assert await library.engine.spoke_on("sergei-lavrov")
        assert not await LibraryFollower(served, root / "cache").fetch(), "it has it"


async def test_what_changes_is_fetched_and_swapped_in(
    published: Path, root: Path, library_copy: Path, tmp_path: Path
) -> None:
    dossier = next(iter(sorted((library_copy / "seeds").rglob("*.yaml"))))
    people = library_copy / "config/people.yaml"
    people.write_text(people.read_text("utf-8") + "\n# changed\n", "utf-8")
    assert dossier.is_file()
    cache = tmp_path / "writer"
    rebuild(library_copy, cache)
    async with following(str(published), root, root / "cache") as library:
        version = library.version
        assert publish(cache / INDEX, "another", published)
        follower = LibraryFollower(str(published), root / "cache")
        await follower.follow(library)
        assert library.version == version + 1 and library.notices == ()


@pytest.mark.parametrize("damage", ["other bytes", "too long", "cut short", "no index", "no pointer", "gone"])
async def test_what_is_not_sound_never_takes_the_place_of_a_good_one(
    published: Path, root: Path, damage: str
) -> None:
    pointer = Pointer.read((published / NAME).read_bytes())
    index = published / pointer.file
    async with following(str(published), root, root / "cache") as library:
        before = (root / "cache" / INDEX).read_bytes()
        spoilt = {"other bytes": b"x" * pointer.size, "too long": index.read_bytes() + b"x",
                  "cut short": index.read_bytes()[:-1], "no index": b"x"}.get(damage)  # fmt: skip
        newer = published / Pointer("0" * 64, pointer.size, "newer").file
        if damage == "gone":
            shutil.rmtree(published)
        elif damage == "no pointer":
            (published / NAME).write_text(json.dumps({"index": "../../etc/passwd", "size": 1, "library": ""}))
        else:
            assert spoilt is not None
            newer.write_bytes(spoilt)
            (published / NAME).write_bytes(Pointer("0" * 64, pointer.size, "newer").to_json())
        await LibraryFollower(str(published), root / "cache").follow(library)
        assert "the last library that could be fetched is served" in library.notices[0]
        assert (root / "cache" / INDEX).read_bytes() == before and library.engine.registry.statements == 119
    assert {file.name for file in (root / "cache").iterdir()} == {INDEX, "fetched.sha256"}


async def test_without_any_it_does_not_start_and_with_an_old_one_it_does(published: Path, root: Path) -> None:
    with pytest.raises(UserError, match="cannot be fetched"):
        async with following(str(root / "nowhere"), root, root / "cache"):
            pass
    await LibraryFollower(str(published), root / "cache").fetch()
    async with following("http://127.0.0.1:9", root, root / "cache") as library:
        assert library.notices and library.engine.registry.statements == 119


async def test_of_two_writers_one_publishes_at_a_time(published: Path, tmp_path: Path) -> None:
    index = paths.cache_dir(REPOSITORY) / INDEX
    found = await asyncio.gather(
        *(asyncio.to_thread(publish, index, f"library {n}", published) for n in range(4))
    )
    assert any(found)
    pointer = Pointer.read((published / NAME).read_bytes())
    assert (published / pointer.file).stat().st_size == pointer.size


async def test_a_folder_with_settings_alone_is_asked_and_looked_at(
    published: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="is no library"):
        paths.library_dir(root)
    (root / "config").mkdir()
    (root / "config/settings.yaml").write_text(f"library_from: {published}\n", "utf-8")
    monkeypatch.setenv("ONRECORD_CACHE", str(root / "cache"))
    context = CliContext(date(2026, 3, 2), str(root))
    folder = paths.followed_dir(context.cache)
    with pytest.raises(UserError, match="nothing is fetched yet"):
        _ = context.engine
    (early,) = await followed_findings(str(published), root, folder)
    assert early.level == "ok" and "nothing is fetched yet" in early.said
    (nowhere, _) = await followed_findings(str(root / "gone"), root, folder)
    assert nowhere.level == "warning" and "nothing comes from" in nowhere.said
    await LibraryFollower(str(published), folder).fetch()
    assert context.engine.registry.statements == 119
    context.renew()
    assert context.engine.registry.statements == 119
    context.close()
    (found,) = await followed_findings(str(published), root, folder)
    assert found.level == "ok" and found.said.startswith("119 statements")
    assert found.said.endswith(f"fetched from {published}")
