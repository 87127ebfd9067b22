"""Russian, from the names of commands to the dates on a card; passages stay as they are."""

from __future__ import annotations

import re

import discord

from bot.discord.command_translator import COMMAND_NAMES, OPTION_NAMES
from bot.discord.ui.display import LANGUAGES
from briefs.query.questions import NAMES, question_named
from tests.bot.discord.app import BotInServer, buttons_of, text_of

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


async def test_a_russian_client_gets_russian_cards_and_english_passages(app: BotInServer) -> None:
    message = await app.slash("position", **POSITION, locale="ru")
    shown = text_of(message)
    assert "Сергей Лавров" in shown and "23 апреля 2013" in shown
    assert "министр иностранных дел России" in shown and "9 высказываний" in shown
    assert "Moscow" in shown  # what was said is never translated
    assert "Подтверждение" in buttons_of(message) and "Сравнить" in buttons_of(message)


async def test_a_server_and_a_user_choose_their_language(app: BotInServer) -> None:
    await app.slash("settings server", user="manager", language="Русский")
    assert "9 высказываний" in text_of(await app.line("!position lavrov missile-defence"))
    await app.slash("preferences", language="English")
    assert "9 statements" in text_of(await app.line("!position lavrov missile-defence"))


async def test_lines_know_the_russian_names_of_commands(app: BotInServer) -> None:
    assert "Sergei Lavrov on Missile defence" in text_of(await app.line("!позиция лавров missile-defence"))


async def test_errors_and_menus_are_russian_too(app: BotInServer) -> None:
    refused = await app.slash("position", **POSITION, since="вчерась", locale="ru")
    assert "не удаётся прочитать как дату" in text_of(refused)
    unknown = await app.slash("topic", topic="квантовая гравитация китов", locale="ru")
    assert "неизвестна" in text_of(unknown)


async def test_every_command_and_option_is_named_and_described_in_every_language(app: BotInServer) -> None:
    """And no name stands twice, no description is empty, no limit is passed."""
    registered = app.double.commands.registered[None]
    assert len({command["name"] for command in registered}) == len(registered) >= 20
    locales = [language for language in LANGUAGES if language != "en"]
    for command in (one for one in registered if one["type"] == 1):
        for thing in walk(command):
            assert re.fullmatch(r"[a-z][a-z_-]{0,31}", thing["name"]), thing["name"]
            assert thing["description"] not in ("", "…"), thing["name"]
            for locale in locales:
                assert thing["name_localizations"].get(locale), thing["name"]
                assert thing["description_localizations"].get(locale), (command["name"], thing["name"])
    for locale in locales:
        names = [command["name_localizations"][locale] for command in registered]
        assert len(set(names)) == len(names)


async def test_lines_and_slash_commands_share_their_names(app: BotInServer) -> None:
    slash = {c.name for c in app.bot.tree.get_commands(type=discord.AppCommandType.chat_input)}
    assert {command.name for command in app.bot.commands} <= slash
    assert {name for name in NAMES if question_named(name).about} <= slash
    assert not {*COMMAND_NAMES, *OPTION_NAMES} & {*NAMES, ""}  # a question's are in its definition alone
    for command in app.bot.commands:
        assert command.description and command.extras.get("example", "").startswith(command.name)


def walk(command: dict) -> list[dict]:  # type: ignore[type-arg]
    found = [command]
    for option in command.get("options", []):
        found += walk(option)
    return found


async def test_every_russian_name_is_a_russian_word_that_discord_takes(app: BotInServer) -> None:
    """No English one is left, and none was cut or joined by a pattern made for English."""
    for command in (one for one in app.double.commands.registered[None] if one["type"] == 1):
        for thing in walk(command):
            name = thing["name_localizations"]["ru"]
            assert re.fullmatch(r"[а-яё]+(-[а-яё]+)*", name) and len(name) <= 32, (thing["name"], name)
            assert re.search("[а-яё]", thing["description_localizations"]["ru"]), thing["name"]
        for group in (command, *command.get("options", ())):  # names beside each other are told apart
            beside = [one["name_localizations"]["ru"] for one in group.get("options", ())]
            assert len(set(beside)) == len(beside), command["name"]


CURATORS = {"gaps", "reload", "feeds", "undo", "withdraw", "correct", "dispute", "restore", "curate"}


async def test_curators_commands_stand_in_no_readers_list_and_no_direct_message(app: BotInServer) -> None:
    registered = {one["name"]: one for one in app.double.commands.registered[None]}
    for name in CURATORS | {"settings", "watch"}:
        offered = registered[name]
        assert offered["contexts"] == [0] and offered["integration_types"] == [0], name
        assert offered["default_member_permissions"] == "32", name
    assert registered["briefing"]["contexts"] == [0, 1]
    for name in registered.keys() - CURATORS - {"settings", "briefing", "briefings", "setup", "watch"}:
        assert registered[name]["contexts"] == [0, 1, 2], name
