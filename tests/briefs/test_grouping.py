"""Which topics a topic's statements bear on, and on which days a statement has its anniversary."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.grouping import anniversary_days, with_broader
from briefs.model import ArticleRef, LocalizedText, Statement, Topic
from briefs.text.edtf import parse_edtf


def topic(name: str, *broader: str) -> Topic:
    return Topic(name, LocalizedText(name.title()), broader=broader)


def said(when: str, kind: str = "quotation") -> Statement:
    article = ArticleRef("a", "The Title", False, None, None, "en", None, "a.txt")
    return Statement(
        id="s", status="published", speakers=(), topics=(), kind=kind, passage="So.", start=0, end=3,
        quoted=(), summary="", said=parse_edtf(when), said_basis="stated", said_note=None, article=article,
    )  # fmt: skip


def test_all_that_is_broader_counts_by_whatever_way() -> None:
    topics = [topic("radar", "shield"), topic("shield", "missiles", "nato"), topic("missiles"), topic("nato")]
    assert with_broader(topics) == {
        "radar": {"radar", "shield", "missiles", "nato"},
        "shield": {"shield", "missiles", "nato"},
        "missiles": {"missiles"},
        "nato": {"nato"},
    }


def test_a_circle_among_topics_ends() -> None:
    assert with_broader([topic("one", "two"), topic("two", "one")]) == {
        "one": {"one", "two"},
        "two": {"one", "two"},
    }


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2013-04-23", [date(2013, 4, 23)]),
        ("2012-12-31/2013-01-01", [date(2012, 12, 31), date(2013, 1, 1)]),
        ("2013-04-01/2013-04-07", [date(2013, 4, day) for day in range(1, 8)]),
        ("2013-04-01/2013-04-08", []),  # vaguer than a week
        ("2013-04", []),
        ("../2013-04-23", []),
    ],
)
def test_an_anniversary_needs_a_date_within_a_week(when: str, days: list[date]) -> None:
    assert anniversary_days(said(when)) == days


def test_a_fact_which_nobody_said_has_no_anniversary() -> None:
    assert anniversary_days(said("2013-04-23", "fact")) == []
