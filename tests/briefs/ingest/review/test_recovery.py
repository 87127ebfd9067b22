"""A recovery never fails: what cannot be finished or read is set aside, named, and stops nobody."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import shutil
from pathlib import Path

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.ingest.review.change_notes import Import, UnreadableNote, read_note
from briefs.ingest.review.journal import Journal
from briefs.ingest.review.service import ReviewService
from briefs.ingest.review.set_aside import list_aside
from briefs.ingest.review.validation import library_check
from tests.briefs.ingest.review import fakes
from tests.briefs.ingest.review.dying import stopped


async def left_due(root: Path, service: ReviewService, queue: fakes.SqliteQueue) -> Path:
    """An acceptance whose files stand, and of which the queue has not heard; the folder of its change."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(queue, "decide", None)
        patch.setattr(service, "_report", _dies)
        await service.accept(fakes.waiting(2), "ann")
    (folder,) = (root / ".onrecord/changes").iterdir()
    return folder


async def _dies(*_: object) -> None:
    raise RuntimeError


def rewrite(folder: Path, **changes: object) -> None:
    record = json.loads((folder / "change.json").read_text())
    record["note"] = {k: v for k, v in {**record["note"], **changes}.items() if v is not None}
    (folder / "change.json").write_text(json.dumps(record))


BREAKAGES = {
    "cut short": lambda folder: (folder / "change.json").write_text('{"id": "x", "fil'),
    "not text": lambda folder: (folder / "change.json").write_bytes(b"\xff\xfe\0"),
    "a list": lambda folder: (folder / "change.json").write_text("[]"),
    "no record": lambda folder: (folder / "change.json").unlink(),
    "content lost": lambda folder: (folder / "0.after").unlink(),
    "content damaged": lambda folder: (folder / "0.after").write_text("x"),
    "leads outside": lambda folder: (folder / "change.json").write_text(
        json.dumps({"files": [{"path": "../../x", "before": None, "after": None}], "note": {}})
    ),
}


def _instead(path: Path, made) -> None:
    path.unlink()
    made(path)


BREAKAGES |= {
    "a pipe for its record": lambda folder: _instead(folder / "change.json", os.mkfifo),
    "a pipe for a content": lambda folder: _instead(folder / "0.after", os.mkfifo),
    "a link to itself": lambda folder: _instead(folder / "0.after", lambda path: path.symlink_to(path.name)),
    "a folder for its record": lambda folder: _instead(folder / "change.json", Path.mkdir),
    "half a character in a path": lambda folder: (folder / "change.json").write_text(
        json.dumps({"files": [{"path": "\ud800", "before": None, "after": None}], "note": {}})
    ),
    "half a character in its note": lambda folder: rewrite(folder, by="\ud800"),
    "half a character deep in its note": lambda folder: rewrite(folder, changes={"x": ["\ud800"]}),
    "NUL in its note": lambda folder: rewrite(folder, statement="a\0b"),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
async def test_a_broken_change_is_set_aside_and_the_next_decision_goes_on(
    root, queue, service, breakage, caplog
):
    folder = await left_due(root, service, queue)
    BREAKAGES[breakage](folder)
    recovery = await service.recover()
    assert [each.name for each in recovery.aside] == [folder.name] and recovery.stuck is None
    assert [record.message for record in caplog.records] == [recovery.aside[0].sentence]
    assert (root / ".onrecord/aside" / folder.name).is_dir() and not folder.exists()
    assert (await service.recover()) == type(recovery)()
    assert (await service.accept(fakes.waiting(0), "ann")).statement


@pytest.mark.parametrize(
    "spoil", [{"by": None}, {"key": None}, {"deed": "conjure"}, {"changes": 7}, {"statement": ["x"]}]
)
@pytest.mark.parametrize("applied", [True, False])
async def test_a_change_that_nobody_can_be_told_of_is_rolled_back_and_set_aside(
    root, queue, service, spoil, applied
):
    before = fakes.contents(root)
    folder = await left_due(root, service, queue)
    rewrite(folder, **spoil)
    if not applied:
        (folder / "applied").unlink()
    (aside,) = (await service.recover()).aside
    assert aside.reason == "it does not say what it is about"
    assert fakes.contents(root) == before and queue.row("key-2").status == "waiting"
    assert list_aside(root / ".onrecord/aside") == (aside,)
    assert (await service.accept(fakes.waiting(2), "ben")).statement


async def test_what_is_no_change_is_set_aside(root, service):
    changes = root / ".onrecord/changes"
    changes.mkdir(parents=True)
    (changes / "notes.txt").write_text("a file")
    (changes / "empty").mkdir()
    (changes / ".hidden").write_text("of some file manager")
    recovery = await service.recover()
    assert [each.name for each in recovery.aside] == ["empty", "notes.txt"]
    assert (root / ".onrecord/aside/notes.txt/notes.txt").read_text() == "a file"
    assert [path.name for path in changes.iterdir()] == [".hidden"]


async def test_two_that_are_set_aside_under_one_name_are_both_kept(root, service):
    for content in "ab":
        (root / ".onrecord/changes").mkdir(parents=True, exist_ok=True)
        (root / ".onrecord/changes/x").write_text(content)
        await service.recover()
    assert [each.name for each in list_aside(root / ".onrecord/aside")] == ["x", "x-2"]


async def test_a_change_of_files_that_somebody_else_changed_is_rolled_back_and_kept(root, queue, service):
    folder = await left_due(root, service, queue)
    (folder / "applied").unlink()
    dossier = next(path for path in (root / "seeds/dossiers").iterdir() if path.name != "old-news.yaml")
    dossier.write_text("theirs")
    (root / "config/people.yaml").write_text(fakes.PEOPLE)  # as before: the change was half done
    (aside,) = (await service.recover()).aside
    assert "somebody else" in aside.reason
    assert dossier.read_text() == "theirs" and queue.row("key-2").status == "waiting"
    assert not (root / "seeds/articles" / fakes.article().file).exists()


async def test_a_change_that_stood_when_its_files_were_edited_is_told_to_the_queue(root, queue, service):
    await left_due(root, service, queue)
    dossier = next(path for path in (root / "seeds/dossiers").iterdir() if path.name != "old-news.yaml")
    dossier.write_text(f"# seen\n{dossier.read_text()}")
    recovery = await service.recover()
    assert len(recovery.finished) == 1 and recovery.aside == ()
    assert queue.row("key-2").status == "accepted" and dossier.read_text().startswith("# seen")


def test_an_import_of_an_earlier_version_can_be_read():
    assert read_note({"deed": "import", "at": "2026-01-01T00:00:00"}) == Import("2026-01-01T00:00:00")


async def test_a_change_that_can_neither_go_on_nor_back_stops_writers_alone(root, queue, service):
    folder = await left_due(root, service, queue)
    (folder / "applied").unlink()
    (root / "config/people.yaml").write_text(fakes.PEOPLE)
    with stopped(root / "config", 1, errno.ENOSPC), stopped(root / "seeds", 1, errno.ENOSPC):
        recovery = await service.recover()
        assert recovery.stuck and "No space left" in recovery.stuck
        assert await service.reject(fakes.waiting(0), "ann")
        with pytest.raises(UserError, match="not finished yet: No space left"):
            await service.accept(fakes.waiting(1), "ann")
    assert [change.id for change in (await service.recover()).finished] == [folder.name]
    assert library.check(root) == () and queue.row("key-2").status == "accepted"


async def test_what_came_after_an_unfinished_change_waits_for_it(root, queue, service):
    folder = await left_due(root, service, queue)
    (folder / "applied").unlink()
    later = folder.with_name(f"{folder.name}9")
    later.mkdir()
    (later / "change.json").write_text("[]")  # would be set aside
    (root / "config/people.yaml").write_text(fakes.PEOPLE)
    with stopped(root / "config", 1, errno.ENOSPC), stopped(root / "seeds", 1, errno.ENOSPC):
        recovery = await service.recover()
    assert recovery.stuck and recovery.aside == () and later.exists()
    recovery = await service.recover()
    assert [change.id for change in recovery.finished] == [folder.name]
    assert [each.name for each in recovery.aside] == [later.name]


@pytest.mark.parametrize("name", ["../../config", "a/b", ".hidden", "", "x" * 101, None, 7])
def test_the_name_of_a_change_that_was_undone_is_no_path(name):
    note = {"deed": "undo-change", "undoes": name, "at": "2026-01-01T00:00:00"}
    assert read_note({**note, "undoes": "2026-01-01-abc"})
    with pytest.raises(UnreadableNote):
        read_note(note)


@pytest.mark.parametrize("times", [1, 10**9])
async def test_a_disk_that_fails_at_any_step_leaves_the_old_or_the_new(root, queue, service, times, caplog):
    caplog.set_level(logging.ERROR)
    before = fakes.contents(root)
    with stopped(root) as whole:
        await service.accept(fakes.waiting(2), "ann")
    after = fakes.contents(root)
    for step in range(1, whole.done + 1):
        fakes.put_back(root, before)
        await queue.reopen("key-2", "ann")
        with stopped(root, step, errno.EIO, times):
            try:
                await service.accept(fakes.waiting(2), "ann")
            except UserError:
                pass
        await service.recover()
        accepted = queue.row("key-2").status == "accepted"
        found = fakes.contents(root)
        assert found.keys() == (after if accepted else before).keys()
        assert not accepted or not Journal(root).unfinished()


async def test_who_is_cancelled_gives_the_lock_back_after_the_work(root, queue, service, monkeypatch):
    import asyncio
    import threading

    begun, go_on = threading.Event(), threading.Event()
    write = service._write

    def slow(entry):  # type: ignore[no-untyped-def]
        begun.set()
        go_on.wait(20)
        write(entry)

    monkeypatch.setattr(service, "_write", slow)
    task = asyncio.create_task(service.accept(fakes.waiting(0), "ann"))
    await asyncio.to_thread(begun.wait, 20)
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    await service.recover()
    assert queue.row("key-0").status == "accepted" and library.check(root) == ()


async def test_a_queue_of_an_older_backup_learns_what_the_library_holds(root, queue, service, tmp_path):
    await service.accept(fakes.waiting(0), "ann")
    await service.accept(fakes.waiting(2), "ann")
    await service.undo("ann")
    restored = fakes.SqliteQueue(tmp_path / "restored.db")
    restored.put("key-0", "key-1", "key-2")
    await restored.decide("key-2", "accepted", "ann", statement_id="x")
    again = ReviewService(root, library_check(None), restored, fakes.clock)
    await again.recover()
    assert restored.row("key-0") == queue.row("key-0")
    assert restored.row("key-2") == fakes.Row("waiting", None)
    assert restored.row("key-1").status == "waiting"
    deeds = restored.deeds()
    await again.recover()
    assert restored.deeds() == deeds


async def test_a_candidate_waits_again_whose_statement_is_gone_from_the_files(root, queue, service):
    """As after a backup of the library was put back, or an older version checked out; and the way forth."""
    await service.accept(fakes.waiting(0), "ann")
    dossier = root / "seeds/dossiers" / f"{fakes.article().id}.yaml"
    moved = dossier.rename(root / "seeds/dossiers/another.yaml")
    await service.recover()
    assert queue.row("key-0").status == "accepted"
    kept = moved.read_bytes()
    moved.unlink()
    await service.recover()
    assert queue.row("key-0").status == "waiting" and queue.deeds()[-1] == ("library", "undo", "key-0")
    await queue.decide("key-0", "rejected", "ben")
    await service.recover()
    assert queue.row("key-0").status == "rejected"
    dossier.write_bytes(kept)
    await service.recover()
    assert queue.row("key-0") == fakes.Row("accepted", f"{fakes.article().id}-01")


@pytest.mark.parametrize("note", [{"statement": "("}, {"statement": "(a+)+$"}, {"article": "x" * 300}])
async def test_a_note_of_words_that_are_no_names_stops_no_start(root, queue, service, note):
    folder = await left_due(root, service, queue)
    rewrite(folder, **note)
    for _ in range(2):
        assert (await service.recover()).stuck is None
    assert (await service.accept(fakes.waiting(0), "ann")).statement


async def test_a_path_longer_than_any_can_be_stops_no_start(root, queue, service):
    folder = await left_due(root, service, queue)
    (folder / "applied").unlink()
    long = {"path": f"seeds/articles/{'x' * 300}/x.txt", "before": None, "after": None}
    record = json.loads((folder / "change.json").read_text())
    (folder / "change.json").write_text(json.dumps(record | {"files": [*record["files"], long]}))
    recovery = await service.recover()
    assert recovery.stuck is None and [each.name for each in recovery.aside] == [folder.name]
    assert library.check(root) == ()


@pytest.mark.parametrize("where", [".onrecord", ".onrecord/changes", ".onrecord/done", ".onrecord/aside"])
@pytest.mark.parametrize("made", [Path.touch, lambda path: path.symlink_to("nowhere")])
async def test_what_stands_in_the_way_of_the_journal_is_renamed(root, queue, service, where, made):
    folder = await left_due(root, service, queue)
    (folder / "change.json").unlink()
    shutil.rmtree(root / where, ignore_errors=True)
    made(root / where)
    assert (await service.recover()).stuck is None
    assert (root / where).is_dir() and os.path.lexists(root / f"{where}.1")
    assert (await service.accept(fakes.waiting(0), "ann")).statement


async def test_two_of_one_long_name_are_set_aside(root, queue, service):
    for _ in range(2):
        (root / ".onrecord/changes" / ("x" * 255)).mkdir(parents=True)
        assert (await service.recover()).stuck is None
    assert len(list_aside(root / ".onrecord/aside")) == 2


async def test_a_pipe_among_the_files_of_the_library_holds_nobody_up(root, queue, service):
    os.mkfifo(root / "seeds/dossiers/the-pipe.yaml")
    with pytest.raises(UserError):
        await asyncio.wait_for(service.revise("the-pipe", "x", "ann", "withdrawn", "No."), 5)
