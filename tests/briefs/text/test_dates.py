"""Uncertain dates: what is read, what is refused, and how they are said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf as parse_by_package
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import UserError
from briefs.i18n import Translator
from briefs.text.dates import (
    BadDate,
    anniversary_in_words,
    in_words,
    parse_edtf,
    read_bound,
    read_day,
    span_in_words,
    widened_bounds,
)

ENGLISH = Translator()
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "said"),
    [
        ("2013", "2013-01-01", "2013-12-31", "2013"),
        ("2012-02", "2012-02-01", "2012-02-29", "February 2012"),
        ("2013-04-23", "2013-04-23", "2013-04-23", "23 April 2013"),
        ("2013-04?", "2013-04-01", "2013-04-30", "April 2013, uncertain"),
        ("2013-04-23~", "2013-04-23", "2013-04-23", "23 April 2013, approximate"),
        ("2013%", "2013-01-01", "2013-12-31", "2013, uncertain and approximate"),
        ("../2011-10-26", None, "2011-10-26", "by 26 October 2011"),
        ("../2013-04?", None, "2013-04-30", "by 30 April 2013, uncertain"),
        ("2013-04/..", "2013-04-01", None, "from 1 April 2013 on"),
        ("2013-04-22/2013-04-23", "2013-04-22", "2013-04-23", "22 to 23 April 2013"),
        ("2013-04-22?/2013-05-01~", "2013-04-22", "2013-05-01",
         "22 April 2013 to 1 May 2013, uncertain and approximate"),
        ("[2013-04-22,2013-04-23]", "2013-04-22", "2013-04-23", "22 or 23 April 2013"),
        ("[2013-04-22, 2012]", "2012-01-01", "2013-04-22", "22 April 2013 or 2012"),
        ("2013-21", "2013-03-01", "2013-05-31", "spring 2013"),
        ("2013-24", "2013-12-01", "2014-02-28", "winter 2013"),
        ("2013-34", "2013-04-01", "2013-06-30", "quarter 2 of 2013"),
        ("2013-04-XX", "2013-04-01", "2013-04-30", "April 2013, day unknown"),
        ("2013-XX", "2013-01-01", "2013-12-31", "2013, month unknown"),
        ("201X", "2010-01-01", "2019-12-31", "the 2010s"),
        ("9999-24", "9999-12-01", "9999-12-31", "winter 9999"),
    ],
)  # fmt: skip
def test_bounds_and_words(text: str, earliest: str | None, latest: str | None, said: str) -> None:
    when = parse_edtf(text)
    assert when.edtf == text
    assert when.earliest == (earliest and date.fromisoformat(earliest))
    assert when.latest == (latest and date.fromisoformat(latest))
    assert when.uncertain == any(mark in text for mark in "?~%")
    assert in_words(when, ENGLISH) == said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a date is empty; an open side is written .."),
        ("/2013", "a date is empty; an open side is written .."),
        ("23 April 2013", "“23 April 2013” is no date"),
        ("2013-4-1", "“2013-4-1” is no date"),
        ("2013-13", "“2013-13”: there is no month 13"),
        ("2013-02-30", "“2013-02-30”: February 2013 has 28 days"),
        ("2013-04-00", "“2013-04-00”: April 2013 has 30 days"),
        ("2013-21-04", "“2013-21-04”: there is no month 21"),
        ("2013-XX-04", "“2013-XX-04” names a day of an unknown month"),
        ("0000", "“0000”: years run from 0001 to 9999"),
        ("2013-04-23/2013-04-22", "the interval “2013-04-23/2013-04-22” ends before it starts"),
        ("../..", "an interval cannot be open on both sides"),
        ("[2013]", "the set “[2013]” names one date only"),
        ("2013/2014/2015", "“2014/2015” is no date"),
        ("2013-04-23\n", "“2013-04-23�” is no date"),
        ("٢٠١٣", "“٢٠١٣” is no date"),
        ("9" * 10_000, "“" + "9" * 40 + "…” is no date"),
    ],
)
def test_what_is_no_date_says_why(text: str, message: str) -> None:
    with pytest.raises(BadDate) as raised:
        parse_edtf(text)
    assert raised.value.message == message


def test_an_uncertain_date_reaches_one_month_further_each_way() -> None:
    assert widened_bounds(parse_edtf("2013-03-31?")) == (date(2013, 2, 28), date(2013, 4, 30))
    assert widened_bounds(parse_edtf("2013-03-31")) == (date(2013, 3, 31), date(2013, 3, 31))
    assert widened_bounds(parse_edtf("../2013-12-31?")) == (None, date(2014, 1, 31))
    assert widened_bounds(parse_edtf("0001-01-01?"))[0] == date.min
    assert widened_bounds(parse_edtf("9999-12-31?"))[1] == date.max


def test_spans() -> None:
    first, last = date(2011, 10, 26), date(2013, 4, 23)
    assert span_in_words(first, last, ENGLISH) == "26 Oct 2011 to 23 Apr 2013"
    assert span_in_words(None, last, ENGLISH) == "by 23 April 2013"
    assert span_in_words(first, None, ENGLISH) == "from 26 October 2011 on"
    assert span_in_words(last, last, ENGLISH) == "23 April 2013"
    assert span_in_words(None, None, ENGLISH) == "date unknown"
    assert anniversary_in_words(4, 23, ENGLISH) == "23 April"


@st.composite
def simple_dates(draw: st.DrawFn) -> str:
    day = draw(st.dates(date(1000, 1, 1), date(9990, 12, 31)))
    if draw(st.booleans()):  # the package reads no qualifier after a season or quarter
        return f"{day:%Y}-{draw(st.sampled_from([21, 22, 23, 33, 34, 35, 36]))}"
    patterns = ["%Y-%m-%d", "%Y-%m", "%Y", "%Y-%m-XX", "%Y-XX", "%Y-XX-XX"]
    dates = [day.strftime(pattern) for pattern in patterns] + [day.strftime("%Y")[:3] + "X"]
    return draw(st.sampled_from(dates)) + draw(st.sampled_from(["", "?", "~", "%"]))


@settings(max_examples=40, deadline=None)
@given(simple_dates())
def test_bounds_agree_with_the_edtf_package(text: str) -> None:
    oracle = parse_by_package(text)
    when = parse_edtf(text)
    assert when.earliest is not None and when.latest is not None
    assert when.earliest.timetuple()[:3] == oracle.lower_strict()[:3]
    assert when.latest.timetuple()[:3] == oracle.upper_strict()[:3]


@settings(max_examples=25, deadline=None)
@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_intervals_and_sets_agree_with_the_edtf_package(one: date, two: date) -> None:
    first, last = sorted((one, two))
    for text in (f"{first}/{last}", f"[{last},{first}]"):
        oracle = parse_by_package(text)
        when = parse_edtf(text)
        assert (when.earliest, when.latest) == (first, last)
        assert oracle.lower_strict()[:3] == first.timetuple()[:3]
        assert oracle.upper_strict()[:3] == last.timetuple()[:3]
    if first != last:  # the package lets this pass
        with pytest.raises(BadDate):
            parse_edtf(f"{last}/{first}")


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9X\-./?~%\[\],]{1,24}", fullmatch=True)))
def test_any_text_is_a_date_or_a_clear_refusal(text: str) -> None:
    try:
        when = parse_edtf(text)
    except BadDate as bad:
        assert bad.message and bad.hint
        return
    assert in_words(when, ENGLISH)
    earliest, latest = widened_bounds(when)
    assert earliest is None or when.earliest is None or earliest <= when.earliest
    assert latest is None or when.latest is None or latest >= when.latest


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        (" 2013-04 ", "2013-04-01", "2013-04-30"),
        ("april 2013", "2013-04-01", "2013-04-30"),
        ("Sept 2012", "2012-09-01", "2012-09-30"),
        ("23 April 2013", "2013-04-23", "2013-04-23"),
        ("April 23rd, 2013", "2013-04-23", "2013-04-23"),
        ("23 апреля 2013 г.", "2013-04-23", "2013-04-23"),
        ("today", "2026-03-01", "2026-03-01"),
        ("Yesterday", "2026-02-28", "2026-02-28"),
        ("2013-22", "2013-06-01", "2013-08-31"),
    ],
)
def test_bounds_as_typed(text: str, since: str, until: str) -> None:
    assert read_bound(text, "since", TODAY) == date.fromisoformat(since)
    assert read_bound(text, "until", TODAY) == date.fromisoformat(until)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("April 23", "“April 23” names no year"),
        ("31 April 2013", "“2013-04-31”: April 2013 has 30 days"),
        ("../2013", "“../2013” is open on the side that “since” asks for"),
        ("  ", "the date is empty"),
        ("soon", "“soon” is no date"),
        ('" OR 1=1 --', '“" OR 1=1 --” is no date'),
        ("April\u202e 2013", "“April� 2013” is no date"),
    ],
)
def test_bounds_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(UserError) as raised:
        read_bound(text, "since", TODAY)
    assert raised.value.message == message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 23", (4, 23, None)),
        ("23 April 2013", (4, 23, 2013)),
        ("2013-04-23", (4, 23, 2013)),
        ("04-23", (4, 23, None)),
        ("29 February", (2, 29, None)),
        ("today", (3, 1, None)),
    ],
)
def test_days_of_the_year(text: str, expected: tuple[int, int, int | None]) -> None:
    assert read_day(text, TODAY) == expected


@pytest.mark.parametrize("text", ["2013-04", "April", "30 February", "13-01", ""])
def test_what_is_not_one_day(text: str) -> None:
    with pytest.raises(UserError):
        read_day(text, TODAY)


@settings(max_examples=100)
@given(st.dates(date(1000, 1, 1)))
def test_a_date_said_in_words_is_read_back(day: date) -> None:
    said = in_words(parse_edtf(day.isoformat()), ENGLISH)
    assert read_bound(said, "since") == read_bound(said, "until") == day
    assert read_day(said)[:2] == (day.month, day.day)
    assert read_bound(str(day - timedelta(days=1)), "until") < day
