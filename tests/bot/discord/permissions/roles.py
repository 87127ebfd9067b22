"""The people of the matrix, where they stand, and what the buttons are about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import pytest

from bot.delivery.dispatcher import DeliveryDispatcher
from bot.discord.answers.charts import Charts
from bot.discord.answers.sent_answers import SentAnswerBuffer
from bot.discord.core import MessageLocation
from bot.discord.watch.service import WatchService
from bot.ingest.poll_loop import PollLoop
from bot.ingest.review_session import ReviewSession
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.store import SubscriptionSettings
from bot.store.follows import Follows
from bot.store.privacy import Privacy
from bot.store.subscriptions import Subscriptions
from briefs.errors import UserError
from briefs.query.questions import Query
from tests.bot.discord.app import CONFIG, BotInServer
from tests.discord_double import Double
from tests.discord_double.world import Channel, Message, Role, User

STATEMENT = "itar-tass-2011-10-26-01"
SECRET = "https://example.org/feed?token=secret-of-the-curators"


@dataclass
class Cast:
    """By role: who it is, and in which channel they act."""

    double: Double
    people: dict[str, tuple[User, Channel]]
    curators_role: Role
    helpers_role: Role

    def settings(self) -> Settings:
        archive = self.double.world.guild("Archive")
        curators = self.double.world.channel("curators")
        return replace(CONFIG, curating_servers=(archive.id,), curators_channel=curators.id)


def cast(double: Double) -> Cast:
    """The furnished server is “Newsroom”; the others are made here."""
    world, newsroom = double.world, double.guild
    neighbour, helper, curator, traveller = (
        world.add_user(name) for name in ("neighbour", "helper", "curator", "traveller")
    )
    helpers_role = world.add_role(newsroom, "Helpers")
    world.add_member(newsroom, neighbour)
    world.add_member(newsroom, helper, helpers_role)
    elsewhere = world.add_guild("Elsewhere", neighbour)
    world.add_channel(elsewhere, "elsewhere")
    archive = world.add_guild("Archive", world.add_user("archivist"))
    curators_role = world.add_role(archive, "Curators")
    world.add_member(archive, curator, curators_role)
    visitor = world.add_user("visitor")
    world.add_member(archive, visitor)
    desk = world.add_channel(archive, "desk")
    own = world.add_guild("Own", traveller, bot_permissions=None)
    road = world.add_channel(own, "road")
    general, stranger = world.channel("general"), world.user("stranger")
    people = {
        "member": (world.user("reader"), general),
        "manager": (world.user("manager"), general),
        "neighbour": (neighbour, general),
        "helper": (helper, general),
        "curator": (curator, desk),
        "visitor": (visitor, desk),
        "owner": (world.user("owner"), general),
        "traveller": (traveller, road),
        "stranger": (stranger, world.dm(stranger)),
    }
    return Cast(double, people, curators_role, helpers_role)


async def furnish(app: BotInServer, cast: Cast) -> dict[str, str]:
    """Settings of the servers and one of each that buttons are about; the keys by their names."""
    state, newsroom = app.state, app.double.guild
    reader, general = cast.people["member"]
    change = app.bot.core.preferences.change_guild
    await change(newsroom.id, curators_role_id=cast.helpers_role.id)
    await change(app.double.world.guild("Archive").id, curators_role_id=cast.curators_role.id)
    await state.feeds.add(SECRET, added_by="9")
    report = await state.reports.file(
        statement_id="itar-tass-2011-10-26-02",
        reporter_id=1,
        reason="words",
        words="no",
        guild_id=newsroom.id,
    )
    ours = await state.subscriptions.add(SubscriptionSettings(general.id, guild_id=newsroom.id))
    own = await state.subscriptions.add(SubscriptionSettings(None, "dm", user_id=reader.id))
    mine = SubscriptionSettings(1, "dm", user_id=reader.id, purpose="follow", cadence="weekly")
    followed = await state.follows.add(mine, {"people": ["sergei-lavrov"]}, "", reader.id)
    asked = Query.of("position", person="sergei-lavrov", topic="missile-defence")
    checked = [("We want real cooperation with Russia", None, None)]
    words = app.bot.answers.held_words.keep(checked, (reader.id,))
    pair = await state.watch.pair_mark("We want no cooperation", STATEMENT)
    await state.watch.keep(1, reader.id, (newsroom.id, general.id, 2), [pair], "watchedkey")
    return {
        "watched": "watchedkey", "answer": keep(app, asked, general, reader), "person": str(reader.id),
        "verdict": keep(app, Query.of("verify", words=words), general, reader),
        "followed": followed.key, "told": followed.subscription_key,
        "newsroom": ours.key, "direct": own.key, "filed": report.key,
        "general": str(general.id), "candidate": "nosuchone", "statement": "itar-tass-2011-10-26-01",
        "proposal": "0123456789abcdef",
    }  # fmt: skip


def keep(app: BotInServer, query: Query, channel: Channel, asker: User) -> str:
    """An answer of `asker` in `channel`, as it is kept once it was posted."""
    buffer = app.bot.answers.sent_answers
    key, place = buffer.new_key(), MessageLocation(channel.id, channel.guild and channel.guild.id, None)
    looks = {"language": "en", "plain": "no", "name": "person", "offered": "sergei-lavrov"}
    buffer.keep(key, query, place, asker.id, (STATEMENT,), looks)
    return key


def only_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done at the end is not done here: that it was come to is enough, and all stays as it was."""

    async def reached(*_: object, **__: object) -> NoReturn:
        raise UserError("come to")

    async def nothing(*_: object, **__: object) -> None:
        return None

    async def sent(*_: object, **__: object) -> str:
        return "sent"

    replaced: list[tuple[Any, str, Callable[..., Awaitable[object]]]] = [
        *((ReviewSession, deed, reached) for deed in ("accept", "reject", "undo", "revise")),
        (LiveLibrary, "reload", reached),
        (PollLoop, "poll_once", reached),
        (DeliveryDispatcher, "on_request", sent),
        (Subscriptions, "remove", nothing),
        (Follows, "remove", nothing),
        (Privacy, "erase_user", nothing),
        (SentAnswerBuffer, "forget", nothing),
        (WatchService, "silence", nothing),
        (Charts, "draw", nothing),
    ]
    for place, name, instead in replaced:
        monkeypatch.setattr(place, name, instead)


def message_with(double: Double, channel: Channel, custom_id: str, chosen: str | None) -> Message:
    """A message of the bot with this one button, or menu, as its author would have it."""
    if chosen is None:
        item: dict[str, Any] = {"type": 2, "style": 2, "label": "it", "custom_id": custom_id}
    else:
        option = {"label": chosen, "value": chosen, "default": False}
        item = {"type": 3, "custom_id": custom_id, "options": [option], "min_values": 1, "max_values": 1}
    message = Message(
        double.mint.fixed(), channel, double.world.bot, double.clock.now(), "a message",
        components=[{"type": 1, "components": [item]}], application_id=double.world.bot.id,
    )  # fmt: skip
    channel.messages[message.id] = message
    return message
