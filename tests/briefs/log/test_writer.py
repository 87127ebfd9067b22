"""Each change of what is published becomes an entry, by whichever way it came; nothing else does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.ingest.review import ReviewService, library_check
from briefs.library import lint
from briefs.log import ENTRIES, LogFiles, LogWriter, Receipts, key_file, unlogged_changes
from briefs.log.documents import statement_document
from tests.briefs.ingest.review import fakes
from tests.briefs.library.small_library import DOSSIER, PEOPLE, write
from tests.briefs.log.conftest import AT, LATER, NAME, looked_at


def entries(root: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (root / ENTRIES).read_text("utf-8").splitlines()]


def told(root: Path, since: int) -> list[tuple[str, str, str]]:
    return [(e["what"], e["id"], e["change"]) for e in entries(root)[since:]]


def service(root: Path, tmp_path: Path) -> ReviewService:
    queue = fakes.SqliteQueue(tmp_path / "queue.db")
    queue.put("key-0", "key-1", "key-2")
    return ReviewService(root, library_check(tmp_path / "checks"), queue, fakes.clock)


def test_a_log_begins_with_its_key_and_all_that_is_published(root):
    key, update = LogWriter(root).begin(NAME, AT)
    first, article, *statements = entries(root)
    assert first == {"v": 1, "at": AT.isoformat(), "what": "key", "change": "begun", "key": str(key)}
    assert (article["what"], article["id"], article["via"]) == ("article", "post", "start")
    assert [(e["id"], e["change"]) for e in statements] == [
        ("post-03", "disputed"), ("post-01", "accepted"), ("post-02", "accepted"), ("post-04", "accepted"),
        ("post-05", "accepted"),
    ]  # fmt: skip
    assert (update.size, update.signed, update.unsigned) == (7, 7, None)
    assert (root / "log/.gitattributes").read_text() == "* -text\n"
    assert looked_at(root).is_sound
    with pytest.raises(UserError, match="has a log already"):
        LogWriter(root).begin(NAME, AT)


async def test_decisions_of_a_curator_are_entries(tmp_path):
    root = fakes.make(tmp_path / "library")
    LogWriter(root).begin(NAME, AT)
    begun, review = len(entries(root)), service(root, tmp_path)
    done = await review.accept(fakes.waiting(0), "ann")
    article = done.article
    assert told(root, begun) == [("article", article, "added"), ("statement", done.statement, "accepted")]
    for status, change in (("disputed", "disputed"), ("withdrawn", "withdrawn"), ("published", "restored")):
        before = len(entries(root))
        await review.revise("old-news", "old-news-01", "ann", status, "why", {})
        assert told(root, before) == [("statement", "old-news-01", change)]
    before = len(entries(root))
    await review.revise("old-news", "old-news-01", "ann", "corrected", "typo", {"summary": "No room."})
    await review.undo("ann")
    assert told(root, before) == [
        ("statement", "old-news-01", "corrected"), ("statement", done.statement, "removed"),
        ("article", article, "removed"),
    ]  # fmt: skip
    assert {e["via"] for e in entries(root)[begun:]} == {"review"}
    report = looked_at(root)
    assert report.is_sound and report.signed == report.size


def test_edits_by_hand_are_told_and_recorded(logged):
    write(logged, (DOSSIER, "Berg sees no movement.", "Berg saw none."))
    report = looked_at(logged)
    assert report.unlogged == ("the statement post-01 was changed, and the log has no entry on it",)
    assert not report.faults and not report.is_sound
    [problem] = unlogged_changes(logged, library.read(logged))
    assert str(problem) == (
        "log/entries.jsonl:1:1: the statement post-01 was changed, and the log has no entry on it;"
        " expected `onrecord log sync` records it"
    )
    update = LogWriter(logged).sync(LATER, "hand")
    assert [(e["id"], e["change"], e["via"], e["at"]) for e in update.added] == [
        ("post-01", "changed", "hand", LATER)
    ]
    assert looked_at(logged).is_sound
    assert LogWriter(logged).sync(LATER, "hand").added == ()


def test_another_name_is_a_change_of_all_who_bear_it(logged):
    write(logged, (PEOPLE, "en: Anna Berg", "en: Anne Berg"))
    changed = [e["id"] for e in LogWriter(logged).sync(LATER, "import", [PEOPLE]).added]
    assert changed == ["post-03", "post-01", "post-02", "post-04"]


def test_a_draft_and_what_was_taken_out_are_on_record_no_longer(logged):
    write(logged, (DOSSIER, "  - id: post-04\n", "  - id: post-04\n    status: draft\n"))
    assert [(e["id"], e["change"]) for e in LogWriter(logged).sync(LATER, "hand").added] == [
        ("post-04", "removed")
    ]
    assert looked_at(logged).is_sound
    assert library.check(logged) == ()
    write(logged)
    assert [(e["id"], e["change"]) for e in LogWriter(logged).sync(LATER, "hand").added] == [
        ("post-04", "accepted")
    ]


async def test_a_library_without_a_log_gets_none(tmp_path):
    root = fakes.make(tmp_path / "library")
    await service(root, tmp_path).accept(fakes.waiting(0), "ann")
    assert not (root / "log").exists() and not (root / ".onrecord/log-due").exists()
    assert unlogged_changes(root, library.read(root)) == [] and lint(root).problems == ()
    with pytest.raises(UserError, match="has no log"):
        looked_at(root)


def test_without_the_key_entries_come_in_and_wait_for_it(logged, tmp_path):
    files = LogFiles(logged)
    kept = shutil.move(key_file(files.key).parent, tmp_path / "elsewhere")
    write(logged, (DOSSIER, "Berg sees no movement.", "Berg saw none."))
    update = LogWriter(logged).sync(LATER, "hand")
    assert (update.size, update.signed) == (8, 7)
    assert update.unsigned == "the log's key is on another machine"
    assert looked_at(logged).is_sound
    found = {each.id: each for each in library.read(logged).statements}
    sha256 = library.read(logged).articles[0].sha256
    with pytest.raises(UserError, match="not signed yet"):
        Receipts(logged).receipt(found["post-01"], sha256)
    assert Receipts(logged).receipt(found["post-02"], sha256)["index"] == 4
    shutil.move(kept, key_file(files.key).parent)
    assert LogWriter(logged).sync(LATER, "hand").signed == 8


def test_who_holds_the_key_never_signs_two_pasts(logged):
    content = (logged / ENTRIES).read_bytes()
    write(logged, (DOSSIER, "Berg sees no movement.", "Berg saw none."))
    LogWriter(logged).sync(LATER, "hand")
    (logged / ENTRIES).write_bytes(content)  # rolled back, checkpoint and all
    (logged / "log/checkpoint").unlink()
    write(logged, (DOSSIER, "Berg sees no movement.", "Another past."))
    update = LogWriter(logged).sync(LATER, "hand")
    assert update.size == 8 and update.signed == 0
    assert update.unsigned == "log/entries.jsonl is not what was signed: its first 8 entries differ"
    assert any("signed last is of another history" in fault for fault in looked_at(logged).faults)


def test_a_withdrawn_statement_leaves_no_word_in_the_log(logged):
    write(logged, (DOSSIER, "  - id: post-01\n", "  - id: post-01\n    status: withdrawn\n"))
    LogWriter(logged).sync(LATER, "hand")
    [found] = [each for each in library.read(logged).statements if each.id == "post-01"]
    assert statement_document(found, "0" * 64) == {"id": "post-01", "status": "withdrawn"}
    receipt = Receipts(logged).receipt(found, "0" * 64)
    assert receipt["entry"]["change"] == "withdrawn" and "movement" not in json.dumps(receipt)


def test_the_index_is_made_anew_whatever_became_of_it(logged, tmp_path):
    [file] = (tmp_path / "cache").rglob("log.sqlite")
    found = library.read(logged)
    before = Receipts(logged).receipt(found.statements[0], found.articles[0].sha256)
    for damaged in (b"", b"no database", file.read_bytes()[:5000]):
        file.write_bytes(damaged)
        assert Receipts(logged).receipt(found.statements[0], found.articles[0].sha256) == before
