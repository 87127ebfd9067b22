"""One person's many checks delay another's by no more than one of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.discord.core import LocalizedUserError
from bot.discord.verify.turns import WAITING_IN_SERVER, WAITING_OF_USER, Turns
from bot.discord.verify.worker import VerifierThread
from tests.bot.discord.app import BotInServer, OpenApp, text_of
from tests.discord_double import Double, ProcessorClock

MENU = "Verify quotation"
EACH = 0.02  # seconds that a check takes here


@pytest.fixture
async def app(open_app: OpenApp) -> AsyncIterator[BotInServer]:
    """What a busy machine takes from the bot counts for none of the three seconds."""
    async with Double(clock=ProcessorClock()) as double, open_app(double) as made:
        yield made
        double.check()


@pytest.fixture
async def slow(app: BotInServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[str]]:
    """Checks take their time; the words of each, in the order in which they had their turn."""
    checked: list[str] = []
    verify = VerifierThread._verify

    def slowly(self: VerifierThread, text: str, *rest: object) -> object:
        time.sleep(EACH)
        checked.append(text)
        return verify(self, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(VerifierThread, "_verify", slowly)
    yield checked


async def test_a_hundred_checks_of_one_person(app: BotInServer, slow: list[str]) -> None:
    many = " ".join(f"“Cats never eat cheese on day {{}} of month {n} in spring”" for n in range(10))
    messages = [await app.double.say("general", "reader", many.format(*[day] * 10)) for day in range(12)]
    asked = [await app.double.message_menu(MENU, message, "reader") for message in messages]
    await app.double.until(lambda: slow)
    before = len(slow)
    other = await app.slash("verify", user="manager", text="We want real cooperation with Russia")
    assert "On record, word for word" in text_of(other)
    assert len(slow) - before <= 4, "one of theirs at a time comes before each of another's"
    said = [text_of(await record.answer(timeout=30)) for record in asked]
    assert sum("10 quotations checked" in one for one in said) == WAITING_OF_USER
    assert sum("waiting already" in one for one in said) == len(messages) - WAITING_OF_USER
    assert len(slow) == 10 * WAITING_OF_USER + 1


async def test_the_order_of_ones_own_questions_stays() -> None:
    turns, order = Turns(), list[tuple[int, int]]()

    async def ask(user: int, number: int) -> None:
        async with turns.turn_of(user, 1):
            order.append((user, number))
            await asyncio.sleep(0.001)

    await asyncio.gather(*(ask(user, n) for user in (2, 3) for n in range(5)))
    assert [n for user, n in order if user == 2] == [n for user, n in order if user == 3] == [*range(5)]
    assert order[:2] == [(2, 0), (3, 0)]
    assert not turns._users and not turns._servers and not turns._of_user


async def test_a_server_has_an_end_too_and_a_failure_frees_its_place() -> None:
    turns, gate = Turns(), asyncio.Event()

    async def ask(user: int, guild: int | None) -> str:
        try:
            async with turns.turn_of(user, guild):
                await gate.wait()
                raise ValueError
        except LocalizedUserError as refused:
            return refused.msgid
        except ValueError:
            return "had its turn"

    crowd = [asyncio.create_task(ask(user, 1)) for user in range(WAITING_IN_SERVER + 5)]
    elsewhere = [asyncio.create_task(ask(user, None)) for user in range(1000, 1000 + WAITING_IN_SERVER + 5)]
    await asyncio.sleep(0)
    gate.set()
    said = await asyncio.gather(*crowd)
    assert said.count("had its turn") == WAITING_IN_SERVER and "from this server" in said[-1]
    assert set(await asyncio.gather(*elsewhere)) == {"had its turn"}
    assert not turns._users and not turns._servers and not turns._of_user
