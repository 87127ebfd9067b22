"""Slash commands and `!` lines of the questions, made from their definitions."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.query.questions import Question, all_questions
from tests.bot.discord.app import Room, buttons_of, text_of

_TEXT = 3  # Discord's number for an option of text
LAVROV_AND_SHIELD = {"person": "sergei-lavrov", "topic": "missile-defence"}


def registered(room: Room, name: str) -> dict[str, Any]:
    (found,) = [one for one in room.double.commands.registered[None] if one["name"] == name]
    return found


async def test_every_question_is_registered_as_it_is_defined(room: Room) -> None:
    for question in (one for one in all_questions() if one.about):
        command = registered(room, question.name)
        assert command["description"] == question.about
        shown = [
            (o["name"], o["type"], o["description"], o.get("required", False), _choices(o))
            for o in command["options"]
        ]
        assert shown == [(a.title, _TEXT, a.help, a.required, a.choices) for a in question.arguments]
        assert room.bot.get_command(question.name).extras == {"example": question.example}


def _choices(option: dict[str, Any]) -> tuple[str, ...]:
    return tuple(one["value"] for one in option.get("choices", ()))


@pytest.mark.parametrize("question", [one for one in all_questions() if one.about], ids=lambda one: one.name)
async def test_the_example_of_every_question_is_answered(room: Room, question: Question) -> None:
    shown = text_of(await room.line(f"!{question.example}"))
    assert len(shown) > 40 and "Reference:" not in shown
    assert "Write for example" not in shown and "There is no" not in shown.partition("\n")[0]


async def test_a_form_of_citation_may_end_a_line(room: Room) -> None:
    """As the example shows it, and as the slash command has it; other words are none."""
    line = await room.line("!cite itar-tass-2011-10-26-01 BibTeX")
    slash = await room.slash("cite", statement="itar-tass-2011-10-26-01", form="bibtex")
    assert text_of(line) == text_of(slash) and "@" in text_of(line)
    refused = text_of(await room.line("!cite itar-tass-2011-10-26-01 harvard"))
    assert "There is no statement" in refused


async def test_a_copied_id_may_have_its_backticks_and_capitals(room: Room) -> None:
    assert "One statement" in text_of(await room.line("!statement `ITAR-TASS-2011-10-26-01`"))
    unknown = await room.slash("statement", statement="no-such-*thing*")
    assert "There is no statement “no-such-\\*thing\\*”." in text_of(unknown)


async def test_what_cannot_be_read_is_said_in_the_readers_language(room: Room) -> None:
    swapped = await room.slash("position", **LAVROV_AND_SHIELD, since="2013", until="2012", locale="ru")
    assert "2013-01-01" in text_of(swapped) and "последн" in text_of(swapped)
    endless = await room.line("!person " + "x" * 300)
    assert "A name has from 1 to 200 characters." in text_of(endless)
    article = await room.slash("article", article="`nothing`")
    assert "is not one article" in text_of(article) and "There are: `" in text_of(article)


async def test_an_unclear_filter_of_a_search_is_asked_back_and_the_search_goes_on(room: Room) -> None:
    for asked in (
        await room.slash("search", words="strategic", topic="missle defnse zzz"),
        await room.line("!search strategic topic:'missle"),
    ):
        answered = await room.click(asked, buttons_of(asked)[0])
        assert "strategic" in text_of(answered) and "Missile defence" in text_of(answered)
