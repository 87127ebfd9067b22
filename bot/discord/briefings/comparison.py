"""Compares what was sent by the database with what stands in the channels, over Discord's HTTP alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import discord

from bot.discord.briefings.history import TooLong, recent_messages, recent_posts
from bot.discord.briefings.message import carried_delivery_id
from bot.discord.briefings.webhook_destination import mark_of, webhook_embed
from bot.discord.http import WebhookAddress
from bot.server_time import first_snowflake
from bot.store import Store, Subscription


@dataclass(frozen=True, slots=True)
class DeliveryDifference:
    """One subscription whose channel and database do not agree.

    "doubled": all of `messages` are of one delivery. "unknown": the database does not know of one that stands
    there. "missing": one that was sent does not stand there. "unreadable": `detail` says why nobody can know.
    """

    subscription: str
    kind: Literal["doubled", "unknown", "missing", "unreadable"]
    delivery: str | None
    messages: tuple[int, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryComparison:
    """How many subscriptions were compared, how many messages stand, and what differs."""

    subscriptions: int
    messages: int
    differences: tuple[DeliveryDifference, ...]


class DeliveryComparer:
    """`client` is logged in; no gateway is needed."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store
        self._guilds: dict[int, discord.Guild] = {}

    async def compare(self, since: datetime) -> DeliveryComparison:
        """Every subscription, paused ones too, from that moment on by Discord's time."""
        found, messages = list[DeliveryDifference](), 0
        subscriptions = await self._store.subscriptions.all()
        for subscription in subscriptions:
            try:
                posted = await self._posted(subscription, since)
            except (TooLong, discord.HTTPException, _Unreadable) as error:
                detail = str(error) or "there are too many messages"
                found.append(DeliveryDifference(subscription.key, "unreadable", None, (), detail[:200]))
                continue
            messages += sum(map(len, posted.values()))
            found += await self._differences(subscription, posted, since)
        return DeliveryComparison(len(subscriptions), messages, tuple(found))

    async def _differences(
        self, subscription: Subscription, posted: dict[str, list[int]], since: datetime
    ) -> list[DeliveryDifference]:
        key, found = subscription.key, list[DeliveryDifference]()
        known = await self._store.deliveries.sent_since(key, first_snowflake(since))
        for delivery, ids in sorted(posted.items()):
            if len(ids) > 1:
                found.append(DeliveryDifference(key, "doubled", delivery, tuple(sorted(ids))))
            elif delivery not in known:
                found.append(DeliveryDifference(key, "unknown", delivery, tuple(ids)))
        for delivery, message in sorted(known.items()):
            if message is not None and message not in posted.get(delivery, ()):
                found.append(DeliveryDifference(key, "missing", delivery, (message,)))
        return found

    async def _posted(self, subscription: Subscription, since: datetime) -> dict[str, list[int]]:
        """The messages of a subscription's deliveries by the id that they carry."""
        posted: dict[str, list[int]] = defaultdict(list)
        for place in await self._places(subscription, since):
            async for message in _messages(place, since):
                delivery = await self._delivery_of(subscription, message)
                if delivery is not None and delivery.startswith(f"{subscription.key}-"):
                    posted[delivery].append(message.id)
        return posted

    async def _delivery_of(self, subscription: Subscription, message: discord.Message) -> str | None:
        if (address := WebhookAddress.of(subscription.settings)) is not None:
            shown = await webhook_embed(self._client, address, message)
            return None if shown is None else mark_of(shown)
        own = self._client.user.id if self._client.user else 0
        return carried_delivery_id(message) if message.author.id == own else None

    async def _places(self, subscription: Subscription, since: datetime) -> list[discord.abc.Messageable]:
        """Where messages of it may stand: the channel, and threads in it that are the bot's."""
        settings, client = subscription.settings, self._client
        if settings.kind == "dm":
            assert settings.user_id is not None
            return [await client.create_dm(discord.Object(settings.user_id))]
        assert settings.channel_id is not None and settings.guild_id is not None
        guild = await self._guild(settings.guild_id)
        channel = await guild.fetch_channel(settings.channel_id)
        own = await guild.fetch_member(client.user.id if client.user else 0)
        if not channel.permissions_for(own).read_message_history:
            raise _Unreadable("the bot may not read the history there")
        if isinstance(channel, discord.ForumChannel):
            return [post async for post in recent_posts(channel, since) if post.owner_id == own.id]
        if isinstance(channel, discord.Thread):
            return [channel]
        if not isinstance(channel, discord.abc.Messageable):
            raise _Unreadable("nothing can be posted in such a channel")
        begun = [
            m.id async for m in recent_messages(channel, since) if m.author.id == own.id and _has_thread(m)
        ]
        return [channel, *(client.get_partial_messageable(thread, guild_id=guild.id) for thread in begun)]

    async def _guild(self, guild_id: int) -> discord.Guild:
        if guild_id not in self._guilds:
            self._guilds[guild_id] = await self._client.fetch_guild(guild_id)
        return self._guilds[guild_id]


class _Unreadable(Exception):
    """Why what stands in a channel cannot be known."""


def _has_thread(message: discord.Message) -> bool:
    return message.flags.has_thread or message.thread is not None


async def _messages(place: discord.abc.Messageable, since: datetime) -> AsyncIterator[discord.Message]:
    try:
        async for message in recent_messages(place, since):
            yield message
    except discord.NotFound:  # a thread that somebody took away
        return
