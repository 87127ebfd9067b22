"""What of a statement stands on a card where there is no room for all of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.discord.answers.answer_cards import choices_of
from bot.discord.answers.statement_card import Look, statement_card
from bot.discord.ui import Display, count_lines, translator_for
from briefs.library import read
from briefs.model import Statement
from tests.bot.discord.app import BotInServer, text_of
from tests.paths import REPOSITORY

LONG = "He spoke for an hour of harbours, bridges and ferries before he said " * 3 + "that he would resign."
SHORT = "He says that he will resign."
ENGLISH, RUSSIAN = (Display(translator_for(language), False) for language in ("en", "ru"))


@pytest.fixture
def spoken() -> Statement:
    statement = next(one for one in read(REPOSITORY).statements if one.id == "rferl-2013-04-23-03")
    return replace(statement, passage=LONG, summary=SHORT, kind="reported")


def test_of_long_reported_speech_its_summary_stands_there_and_says_so(spoken: Statement) -> None:
    for kind, label in (
        ("reported", "in brief"),
        ("mixed", "in brief"),
        ("fact", "the article's own voice, in brief"),
    ):
        text = statement_card(replace(spoken, kind=kind), ENGLISH, Look(speaker=False)).text
        assert text.split("\n")[:2] == [f"**23 April 2013** · {label}", SHORT]
    assert "вкратце" in statement_card(spoken, RUSSIAN, Look(speaker=False)).text


def test_what_has_room_stands_there_in_its_own_words(spoken: Statement) -> None:
    for passage, summary in ((SHORT, LONG), (LONG, f"{LONG} And more."), (LONG, "")):
        text = statement_card(replace(spoken, passage=passage, summary=summary), ENGLISH, Look()).text
        assert "in brief" not in text
    assert LONG in statement_card(spoken, ENGLISH, Look(lines=20)).text
    marked = statement_card(spoken, ENGLISH, Look(marked="He spoke for an **hour** of harbours")).text
    assert "in brief" not in marked and "hour" in marked  # what a search found has to be seen


@pytest.mark.parametrize("lines", range(1, 7))
def test_a_quotation_is_cut_at_a_words_end_within_its_marks(spoken: Statement, lines: int) -> None:
    text = statement_card(replace(spoken, kind="quotation"), ENGLISH, Look(lines=lines)).text
    (shown,) = re.findall(r"^> “(.*) …”$", text, re.MULTILINE)
    assert LONG.startswith(f"{shown} ") and count_lines(shown) <= lines
    assert SHORT not in text


def test_the_menu_names_the_days_of_pages_of_unequal_size(spoken: Statement) -> None:
    groups = [(replace(spoken, id=f"s-{n}"),) for n in range(30)]
    offered = list(choices_of(groups, {}, ENGLISH, 3, 2))
    assert [one.value for one in offered] == [f"p{n}" for n in range(11)]  # 2, then nine of 3 and one of 1
    assert offered[-1].detail == "page 11 of 11"


async def test_the_findings_of_the_three_newest_are_whole(app: BotInServer) -> None:
    """On one screen with the brief: cut, each of them would lose what was said."""
    shown = text_of(await app.slash("position", person="sergei-lavrov", topic="missile-defence"))
    for finding in (
        "but still wanted guarantees that the system would not be used against Russia.",
        "did not come up when he spoke with Kerry by telephone the day before.",
        "weaken Russia's deterrence.",
    ):
        assert finding in shown
    assert "…" not in shown
