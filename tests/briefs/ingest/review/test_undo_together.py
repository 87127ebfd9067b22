"""Several acceptances taken back in one change: the files are as before, or without these entries alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.ingest.review.change_notes import (
    AcceptanceUndone,
    UndoneTogether,
    UnreadableNote,
    note_document,
    read_note,
)
from briefs.ingest.review.journal import Journal
from tests.briefs.ingest.review import fakes


def chosen(*places):  # type: ignore[no-untyped-def]
    return [(each, each.draft) for each in map(fakes.waiting, places)]


def statuses(queue):  # type: ignore[no-untyped-def]
    return [queue.row(f"key-{n}").status for n in range(3)]


async def test_three_of_one_change_are_one_change_back_and_all_is_as_before(root, queue, service):
    before = fakes.contents(root)
    done = await service.accept_together(chosen(0, 1, 2), "ann")
    files = await service.undo_together(list(done.statements.values()), "ann")
    assert fakes.contents(root) == before and set(files) == set(done.files)
    assert statuses(queue) == ["waiting"] * 3
    newest = Journal(root).done()[0]
    assert len(newest.note.undone) == 3
    assert {note.key for note in Journal(root).standing().values()} == {"key-0", "key-1", "key-2"}


async def test_of_several_changes_and_with_another_that_stays(root, queue, service):
    before = fakes.contents(root)
    one = await service.accept(fakes.waiting(0), "ann")
    two = await service.accept_together(chosen(1, 2), "ann")
    second, third = two.statements.values()
    await service.undo_together([one.statement, third], "ann")
    assert statuses(queue) == ["waiting", "accepted", "waiting"] and library.check(root) == ()
    assert [each.id for each in library.read(root).statements if each.article.id == fakes.article().id] == [
        second
    ]
    with pytest.raises(UserError, match="nothing to undo"):  # not one of them then
        await service.undo_together([second, "no-such-01"], "ann")
    assert statuses(queue)[1] == "accepted"
    await service.undo_together([second], "ann")
    assert statuses(queue) == ["waiting"] * 3 and library.check(root) == ()
    assert fakes.contents(root).keys() >= before.keys()
    assert all(each.article.id != fakes.article().id for each in library.read(root).statements)


async def test_what_somebody_wrote_since_stays(root, queue, service):
    done = await service.accept_together(chosen(0, 1, 2), "ann")
    dossier = root / f"seeds/dossiers/{fakes.article().id}.yaml"
    dossier.write_text(dossier.read_text("utf-8") + "# looked at again in May\n", "utf-8")
    first, *others = done.statements.values()
    await service.undo_together(others, "ann")
    text = dossier.read_text("utf-8")
    assert text.endswith("# looked at again in May\n") and first in text
    assert not any(other in text for other in others) and library.check(root) == ()


async def test_after_a_crash_all_wait_again(root, queue, service):
    done = await service.accept_together(chosen(0, 1, 2), "ann")
    plan = service._undo_plans.inverse("ann", list(done.statements.values()))
    journal = Journal(root)
    with journal.locked():  # due, and nothing of it done
        journal.draft(plan).rename(root / ".onrecord/changes" / plan.id)
    recovery = await service.recover()
    assert len(recovery.finished) == 1 and library.check(root) == ()
    assert statuses(queue) == ["waiting"] * 3


def test_the_note_is_read_as_it_was_written():
    one = AcceptanceUndone("key-0", "a-01", "a", "2026-x", "ann", "2026-04-24T09:00:00+00:00")
    note = UndoneTogether((one, replace(one, key="key-1", statement="a-02")), one.at)
    assert read_note(note_document(note)) == note
    for broken in ([], "x", [{}], [note_document(note)]):
        with pytest.raises(UnreadableNote):
            read_note({"deed": "undo-together", "undone": broken, "at": ""})
