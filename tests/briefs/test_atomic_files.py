"""A file is on the disk before it has its name, and its name before the next step."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from briefs.atomic_files import make_folders, put_in_place, replace_file
from tests.briefs.ingest.review.dying import stopped


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is synced, made and renamed, by name."""
    seen: list[str] = []
    sync, mkdir, replace = os.fsync, os.mkdir, os.replace

    def synced(handle: int) -> None:
        seen.append(f"sync {Path(os.readlink(f'/proc/self/fd/{handle}')).name}")
        sync(handle)

    def made(folder: Path, *mode: int) -> None:
        seen.append(f"make {Path(folder).name}")
        mkdir(folder, *mode)

    def replaced(old: Path, new: Path) -> None:
        seen.append(f"replace {Path(new).name}")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "mkdir", made)
    monkeypatch.setattr(os, "replace", replaced)
    return seen


def test_a_file_is_synced_then_named_then_its_folder_is_synced(tmp_path: Path, steps: list[str]) -> None:
    (tmp_path / "new").write_bytes(b"x")
    put_in_place(tmp_path / "new", tmp_path / "file")
    assert steps == ["sync new", "replace file", f"sync {tmp_path.name}"]


def test_a_new_folder_stays_before_anything_is_put_into_it(tmp_path: Path, steps: list[str]) -> None:
    make_folders(tmp_path / "a/b")
    make_folders(tmp_path / "a/b")
    assert steps == ["make a", f"sync {tmp_path.name}", "make b", "sync a"]


@pytest.mark.parametrize("name", ["file", "x" * 255, "é" * 127, "𝒙" * 63])
def test_a_file_of_any_name_is_replaced_whole(tmp_path: Path, name: str) -> None:
    replace_file(tmp_path / name, b"one")
    replace_file(tmp_path / name, b"two")
    assert (tmp_path / name).read_bytes() == b"two" and os.listdir(tmp_path) == [name]


def test_a_disk_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "file", b"one")
    with stopped(tmp_path) as whole:
        replace_file(tmp_path / "file", b"one")
    for step in range(1, whole.done):  # the last is the folder's sync, after which the name may not stay
        with stopped(tmp_path, step, errno.ENOSPC, 1), pytest.raises(OSError, match="No space"):
            replace_file(tmp_path / "file", b"two")
        assert (tmp_path / "file").read_bytes() == b"one" and os.listdir(tmp_path) == ["file"]
