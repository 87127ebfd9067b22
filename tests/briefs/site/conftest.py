"""Sites to look at: the carried library's, built once a worker, and small ones that a test changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefs import library
from briefs.log import LogWriter
from briefs.site import BuildReport, SiteOptions, build
from tests.briefs.library.small_library import write
from tests.paths import REPOSITORY

ADDRESS = "https://record.example/"
Built = Callable[..., BuildReport]


@pytest.fixture(scope="session")
def carried_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the carried library, one publisher's texts whole; without pictures, which take the longest."""
    target = tmp_path_factory.mktemp("site") / "public"
    options = SiteOptions(ADDRESS, frozenset({"NATO"}), search=False, pictures=False)
    build(library.read(REPOSITORY), target, options)
    return target


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Builds the small library's site with changes, again and again in one place."""

    def built(*changes: tuple[str, ...], into: str = "public", **options: object) -> Path:
        root, target = write(tmp_path / "library", *changes), tmp_path / into
        chosen = {"address": ADDRESS, "search": False, "pictures": False} | options
        build(library.read(root), target, SiteOptions(**chosen))  # type: ignore[arg-type]
        return target

    return built


def pages_of(site: Path) -> dict[str, bytes]:
    """Every file that readers see, by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and ".onrecord-site" not in path.parts
    }


AT = "2026-05-02T12:00:00+00:00"  # when the log of a site's library is told of later changes


@pytest.fixture
def with_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """The small library's site with a log, built again and again in one place; `sync` tells the log."""
    pytest.importorskip("cryptography", reason="signatures need the extra `log`")
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    root = write(tmp_path / "library")
    LogWriter(root).begin("record.example/log", datetime(2026, 5, 1, tzinfo=UTC))

    def make(*changes: tuple[str, ...], sync: bool = True) -> Path:
        write(root, *changes)
        if sync:
            LogWriter(root).sync(AT, "hand")
        build(library.read(root), tmp_path / "public", SiteOptions(ADDRESS, search=False, pictures=False))
        return tmp_path / "public"

    return make
