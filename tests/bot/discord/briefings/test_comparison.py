"""`onrecord deliveries check`: what stands in the channels against what the database says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.discord.briefings.comparison import DeliveryComparer, DeliveryComparison
from bot.store import SubscriptionSettings
from bot.store.subscriptions import TargetKind
from bot.terminal.cli import cli
from bot.terminal.context import CliContext, Reply
from tests.bot.discord.briefings.app import BriefingApp
from tests.bot.discord.briefings.test_destination import EVERYTHING_NEW, OpenApp, in_plain_text
from tests.discord_double import TOKEN
from tests.discord_double import permissions as rights
from tests.discord_double.world import Channel


@pytest.fixture
async def app(open_app: OpenApp) -> AsyncIterator[BriefingApp]:
    """Without commands, which cost as much as all else here; what is new to nobody is known."""
    async with open_app(sync_at_start=False) as made:
        await made.bot.briefings.composer.snapshot()
        yield made


async def subscribed(app: BriefingApp, kind: TargetKind, place: Channel) -> None:
    reader = app.double.user("reader").id if kind == "dm" else None
    guild = None if reader else app.double.guild.id
    await app.state.subscriptions.add(SubscriptionSettings(place.id, kind, guild, reader))


@pytest.fixture
async def delivered(app: BriefingApp) -> BriefingApp:
    """A briefing of several messages in a channel with its thread, a forum, a thread and a direct channel."""
    double = app.double
    await in_plain_text(app)
    await subscribed(app, "channel", double.channel("general"))
    await subscribed(app, "forum", double.channel("archive"))
    await subscribed(app, "dm", double.world.dm(double.user("reader")))
    await app.state.database.execute(text(EVERYTHING_NEW))
    app.clock.turn(hours=2)
    await app.settled()
    return app


async def compared(app: BriefingApp) -> DeliveryComparison:
    return await DeliveryComparer(app.bot, app.state).compare(app.clock.now() - timedelta(days=7))


async def test_what_differs_is_named_message_by_message(delivered: BriefingApp) -> None:
    app = delivered
    found = await compared(app)
    assert (found.subscriptions, found.differences) == (3, ())
    assert found.messages >= 7
    [first] = app.posts("general")
    again = {"content": first.content, "components": first.components}
    copy = app.double.posting.compose(first.channel, again, [])
    found = await compared(app)
    assert [(one.kind, one.messages) for one in found.differences] == [("doubled", (first.id, copy.id))]
    await app.double.erase(copy)
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


async def test_as_a_command(app: BriefingApp, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over HTTP alone, with a client of its own and the time of today."""
    app.clock.to((datetime.now(UTC) - timedelta(days=2)).replace(hour=9, minute=30))
    await subscribed(app, "forum", app.double.channel("archive"))
    app.clock.turn(days=1)
    await app.settled()
    monkeypatch.setenv("ONRECORD_DATA", str(file.parent))
    monkeypatch.setenv("ONRECORD_DISCORD_API", app.double.address)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    agrees = await asyncio.to_thread(checked, "--days", "3")
    assert (agrees.status, agrees.document["messages"]) == (0, 1), agrees.document
    await app.state.database.execute(text("DELETE FROM deliveries"))
    differs = await asyncio.to_thread(checked)
    assert (differs.status, differs.document["subscriptions"], differs.document["messages"]) == (1, 1, 1)
    [difference] = differs.document["differences"]
    assert difference["kind"] == "unknown" and len(difference["messages"]) == 1
    said = "\n".join(text for line in differs.lines() for _, text in line)
    assert "the database does not know of it" in said and said.endswith("they differ.")


def checked(*options: str) -> Reply:
    context = CliContext(date(2026, 3, 2))
    reply = cli.main(["deliveries", "check", *options], obj=context, standalone_mode=False)
    assert isinstance(reply, Reply)
    return reply
