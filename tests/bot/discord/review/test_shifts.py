"""`/curate shifts`: one pair after the other, with what differs lit; confirmed, worded or put away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import library
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, buttons_of, text_of
from tests.briefs.shifts import changing_library
from tests.discord_double import Double, handled
from tests.discord_double.world import Message


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return changing_library.make(tmp_path / "library")


@pytest.fixture
async def curators(open_app: OpenApp, root: Path) -> AsyncIterator[BotInServer]:
    async with Double() as double:
        config = replace(CONFIG, curators=(double.world.user("manager").id,))
        async with open_app(double, config=config, root=root) as app:
            yield app
            await app.written()
        double.check()


async def asked(app: BotInServer, user: str = "manager", **more: bool) -> Message:
    return await (await app.ask("curate shifts", user=user, **more)).answer(timeout=30)


async def test_a_pair_is_worded_and_stands_in_the_answer(curators: BotInServer, root: Path) -> None:
    card = await asked(curators)
    shown = text_of(card)
    assert card.ephemeral
    assert "We will **not** close the fish market" in shown and "We **will** close" in shown
    assert "mayor" in shown and "harbour commissioner" in shown
    assert "`first-2010-01`" in shown and "`second-2013-01`" in shown
    record = await curators.double.click(card, "manager", "Confirm in words")
    await record.response()
    sent = await curators.double.submit(record, {"words": "First kept open, then closed."}, "manager")
    await sent.response(timeout=30)
    await curators.double.until(
        lambda: "is shown as changed" in text_of(card), timeout=30, what=text_of(card)
    )
    await handled()
    (shift,) = library.read(root).shifts
    assert (shift.status, shift.words) == ("confirmed", "First kept open, then closed.")
    assert shift.by not in (str(curators.double.world.user("manager").id), "manager")
    answer = text_of(await curators.slash("position", person="ray", topic="harbours"))
    assert "1 change is on record" in answer


async def test_a_pair_is_put_away(curators: BotInServer, root: Path) -> None:
    card = await asked(curators)
    assert "Next pair" not in buttons_of(card)  # there is but one
    record = await curators.double.click(card, "manager", "Put away")
    await record.response(timeout=30)
    await curators.double.until(lambda: "is put away" in text_of(card), timeout=30, what=text_of(card))
    await handled()
    assert [each.status for each in library.read(root).shifts] == ["put-away"]
    assert "No pair is proposed." in text_of(card)


async def test_readers_are_told_that_it_is_for_curators(curators: BotInServer) -> None:
    assert "Only the curators" in text_of(await asked(curators, user="reader", force=True))
