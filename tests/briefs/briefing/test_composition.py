"""What a briefing holds, for whom, and what never comes twice."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefs.briefing.composition import (
    MOST_ANNIVERSARIES,
    MOST_NEW,
    BriefingRequest,
    accepted_on,
    compose,
    last_days,
)
from briefs.briefing.snapshot import snapshot_of

TODAY = date(2026, 6, 15)


def ids(groups) -> dict[str | None, list[str]]:
    return {group.topic and group.topic.id: [s.id for s in group.statements] for group in groups}


def test_new_statements_stand_once_under_their_topic_in_order_of_time(say, library) -> None:
    snapshot = snapshot_of(
        library(
            say("late", "2014-05-01", on="syria"),
            say("both", "2012", on="shield syria"),
            say("early", "2011-01-01", on="syria"),
            say("old", "2010-01-01"),
        )
    )
    found = compose(snapshot, BriefingRequest(TODAY, frozenset({"late", "both", "early", "gone"})))
    assert ids(found.new) == {"shield": ["both"], "syria": ["early", "late"]}
    assert not found.is_empty and found.more_new == 0


def test_a_wide_topic_takes_in_what_is_narrower(say, library) -> None:
    snapshot = snapshot_of(library(say("s", on="shield"), say("t", on="syria")))
    found = compose(snapshot, BriefingRequest(TODAY, frozenset({"s", "t"}), topics=("missiles",)))
    assert ids(found.new) == {"missiles": ["s"]}


def test_topics_and_people_both_have_to_fit(say, library) -> None:
    snapshot = snapshot_of(library(say("s", who="ann", on="syria"), say("t", who="bob", on="syria")))
    found = compose(
        snapshot, BriefingRequest(TODAY, frozenset("st"), topics=("syria",), people=("bob", "cem"))
    )
    assert ids(found.new) == {"syria": ["t"]}
    assert compose(
        snapshot, BriefingRequest(TODAY, frozenset("st"), topics=("shield",), people=("bob",))
    ).is_empty


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_no_answer_may_hold_no_briefing_holds(say, library, status: str) -> None:
    snapshot = snapshot_of(library(say("s", "2013-06-15", status=status)))
    assert compose(snapshot, BriefingRequest(TODAY, frozenset("s"))).is_empty


def test_a_bulk_import_does_not_flood(say, library) -> None:
    many = [say(f"s{number:03}", start=number) for number in range(100)]
    found = compose(snapshot_of(library(*many)), BriefingRequest(TODAY, frozenset(s.id for s in many)))
    assert len(found.statements) == MOST_NEW and found.more_new == 100 - MOST_NEW


def test_positions_change_with_newer_statements_only(say, library, brief) -> None:
    snapshot = snapshot_of(
        library(
            say("older", "2012-01-01", on="shield"),
            say("newer", "2013-02-02", on="shield"),
            say("vague", "../2014-01-01", on="shield"),
            say("other", "2013-02-02", who="bob", on="shield"),
            positions=(brief("ann", "missiles", "2012-12"), brief("cem", "missiles", "2012-12")),
        )
    )
    found = compose(snapshot, BriefingRequest(TODAY, frozenset({"older", "newer", "vague", "other"})))
    [changed] = found.changed
    assert (changed.person.id, [s.id for s in changed.statements]) == ("ann", ["newer"])
    assert compose(snapshot, BriefingRequest(TODAY)).changed == ()


@pytest.mark.parametrize(
    ("said", "years", "uncertain"),
    [
        ("2013-06-15", 13, False), ("2013-06-15?", 13, True), ("[2013-06-14,2013-06-15]", 13, True),
        ("2013-06-13/2013-06-16", 13, True), ("2013-06", None, None), ("../2013-06-15", None, None),
        ("2013-06-14", None, None), ("2026-06-15", None, None), ("2013-06-01/2013-06-30", None, None),
    ],
)  # fmt: skip
def test_on_this_day(say, library, said: str, years: int | None, uncertain: bool | None) -> None:
    found = compose(snapshot_of(library(say("s", said))), BriefingRequest(TODAY)).on_this_day
    assert [(a.years, a.uncertain) for a in found] == ([(years, uncertain)] if years else [])


def test_on_this_day_over_new_year(say, library) -> None:
    snapshot = snapshot_of(library(say("s", "2012-12-30/2013-01-02")))
    assert [compose(snapshot, BriefingRequest(date(2026, 1, 1))).on_this_day[0].years] == [13]
    assert [compose(snapshot, BriefingRequest(date(2026, 12, 31))).on_this_day[0].years] == [14]


def test_a_leap_day_is_kept_for_leap_years(say, library) -> None:
    snapshot = snapshot_of(library(say("s", "2012-02-29"), say("t", "2012-02-28/2012-03-01")))
    found = {
        day: [a.statement.id for a in compose(snapshot, BriefingRequest(day)).on_this_day]
        for day in (date(2028, 2, 29), date(2027, 2, 28), date(2027, 3, 1))
    }
    assert found == {date(2028, 2, 29): ["t", "s"][::-1], date(2027, 2, 28): ["t"], date(2027, 3, 1): ["t"]}


def test_facts_have_no_anniversary_and_told_ones_do_not_come_again(say, library) -> None:
    assert compose(
        snapshot_of(library(say("s", "2013-06-15", kind="fact", who=""))), BriefingRequest(TODAY)
    ).is_empty
    snapshot = snapshot_of(library(say("s", "2013-06-15")))
    assert compose(snapshot, BriefingRequest(TODAY, anniversaries=False)).is_empty


def test_what_is_new_and_has_its_day_stands_once(say, library) -> None:
    snapshot = snapshot_of(library(say("s", "2013-06-15"), say("t", "2012-06-15")))
    made = compose(snapshot, BriefingRequest(TODAY, frozenset("s")))
    assert ids(made.new) == {"syria": ["s"]}
    assert [past.statement.id for past in made.on_this_day] == ["t"]


def test_of_many_anniversaries_each_year_shows_others(say, library) -> None:
    snapshot = snapshot_of(library(*(say(f"s{number}", "2013-06-15", start=number) for number in range(60))))
    shown = [compose(snapshot, BriefingRequest(date(year, 6, 15))) for year in (2024, 2025, 2024)]
    assert all(len(one.on_this_day) == MOST_ANNIVERSARIES for one in shown)
    assert shown[0].more_on_this_day == 60 - MOST_ANNIVERSARIES
    assert shown[0] == shown[2] and shown[0].statements != shown[1].statements


def test_a_quiet_day_is_what_the_reader_chose(say, library) -> None:
    snapshot = snapshot_of(library(say("s", "2010", who="ann"), say("t", "2011", who="bob")))
    skip, line, pair = (
        compose(snapshot, BriefingRequest(TODAY, when_empty=way, history={}))
        for way in ("skip", "line", "pair")
    )
    assert (skip.skip, skip.pair) == (True, None)
    assert (line.skip, line.pair) == (False, None)
    assert pair.pair is not None
    assert {pair.pair.first.id, pair.pair.second.id} == {"s", "t"}


def test_words_of_both_are_no_pair(say, library) -> None:
    snapshot = snapshot_of(library(say("s", who="ann bob"), say("t", who="ann", on="shield")))
    assert snapshot.pairs == ()
    more = snapshot_of(library(say("s", who="ann bob"), say("t", who="ann"), say("u", who="bob")))
    [only] = more.pairs
    found = compose(more, BriefingRequest(TODAY, when_empty="pair", history={})).pair
    assert found is not None and found.key == only and {found.first.id, found.second.id} == {"t", "u"}


def quiet_days(snapshot, days: int, **asked) -> list[tuple[date, str | None]]:
    history: dict[str, tuple[date, int]] = {}
    found = []
    for step in range(days):
        day = date(2026, 1, 1) + timedelta(days=step)
        pair = compose(
            snapshot, BriefingRequest(day, when_empty="pair", history=history, anniversaries=False, **asked)
        ).pair
        if pair:
            history[str(pair.key)] = (day, history.get(str(pair.key), (day, 0))[1] + 1)
        found.append((day, str(pair.key) if pair else None))
    return found


def test_pairs_take_turns_and_rest_for_thirty_days(carried) -> None:
    found = quiet_days(carried, 200)
    last: dict[str, date] = {}
    for day, pair in found:
        if pair:
            assert pair not in last or day - last[pair] > timedelta(days=30)
            last[pair] = day
    assert set(last) == {str(key) for key in carried.pairs}
    counts = [sum(pair == key for _, pair in found) for key in last]
    assert max(counts) - min(counts) <= 1
    assert found == quiet_days(carried, 200)


def test_without_history_the_pair_follows_from_the_date(carried) -> None:
    days = [date(2026, 1, 1) + timedelta(days=step) for step in range(90)]
    shown = [
        compose(carried, BriefingRequest(day, when_empty="pair", anniversaries=False)).pair for day in days
    ]
    for number, pair in enumerate(shown):
        if pair:
            assert pair.key not in [other and other.key for other in shown[number + 1 : number + 31]]


def test_pairs_keep_to_what_was_asked_for(carried) -> None:
    for _, pair in quiet_days(carried, 40, topics=("missile-defence",), people=("sergei-lavrov",)):
        if pair:
            topic, *two = pair.split("|")
            assert "missile-defence" in carried.with_broader[topic] and "sergei-lavrov" in two


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_the_library_changes_nothing(carried_view, carried, seed: int) -> None:
    statements = list(carried_view.statements)
    wanted = BriefingRequest(
        date(2026, 4, 20 + seed), frozenset(s.id for s in statements[:9]), when_empty="pair", history={}
    )
    random.Random(seed).shuffle(statements)
    other = snapshot_of(replace(carried_view, statements=tuple(statements)))
    assert compose(other, wanted) == compose(carried, wanted)
    assert other.pairs == carried.pairs


def test_the_last_days_and_what_was_accepted(say, library) -> None:
    snapshot = snapshot_of(library(say("s", accepted_at="2026-06-14T10:00:00Z"), say("t", "2012-06-10")))
    assert accepted_on(snapshot, date(2026, 6, 14)) == {"s"}
    assert [one.date.day for one in last_days(snapshot, TODAY)] == [14, 10, 23]
    assert [one.date.day for one in last_days(snapshot, TODAY, count=1)] == [14]
    assert [one.date.day for one in last_days(snapshot, date(2027, 1, 1))] == [14, 10, 23]
    assert last_days(snapshot, date(2030, 1, 1), topics=("shield",)) == ()
    assert last_days(snapshot, date.min) == (), "there is no day before the first"
