"""Where briefings go: text channels, threads, forum channels and direct messages, over discord.py."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import discord

from bot.delivery import UNREADABLE, HistoryUnavailable, OutgoingMessage, Sent
from bot.discord.briefings.message import BriefingMessage, carries_delivery_id
from bot.store import Subscription

MOST_READ = 3000  # messages; more are not read, and finding nothing then proves nothing
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
        return _to_sent(await place.send(nonce=message.id, **body.to_kwargs(message.id)))

    async def find(
        self, delivery: str, since: datetime, first: int | None
    ) -> Sent | HistoryUnavailable | None:
        """The first message of `delivery` among those posted since then; None where there is none.

        HistoryUnavailable where that cannot be known. `first` is the id of a message known to be sent,
        in whose thread the others may be. Raises ConnectionError where the server is out of reach.
        """
        if self._settings.kind == "dm":
            return await self._find_in_channel(await self._dm_channel(), delivery, since)
        channel = await self._require_channel()
        if not channel.permissions_for(channel.guild.me).read_message_history:
            return UNREADABLE
        if isinstance(channel, discord.ForumChannel):
            return await (self._find_in_posts(channel, delivery, since) if first is None else
                          self._find_in_thread(first, delivery, since))  # fmt: skip
        if first is not None and (found := await self._find_in_thread(first, delivery, since)) is not None:
            return found
        return await self._find_in_channel(self._partial(channel.id), delivery, since)

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
        tags = open_to_all[:1] if forum.flags.require_tag else []
        created = await forum.create_thread(name=body.title, applied_tags=tags, **body.to_kwargs(message.id))
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
        self, place: discord.abc.Messageable, delivery: str, since: datetime
    ) -> Sent | HistoryUnavailable | None:
        read = 0
        async for message in place.history(limit=MOST_READ, after=since, oldest_first=True):
            read += 1
            if self._carries(message, delivery):
                return _to_sent(message)
        return UNREADABLE if read == MOST_READ else None

    async def _find_in_thread(
        self, first: int, delivery: str, since: datetime
    ) -> Sent | HistoryUnavailable | None:
        """In the thread of the first message, if it has one."""
        try:
            return await self._find_in_channel(self._partial(first), delivery, since)
        except discord.NotFound:
            return None

    async def _find_in_posts(
        self, forum: discord.ForumChannel, delivery: str, since: datetime
    ) -> Sent | HistoryUnavailable | None:
        # A post has no nonce, by which Discord itself would drop a second one.
        read, own = 0, self._client.user.id if self._client.user else 0
        async for post in self._recent_posts(forum, since):
            if read == MOST_READ:
                break
            read += 1
            if post.owner_id != own or post.id < discord.utils.time_snowflake(since):
                continue
            try:
                message = await post.fetch_message(post.id)
            except discord.NotFound:  # somebody took the first message away
                continue
            if self._carries(message, delivery):
                return _to_sent(message)
        return UNREADABLE if read == MOST_READ else None

    async def _recent_posts(
        self, forum: discord.ForumChannel, since: datetime
    ) -> AsyncIterator[discord.Thread]:
        """All posts that are active, and those archived since then, the last first."""
        for thread in await forum.guild.active_threads():
            if thread.parent_id == forum.id:
                yield thread
        async for thread in forum.archived_threads(limit=None):
            if thread.archive_timestamp < since:
                return
            yield thread

    def _carries(self, message: discord.Message, delivery: str) -> bool:
        own = self._client.user.id if self._client.user else 0
        return message.author.id == own and carries_delivery_id(message, delivery)


def _to_sent(message: discord.Message) -> Sent:
    return Sent(message.id, message.channel.id)
