"""Killed at any step, or on a full disk, a change reaches the log: at once, or with the next writer."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.ingest.review import Journal
from briefs.ingest.transfer import import_library
from briefs.ingest.transfer.export import document
from briefs.log import ENTRIES, LogFiles, LogWriter, Via
from tests.briefs.ingest.review.dying import stopped
from tests.briefs.library.small_library import DOSSIER, write
from tests.briefs.log.conftest import AT, LATER, looked_at


def brought_in(root: Path, tmp_path: Path) -> None:
    """The import of one more statement, as its writer does it."""
    more = document(library.read(root))
    new = dict(more["statements"][-1], id="post-09")
    more["statements"].append(new)
    import_library(root, more, lambda root, changed: library.check(root, changed), AT)


def recovered(root: Path) -> None:
    journal = Journal(root)
    with journal.locked():
        journal.recover().refuse_if_stuck()


def copied(root: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(root, to, copy_function=shutil.copy2))


def steps_of(logged: Path, tmp_path: Path) -> int:
    copied(tmp_path / "data", tmp_path / "kept")
    with stopped(tmp_path) as steps:
        brought_in(copied(logged, tmp_path / "tried"), tmp_path)
    return steps.done


@pytest.mark.parametrize("error", [None, errno.ENOSPC])
def test_stopped_at_some_steps_the_log_hears_of_it(logged, tmp_path, error):
    count = steps_of(logged, tmp_path)
    assert count > 20
    # the change itself is another test's: of the log's own steps, which come last, there are the most
    stopped_at(logged, tmp_path, error, Random(7).sample(range(count // 3, count + 1), 2))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("error", [None, errno.ENOSPC])
def test_stopped_at_every_step_the_log_hears_of_it(logged, tmp_path, error):
    stopped_at(logged, tmp_path, error, range(1, steps_of(logged, tmp_path) + 1))


def stopped_at(logged: Path, tmp_path: Path, error: int | None, steps: Iterable[int]) -> None:
    for step in steps:
        root = copied(logged, tmp_path / "tried")
        copied(tmp_path / "kept", tmp_path / "data")
        try:
            with stopped(tmp_path, step, error, times=1):
                brought_in(root, tmp_path)
        except UserError as refused:
            assert error is not None and "be written" in refused.message, step
        recovered(root)
        report = looked_at(root)
        assert (report.faults, report.unlogged) == ((), ()), step
        assert report.signed == report.size, step
        assert LogWriter(root).sync(LATER, "hand").added == ()


@pytest.mark.parametrize("written", [0, 1, 40])
def test_a_disk_that_is_full_halfway_through_an_entry_leaves_none_of_it(logged, monkeypatch, written):
    before, write_some = (logged / ENTRIES).read_bytes(), os.write
    room = [written]

    def full(handle: int, content: bytes) -> int:
        if room[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done = write_some(handle, bytes(content)[: room[0]])
        room[0] -= done
        return done

    write(logged, (DOSSIER, "Berg sees no movement.", "Berg saw none."))
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(UserError, match="the log cannot be written: No space left"):
        LogWriter(logged).sync(LATER, "hand")
    monkeypatch.undo()
    assert (logged / ENTRIES).read_bytes() == before


@pytest.mark.parametrize("left", [b"{", b'{"at":"2026', b'{"v":1}'])
def test_what_a_killed_process_left_of_an_entry_is_none(logged, left, monkeypatch, tmp_path):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    with (logged / ENTRIES).open("ab") as file:
        file.write(left)
    assert looked_at(logged).is_sound
    write(logged, (DOSSIER, "Berg sees no movement.", "Berg saw none."))
    assert LogWriter(logged).sync(LATER, "hand").size == 8
    assert left + b"{" not in (logged / ENTRIES).read_bytes() and looked_at(logged).is_sound


def test_a_log_that_cannot_be_told_stops_nobody(logged, tmp_path, caplog):
    with (logged / ENTRIES).open("ab") as file:
        file.write(b"<<<<<<< HEAD\n")
    brought_in(logged, tmp_path)
    assert "post-09" in {each.id for each in library.read(logged).statements}
    assert "holds both sides of a merge" in caplog.text
    via: Via = "hand"
    with pytest.raises(UserError, match="both sides"):
        LogWriter(logged).sync(LATER, via)
    assert LogFiles(logged).exists()
