"""`onrecord deliveries check`: what stands in the channels against what the database says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.discord.briefings.comparison import DeliveryComparer, DeliveryComparison
from tests.bot.discord.briefings.app import BriefingApp
from tests.bot.discord.briefings.test_destination import EVERYTHING_NEW
from tests.bot.discord.test_lifecycle import ran
from tests.discord_double import permissions as rights


@pytest.fixture
async def delivered(app: BriefingApp) -> BriefingApp:
    """A briefing of several messages in a channel with its thread, a forum, a thread and a direct channel."""
    for place in ("general", "archive"):
        await app.told("subscribe", channel=app.double.channel(place))
    await app.told("subscribe", where=None, user="reader")
    await app.state.database.execute(text(EVERYTHING_NEW))
    app.clock.turn(hours=2)
    await app.settled()
    return app


async def compared(app: BriefingApp) -> DeliveryComparison:
    return await DeliveryComparer(app.bot, app.state).compare(app.clock.now() - timedelta(days=7))


async def test_what_was_sent_stands_there(delivered: BriefingApp) -> None:
    found = await compared(delivered)
    assert (found.subscriptions, found.differences) == (3, ())
    assert found.messages >= 7


async def test_what_differs_is_named_message_by_message(delivered: BriefingApp) -> None:
    app = delivered
    [first] = app.posts("general")
    await app.double.erase(first)
    [direct, *_] = app.posts(None, "reader")
    state = app.state.database
    await state.execute(text(f"DELETE FROM deliveries WHERE message_id = {direct.id}"))
    found = await compared(app)
    assert {(one.kind, one.messages) for one in found.differences} >= {
        ("missing", (first.id,)), ("unknown", (direct.id,)),
    }  # fmt: skip
    await app.double.deny("archive", rights.READ_MESSAGE_HISTORY)
    assert "unreadable" in {one.kind for one in (await compared(app)).differences}


async def test_one_that_stands_twice(delivered: BriefingApp) -> None:
    app = delivered
    [first] = app.posts("general")
    body = {"content": "again", "components": first.components}
    copy = app.double.posting.compose(first.channel, body, [])
    found = await compared(app)
    assert [(one.kind, one.messages) for one in found.differences] == [("doubled", (first.id, copy.id))]


async def test_as_a_command(app: BriefingApp, file: Path, tmp_path: Path) -> None:
    """A process of its own, over HTTP alone, which has the time of today."""
    app.clock.to(datetime.now(UTC) - timedelta(days=2))
    await app.told("subscribe", channel=app.double.channel("archive"))
    app.clock.turn(days=1)
    await app.settled()
    for differs in (0, 1):
        if differs:
            await app.state.database.execute(text("DELETE FROM deliveries"))
        status, said = await ran(tmp_path, app.double.address, "deliveries", "check", "--json")
        document = json.loads(said)
        assert (status, document["subscriptions"], document["messages"]) == (differs, 1, 1), said
        assert len(document["differences"]) == differs
    status, said = await ran(tmp_path, app.double.address, "deliveries", "check", "--days", "30")
    assert status == 1 and "the database does not know of it" in said and "1 subscriptions" not in said
