"""What the journal promises beneath the decisions: one writer, whole files, and all of it on the disk."""

from __future__ import annotations

import errno
import fcntl
import os
import threading
from pathlib import Path

import pytest

from briefs.errors import UserError
from briefs.ingest.review import recovery
from briefs.ingest.review.change_folder import FileChange, JournalEntry
from briefs.ingest.review.change_notes import Acceptance
from briefs.ingest.review.journal import Conflict, Journal
from briefs.ingest.review.recovery import Recovery

PEOPLE = "config/people.yaml"
NOTE = Acceptance("key-0", "x-01", "x", "ann", "2026-01-01T09:00:00")


def change(root: Path, name: str = "one", after: bytes | None = b"people: []\n") -> JournalEntry:
    return JournalEntry(name, (FileChange(PEOPLE, (root / PEOPLE).read_bytes(), after),), NOTE)


def make_due(journal: Journal, entry: JournalEntry) -> None:
    """As a process leaves it that dies right after its change became due."""
    os.rename(journal.draft(entry), journal.root / ".onrecord/changes" / entry.id)


def test_a_second_writer_waits_until_the_first_is_done(root: Path) -> None:
    first, second, order = Journal(root), Journal(root), []

    def other() -> None:
        with second.locked():
            order.append("second")

    with first.locked():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.2)
        order.append("first")
        with (root / ".onrecord/lock").open("rb") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    thread.join(10)
    assert order == ["first", "second"]


def test_a_reader_has_the_old_file_or_the_new_one(root: Path) -> None:
    """Who has the file open goes on with what it held: it is exchanged, never written over."""
    journal, before = Journal(root), (root / PEOPLE).read_bytes()
    with journal.locked(), (root / PEOPLE).open("rb") as reader:
        entry = change(root)
        journal.draft(entry)
        journal.commit(entry)
        assert reader.read() == before
    assert (root / PEOPLE).read_bytes() == b"people: []\n"


def test_every_file_is_on_the_disk_before_its_name_and_every_name_before_the_next_step(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, str]] = []
    sync, rename, replace = os.fsync, os.rename, os.replace

    def synced(handle: int) -> None:
        steps.append(("sync", Path(os.readlink(f"/proc/self/fd/{handle}")).name))
        sync(handle)

    def named(move):  # type: ignore[no-untyped-def]
        def moved(old: Path, new: Path) -> None:
            steps.append(("rename", f"{Path(old).name} {Path(new).name}"))
            move(old, new)

        return moved

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", named(rename))
    monkeypatch.setattr(os, "replace", named(replace))
    journal = Journal(root)
    with journal.locked():
        entry = change(root)
        journal.draft(entry)
        journal.commit(entry)
    due = steps.index(("rename", "one.new one"))
    for each in ("0.before", "0.after", "change.json", "one.new"):
        assert ("sync", each) in steps[:due], each
    put = steps.index(("rename", f".0-one.new {Path(PEOPLE).name}"))
    assert ("sync", "changes") in steps[due:put]
    assert ("sync", ".0-one.new") in steps[:due], "a full disk is met before the change is due"
    assert ("sync", "config") in steps[put:]


def test_what_was_due_is_finished_and_what_was_not_never_happened(root: Path) -> None:
    journal, before = Journal(root), (root / PEOPLE).read_bytes()
    with journal.locked():
        journal.draft(change(root))
        assert not journal.unfinished() and journal.recover() == Recovery()
        assert (root / PEOPLE).read_bytes() == before
        assert not list((root / ".onrecord/changes").iterdir())
        make_due(journal, change(root))
        assert journal.unfinished()
        [finished] = journal.recover().finished
        assert finished.id == "one" and (root / PEOPLE).read_bytes() == b"people: []\n"
        journal.acknowledge(finished)
        assert not journal.unfinished() and [each.id for each in journal.done()] == ["one"]


def test_what_somebody_wrote_meanwhile_is_neither_overwritten_nor_rolled_back(root: Path) -> None:
    journal = Journal(root)
    with journal.locked():
        entry = change(root)
        journal.draft(entry)
        (root / PEOPLE).write_text("people: [] # by hand\n")
        with pytest.raises(Conflict, match="changed in the meantime"):
            journal.commit(entry)
        assert not journal.unfinished() and not list((root / ".onrecord/changes").iterdir())
        assert (root / PEOPLE).read_text() == "people: [] # by hand\n"


def test_of_a_change_that_conflicts_no_file_is_written(root: Path) -> None:
    journal, topics = Journal(root), "config/topics.yaml"
    with journal.locked():
        files = (change(root).files[0], FileChange(topics, (root / topics).read_bytes(), b"topics: []\n"))
        journal.draft(entry := JournalEntry("two", files, NOTE))
        before = (root / PEOPLE).read_bytes()
        (root / topics).write_text("topics: [] # by hand\n")
        with pytest.raises(Conflict):
            journal.commit(entry)
        assert (root / PEOPLE).read_bytes() == before
        assert list((root / ".onrecord/changes").iterdir()) == [], "no draft is left"


def test_a_half_that_conflicts_after_a_crash_is_rolled_back(root: Path) -> None:
    journal, topics = Journal(root), "config/topics.yaml"
    with journal.locked():
        before = (root / PEOPLE).read_bytes()
        files = (change(root).files[0], FileChange(topics, (root / topics).read_bytes(), b"topics: []\n"))
        make_due(journal, JournalEntry("two", files, NOTE))
        (root / PEOPLE).write_bytes(b"people: []\n")  # so far the process had come
        (root / topics).write_text("topics: [] # by hand\n")
        [aside] = journal.recover().aside
        assert "somebody else" in aside.reason
        assert (root / PEOPLE).read_bytes() == before
        assert (root / topics).read_text() == "topics: [] # by hand\n"


def test_a_change_waits_for_the_one_before_that_the_disk_does_not_give(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It rests on it: alone it would count as somebody else's, and be set aside."""
    journal, read = Journal(root), recovery.read_change

    def unreadable(folder: Path) -> JournalEntry:
        if folder.name == "1":
            raise OSError(errno.EIO, "Input/output error")
        return read(folder)

    with journal.locked():
        make_due(journal, change(root, "1", b"people: [] # 1\n"))
        second = FileChange(PEOPLE, b"people: [] # 1\n", b"people: [] # 2\n")
        make_due(journal, JournalEntry("2", (second,), NOTE))
        with monkeypatch.context() as patched:
            patched.setattr(recovery, "read_change", unreadable)
            found = journal.recover()
            assert found.stuck and found.finished == () and found.aside == ()
        assert [each.id for each in journal.recover().finished] == ["1", "2"]
        assert (root / PEOPLE).read_bytes() == b"people: [] # 2\n"


def test_what_finds_no_room_leaves_nothing_beside_the_library(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, topics = Journal(root), "config/topics.yaml"
    files = (change(root).files[0], FileChange(topics, (root / topics).read_bytes(), b"topics: []\n"))

    def written(path: Path, content: bytes) -> None:
        path.write_bytes(content[: 0 if content.startswith(b"topics") else None])
        if content.startswith(b"topics"):
            raise OSError(errno.ENOSPC, "No space left on device")

    with journal.locked():
        journal.draft(entry := JournalEntry("two", files, NOTE))
        monkeypatch.setattr("briefs.ingest.review.library_files.write_synced", written)
        with pytest.raises(UserError, match="No space left"):
            journal.commit(entry)
        assert list((root / ".onrecord/staged").iterdir()) == []


def test_a_file_that_does_not_change_keeps_its_time(root: Path) -> None:
    journal, topics = Journal(root), root / "config/topics.yaml"
    os.utime(topics, (1, 1))
    with journal.locked():
        same = topics.read_bytes()
        journal.draft(entry := JournalEntry("same", (FileChange("config/topics.yaml", same, same),), NOTE))
        journal.commit(entry)
        assert topics.stat().st_mtime == 1
        # nor one that a process which died had come to
        both = (change(root).files[0], FileChange("config/topics.yaml", same, b"topics: []\n"))
        make_due(journal, JournalEntry("two", both, NOTE))
        topics.write_bytes(b"topics: []\n")
        os.utime(topics, (2, 2))
        assert [each.id for each in journal.recover().finished] == ["same", "two"]
    assert topics.stat().st_mtime == 2 and (root / PEOPLE).read_bytes() == b"people: []\n"


def test_a_file_that_was_exchanged_before_a_crash_keeps_its_time(root: Path) -> None:
    journal, topics = Journal(root), root / "config/topics.yaml"
    files = (change(root).files[0], FileChange("config/topics.yaml", topics.read_bytes(), b"topics: []\n"))
    with journal.locked():
        make_due(journal, JournalEntry("two", files, NOTE))
        topics.write_bytes(b"topics: []\n")
        os.utime(topics, (1, 1))
        assert len(journal.recover().finished) == 1
    assert topics.stat().st_mtime == 1 and (root / PEOPLE).read_bytes() == b"people: []\n"


@pytest.mark.parametrize("path", ["../outside.yaml", "/etc/hostname", "config/../../outside.yaml", ""])
def test_nothing_outside_the_library_is_touched(root: Path, path: str) -> None:
    with pytest.raises(UserError, match="outside the library"):
        Journal(root).content(path)


def test_a_few_hundred_changes_can_be_undone_and_no_more_are_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefs.ingest.review.journal.KEPT", 2)
    journal = Journal(root)
    with journal.locked():
        for number in range(4):
            entry = change(root, f"n{number}", b"people: [] # %d\n" % number)
            journal.draft(entry)
            journal.commit(entry)
            os.utime(root / f".onrecord/changes/n{number}", (number + 1, number + 1))
            journal.acknowledge(entry)
        assert sorted(each.id for each in journal.done()) == ["n2", "n3"]
        journal.forget("n3")
        assert [each.id for each in journal.done()] == ["n2"]
