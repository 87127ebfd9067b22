"""Accept, reject, undo, withdraw: whole changes only, and hand-written files keep their looks."""

from __future__ import annotations

import asyncio

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.ingest.review import yaml_edit
from briefs.ingest.review.drafts import edited
from briefs.ingest.review.service import ReviewService
from briefs.ingest.review.validation import ValidationFailed, library_check
from tests.briefs.ingest.review import fakes


async def test_an_accepted_candidate_is_a_statement_of_the_library(root, queue, service):
    done = await service.accept(fakes.waiting(0), "ann")
    view = library.read(root)
    (statement,) = [each for each in view.statements if each.id == done.statement]
    assert statement.passage == "Anna Ray said the harbour would open in May."
    assert (statement.speakers[0].id, statement.topics, statement.said.edtf) == (
        "anna-ray",
        ("harbours",),
        "2026-04-23",
    )
    assert (statement.accepted_by, statement.accepted_at) == ("ann", "2026-04-24T09:00:00+00:00")
    assert statement.article.title == "Harbour will open, mayor says"
    assert queue.row("key-0") == fakes.Row("accepted", done.statement)


async def test_what_the_journal_keeps_is_its_owners_alone(root, service):
    await service.accept(fakes.waiting(0), "ann")
    modes = [(root / name).stat().st_mode & 0o777 for name in (".onrecord", ".onrecord/lock")]
    assert modes == [0o700, 0o600]


async def test_further_ones_go_into_the_same_dossier_and_new_people_into_the_register(root, service):
    for place in (0, 1, 2):
        await service.accept(fakes.waiting(place), "ann")
    view = library.read(root)
    fresh = [each for each in view.statements if each.article.id == fakes.article().id]
    assert [each.kind for each in fresh] == ["reported", "quotation", "reported"]
    assert fresh[1].passage == "We are nearly done,"
    assert [person.id for person in view.people] == ["anna-ray", "bert-lowe"]
    assert (root / "config/people.yaml").read_text().startswith(fakes.PEOPLE)
    assert (root / "seeds/dossiers/old-news.yaml").read_text() == fakes.OLD_DOSSIER


async def test_what_a_curator_changed_stands_in_the_library_and_in_the_audit(root, queue, service):
    waiting = fakes.waiting(0)
    draft = edited(waiting.draft, {"summary": "Spring, she says.", "topics": ["bridges", "harbours"]})
    done = await service.accept(waiting, "ann", draft)
    (statement,) = [each for each in library.read(root).statements if each.id == done.statement]
    assert (statement.summary, statement.topics) == ("Spring, she says.", ("bridges", "harbours"))
    assert queue.deeds() == [("ann", "accepted", "key-0")]


async def test_a_draft_that_the_library_check_refuses_changes_nothing_and_still_waits(root, queue, service):
    before = fakes.contents(root)
    waiting = fakes.waiting(0)
    with pytest.raises(ValidationFailed) as refusal:
        await service.accept(
            waiting, "ann", edited(waiting.draft, {"topics": ["no-such-topic"], "said": "2027"})
        )
    assert len(refusal.value.problems) == 2
    assert fakes.contents(root) == before
    assert queue.row("key-0").status == "waiting"
    await service.accept(waiting, "ann")


@pytest.mark.parametrize("edits", [{"speakers": []}, {"said": ""}, {"start": 5, "end": 5}])
async def test_what_is_missing_is_said_before_anything_is_written(root, service, edits):
    before, waiting = fakes.contents(root), fakes.waiting(0)
    with pytest.raises(UserError):
        await service.accept(waiting, "ann", edited(waiting.draft, edits))
    assert fakes.contents(root) == before


async def test_two_curators_at_once_publish_a_candidate_once(root, service):
    waiting = fakes.waiting(0)
    results = await asyncio.gather(
        *(service.accept(waiting, name) for name in ("ann", "ben")), return_exceptions=True
    )
    assert [type(each).__name__ for each in results] == ["PublishResult", "UserError"]
    assert len(library.read(root).statements) == 2


async def test_undo_gives_back_every_byte_and_the_same_candidate_the_same_id(root, queue, service):
    before = fakes.contents(root)
    first = await service.accept(fakes.waiting(2), "ann")
    undone = await service.undo("ann")
    assert undone.statement == first.statement
    assert fakes.contents(root) == before
    assert queue.row("key-2").status == "waiting"
    assert (await service.accept(fakes.waiting(2), "ben")).statement == first.statement


async def test_undo_of_an_earlier_one_leaves_later_ones_alone(root, service):
    first = await service.accept(fakes.waiting(0), "ann")
    second = await service.accept(fakes.waiting(1), "ben")
    assert (await service.undo("ann")).statement == first.statement
    assert second.statement in [each.id for each in library.read(root).statements]
    assert first.statement not in [each.id for each in library.read(root).statements]
    with pytest.raises(UserError, match="nothing to undo"):
        await service.undo("ann")


async def test_a_withdrawn_statement_keeps_its_history_and_the_file_its_comments(root, queue, service):
    await service.revise("old-news", "old-news-01", "ann", "corrected", "A typo.", {"summary": "Full."})
    await service.revise("old-news", "old-news-01", "ben", "withdrawn", "The paper took it back.")
    (statement,) = library.read(root).statements
    assert (statement.status, statement.summary) == ("withdrawn", "Full.")
    assert [(step.by, step.status, dict(step.was)) for step in statement.history] == [
        ("ann", "corrected", {"summary": "The harbour has no room.", "status": "published"}),
        ("ben", "withdrawn", {"status": "corrected"}),
    ]
    text = (root / "seeds/dossiers/old-news.yaml").read_text()
    assert "# kept by hand" in text and "  # the only one\n" in text
    assert [deed[1] for deed in queue.deeds()] == ["corrected", "withdrawn"]


async def test_rejected_once_is_decided(queue, service):
    assert await service.reject(fakes.waiting(1), "ann", "no news")
    assert not await service.reject(fakes.waiting(1), "ben")
    with pytest.raises(UserError, match="decided already"):
        await service.accept(fakes.waiting(1), "ben")


async def test_a_library_that_cannot_be_written_says_so(tmp_path, queue):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        await ReviewService(tmp_path / "file", library_check(None), queue, fakes.clock).undo("ann")


async def test_an_edit_by_hand_between_draft_and_deed_is_not_overwritten(root, queue, tmp_path):
    path = root / "config/people.yaml"

    def check(root, changed):
        path.write_text(fakes.PEOPLE + "  - {id: cyd, name: Cyd}\n", "utf-8")
        return ()

    with pytest.raises(UserError, match="changed in the meantime"):
        await ReviewService(root, check, queue, fakes.clock).accept(fakes.waiting(2), "ann")
    assert [each["id"] for each in yaml_edit.read(path.read_text())["people"]] == ["anna-ray", "cyd"]
    assert not (root / "seeds/dossiers" / f"{fakes.article().id}.yaml").exists()
    assert queue.row("key-2").status == "waiting"
