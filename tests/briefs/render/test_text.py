"""Answers as a terminal shows them: the finding first, and each statement where the eye expects it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefs.index import run
from briefs.model import QueryResult
from briefs.query import QueryEngine, open_engine
from briefs.render import View, answer_lines, counted, plain_text
from briefs.text import fold_whitespace
from tests.paths import REPOSITORY

BRIEFLY = View(3, why=False)
RULE = "-" * 40


@pytest.fixture(scope="module")
def engine(cache: Path) -> Iterator[QueryEngine]:
    opened = run(open_engine(REPOSITORY, cache / "text"))
    yield opened
    run(opened.close())


def position(engine: QueryEngine, since: date | None = None, until: date | None = None) -> QueryResult:
    return run(engine.position("sergei-lavrov", "missile-defence", since, until))


def test_a_position_begins_with_its_brief_and_the_newest_statements(engine: QueryEngine) -> None:
    answer = position(engine)
    shown = plain_text(answer_lines(answer, view=BRIEFLY)).splitlines()
    told = [each.id for each in answer.statements if any(line.endswith(f"  {each.id}") for line in shown)]
    newest = [each.id for each in answer.statements[-3:]]
    assert told == newest and shown[3] == "In brief, as of 23 April 2013"
    ids = [line.rpartition("  ")[2] for line in shown if line.rpartition("  ")[2] in newest]
    assert ids == newest[::-1]  # the very newest first
    assert shown[-1] == "All 9: position sergei-lavrov missile-defence --all"
    assert "The newest 3 of 9:" in shown


def test_whatever_was_asked_for_is_asked_for_again(engine: QueryEngine) -> None:
    answer = position(engine, date(2011, 1, 1), date(2013, 12, 31))
    shown = plain_text(answer_lines(answer, view=BRIEFLY))
    assert shown.endswith(" --since 2011-01-01 --until 2013-12-31 --all")


def test_few_statements_are_all_there(engine: QueryEngine) -> None:
    shown = plain_text(answer_lines(run(engine.position("sergei-lavrov", "syria")), view=BRIEFLY))
    assert "newest" not in shown and "--all" not in shown


def test_of_a_person_the_newest_words_come_first(engine: QueryEngine) -> None:
    answer = run(engine.person("sergei-lavrov"))
    said = [each.said.latest for each in answer.statements if each.said.latest]
    shown = plain_text(answer_lines(answer))
    words = [fold_whitespace(each.passage)[:40] for each in (answer.statements[0], answer.statements[-1])]
    assert said[0] < said[-1] and shown.index(words[1]) < shown.index(words[0])


def test_between_statements_there_is_a_blank_line_and_a_rule(engine: QueryEngine) -> None:
    answer = run(engine.timeline("missile-defence"))
    lines = plain_text(answer_lines(answer)).splitlines()
    rules = [at for at, line in enumerate(lines) if line == RULE]
    assert len(rules) == answer.coverage.statements - 1 if answer.coverage else False
    assert all(lines[at - 1] == "" and lines[at - 2] and lines[at + 1] for at in rules)


def test_dates_and_names_stand_in_one_column(engine: QueryEngine) -> None:
    lines = plain_text(answer_lines(run(engine.timeline("missile-defence")))).splitlines()
    heads = [lines[at + 1] for at, line in enumerate(lines) if line == RULE]
    columns = {head.index(" · ") for head in heads}
    widest = max(len(head.partition(" · ")[0].rstrip()) for head in heads)
    assert len(heads) > 20 and columns == {widest}


def test_how_a_date_is_known_is_told_to_who_asks(engine: QueryEngine) -> None:
    answer = position(engine)
    with_reasons, without = (plain_text(answer_lines(answer, view=View(why=why))) for why in (True, False))
    assert "dated by the article's dateline" in with_reasons and "dateline" not in without
    assert len(with_reasons.splitlines()) - len(without.splitlines()) == len(answer.statements)


def test_a_brief_of_days_holds_only_what_was_said_in_them(engine: QueryEngine) -> None:
    whole = plain_text(answer_lines(position(engine)))
    assert "Lavrov's oldest statements find no movement" in whole
    later = plain_text(answer_lines(position(engine, since=date(2013, 1, 1))))
    assert "In brief" in later and "oldest statements" not in later and "Later he criticises" in later
    after = plain_text(answer_lines(position(engine, since=date(2013, 4, 1))))
    assert "In brief" not in after and "rferl-2013-04-23-03" in after


def test_one_is_called_one() -> None:
    assert [counted(n, "statement") for n in (0, 1, 2, 1200)] == [
        "0 statements", "1 statement", "2 statements", "1,200 statements"
    ]  # fmt: skip
