"""What nobody means well with, by Discord's ways in: each is answered, in a sentence, and nothing crashes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import Random

import pytest

from tests.bot.discord.app import BotInServer, OpenApp, text_of
from tests.bot.discord.conftest import open_app  # noqa: F401
from tests.bot.discord.permissions.roles import message_with
from tests.discord_double import Double, ProcessorClock, handled
from tests.discord_double.people import UsageError
from tests.hostile.mutations import WORDS

LIKELY = ("lavrov", "missile-defence", "2013", "nato", "“We", "said”", "rasmussen", "-", "since")
OPTIONS = {
    "position": ("person", "topic"), "person": ("person",), "topic": ("topic",), "timeline": ("topic",),
    "search": ("words",), "verify": ("quotation",), "statement": ("id",),
    "compare": ("first", "second", "topic"),
}  # fmt: skip
ACTIONS = ("page", "more", "subpause", "subwhy", "substop", "accept", "reject", "post", "del", "undo", "x")

pytestmark = pytest.mark.timeout(3600)


@pytest.fixture
async def app(open_app: OpenApp) -> AsyncIterator[BotInServer]:  # noqa: F811
    # a busy machine makes no answer late
    async with Double(clock=ProcessorClock()) as double, open_app(double) as made:
        yield made
        double.check()


@pytest.mark.parametrize("count", [15, pytest.param(700, marks=pytest.mark.soak)])
async def test_options_lines_and_forged_buttons(app: BotInServer, count: int) -> None:
    for number in range(count):
        chance = Random(f"discord {number}")
        words = lambda most, chance=chance: " ".join(  # noqa: E731
            chance.choice((*LIKELY, *WORDS)) for _ in range(chance.randrange(1, most))
        )
        command = chance.choice(sorted(OPTIONS))
        given = {name: (words(3).strip() or "x")[:6000] for name in OPTIONS[command]}
        try:
            said = [text_of(await app.slash(command, **given))]
        except UsageError:
            said = []  # Discord's client would not have sent it
        said.append(text_of(await app.line((f"!{command} {words(5)}")[:2000])))
        key = "".join(chance.choices("abcxyz0189-", k=chance.randrange(1, 26)))
        forged = f"or:b:{chance.choice(ACTIONS)}:{key}{chance.choice(('', ':0', ':99999'))}"
        pressed = await app.double.click(
            message_with(app.double, app.double.channel("general"), forged, None), "reader"
        )
        await pressed.response()
        await handled()
        said += [text_of(message) for message in pressed.messages]
        assert all(said) and "should not have" not in "".join(said), (number, said)
