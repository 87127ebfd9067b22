"""What the desk answers from the repository's own library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import UserError
from briefs.grouping import group_same_utterance
from briefs.index.connection import run
from briefs.index.filters import Filter
from briefs.model import Brief, BriefSentence, QueryResult
from briefs.names.matcher import Matcher
from briefs.names.model import LookupResult, Mode
from briefs.query.engine import QueryEngine, newer, overlaps
from briefs.query.open import open_engine
from briefs.query.questions import question_named
from briefs.query.resolver import NameNotResolved, QueryResolver
from briefs.render.text import answer_lines, plain_text, statement_lines
from briefs.text.dates import parse_edtf
from tests.paths import REPOSITORY


@pytest.fixture(scope="module")
def engine(cache: Path) -> Iterator[QueryEngine]:
    opened = run(open_engine(REPOSITORY, cache / "engine"))
    yield opened
    run(opened.close())


Ask = Callable[..., QueryResult]


@pytest.fixture
def ask(engine: QueryEngine) -> Ask:
    """Asks a question by its name, the words of a line and what was given as options."""
    resolver = QueryResolver(engine)

    async def answered(name: str, *words: str, **options: Any) -> QueryResult:
        question = question_named(name)
        try:
            query = await resolver.read(question, words, options, date(2026, 1, 1))
        except NameNotResolved as unclear:
            return unclear.answer
        return await question.answer(engine, query)

    return lambda name, *words, **options: run(answered(name, *words, **options))


def test_a_name_of_several_words_and_a_topic_of_several_words_are_told_apart(
    ask: Ask,
) -> None:
    answer = ask("position", "fogh", "rasmussen", "missile", "shield")
    assert answer.outcome == "answered"
    assert answer.person and answer.person.id == "anders-fogh-rasmussen"
    assert answer.topic and answer.topic.id == "missile-defence"
    quoted = ask("position", "anders fogh rasmussen", "afghanistan")
    assert quoted.outcome == "answered" and quoted.topic and quoted.topic.id == "afghanistan"


def test_a_part_that_stands_in_many_ways_to_divide_a_line_is_looked_up_once(
    engine: QueryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find = Matcher.find

    def counted(matcher: Matcher, query: str, mode: Mode, limit: int) -> LookupResult:
        asked.append(query)
        return find(matcher, query, mode, limit)

    monkeypatch.setattr(Matcher, "find", counted)
    words = "john kery and anders rasmusen on the afghan transit agreement".split()
    ids, _ = QueryResolver(engine).resolve("compare", words, ("person", "person", "topic"))
    assert ids == ("john-kerry", "anders-fogh-rasmussen", "afghanistan-transit")
    assert len(asked) == len(set(asked)) and not any(" and " in text for text in asked)


def test_an_and_within_a_name_is_tried_where_nothing_else_makes_sense(ask: Ask) -> None:
    answer = ask("compare", *"lavrov vs NATO and Russian foreign ministers syria".split())
    assert answer.person and answer.other and answer.topic
    assert (answer.person.id, answer.other.id) == ("sergei-lavrov", "nrc-foreign-ministers")


def test_two_names_are_parted_by_what_stands_between_them(ask: Ask) -> None:
    for between in ("and", "vs", "&", "или"):
        answer = ask("compare", *f"john kery {between} anders rasmusen syria".split())
        assert answer.person and answer.other, between
        assert (answer.person.id, answer.other.id) == ("john-kerry", "anders-fogh-rasmussen")


def test_a_genitive_of_an_office_is_no_group(engine: QueryEngine) -> None:
    resolver = QueryResolver(engine)
    assert resolver.find_person("the Russian foreign minister's").answer == "sergei-lavrov"
    assert resolver.find_person("russian foreign minister’s").answer == "sergei-lavrov"
    assert resolver.find_person("russian foreign ministers").outcome == "several"
    assert resolver.find_person("NRC foreign ministers'").answer == "nrc-foreign-ministers"


def test_statements_come_in_order_of_their_latest_possible_day(ask: Ask) -> None:
    answer = ask("timeline", "missile defence")
    days = [s.said.latest or date.max for s in answer.statements]
    assert len(days) > 20 and days == sorted(days)


def test_a_topic_holds_what_is_narrower_and_nothing_else(engine: QueryEngine) -> None:
    narrower = {t.id for t in engine.topics.values() if "missile-defence" in t.broader}
    found = run(engine.timeline("missile-defence")).statements
    assert narrower and any(narrower & set(s.topics) for s in found)
    assert all({"missile-defence", *narrower} & set(s.topics) for s in found)


def test_an_answer_opens_with_count_span_and_coverage(engine: QueryEngine) -> None:
    lines = plain_text(answer_lines(run(engine.position("sergei-lavrov", "missile-defence")))).splitlines()
    assert lines[0] == "Sergei Lavrov on Missile defence"
    assert re.fullmatch(
        r"\d+ statements, .*26 Oct(ober)? 2011 to 23 Apr(il)? 2013, in 3 of 5 articles", lines[1]
    )


def test_one_statement_is_called_one(engine: QueryEngine) -> None:
    text = plain_text(answer_lines(run(engine.position("dmitry-medvedev", "sectoral-missile-defence"))))
    assert "One statement only" in text


def test_every_statement_shown_has_speaker_role_date_source_and_receipt(engine: QueryEngine) -> None:
    text = plain_text(answer_lines(run(engine.position("sergei-lavrov", "missile-defence"))))
    for statement in run(engine.position("sergei-lavrov", "missile-defence")).statements:
        assert statement.id in text and statement.summary in text
    assert text.count("Sergei Lavrov, Russian Foreign Minister") == text.count("  Itar-Tass, ") + text.count(
        "  RFE/RL, "
    ) + text.count("  publisher not known, ")


def test_reported_speech_is_never_put_in_quotation_marks(engine: QueryEngine) -> None:
    for statement in run(engine.statements(Filter())).statements:
        text = plain_text(statement_lines(statement))
        shown = " ".join(statement.passage.split())
        assert (f"“{shown}”" in text) == (statement.kind == "quotation")


def test_whoever_is_unlike_what_was_typed_is_not_suggested(ask: Ask) -> None:
    near = ask("position", "lukashenko", "missile-defence")
    assert [each.id for each in near.suggestions] == ["alexander-lukashevich"]
    nobody = ask("position", "putin", "missile-defence")
    assert nobody.outcome == "unknown" and nobody.suggestions == ()
    assert (
        plain_text(answer_lines(nobody))
        == "Nobody is known as “putin”.\n`people` lists everybody who is known."
    )


@pytest.mark.parametrize(
    "typed",
    [
        ("position", "missile-defence", "lavrov"),
        ("position", "missile", "defence", "sergei", "lavrov"),
        ("compare", "missile-defence", "lavrov", "rasmussen"),
        ("compare", "lavrov", "missile-defence", "rasmussen"),
    ],
)
def test_the_topic_may_stand_before_the_person(ask: Ask, typed: tuple[str, ...]) -> None:
    answer = ask(*typed)
    assert answer.outcome == "answered" and answer.topic and answer.person
    assert (answer.person.id, answer.topic.id) == ("sergei-lavrov", "missile-defence")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            ("timeline", "lavrov"),
            "“lavrov” is no topic: Sergei Lavrov is a person.\n"
            "`person sergei-lavrov` tells what is on record.",
        ),
        (
            ("person", "missile-defence"),
            "“missile-defence” is no person: Missile defence is a topic.\n"
            "`topic missile-defence` tells what is on record.",
        ),
    ],
)
def test_a_person_in_place_of_a_topic_is_told(ask: Ask, typed: tuple[str, ...], told: str) -> None:
    answer = ask(*typed)
    assert answer.outcome == "unknown" and not answer.suggestions
    assert plain_text(answer_lines(answer)) == told


def test_nothing_on_record_names_the_nearest(ask: Ask) -> None:
    answer = ask("position", "lavrov", "north korea")
    assert answer.outcome == "nothing" and not answer.statements
    text = plain_text(answer_lines(answer))
    assert "Nothing on record" in text and "Missile defence" in text and "Rasmussen" in text


@pytest.mark.parametrize("typed", [["putin", "syria"], ["lukashenko", "missile defence"]])
def test_a_stranger_is_unknown_and_never_taken_for_somebody_else(ask: Ask, typed: list[str]) -> None:
    answer = ask("position", *typed)
    assert answer.outcome == "unknown" and answer.person is None and not answer.statements
    assert answer.asked == ("person", typed[0])


def test_since_and_until_bound_the_days(ask: Ask) -> None:
    answer = ask("position", "lavrov", "missile-defence", since=date(2013, 1, 1), until=date(2013, 12, 31))
    assert answer.statements
    assert all(s.said.latest and s.said.latest.year == 2013 for s in answer.statements)
    early = ask("position", "lavrov", "missile-defence", until=date(2010, 1, 1))
    assert early.outcome == "nothing"


def test_what_only_an_uncertain_date_lets_in_may_fall_outside(engine: QueryEngine) -> None:
    uncertain = next(
        s for s in run(engine.statements(Filter())).statements if s.said.uncertain and s.said.latest
    )
    assert uncertain.said.latest
    after = date.fromordinal(uncertain.said.latest.toordinal() + 1)
    answer = run(engine.statements(Filter(since=after)))
    assert uncertain.id in {s.id for s in answer.may_fall_outside}
    assert uncertain.id not in {s.id for s in answer.statements}
    assert "May fall outside" in plain_text(answer_lines(answer))


def test_an_open_date_meets_any_day_before_its_end(engine: QueryEngine) -> None:
    found = next(s for s in run(engine.statements(Filter())).statements if s.said.edtf.startswith("../"))
    assert overlaps(found, None, date(1990, 1, 1))
    assert not overlaps(found, date(2030, 1, 1), None)


def test_a_brief_cites_what_is_answered_and_knows_when_it_is_behind(engine: QueryEngine) -> None:
    answer = run(engine.position("anders-fogh-rasmussen", "missile-defence"))
    assert answer.brief and 1 <= len(answer.brief.sentences) <= 3
    cited = {id for sentence in answer.brief.sentences for id in sentence.cites}
    assert cited <= {s.id for s in answer.statements}
    old = Brief("p", "t", parse_edtf("2012"), (BriefSentence("x", ("y",)),))
    assert set(newer(old, answer.statements)) == {
        s.id for s in answer.statements if s.said.earliest and s.said.earliest.year > 2012
    }


def test_a_search_marks_the_words_and_says_where_none_has_all(ask: Ask) -> None:
    found = ask("search", "strategic", "capabilities")
    assert found.marks and all("\x02strategic\x03" in marked for _, marked in found.marks)
    loose = ask("search", "guarantees", "zeppelin")
    assert loose.outcome == "answered" and any("some of them" in warning for warning in loose.warnings)
    by = ask("search", "guarantees", person="appathurai")
    assert {who.id for s in by.statements for who in s.speakers} == {"james-appathurai"}


def test_an_article_is_found_by_the_start_of_its_id_or_file(ask: Ask) -> None:
    for typed in ("004", "itar-tass", "004_75db06590068f4a8.txt"):
        answer = ask("article", typed)
        assert answer.article and answer.article.id == "itar-tass-2011-10-26"
    with pytest.raises(UserError, match="no article begins"):
        ask("article", "999")


def test_on_this_day_goes_by_day_and_month(engine: QueryEngine) -> None:
    found = run(engine.on_this_day(10, 26)).statements
    assert found and all(s.said.latest and s.said.latest.month == 10 for s in found)
    assert run(engine.on_this_day(2, 29)).outcome == "nothing"


def test_an_office_is_held_by_somebody_else_at_another_time(engine: QueryEngine) -> None:
    questions = QueryResolver(engine)
    assert questions.find_person("nato chief").answer == "anders-fogh-rasmussen"
    assert questions.find_person("nato chief", (date(1999, 1, 1), date(1999, 12, 31))).answer is None


def test_withdrawn_statements_are_answered_by_id_only(engine: QueryEngine) -> None:
    found, _ = run(engine.statement("itar-tass-2011-10-26-01"))
    assert replace(found, status="withdrawn") != found
    with pytest.raises(UserError, match="no statement"):
        run(engine.statement("itar-tass-2011-10-26-99"))


def test_one_utterance_of_two_articles_is_shown_once_with_both_wordings(engine: QueryEngine) -> None:
    pair = ("rferl-2013-04-23-01", "vor-2013-04-23-02")
    answer = run(engine.position("anders-fogh-rasmussen", "missile-defence"))
    one, two = (next(s for s in answer.statements if s.id == id) for id in pair)
    assert answer.coverage and answer.coverage.statements == len(answer.statements) - 1
    text = plain_text(answer_lines(answer))
    account = text[text.index(f"  {one.id}") :].splitlines()[1:3]
    assert account[0].startswith("  The same, in Voice of Russia, reported: The missile shield issue")
    assert account[1].endswith(two.id)
    copy = replace(one, id="copy-01", same_as=(one.id,))
    assert [len(group) for group in group_same_utterance([one, two, copy])] == [3]
    told = plain_text(answer_lines(replace(answer, statements=(one, copy))))
    assert told.count("maintained an active dialogue") == 1
    assert "Word for word also in: RFE/RL" in told
