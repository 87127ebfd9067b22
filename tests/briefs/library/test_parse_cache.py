"""What was parsed once is kept: the same view comes out, and no problem is hidden."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from briefs import library
from briefs.errors import LibraryInvalid
from briefs.library import loader, parse_cache
from tests.briefs.library.small_library import DOSSIER, PEOPLE, write

LibraryWriter = Callable[..., Path]


@pytest.fixture
def write_library(tmp_path: Path) -> LibraryWriter:
    """Writes the small library with changes and gives its folder."""
    return partial(write, tmp_path / "library")


def test_the_parsed_cache_gives_the_same_view(write_library: LibraryWriter, tmp_path: Path) -> None:
    root, cache = write_library(), tmp_path / "cache"
    fresh = library.read(root, cache)
    assert library.read(root, cache) == fresh == library.read(root)
    changed = write_library((DOSSIER, "summary: Berg was concerned.", "summary: Berg was very concerned."))
    assert library.read(changed, cache) == library.read(changed) != fresh


def test_only_changed_dossiers_are_parsed_again(
    write_library: LibraryWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = write_library(), tmp_path / "cache"
    library.read(root, cache)
    parsed_files = []
    real = loader.read_mapping
    monkeypatch.setattr(
        loader, "read_mapping", lambda content, sink: parsed_files.append(sink.file) or real(content, sink)
    )
    library.read(root, cache)
    assert DOSSIER not in parsed_files
    write_library((DOSSIER, "summary: Berg was concerned.", "summary: Berg was very concerned."))
    library.read(root, cache)
    assert DOSSIER in parsed_files


def test_the_cache_never_hides_a_problem(write_library: LibraryWriter, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    library.read(write_library(), cache)
    with pytest.raises(LibraryInvalid, match="there is no person “anna-berg”"):
        library.read(write_library((PEOPLE, "people: []")), cache)
    with pytest.raises(LibraryInvalid, match="its SHA-256 differs"):
        library.read(write_library(("seeds/articles/post.txt", "Something else")), cache)


@pytest.mark.parametrize("damage", ["garbage", "row", "foreign", "folder", "read-only"])
def test_a_damaged_cache_is_passed_over(write_library: LibraryWriter, tmp_path: Path, damage: str) -> None:
    root, cache = write_library(), tmp_path / "cache"
    view = library.read(root, cache)
    file = cache / parse_cache.NAME
    if damage == "garbage":
        file.write_bytes(file.read_bytes()[:700])
    elif damage == "folder":
        file.unlink()
        file.mkdir()
    elif damage == "read-only":
        file.chmod(0o400)
        cache.chmod(0o500)
    else:
        with sqlite3.connect(file) as db:
            if damage == "row":
                db.execute("UPDATE parsed SET content = substr(content, 1, 100)")
            else:
                db.execute("DROP TABLE parsed")
                db.execute("CREATE TABLE other (a)")
        db.close()
    try:
        assert library.read(root, cache) == view
        assert library.read(write_library((DOSSIER, "Berg was concerned.", "Berg was sad.")), cache) != view
    finally:
        cache.chmod(0o700)


@pytest.mark.parametrize("content", ["garbage", "other columns"])
def test_a_cache_that_is_not_ours_is_replaced(
    write_library: LibraryWriter, tmp_path: Path, content: str
) -> None:
    root, cache = write_library(), tmp_path / "cache"
    cache.mkdir()
    if content == "garbage":
        (cache / parse_cache.NAME).write_bytes(b"no database" * 100)
    else:
        with closing(sqlite3.connect(cache / parse_cache.NAME)) as db:
            db.execute("CREATE TABLE parsed (a)")
    library.read(root, cache)
    assert len(parse_cache.load(cache)) == 1
