"""Several candidates in one change: all of it or nothing, told one by one, taken back one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs import library
from briefs.ingest.review.change_notes import (
    Acceptance,
    AcceptedTogether,
    UnreadableNote,
    note_document,
    read_note,
)
from briefs.ingest.review.drafts import NewTopic
from briefs.ingest.review.journal import Journal
from briefs.ingest.review.validation import ValidationFailed
from tests.briefs.ingest.review import fakes


def three():  # type: ignore[no-untyped-def]
    return [(each, each.draft) for each in map(fakes.waiting, range(3))]


async def test_three_are_one_change_and_each_is_told(root, queue, service):
    done = await service.accept_together(three(), "ann")
    assert library.check(root) == () and done.refused == ()
    assert [queue.row(f"key-{n}").statement_id for n in range(3)] == list(done.statements.values())
    (change,) = Journal(root).done()
    assert len(change.note.accepted) == 3
    assert sum(each.article.id == fakes.article().id for each in library.read(root).statements) == 3


async def test_each_is_taken_back_alone_and_with_the_last_all_is_as_before(root, queue, service):
    before = fakes.contents(root)
    topic = NewTopic("ships", "Ships")
    chosen = [(each, replace(draft, topics=("ships",), new_topics=(topic,))) for each, draft in three()]
    done = await service.accept_together(chosen, "ann")
    assert "Ships" in (root / "config/topics.yaml").read_text()
    first, second, third = done.statements.values()
    await service.undo("ann", second)
    assert [queue.row(f"key-{n}").status for n in range(3)] == ["accepted", "waiting", "accepted"]
    assert library.check(root) == ()
    await service.undo("ann", third)
    # again, alone: with the id that it had
    assert (await service.accept(fakes.waiting(1), "ann")).statement == second
    await service.undo("ann", second)
    await service.undo("ann", first)
    assert fakes.contents(root) == before
    assert {queue.row(f"key-{n}").status for n in range(3)} == {"waiting"}


async def test_what_cannot_be_accepted_is_left_out_and_told(root, queue, service):
    await service.accept(fakes.waiting(0), "ann")
    chosen = three()
    chosen[1] = (chosen[1][0], replace(chosen[1][1], speakers=(), kind="quotation"))
    done = await service.accept_together(chosen, "ann")
    assert list(done.statements) == ["key-2"]
    assert [(key, error.message.split()[0]) for key, error in done.refused] == [
        ("key-0", "this"), ("key-1", "nobody"),
    ]  # fmt: skip
    nothing = await service.accept_together(three()[:1], "ann")
    assert (nothing.statements, nothing.files) == ({}, ())


async def test_what_the_library_check_refuses_changes_nothing(root, queue, service):
    before, chosen = fakes.contents(root), three()
    chosen[2] = (chosen[2][0], replace(chosen[2][1], topics=("nothing-such",)))
    with pytest.raises(ValidationFailed):
        await service.accept_together(chosen, "ann")
    assert fakes.contents(root) == before
    assert {queue.row(f"key-{n}").status for n in range(3)} == {"waiting"}


async def test_after_a_crash_all_are_there_and_told(root, queue, service):
    plan = service._plans.acceptances(three(), "ann")
    journal = Journal(root)
    with journal.locked():  # due, and nothing of it done
        journal.draft(plan.change).rename(root / ".onrecord/changes" / plan.change.id)
    recovery = await service.recover()
    assert len(recovery.finished) == 1 and library.check(root) == ()
    assert {queue.row(f"key-{n}").status for n in range(3)} == {"accepted"}
    assert {key: note.statement for key, note in journal.standing().items()}.keys() == {
        "key-0",
        "key-1",
        "key-2",
    }


def test_the_note_is_read_as_it_was_written():
    one = Acceptance(
        "key-0", "a-01", "a", "ann", "2026-04-24T09:00:00+00:00", {"summary": {"was": "", "now": "x"}}
    )
    note = AcceptedTogether((one, replace(one, key="key-1", statement="a-02")), one.at)
    assert read_note(note_document(note)) == note
    for broken in ([], "x", [{}], [note_document(one), {"deed": "import"}], [note_document(note)]):
        with pytest.raises(UnreadableNote):
            read_note({"deed": "accept-together", "accepted": broken, "at": ""})
