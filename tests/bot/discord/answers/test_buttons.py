"""What the buttons and menus under an answer do, also after a restart."""

from __future__ import annotations

from pathlib import Path

from tests.bot.discord.app import Room, Rooms, buttons_of, text_of
from tests.discord_double import Double

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


async def test_paging_survives_a_restart_and_belongs_to_whom_asked(rooms: Rooms) -> None:
    async with Double() as double:
        async with rooms(double) as room:
            first = await room.slash("position", **POSITION)
            page_one = text_of(first)
            assert "page 1 of" in page_one
        async with rooms(double) as room:
            turned = await room.click(first, "Next page")
            assert turned.id == first.id and "page 2 of" in text_of(turned)
            others = await room.click(turned, "Back", user="manager")
            assert others.ephemeral and "belong to the person who asked" in text_of(others)
            assert text_of(await room.click(turned, "Back")) == page_one
        double.check()


async def test_a_posted_answer_is_kept_with_the_statements_that_it_shows(room: Room) -> None:
    message = await room.slash("position", **POSITION)
    await room.written()
    kept = await room.state.sent_answers.showing("itar-tass-2011-10-26-01")
    assert [answer.message_id for answer in kept] == [message.id]
    await room.click(message, "Next page")
    await room.written()
    assert await room.state.sent_answers.showing("itar-tass-2011-10-26-01") == ()


async def test_an_ambiguous_name_is_asked_back_and_one_is_picked(rooms: Rooms, library_copy: Path) -> None:
    people = library_copy / "config/people.yaml"
    namesake = "  - {id: ivan-lavrov, name: Ivan Lavrov, alt_labels: [Lavrov]}\n"
    people.write_text(people.read_text(encoding="utf-8").rstrip() + "\n" + namesake, encoding="utf-8")
    async with rooms(root=library_copy) as room:
        question = await room.slash("position", person="lavrov", topic="missile-defence")
        assert question.ephemeral and "Who is meant?" in text_of(question)
        picked = await (await room.double.select(question, "reader", "sergei-lavrov")).answer()
        assert not picked.ephemeral and "Sergei Lavrov on Missile defence" in text_of(picked)
        line = await room.line("!position lavrov missile-defence")
        others = await (await room.double.select(line, "manager", "sergei-lavrov")).answer()
        assert "belong to the person who asked" in text_of(others)
        answer = await (await room.double.select(line, "reader", "Sergei Lavrov")).answer()
        assert answer.id == line.id and answer.embeds == picked.embeds
        await room.click(answer, "Next page")


async def test_an_unknown_name_brings_the_nearest_as_buttons(room: Room) -> None:
    question = await room.slash("position", person="sergei-lavrov", topic="missle defnse zzz")
    assert question.ephemeral
    names = buttons_of(question)
    assert names
    answer = await room.click(question, names[0])
    assert not answer.ephemeral and "Sergei Lavrov" in text_of(answer)


async def test_an_unknown_name_in_a_line_becomes_its_answer_when_one_is_pressed(room: Room) -> None:
    question = await room.line("!topic missle defnse zzz")
    answer = await room.click(question, buttons_of(question)[0])
    assert answer.id == question.id and "statements" in text_of(answer)


async def test_context_is_shown_to_whoever_asks_for_it(room: Room) -> None:
    message = await room.slash("position", **POSITION)
    menu = await room.click(message, "Show context", user="manager")
    assert menu.ephemeral
    chosen = menu.components[0]["components"][0]["options"][0]["value"]
    context = await (await room.double.select(menu, "manager", chosen)).answer()
    assert context.ephemeral and "In its context" in text_of(context)


async def test_comparing_with_somebody_else_on_the_same_topic(room: Room) -> None:
    message = await room.slash("position", **POSITION)
    menu = await room.click(message, "Compare with …")
    compared = await (await room.double.select(menu, "reader", "anders-fogh-rasmussen")).answer()
    assert "Sergei Lavrov and Anders Fogh Rasmussen on Missile defence" in text_of(compared)


async def test_an_answer_is_deleted_by_whom_asked_only(room: Room) -> None:
    message = await room.slash("position", **POSITION)
    refused = await room.click(message, "Delete", user="manager")
    assert "Only the person who asked" in text_of(refused)
    record = await room.double.click(message, "reader", "Delete")
    await record.response()
    await room.double.until(lambda: message.deleted, what="the answer is still there")
    await room.written()
    assert await room.state.sent_answers.showing("itar-tass-2011-10-26-01") == ()


async def test_buttons_of_a_forgotten_answer_say_so(room: Room) -> None:
    message = await room.slash("position", **POSITION)
    await room.written()
    [answer] = await room.state.sent_answers.showing("itar-tass-2011-10-26-01")
    await room.state.sent_answers.forget(answer.key)
    told = await room.click(message, "Next page")
    assert told.ephemeral and "too old for its buttons" in text_of(told)
