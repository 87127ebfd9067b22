"""Messages in words, read as the people meant them who would write such ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from briefs.i18n import ENGLISH
from briefs.index import run
from briefs.query import NameNotResolved, QueryResolver, open_engine
from briefs.query.in_words import AskedQuotation, NotUnderstood, points_at_another, read_in_words, refusal
from tests.paths import REPOSITORY

CASES: dict[str, dict[str, list[tuple[str, str]]]] = yaml.safe_load(
    Path(__file__).with_name("messages.yaml").read_text("utf-8")
)
FITTED = [tuple(case) for cases in CASES["fitted"].values() for case in cases]
ASIDE = [tuple(case) for cases in CASES["aside"].values() for case in cases]
TODAY = date(2026, 11, 27)
ORDER = ("person", "other", "topic", "day")


@pytest.fixture(scope="module")
def resolver(cache: Path) -> Iterator[QueryResolver]:
    engine = run(open_engine(REPOSITORY, cache / "in-words"))
    yield QueryResolver(engine)
    run(engine.close())


def reading(resolver: QueryResolver, text: str) -> str:
    """How a message is read, as `messages.yaml` writes it."""
    read = read_in_words(resolver, text, TODAY)
    if isinstance(read, AskedQuotation):
        by = read.claims[0].speaker_name
        return f"verify {resolver.find_person(by).answer or by}" if by else "verify"
    if isinstance(read, NotUnderstood):
        return f"unknown {', '.join(read.unknown)}" if read.found or read.unknown else "nothing"
    try:
        query = run(read.resolved(resolver, TODAY))
    except NameNotResolved as unclear:
        assert unclear.answer.asked is not None and unclear.answer.suggestions
        return f"several {unclear.answer.asked[0]}"
    given = dict(query.arguments)
    days = f"{given.get('since', '')}..{given.get('until', '')}"
    return " ".join(
        [query.command, *(given[name] for name in ORDER if name in given), *([days] if days != ".." else [])]
    )


@pytest.mark.parametrize(("message", "meant"), FITTED, ids=[message[:40] for message, _ in FITTED])
def test_a_message_is_read_as_it_is_meant(resolver: QueryResolver, message: str, meant: str) -> None:
    assert reading(resolver, message) == meant.strip()


def test_of_messages_kept_aside_nine_in_ten_are_read_and_nobody_is_taken_for_another(
    resolver: QueryResolver,
) -> None:
    read = [(meant.strip(), reading(resolver, message)) for message, meant in ASIDE]
    # of what is on nobody's record it counts that it is not answered, not in which words that is told
    right = [got == meant or got.split()[0] == meant.split()[0] == "unknown" for meant, got in read]
    assert sum(right) >= 54 and len(right) == 60

    def people(told: str) -> set[str]:
        return set(told.split()) & set(resolver.engine.people)

    assert [(meant, got) for meant, got in read if people(got) - people(meant)] == [
        # whose side is asked about is told; the word that is nobody's topic narrows it no further
        ("unknown inspections", "position jean-asselborn chemical-weapons")
    ]


def test_nobody_is_answered_for_somebody_else(resolver: QueryResolver) -> None:
    for message in (
        "rasmussen's wife's opinion on syria",
        "что жена Лаврова говорила о Сирии?",
        "what did people say about lavrov?",
        "what did kelly say about syria?",
        "what did lavrov tell kerry about syria?",
        "what did merkel and lavrov say about syria?",
        "compare lavrov and obama on syria",
        "what does nato think about missile defence",
        "what did the us president say about syria",
        "syria president",
        "who criticised lavrov on syria?",
        "кто критиковал Лаврова за Сирию",
        "пресс-секретарь Лаврова о Сирии",
        "lavrov's aide on syria",
    ):
        assert reading(resolver, message).startswith("unknown"), message


def test_a_genitive_of_an_office_is_its_holder(resolver: QueryResolver) -> None:
    for message in (
        "what is the russian foreign minister's take on chemical weapons",
        "what did the US secretary of state say about syria",
        "позиция генерального секретаря Расмуссена по Сирии",
    ):
        holder = {"what is": "sergei-lavrov", "what did": "john-kerry"}
        meant = next(
            (who for start, who in holder.items() if message.startswith(start)), "anders-fogh-rasmussen"
        )
        assert reading(resolver, message).startswith(f"position {meant} "), message


def test_a_word_that_may_be_several_is_named(resolver: QueryResolver) -> None:
    read = read_in_words(resolver, "why does russia oppose missile defence?", TODAY)
    assert isinstance(read, NotUnderstood) and read.unclear == ("russia",)
    assert refusal(read, ENGLISH) == (
        "I found Missile defence, but no question about it that I can answer."
        " “russia” may mean several people or topics."
    )


def test_words_of_a_question_may_be_in_a_name(resolver: QueryResolver) -> None:
    for message in ("what did the nato leader say on drugs?", "NATO Secretary General on drugs"):
        assert reading(resolver, message) == "position anders-fogh-rasmussen counter-narcotics"
    assert reading(resolver, "lavrov on the use of chemical weapons in syria") == (
        "position sergei-lavrov chemical-weapons"
    )


def test_days_are_read_wherever_they_stand(resolver: QueryResolver) -> None:
    asked = "position sergei-lavrov syria "
    for message, days in {
        "from April 2011 to 2013: lavrov on syria": "2011-04-01..2013-12-31",
        "lavrov on syria 2011–2013": "2011-01-01..2013-12-31",
        "lavrov on syria in 2012-04": "2012-04-01..2012-04-30",
        "lavrov on syria, 2011-2013": "2011-01-01..2013-12-31",
        "statements on syria by lavrov from October 2011": "2011-10-01..2011-10-31",
        "lavrov on syria from 2011 on": "2011-01-01..",
        "from 2012 onwards: lavrov on syria": "2012-01-01..",
        "how has lavrov's position on syria changed from 2011?": "2011-01-01..",
        "lavrov on syria since 23 April 2013 until may 2013": "2013-04-23..2013-05-31",
        "lavrov on syria this year": "2026-01-01..2026-12-31",
        "Лавров о Сирии в прошлом месяце": "2026-10-01..2026-10-31",
        "Лавров о Сирии после 23 апреля 2013 года": "2013-04-24..",
        "Лавров о Сирии, 2012 г.": "2012-01-01..2012-12-31",
        "Лавров о Сирии в 2011-2013 годах": "2011-01-01..2013-12-31",
        "Лавров о Сирии, 2011–2012 гг.": "2011-01-01..2012-12-31",
    }.items():
        assert reading(resolver, message) == asked + days
    # a day that there is not, and two years of which neither is the one
    for message in ("lavrov on syria on april 31, 2013", "lavrov on syria in 2011 and in 2012"):
        assert reading(resolver, message).startswith("unknown")
    assert reading(resolver, "nato's role after 2014") == "topic nato-role-after-2014"


def test_words_without_marks_that_somebody_is_said_to_have_said(resolver: QueryResolver) -> None:
    said = "we want real cooperation with Russia"
    for message in (
        f"did rasmussen really say {said}?",
        f"Is it true that Rasmussen said {said}",
        f"правда ли, что Расмуссен сказал, что {said}?",
    ):
        read = read_in_words(resolver, message, TODAY)
        assert isinstance(read, AskedQuotation) and read.claims[0].text == said
        assert read.claims[0].speaker_name == "anders-fogh-rasmussen"
    assert reading(resolver, "did merkel really say we want real cooperation with Russia?").startswith(
        "unknown"
    )
    assert (
        reading(resolver, "did rasmussen say anything about syria") == "position anders-fogh-rasmussen syria"
    )


def test_a_topic_in_marks_is_no_quotation(resolver: QueryResolver) -> None:
    assert reading(resolver, "what did lavrov say about “missile defence”?").startswith("position")
    assert reading(resolver, "что Лавров говорил о «ПРО»?") == "position sergei-lavrov missile-defence"


def test_a_message_may_ask_about_the_one_it_replies_to() -> None:
    for message in (
        "is this real?",
        "did he really say this?",
        "verify",
        "Правда?",
        "source?",
        "кто это сказал?",
    ):
        assert points_at_another(message)
    for message in ("what did lavrov say about syria?", "hello", "kerry?"):
        assert not points_at_another(message)


def test_whatever_is_typed_is_read_without_an_error(resolver: QueryResolver) -> None:
    for message in ("", "?", "“", "“”", "a" * 2000, "of the in and", "lavrov " * 300, "\u202e\x00", "'' ''"):
        assert isinstance(read_in_words(resolver, message, TODAY), NotUnderstood | AskedQuotation)
