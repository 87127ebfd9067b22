"""Slash commands and `!` lines of the questions, made from their definitions."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefs.query.questions import Question, all_questions
from tests.bot.discord.app import BotInServer, buttons_of, text_of

_TEXT = 3  # Discord's number for an option of text
LAVROV_AND_SHIELD = {"person": "sergei-lavrov", "topic": "missile-defence"}


def registered(app: BotInServer, name: str) -> dict[str, Any]:
    (found,) = [one for one in app.double.commands.registered[None] if one["name"] == name]
    return found


async def test_every_question_is_registered_as_it_is_defined(app: BotInServer) -> None:
    for question in (one for one in all_questions() if one.about):
        command = registered(app, question.name)
        assert command["description"] == question.about
        shown = [
            (o["name"], o["type"], o["description"], o.get("required", False), _choices(o))
            for o in command["options"]
        ]
        assert shown == [(a.title, _TEXT, a.help, a.required, a.choices) for a in question.arguments]
        assert app.bot.get_command(question.name).extras == {"example": question.example}


def _choices(option: dict[str, Any]) -> tuple[str, ...]:
    return tuple(one["value"] for one in option.get("choices", ()))


@pytest.mark.parametrize("question", [one for one in all_questions() if one.about], ids=lambda one: one.name)
async def test_the_example_of_every_question_is_answered(app: BotInServer, question: Question) -> None:
    shown = text_of(await app.line(f"!{question.example}"))
    assert len(shown) > 40 and "Reference:" not in shown
    assert "Write for example" not in shown and "There is no" not in shown.partition("\n")[0]


async def test_a_form_of_citation_may_end_a_line(app: BotInServer) -> None:
    """As the example shows it, and as the slash command has it; other words are none."""
    line = await app.line("!cite itar-tass-2011-10-26-01 BibTeX")
    slash = await app.slash("cite", statement="itar-tass-2011-10-26-01", form="bibtex")
    assert text_of(line) == text_of(slash) and "@" in text_of(line)
    refused = text_of(await app.line("!cite itar-tass-2011-10-26-01 harvard"))
    assert "There is no statement" in refused


async def test_a_copied_id_may_have_its_backticks_and_capitals(app: BotInServer) -> None:
    assert "One statement" in text_of(await app.line("!statement `ITAR-TASS-2011-10-26-01`"))
    unknown = await app.slash("statement", statement="no-such-*thing*")
    assert "There is no statement “no-such-\\*thing\\*”." in text_of(unknown)


async def test_what_cannot_be_read_is_said_in_the_readers_language(app: BotInServer) -> None:
    swapped = await app.slash("position", **LAVROV_AND_SHIELD, since="2013", until="2012", locale="ru")
    assert "2013-01-01" in text_of(swapped) and "последн" in text_of(swapped)
    endless = await app.line("!person " + "x" * 300)
    assert "A name has from 1 to 200 characters." in text_of(endless)
    article = await app.slash("article", article="`nothing`")
    assert "is not one article" in text_of(article) and "There are: `" in text_of(article)


async def test_what_is_none_of_the_choices_is_refused_with_them(app: BotInServer) -> None:
    for line in ("!lookup banana rasmussen", "!lookup kind:person rasmussen"):
        shown = text_of(await app.line(line))
        assert "is not one of: `person`, `topic`." in shown
    assert "Anders Fogh Rasmussen" in text_of(await app.line("!lookup PERSON rasmussen"))
    refused = text_of(await app.line("!cite itar-tass-2011-10-26-01 form:harvard"))
    assert "is not one of: `plain`, `bibtex`, `wiki`." in refused


async def test_a_line_too_long_for_names_says_what_is_too_long(app: BotInServer) -> None:
    assert "at most 24 are read" in text_of(await app.line("!position " + "a " * 30))
    assert "from 1 to 200 characters" in text_of(await app.line("!lookup topic " + "拉夫罗夫" * 400))


async def test_the_day_that_is_offered_is_the_day_that_is_read(app: BotInServer) -> None:
    """“today” is the day where the reader is: one of these two zones has another one than UTC."""
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        await app.slash("settings server", user="manager", timezone=zone)
        here = app.bot.core.clock.now().astimezone(ZoneInfo(zone)).date()
        record = await app.double.autocomplete(
            app.double.guild, "general", "reader", "timeline", focused="since", since="today"
        )
        await record.response()
        assert record.choices[0]["value"] == here.isoformat()


async def test_an_article_may_have_the_backticks_of_the_list(app: BotInServer) -> None:
    assert text_of(await app.line("!article `004`")) == text_of(await app.line("!article 004"))


async def test_an_unclear_filter_of_a_search_is_asked_back_and_the_search_goes_on(app: BotInServer) -> None:
    for asked in (
        await app.slash("search", words="strategic", topic="missle defnse zzz"),
        await app.line("!search strategic topic:'missle"),
    ):
        answered = await app.click(asked, buttons_of(asked)[0])
        assert "strategic" in text_of(answered) and "Missile defence" in text_of(answered)
