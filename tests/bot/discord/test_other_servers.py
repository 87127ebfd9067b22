"""One server's people and buttons have no say in what is another's, nor in the library of all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, text_of
from tests.discord_double import Double
from tests.discord_double.permissions import MANAGE_GUILD
from tests.discord_double.world import COMPONENTS_V2, Channel, Message

STATEMENT = "itar-tass-2011-10-26-01"


@dataclass(frozen=True)
class Elsewhere:
    """A second server with the bot; `stranger` manages it and holds its role for curators."""

    double: Double
    channel: Channel
    role: Any

    def forged(self, message: Message) -> Message:
        """The components of a message of the first server under one of the bot's in this one."""
        return copied(self.double, message, self.channel)


def copied(double: Double, message: Message, channel: Channel) -> Message:
    """The components of a message under another one of the bot's, for all to see."""
    world = double.world
    shown = {"components": message.components, "flags": message.flags & COMPONENTS_V2}
    copy = Message(world.mint.fixed(), channel, world.bot, message.timestamp, **shown)
    channel.messages[copy.id] = copy
    return copy


def posted(app: BotInServer, message: Message) -> Message:
    return copied(app.double, message, app.double.channel("general"))


@pytest.fixture
async def elsewhere() -> Any:
    async with Double() as double:
        world, stranger = double.world, double.user("stranger")
        guild = world.add_guild("Elsewhere", world.add_user("their owner"))
        role = world.add_role(guild, "Curators", MANAGE_GUILD)
        world.add_member(guild, stranger, role)
        yield Elsewhere(double, world.add_channel(guild, "talk"), role)
        double.check()


async def with_curators_role(app: BotInServer, there: Elsewhere) -> None:
    assert there.channel.guild is not None
    await app.bot.core.preferences.change_guild(there.channel.guild.id, curators_role_id=there.role.id)


async def gaps_of(app: BotInServer, there: Elsewhere) -> str:
    return text_of(await app.slash("gaps", user="stranger", channel=there.channel, force=True))


async def test_a_curators_role_counts_in_the_servers_alone_that_the_owner_named(
    open_app: OpenApp, elsewhere: Elsewhere
) -> None:
    assert elsewhere.channel.guild is not None
    async with open_app(elsewhere.double) as app:
        await with_curators_role(app, elsewhere)
        assert "Only the curators" in await gaps_of(app, elsewhere)
    named = replace(CONFIG, curating_servers=(elsewhere.channel.guild.id,))
    async with open_app(elsewhere.double, named) as app:
        assert "Asked and not answered" in await gaps_of(app, elsewhere)
        elsewhere.channel.guild.members[elsewhere.double.user("stranger").id].roles.clear()
        assert "Only the curators" in await gaps_of(app, elsewhere)


async def test_a_report_is_decided_by_curators_wherever_its_card_is_pressed(
    open_app: OpenApp, elsewhere: Elsewhere
) -> None:
    async with open_app(elsewhere.double) as app:
        await with_curators_role(app, elsewhere)
        await app.bot.core.preferences.change_guild(
            app.double.guild.id, curators_channel_id=app.double.channel("curators").id
        )
        message = await app.slash("statement", statement=STATEMENT)
        form = await app.double.click(message, "reader", "Report an error")
        await form.response()
        await (await app.double.submit(form, {"reason": "words", "words": "It is not so."})).answer()
        [card] = await app.double.until(lambda: app.double.posts("curators"))
        for label in ("Accept", "Decline"):
            refused = await app.click(elsewhere.forged(card), label, user="stranger")
            assert "whom the owner of this bot named" in text_of(refused)
        [report] = await app.state.reports._where()
        assert report.status == "open"


async def test_the_buttons_of_a_briefing_obey_the_managers_of_its_own_server(
    open_app: OpenApp, elsewhere: Elsewhere
) -> None:
    async with open_app(elsewhere.double) as app:
        card = await app.slash("briefings subscribe", user="manager", channel="briefings")
        [subscription] = await app.state.subscriptions.of_guild(app.double.guild.id)
        forged, seen_by_all = elsewhere.forged(card), posted(app, card)
        for label in ("Pause", "Change the time", "Why?", "Stop it"):
            refused = await app.click(forged, label, user="stranger")
            assert "You lack the permission" in text_of(refused), label
            refused = await app.click(seen_by_all, label, user="reader")
            assert "You lack the permission" in text_of(refused), label
        [kept] = await app.state.subscriptions.of_guild(app.double.guild.id)
        assert kept == subscription


async def test_the_buttons_of_a_persons_own_briefing_are_theirs(app: BotInServer) -> None:
    card = await app.slash("briefings subscribe", user="reader", channel=None)
    [subscription] = await app.state.subscriptions.of_user(app.double.user("reader").id)
    shown = posted(app, card)
    for label in ("Pause", "Stop it"):
        assert "Only whoever subscribed" in text_of(await app.click(shown, label, user="manager"))
    assert await app.state.subscriptions.of_user(app.double.user("reader").id) == (subscription,)


async def test_what_is_kept_of_one_user_is_handed_to_no_other(app: BotInServer) -> None:
    shown = await app.line("!privacy")
    for label in ("Send me my data", "Delete my data"):
        refused = await app.click(shown, label, user="manager")
        assert "somebody else's" in text_of(refused) and not refused.files
    confirm = await app.click(shown, "Delete my data")
    assert "somebody else's" in text_of(
        await app.click(posted(app, confirm), "Delete it now", user="manager")
    )
