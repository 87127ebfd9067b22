"""Where briefings go: text channels, threads, forum channels and direct messages, over discord.py."""

from __future__ import annotations

import logging
from datetime import datetime

import discord

from bot.delivery import UNREADABLE, HistoryUnavailable, OutgoingMessage, Sent
from bot.discord.briefings.history import TooLong, recent_messages, recent_posts
from bot.discord.briefings.message import BriefingMessage, carried_delivery_id
from bot.store import Subscription

log = logging.getLogger(__name__)
_THREAD_EXISTS = 160004
BriefingChannel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


class DiscordDestination:
    """Where one subscription goes: the Destination that bot/delivery asks for.

    `channel` is None where a direct channel was never opened.
    """

    def __init__(self, client: discord.Client, subscription: Subscription) -> None:
        self._client = client
        self._settings = subscription.settings
        self.channel = self._settings.channel_id

    async def send(self, message: OutgoingMessage) -> Sent:
        """Post it once. A post in a forum has the id of its first message.

        Raises what discord.py raises, and ConnectionError where it may be tried again.
        """
        body = BriefingMessage.from_json(message.body)
        if self._settings.kind == "forum" and message.first is None:
            return await self._new_post(body, message)
        place = await self._channel_for(body, message)
        given = body.to_kwargs(message.id)
        sent = await place.send(nonce=message.id, silent=self._settings.silent, **given)
        if self._settings.publish:
            await self._publish(sent)
        return _to_sent(sent)

    async def _publish(self, sent: discord.Message) -> None:
        """To the followers of an announcement channel; it stands in the channel whatever becomes of that."""
        channel = self._client.get_channel(sent.channel.id)
        if not isinstance(channel, discord.TextChannel) or not channel.is_news():
            return
        try:
            await sent.publish()
        except discord.HTTPException as error:
            log.info("a briefing was not published", extra={"channel": channel.id, "detail": str(error)})

    def newest(self) -> int | None:
        """As the gateway tells it, which says nothing of direct messages; a forum has posts instead."""
        guild = self._client.get_guild(self._settings.guild_id or 0)
        if guild is None or guild.unavailable or self._settings.kind == "forum":
            return None
        channel = guild.get_channel_or_thread(self.channel or 0)
        return channel.last_message_id or 0 if isinstance(channel, BriefingChannel) else None

    async def find(self, message: OutgoingMessage, since: datetime) -> Sent | HistoryUnavailable | None:
        """The one that carries the id of `message` among those posted since then; None where there is none.

        HistoryUnavailable where that cannot be known. Its `first` is the id of a message known to be sent,
        in whose thread the others may be. Raises ConnectionError where the server is out of reach.
        """
        try:
            return await self._find(message, since)
        except TooLong:
            return UNREADABLE

    async def _find(self, message: OutgoingMessage, since: datetime) -> Sent | HistoryUnavailable | None:
        if self._settings.kind == "dm":
            return await self._find_in_channel(await self._dm_channel(), message, since)
        channel = await self._require_channel()
        if not channel.permissions_for(channel.guild.me).read_message_history:
            return UNREADABLE
        first = message.first
        if isinstance(channel, discord.ForumChannel):
            return await (self._find_in_posts(channel, message, since) if first is None else
                          self._find_in_thread(first, message, since))  # fmt: skip
        if first is not None and (found := await self._find_in_thread(first, message, since)) is not None:
            return found
        return await self._find_in_channel(self._partial(channel.id), message, since)

    # Posting

    async def _channel_for(self, body: BriefingMessage, message: OutgoingMessage) -> discord.abc.Messageable:
        if self._settings.kind == "dm":
            return await self._dm_channel()
        assert self.channel is not None
        if message.first is not None and self._settings.kind == "forum":
            return self._partial(message.first)
        if message.first is not None and body.aside and self._may_open_threads():
            return await self._thread(message.first, body, message.part)
        return self._partial(self.channel)

    async def _thread(self, first: int, body: BriefingMessage, part: int) -> discord.PartialMessageable:
        """The thread of a message has the message's id: opening it twice is refused, and harmless."""
        assert self.channel is not None
        if part == 1:
            try:
                await self._partial(self.channel).get_partial_message(first).create_thread(name=body.title)
            except discord.HTTPException as error:
                if error.code != _THREAD_EXISTS:
                    raise
        return self._partial(first)

    async def _new_post(self, body: BriefingMessage, message: OutgoingMessage) -> Sent:
        forum = await self._require_channel()
        if not isinstance(forum, discord.ForumChannel):
            raise ConnectionError("the channel is no forum any more, or its server is not known yet")
        # Some forums take no post without a tag; moderated ones are not the bot's to set.
        open_to_all = [tag for tag in forum.available_tags if not tag.moderated]
        tags = [tag for tag in open_to_all if tag.id in self._settings.tags]
        if not tags and forum.flags.require_tag:
            tags = open_to_all[:1]
        given = {"applied_tags": tags, "silent": self._settings.silent, **body.to_kwargs(message.id)}
        created = await forum.create_thread(name=body.title, **given)
        return _to_sent(created.message)

    def _may_open_threads(self) -> bool:
        channel = self._client.get_channel(self.channel or 0)
        if not isinstance(channel, discord.TextChannel):
            return False
        granted = channel.permissions_for(channel.guild.me)
        return granted.create_public_threads and granted.send_messages_in_threads

    # Places

    def _partial(self, id: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(id, guild_id=self._settings.guild_id)

    async def _dm_channel(self) -> discord.PartialMessageable:
        if self.channel is None:
            assert self._settings.user_id is not None
            self.channel = (await self._client.create_dm(discord.Object(self._settings.user_id))).id
        return self._partial(self.channel)

    async def _require_channel(self) -> BriefingChannel | discord.ForumChannel:
        """The channel with its permissions. Raises what discord.py raises where it is gone or hidden."""
        assert self.channel is not None
        guild = self._client.get_guild(self._settings.guild_id or 0)
        if guild is None:
            await self._client.fetch_channel(self.channel)  # raises where the server removed the bot
        if guild is None or guild.unavailable:
            raise ConnectionError("the server is not known yet")
        channel = guild.get_channel_or_thread(self.channel) or await self._client.fetch_channel(self.channel)
        if not isinstance(channel, BriefingChannel | discord.ForumChannel):
            raise ConnectionError("nothing can be posted in such a channel")
        return channel

    # Finding what was sent

    async def _find_in_channel(
        self, place: discord.abc.Messageable, wanted: OutgoingMessage, since: datetime
    ) -> Sent | None:
        async for message in recent_messages(place, since):
            if self._carries(message, wanted.id):
                return _to_sent(message, wanted)
        return None

    async def _find_in_thread(self, first: int, wanted: OutgoingMessage, since: datetime) -> Sent | None:
        """In the thread of the first message, if it has one."""
        try:
            return await self._find_in_channel(self._partial(first), wanted, since)
        except discord.NotFound:
            return None

    async def _find_in_posts(
        self, forum: discord.ForumChannel, wanted: OutgoingMessage, since: datetime
    ) -> Sent | None:
        # A post has no nonce, by which Discord itself would drop a second one.
        own = self._client.user.id if self._client.user else 0
        async for post in recent_posts(forum, since):
            if post.owner_id != own:
                continue
            try:
                message = await post.fetch_message(post.id)
            except discord.NotFound:  # somebody took the first message away
                continue
            if self._carries(message, wanted.id):
                return _to_sent(message, wanted)
        return None

    def _carries(self, message: discord.Message, delivery: str) -> bool:
        own = self._client.user.id if self._client.user else 0
        return message.author.id == own and carried_delivery_id(message) == delivery


def _to_sent(message: discord.Message, wanted: OutgoingMessage | None = None) -> Sent:
    same = wanted is None or BriefingMessage.from_json(wanted.body).is_text_of(message)
    return Sent(message.id, message.channel.id, same)
