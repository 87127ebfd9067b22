"""A curator confirms, words or puts away: one change of one file, which is never proposed again."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefs import library
from briefs.briefing import BriefingRequest, compose, snapshot_of
from briefs.i18n import ENGLISH
from briefs.ingest.review import ReviewService, ShiftPair, library_check
from briefs.ingest.transfer import document, import_library
from briefs.log import LogWriter, verify_log
from briefs.query import open_engine
from briefs.render import sections
from briefs.render.json import answer_document
from briefs.shifts import propose_shifts
from tests.briefs.ingest.review.fakes import SqliteQueue
from tests.briefs.shifts import changing_library

NOW = datetime(2026, 4, 24, 9, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return changing_library.make(tmp_path / "library")


@pytest.fixture
def queue(tmp_path: Path) -> SqliteQueue:
    return SqliteQueue(tmp_path / "queue.db")


@pytest.fixture
def service(root: Path, queue: SqliteQueue, tmp_path: Path) -> ReviewService:
    ticks = itertools.count()
    check = library_check(tmp_path / "cache")
    return ReviewService(root, check, queue, lambda: NOW + timedelta(seconds=next(ticks)))


def proposed(root: Path) -> ShiftPair:
    found = library.read(root)
    decided = {each.id for each in found.shifts}
    (one,) = propose_shifts(found.statements, found.topics, decided)
    return ShiftPair(one.id, one.person, one.topic, one.earlier.id, one.later.id, one.difference.differs)


async def test_a_confirmed_pair_is_in_the_library_and_the_audit(root, queue, service):
    pair = proposed(root)
    files = await service.decide_shift(pair, "confirmed", "First kept open, then closed.", "ann")
    assert files == ("config/shifts.yaml",)
    (shift,) = library.read(root).shifts
    assert (shift.person, shift.topic, shift.differs) == ("anna-ray", "fish-markets", "negation")
    assert (shift.earlier, shift.later) == ("first-2010-01", "second-2013-01")
    assert (shift.status, shift.words, shift.by) == ("confirmed", "First kept open, then closed.", "ann")
    assert queue.deeds() == [("ann", "shift-confirmed", pair.id)]
    assert library.lint(root).problems == ()


async def test_nothing_is_proposed_twice_and_each_decision_stays(root, service):
    pair = proposed(root)
    await service.decide_shift(pair, "put-away", None, "ann")
    assert await service.decide_shift(pair, "put-away", None, "ann") == ()
    await service.decide_shift(pair, "confirmed", "Changed.", "bob")
    found = library.read(root)
    (shift,) = found.shifts
    assert [(step.by, step.status) for step in shift.history] == [("ann", "put-away")]
    assert propose_shifts(found.statements, found.topics, {shift.id}) == ()


async def test_position_and_person_show_it_with_both_receipts(root, service, tmp_path):
    await service.decide_shift(proposed(root), "confirmed", None, "ann")
    engine = await open_engine(root, tmp_path / "cache")
    try:
        for answer in (await engine.position("anna-ray", "harbours"), await engine.person("anna-ray")):
            (told,) = answer_document(answer)["shifts"]
            assert (told["earlier"]["id"], told["later"]["id"]) == ("first-2010-01", "second-2013-01")
            assert (told["earlier"]["role"], told["later"]["role"]) == ("mayor", "harbour commissioner")
            ((start, end),) = told["earlier"]["lit"]
            assert told["earlier"]["passage"][start:end] == "not"
        assert (await engine.position("anna-ray", "harbours", until=date(2012, 1, 1))).shifts == ()
        assert (await engine.person("bert-lowe")).shifts == ()
    finally:
        await engine.close()


async def test_what_was_revised_since_is_shown_to_nobody_until_it_is_decided_again(root, service):
    pair = proposed(root)
    await service.decide_shift(pair, "confirmed", None, "ann")
    await service.revise(
        "second-2013", "second-2013-01", "ann", "corrected", "another day", {"said": "2013-05-05"}
    )
    (shift,) = library.read(root).shifts
    assert shift.awaits == ("second-2013-01",)
    assert any("awaits review" in each.message for each in library.lint(root).warnings)
    await service.decide_shift(pair, "confirmed", None, "ann", again=True)
    assert library.read(root).shifts[0].awaits == ()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("person: anna-ray", "person: bert-lowe", "is not by"),
        ("later: second-2013-01", "later: first-2010-01", "can be of one day"),
        ("topic: fish-markets", "topic: fishmarkets", "there is no topic"),
        ("earlier: first-2010-01", "earlier: third-2014-01", "can be of one day"),
        ("status: confirmed", "status: proven", "“status” is"),
    ],
)
async def test_a_file_that_says_what_cannot_be_is_refused(root, service, field, value, told):
    await service.decide_shift(proposed(root), "confirmed", None, "ann")
    file = root / "config/shifts.yaml"
    file.write_text(file.read_text("utf-8").replace(field, value), "utf-8")
    problems = library.check(root)
    assert any(told in each.message and each.file == "config/shifts.yaml" for each in problems)


async def test_the_log_has_what_is_confirmed_and_that_it_is_no_more(root, service, tmp_path):
    pytest.importorskip("cryptography")
    writer = LogWriter(root, tmp_path / "cache")
    writer.begin("example.org/log", NOW)
    pair = proposed(root)
    for status in ("confirmed", "put-away", "confirmed"):
        await service.decide_shift(pair, status, None, "ann")
    entries = [
        line for line in (root / "log/entries.jsonl").read_text("utf-8").splitlines() if '"shift"' in line
    ]
    assert ['"change":"added"' in line for line in entries] == [True, False, True]
    assert '"change":"removed"' in entries[1]
    report = verify_log(root, library.read(root))
    assert (report.faults, report.unlogged) == ((), ())


async def test_it_goes_out_and_comes_in_again(root, service, tmp_path):
    await service.decide_shift(proposed(root), "confirmed", "Changed.", "ann")
    held = document(library.read(root))
    other = tmp_path / "other"
    (other / "seeds/dossiers").mkdir(parents=True)
    assert import_library(other, held, library_check(None), NOW).new["shifts"] == 1
    assert document(library.read(other)) == held


def test_a_library_without_the_file_is_as_it_was(root):
    found = library.read(root)
    assert found.shifts == ()
    assert "config/shifts.yaml" not in [name for name, *_ in found.files]


async def test_a_briefing_tells_of_it_on_the_day_after(root, service):
    await service.decide_shift(proposed(root), "confirmed", "First kept open.", "ann")
    snapshot = snapshot_of(library.read(root))
    for day, told in ((24, 0), (25, 1), (26, 0)):
        found = compose(snapshot, BriefingRequest(date(2026, 4, day), when_empty="skip"))
        assert (len(found.shifts), found.skip) == (told, not told)
    assert not compose(snapshot, BriefingRequest(date(2026, 4, 25), people=("bert-lowe",))).shifts
    fresh = frozenset({"second-2013-01"})
    found = compose(snapshot, BriefingRequest(date(2027, 1, 1), fresh, topics=("harbours",)))
    (section,) = [each for each in sections(found, ENGLISH) if each.title == "Changed"]
    assert [(each.id, each.lead) for each in section.entries] == [
        ("first-2010-01", "First kept open."),
        ("second-2013-01", None),
    ]
