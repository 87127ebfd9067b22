"""The model loses what a power cut may lose, and nothing that was synced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.client import Call
from tests.faults.page_cache import PageCache, Tree

ROOT = "/place"


def call(kind: str, first: str, second: str = "", offset: int = 0, data: bytes = b"") -> Call:
    return Call(
        kind, f"{ROOT}/{first}" if first else ROOT, f"{ROOT}/{second}" if second else "", offset, data
    )


def put_in_place(*, sync_file: bool, sync_folder: bool) -> list[Call]:
    calls = [call("create", ".new"), call("write", ".new", data=b"new")]
    calls += [call("sync", ".new")] if sync_file else []
    calls += [call("rename", ".new", "file")]
    return calls + ([call("sync", "")] if sync_folder else [])


@pytest.fixture
def before(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    return tmp_path


def left(before: Path, calls: list[Call]) -> dict[str, Tree]:
    cache = PageCache(Path(ROOT), before)
    for each in calls:
        cache.take(each)
    return dict(cache.after_a_cut(1)) | {"kill": cache.after_a_kill()}


def test_what_was_synced_with_its_folder_is_there_whatever_happens(before):
    found = left(before, put_in_place(sync_file=True, sync_folder=True))
    assert all(tree == {"file": b"new", "folder": None} for tree in found.values())


def test_a_name_that_was_not_synced_leads_to_the_old_file_or_the_new_one(before):
    found = left(before, put_in_place(sync_file=True, sync_folder=False))
    assert {tree["file"] for tree in found.values()} == {b"old", b"new"}


def test_a_file_that_was_not_synced_before_its_rename_may_be_empty_or_torn(before):
    found = left(before, put_in_place(sync_file=False, sync_folder=True))
    assert (found["names"]["file"], found["torn"]["file"], found["kill"]["file"]) == (b"", b"n", b"new")


def test_a_removal_that_was_not_synced_may_be_undone(before):
    found = left(before, [call("unlink", "file")])
    assert found["nothing"]["file"] == b"old" and "file" not in found["names"]


def test_a_file_written_in_place_is_torn(before):
    found = left(before, [call("truncate", "file"), call("write", "file", data=b"new")])
    assert {tree["file"] for tree in found.values()} >= {b"old", b"n", b"new"}


def test_a_folder_carries_its_files_where_it_goes(before):
    made = [call("mkdir", "draft"), call("create", "draft/a"), call("write", "draft/a", data=b"a")]
    synced = [call("sync", "draft/a"), call("sync", "draft"), call("rename", "draft", "folder/draft")]
    removed = [call("unlink", "folder/draft/a"), call("rmdir", "folder/draft")]
    calls = [*made, *synced, call("sync", "folder"), *removed]
    found = left(before, calls)
    assert found["nothing"]["folder/draft/a"] == b"a" and "folder/draft" not in found["kill"]
