"""When Discord is slow, refuses or breaks: nothing is lost, and nobody is left without a word."""

from __future__ import annotations

import asyncio

import pytest

from bot.settings import Cooldown, Settings
from tests.bot.discord.app import Room, Rooms, text_of
from tests.discord_double import Double, ProcessorClock, permissions

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


async def test_two_hundred_questions_at_once(rooms: Rooms) -> None:
    # Checking each body against Discord's own document takes longer than answering it.
    async with Double(clock=ProcessorClock(), openapi_checks=False) as double, rooms(double) as room:
        records = await asyncio.gather(*(room.ask("position", **POSITION) for _ in range(200)))
        for record in records:
            assert "Sergei Lavrov on Missile defence" in text_of(await record.answer(timeout=60))
        await room.written()
        assert len(await room.state.sent_answers.showing("itar-tass-2011-10-26-01")) == 200
        double.check()


async def test_rate_limits_and_errors_of_discord_are_waited_out(room: Room) -> None:
    room.double.faults.add(status=429, route="messages", times=1)
    assert "Sergei Lavrov" in text_of(await room.line("!position lavrov missile-defence"))
    room.double.faults.add(status=500, route="messages", times=1)
    assert "Sergei Lavrov" in text_of(await room.line("!person lavrov"))


async def test_a_connection_dropped_in_the_middle_of_an_answer(room: Room) -> None:
    record = await room.ask("position", **POSITION)
    await room.double.kick()
    assert "Sergei Lavrov" in text_of(await record.answer())
    await room.double.connected()
    assert "Sergei Lavrov" in text_of(await room.line("!person lavrov"))


async def test_a_session_that_cannot_be_resumed(room: Room) -> None:
    await room.double.kick(resumable=False)
    await room.double.until(lambda: len(room.double.gateway.identifies) >= 2, timeout=20)
    await room.double.connected()
    assert "Sergei Lavrov" in text_of(await room.slash("person", person="lavrov"))


async def test_a_fault_of_our_own_is_told_with_a_reference_and_without_a_trace(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    room.bot.core.library.engine.position = broken  # type: ignore[assignment,method-assign]
    message = await room.slash("position", **POSITION)
    shown = text_of(message)
    assert message.ephemeral and "Reference:" in shown and "secret detail" not in shown
    reference = shown.split("`")[1]
    assert any(reference in record.getMessage() and record.exc_info for record in caplog.records)


async def test_a_channel_where_the_bot_may_not_answer(room: Room) -> None:
    await room.double.deny("briefings", permissions.SEND_MESSAGES)
    await room.double.say("briefings", "reader", "!stats")
    await room.double.deny("general", permissions.EMBED_LINKS)
    message = await room.line("!position lavrov missile-defence")
    assert not message.embeds and "Sergei Lavrov" in message.content and len(message.content) <= 2000
    assert room.double.posts("briefings") == []


async def test_asking_too_fast_is_slowed_down(rooms: Rooms) -> None:
    async with rooms(config=Settings(cooldown=Cooldown(2, 60.0))) as room:
        for _ in range(2):
            await room.slash("stats")
        message = await room.slash("stats")
        assert message.ephemeral and "Too fast. Try again in" in text_of(message)
