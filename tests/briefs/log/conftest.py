"""A small library with a log, and keys of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefs import library
from briefs.log import LogWriter
from briefs.log.verification import LogReport, verify_log
from tests.briefs.library.small_library import write

pytest.importorskip("cryptography", reason="signatures need the extra `log`")
NAME = "record.example/log"
AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = "2026-05-02T12:00:00+00:00"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "library")


@pytest.fixture
def logged(root: Path) -> Path:
    """The small library, its log begun."""
    LogWriter(root).begin(NAME, AT)
    return root


def looked_at(root: Path, *against: str, key: str | None = None) -> LogReport:
    return verify_log(root, library.read(root), against, key)


def changed(root: Path, *changes: tuple[str, ...]) -> Callable[[], LogReport]:
    """Files of the library edited by hand, as small_library.write() has it; then the look at the log."""
    write(root, *changes)
    return lambda: looked_at(root)
