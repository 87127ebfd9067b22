"""The day of a statement, from its words and the day of publication (23 April 2013 was a Tuesday)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.ingest.extract import extract
from briefs.ingest.extract.statement_dates import DateContext, StatementDate, StatementDateResolver
from briefs.text.edtf import parse_edtf

TUESDAY = "2013-04-23"


def said(text: str, sentence: tuple[int, int], published: str | None, at: int = 0) -> StatementDate:
    """The date that one sentence gives, taken by itself."""
    start = text.rfind("\n", 0, sentence[0]) + 1
    context = DateContext((start, sentence[1]), sentence, (), at or sentence[0], None)
    return StatementDateResolver(text, published).of(context)


@pytest.mark.parametrize(
    ("sentence", "edtf", "basis"),
    [
        ("Ann Hill said the talks went on.", "../2013-04-23", "inferred"),
        ("Ann Hill said on Monday the talks went on.", "2013-04-22", "weekday"),
        ("Ann Hill said Thursday the talks went on.", "2013-04-18", "weekday"),
        ("Ann Hill said on Tuesday the talks went on.", "2013-04-23", "weekday"),
        ("Ann Hill said last Tuesday the talks went on.", "2013-04-16", "weekday"),
        ("Ann Hill said on Monday evening the talks went on.", "2013-04-22", "weekday"),
        ("Ann Hill will say next Monday the talks went on.", "../2013-04-23", "inferred"),
        ("Ann Hill said today the talks went on.", "2013-04-23", "stated"),
        ("Ann Hill said yesterday the talks went on.", "2013-04-22", "stated"),
        ("Ann Hill said earlier the talks went on.", "../2013-04-23", "inferred"),
        ("Ann Hill said earlier this week the talks went on.", "2013-04-22/2013-04-23", "stated"),
        ("Ann Hill said last week the talks went on.", "2013-04-15/2013-04-21", "stated"),
        ("Ann Hill said last month the talks went on.", "2013-03", "stated"),
        ("Ann Hill said last year the talks went on.", "2012", "stated"),
        ("Ann Hill said in November 2010 the talks went on.", "2010-11", "stated"),
        ("Ann Hill said in November the talks went on.", "2012-11", "stated"),
        ("Ann Hill said in 2010 the talks went on.", "2010", "stated"),
        ("Ann Hill said in the summer of 2012 the talks went on.", "2012-22", "stated"),
        ("Ann Hill said last summer the talks went on.", "2012-22~", "stated"),
        ("Ann Hill said in the first quarter of 2013 the talks went on.", "2013-33", "stated"),
        ("Ann Hill said on April 19 the talks went on.", "2013-04-19", "stated"),
        ("Ann Hill said on 19 April 2012 the talks went on.", "2012-04-19", "stated"),
        ("Ann Hill said on November 20, 2010, the talks went on.", "2010-11-20", "stated"),
        ("Ann Hill said on Sept. 3 the talks went on.", "2012-09-03", "stated"),
        ("Ann Hill said three days ago the talks went on.", "2013-04-20", "stated"),
        ("Ann Hill said two weeks ago the talks went on.", "2013-04-09~", "stated"),
        ("Ann Hill said about six months ago the talks went on.", "2012-10~", "stated"),
        ("Анна Хилл заявила в понедельник, что переговоры идут.", "2013-04-22", "weekday"),
        ("Анна Хилл заявила вчера, что переговоры идут.", "2013-04-22", "stated"),
        ("Анна Хилл заявила 19 апреля 2012 года, что переговоры идут.", "2012-04-19", "stated"),
        ("Анна Хилл заявила в ноябре 2010 года, что переговоры идут.", "2010-11", "stated"),
        ("Анна Хилл ранее заявила, что переговоры идут.", "../2013-04-23", "inferred"),
    ],
)
def test_words_for_the_day(sentence: str, edtf: str, basis: str) -> None:
    found = said(sentence, (0, len(sentence)), TUESDAY)
    assert (found.edtf, found.basis) == (edtf, basis)
    parse_edtf(found.edtf)


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("When the guards found the body on April 10, lawyers said on Monday nobody looked.", "2013-04-22"),
        ("Two experts said to USA TODAY that the rules were clear.", "../2013-04-23"),
        ("Ann Hill has said no since she fled in 2012.", "../2013-04-23"),
        ("After the accord was signed in 2011, Ann Hill said it was a fraud.", "../2013-04-23"),
        ("After talks on Monday Ann Hill said it was a fraud.", "2013-04-22"),
        ("When asked on Monday, Ann Hill said it was a fraud.", "2013-04-22"),
        ("Ann Hill said Good Friday was a holiday.", "../2013-04-23"),
    ],
)
def test_days_of_something_else(sentence: str, edtf: str) -> None:
    assert said(sentence, (0, len(sentence)), TUESDAY, sentence.index("said")).edtf == edtf


def spoken(text: str, words: str) -> StatementDate:
    """The date of what Ann Hill said in marks, in the article as a whole."""
    start = text.index(words)
    first, last = text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", start)
    end = start + len(words)
    context = DateContext((first, last), (start - 1, last), ((start, end),), end, "Ann Hill", spoken=True)
    return StatementDateResolver(text, TUESDAY).of(context)


def test_the_day_of_the_event_in_the_lead_counts() -> None:
    text = "Town votes\n\nThe council voted on Monday to close the pool.\n\n“It is a shame,” Ann Hill said."
    found = spoken(text, "It is a shame,")
    assert (found.edtf, found.basis) == ("2013-04-22", "inferred")
    assert "Monday" in found.note


def test_history_in_the_lead_is_not_the_day() -> None:
    text = "The pool was built in 1950 and closed in 2012.\n\n“It is a shame,” Ann Hill said."
    assert spoken(text, "It is a shame,").edtf == "../2013-04-23"


def test_a_day_is_not_carried_over_a_paragraph() -> None:
    text = "A pool is shut.\n\nAnn Hill called it a fraud in 2010.\n\n“It is a shame,” Hill said."
    assert spoken(text, "It is a shame,").edtf == "../2013-04-23"


def test_the_sentence_before_tells_when_somebody_spoke() -> None:
    text = "A pool is shut.\n\nAnn Hill spoke on Sunday. “It is a shame,” she said."
    assert spoken(text, "It is a shame,").edtf == "2013-04-21"


def test_every_note_is_a_sentence() -> None:
    for published in (TUESDAY, "2013-04", None):
        for sentence in ("Ann Hill said so.", "Ann Hill said so on Monday.", "Earlier, Ann Hill said so."):
            note = said(sentence, (0, len(sentence)), published).note
            assert note[0].isupper() and note.endswith(".")


def test_nothing_is_known_without_a_day_of_publication() -> None:
    sentence = "Ann Hill said on Monday the talks went on."
    assert said(sentence, (0, len(sentence)), None).edtf == ""


def test_a_full_date_needs_no_day_of_publication() -> None:
    sentence = "Ann Hill said on 19 April 2012 the talks went on."
    assert said(sentence, (0, len(sentence)), None).edtf == "2012-04-19"


def test_a_day_in_a_relative_clause_is_not_the_day_of_the_words() -> None:
    sentence = "Ann Hill, who won in November 2010, said the talks went on."
    assert said(sentence, (0, len(sentence)), TUESDAY).edtf == "../2013-04-23"


def test_dateline_dates_its_paragraph() -> None:
    text = "MOSCOW, October 26 (Agency) — The talks go on, Ann Hill said.\nThey ended, Bob Lee said."
    first = text.index("\n")
    found = said(text, (text.index("The talks"), first), "2011-10-27", text.index("said"))
    assert (found.edtf, found.basis) == ("2011-10-26", "dateline")
    assert said(text, (first + 1, len(text)), "2011-10-27").edtf == "../2011-10-27"


def test_date_line_stands_in_for_the_day_of_publication() -> None:
    text = "October 26, 2011, 13:39 UTC+3\nAnn Hill said on Monday the talks went on."
    assert said(text, (text.index("Ann"), len(text)), None).edtf == "2011-10-24"


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="0123456789 -./,aMondayinbrlp2Jg", max_size=80),
    st.one_of(st.none(), st.dates().map(str), st.text(max_size=12)),
)
def test_any_words_give_a_date_that_can_be_read(text: str, published: str | None) -> None:
    found = said(text, (0, len(text)), published)
    if found.edtf:
        parse_edtf(found.edtf)


@pytest.mark.parametrize(
    "before",
    [
        "Ray said the council would vote in July.",
        "Ray said the pier was built in 1990.",
        "Ray will leave in July.",
    ],
)
def test_a_day_in_what_was_told_before_dates_no_words(before: str) -> None:
    text = f"Anna Ray is mayor.\n{before} “Then we shall see,” Ray said."
    found = [c for c in extract(text, published="2024-05-06") if c.kind == "quotation"]
    assert [c.said for c in found] == ["../2024-05-06"]
