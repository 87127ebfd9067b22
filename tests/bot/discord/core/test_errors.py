"""What a user is told when something goes wrong."""

from __future__ import annotations

import pytest

from bot.settings import Cooldown, Settings
from tests.bot.discord.app import BotInServer, OpenApp, text_of

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


async def test_a_fault_of_our_own_is_told_with_a_reference_and_without_a_trace(
    app: BotInServer, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    app.bot.core.library.engine.position = broken  # type: ignore[assignment,method-assign]
    message = await app.slash("position", **POSITION)
    shown = text_of(message)
    assert message.ephemeral and "Reference:" in shown and "secret detail" not in shown
    reference = shown.split("`")[1]
    assert any(reference in record.getMessage() and record.exc_info for record in caplog.records)


async def test_asking_too_fast_is_slowed_down(open_app: OpenApp) -> None:
    async with open_app(config=Settings(cooldown=Cooldown(2, 60.0))) as app:
        for _ in range(2):
            await app.slash("stats")
        message = await app.slash("stats")
        assert message.ephemeral and "Too fast. Try again in" in text_of(message)
