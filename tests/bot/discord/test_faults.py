"""When Discord is slow, refuses or breaks: nothing is lost, and nobody is left without a word."""

from __future__ import annotations

import asyncio

from tests.bot.discord.app import BotInServer, OpenApp, buttons_of, text_of
from tests.discord_double import Double, ProcessorClock, permissions

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


async def test_two_hundred_questions_at_once(open_app: OpenApp) -> None:
    # Checking each body against Discord's own document takes longer than answering it.
    async with Double(clock=ProcessorClock(), openapi_checks=False) as double, open_app(double) as app:
        records = await asyncio.gather(*(app.ask("position", **POSITION) for _ in range(200)))
        for record in records:
            assert "Sergei Lavrov on Missile defence" in text_of(await record.answer(timeout=60))
        await app.written()
        assert len(await app.state.sent_answers.showing("itar-tass-2011-10-26-01")) == 200
        double.check()


async def test_rate_limits_and_errors_of_discord_are_waited_out(app: BotInServer) -> None:
    app.double.faults.add(status=429, route="messages", times=1)
    assert "Sergei Lavrov" in text_of(await app.line("!position lavrov missile-defence"))
    app.double.faults.add(status=500, route="messages", times=1)
    assert "Sergei Lavrov" in text_of(await app.line("!person lavrov"))


async def test_a_connection_dropped_in_the_middle_of_an_answer(app: BotInServer) -> None:
    record = await app.ask("position", **POSITION)
    await app.double.kick()
    assert "Sergei Lavrov" in text_of(await record.answer())
    await app.double.connected()
    assert "Sergei Lavrov" in text_of(await app.line("!person lavrov"))


async def test_a_session_that_cannot_be_resumed(app: BotInServer) -> None:
    await app.double.kick(resumable=False)
    await app.double.until(lambda: len(app.double.gateway.identifies) >= 2, timeout=20)
    await app.double.connected()
    assert "Sergei Lavrov" in text_of(await app.slash("person", person="lavrov"))


async def test_a_channel_where_the_bot_may_not_answer(app: BotInServer) -> None:
    await app.double.deny("briefings", permissions.SEND_MESSAGES)
    await app.double.say("briefings", "reader", "!stats")
    await app.double.deny("general", permissions.EMBED_LINKS)
    message = await app.line("!position lavrov missile-defence")
    # a card is no embed: the same stands there without that permission
    assert not message.embeds and "Sergei Lavrov" in text_of(message) and buttons_of(message)
    assert app.double.posts("briefings") == []
