"""What the buttons and menus under an answer do, also after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.bot.discord.app import BotInServer, OpenApp, buttons_of, controls_of, ids_of, looks_of, text_of
from tests.bot.discord.permissions.roles import message_with
from tests.discord_double import Double
from tests.discord_double.world import COMPONENTS_V2, Message

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


async def test_paging_survives_a_restart_and_belongs_to_whom_asked(open_app: OpenApp) -> None:
    async with Double() as double:
        async with open_app(double) as app:
            first = await app.slash("position", **POSITION)
            page_one = text_of(first)
            assert "1/3" in buttons_of(first)
        async with open_app(double) as app:
            turned = await app.click(first, "›")
            assert turned.id == first.id and "2/3" in buttons_of(turned)
            others = await app.click(turned, "‹", user="manager")
            assert others.ephemeral and "belong to the person who asked" in text_of(others)
            assert text_of(await app.click(turned, "‹")) == page_one
        double.check()


async def test_a_posted_answer_is_kept_with_the_statements_that_it_shows(app: BotInServer) -> None:
    message = await app.slash("position", **POSITION)
    await app.written()
    kept = await app.state.sent_answers.showing("itar-tass-2011-10-26-01")
    assert [answer.message_id for answer in kept] == [message.id]
    await app.click(message, "›")
    await app.written()
    assert await app.state.sent_answers.showing("itar-tass-2011-10-26-01") == ()


async def test_an_ambiguous_name_is_asked_back_and_one_is_picked(
    open_app: OpenApp, library_copy: Path
) -> None:
    people = library_copy / "config/people.yaml"
    namesake = "  - {id: ivan-lavrov, name: Ivan Lavrov, alt_labels: [Lavrov]}\n"
    people.write_text(people.read_text(encoding="utf-8").rstrip() + "\n" + namesake, encoding="utf-8")
    async with open_app(root=library_copy) as app:
        question = await app.slash("position", person="lavrov", topic="missile-defence")
        assert question.ephemeral and "Who is meant?" in text_of(question)
        picked = await (await app.double.select(question, "reader", "sergei-lavrov")).answer()
        assert not picked.ephemeral and "Sergei Lavrov on Missile defence" in text_of(picked)
        line = await app.line("!position lavrov missile-defence")
        others = await (await app.double.select(line, "manager", "sergei-lavrov")).answer()
        assert "belong to the person who asked" in text_of(others)
        answer = await (await app.double.select(line, "reader", "Sergei Lavrov")).answer()
        assert answer.id == line.id and looks_of(answer) == looks_of(picked)
        await app.click(answer, "›")


async def test_an_unknown_name_brings_the_nearest_as_buttons(app: BotInServer) -> None:
    question = await app.slash("position", person="sergei-lavrov", topic="missle defnse zzz")
    assert question.ephemeral
    names = buttons_of(question)
    assert names
    answer = await app.click(question, names[0])
    assert not answer.ephemeral and "Sergei Lavrov" in text_of(answer)


async def test_an_unknown_name_in_a_line_becomes_its_answer_when_one_is_pressed(app: BotInServer) -> None:
    question = await app.line("!topic missle defnse zzz")
    answer = await app.click(question, buttons_of(question)[0])
    assert answer.id == question.id and "statements" in text_of(answer)


async def test_context_is_shown_to_whoever_asks_for_it(app: BotInServer) -> None:
    message = await app.slash("position", **POSITION)
    menu = await app.click(await forged(app, message, "or:b:context:{key}"), "it", user="manager")
    assert menu.ephemeral
    chosen = controls_of(menu)[0]["options"][0]["value"]
    context = await (await app.double.select(menu, "manager", chosen)).answer()
    assert context.ephemeral and "In its context" in text_of(context)


async def test_comparing_with_somebody_else_on_the_same_topic(app: BotInServer) -> None:
    message = await app.slash("position", **POSITION)
    menu = await app.click(message, "Compare")
    compared = await (await app.double.select(menu, "reader", "anders-fogh-rasmussen")).answer()
    assert "Sergei Lavrov and Anders Fogh Rasmussen on Missile defence" in text_of(compared)


async def test_an_answer_is_deleted_by_whom_asked_only(app: BotInServer) -> None:
    message = await app.slash("position", **POSITION)
    others = await app.click(message, "⋯", user="manager")
    assert others.ephemeral and buttons_of(others) == ["Report an error"]
    await app.click(message, "⋯")
    assert buttons_of(message)[-3:] == ["‹", "Report an error", "Delete"]
    refused = await app.click(message, "Delete", user="manager")
    assert "Only the person who asked" in text_of(refused)
    await app.click(message, "‹")
    assert buttons_of(message)[-2:] == ["Compare", "⋯"]
    await app.click(message, "⋯")
    record = await app.double.click(message, "reader", "Delete")
    await record.response()
    await app.double.until(lambda: message.deleted, what="the answer is still there")
    await app.written()
    assert await app.state.sent_answers.showing("itar-tass-2011-10-26-01") == ()


async def test_buttons_of_a_forgotten_answer_say_so(app: BotInServer) -> None:
    message = await app.slash("position", **POSITION)
    await app.written()
    [answer] = await app.state.sent_answers.showing("itar-tass-2011-10-26-01")
    await app.state.sent_answers.forget(answer.key)
    told = await app.click(message, "›")
    assert told.ephemeral and "too old for its buttons" in text_of(told)


async def test_after_a_deletion_an_answer_stands_without_its_question(app: BotInServer) -> None:
    id = "itar-tass-2011-10-26-01"
    message = await app.slash("position", **POSITION)
    privacy = await app.slash("privacy")
    await app.click(await app.click(privacy, "Delete my data"), "Delete it now")
    for button in ("›", "Compare", "⋯"):
        for user in ("reader", "manager"):
            assert "too old for its buttons" in text_of(await app.click(message, button, user=user))
    await app.changes(id)
    await app.double.until(lambda: f"`{id}` was changed" in text_of(message), what=text_of(message))
    assert "1/3" in buttons_of(message)


async def test_two_ways_to_read_a_line_are_asked_for_the_name_by_which_they_differ(
    open_app: OpenApp, library_copy: Path
) -> None:
    for file, entry in (
        ("people", "  - {id: anna-plomo, name: Anna Plomo, alt_labels: [Plomo, Plomo Dretch]}\n"),
        ("topics", "  - {id: dretch-mulop, pref_label: Dretch Mulop}\n  - {id: mulop, pref_label: Mulop}\n"),
    ):
        path = library_copy / f"config/{file}.yaml"
        path.write_text(path.read_text("utf-8").rstrip() + "\n" + entry, "utf-8")
    async with open_app(root=library_copy) as app:
        question = await app.line("!position plomo dretch mulop")
        (menu,) = controls_of(question)
        assert {one["value"] for one in menu["options"]} == {"dretch-mulop", "mulop"}
        picked = await (await app.double.select(question, "reader", "mulop")).answer()
        assert "Anna Plomo" in text_of(picked) and "Dretch" not in text_of(picked)


async def test_buttons_of_what_can_no_longer_be_asked_say_so(app: BotInServer) -> None:
    """As an earlier version kept the question back of an unclear filter: without its command."""
    question = await app.line("!topic missle defnse zzz")
    await app.written()
    await app.state.database.execute(text("UPDATE posted_answers SET command = ''"))
    assert "too old for its buttons" in text_of(await app.click(question, buttons_of(question)[0]))


@pytest.mark.parametrize("made", ["or:b:choose:{key}:99999", "or:b:against:{key}"])
async def test_a_button_of_somebodys_own_making_is_refused_in_words(app: BotInServer, made: str) -> None:
    answer = await app.slash("position", **POSITION)
    own = await forged(app, answer, made)
    assert "too old" in text_of(await app.click(own, "it"))


@pytest.mark.parametrize("action", ["report", "context"])
async def test_a_menu_of_somebodys_own_making_names_no_statement(app: BotInServer, action: str) -> None:
    answer = await app.slash("position", **POSITION)
    own = await forged(app, answer, f"or:s:{action}:{{key}}", "no-such-statement")
    record = await app.double.select(own, "reader", "no-such-statement")
    assert "no longer there" in text_of(await record.answer())


def keys_of(answer: Message) -> set[str]:
    """Of the answer, which its buttons carry; receipts need none."""
    return {id.split(":")[3] for id in ids_of(answer) if not id.startswith("or:p:")}


async def forged(app: BotInServer, answer: Message, made: str, chosen: str | None = None) -> Message:
    await app.written()
    [key] = keys_of(answer)
    return message_with(app.double, app.double.channel("general"), made.format(key=key), chosen)


async def test_a_message_that_was_posted_as_an_embed_becomes_a_card_with_its_next_press(
    app: BotInServer,
) -> None:
    """As an earlier version posted it: embed and buttons beside each other, without the flag of a card."""
    answer = await app.slash("topic", topic="missile-defence")
    ids = ids_of(answer)
    [turn] = [id for id in ids if ":page:" in id and id.endswith(":1")]
    embed = {"type": "rich", "title": "Missile defence", "description": "As it was", "color": 1}
    button = {"type": 2, "style": 1, "label": "Next page", "custom_id": turn}
    answer.components, answer.flags = [{"type": 1, "components": [button]}], 0
    answer.embeds = [embed]
    turned = await app.click(answer, "Next page")
    assert turned is answer and not turned.embeds and turned.flags & COMPONENTS_V2
    assert "2/19" in buttons_of(turned)
