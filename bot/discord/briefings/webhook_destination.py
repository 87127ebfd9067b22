"""What goes through a webhook: posted by its own secret, and looked for in its channel as the bot reads it.

Discord drops no second message there by itself, and shows no buttons of the bot's: the delivery's id stands
in the footer.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import discord

from bot.delivery import UNREADABLE, HistoryUnavailable, OutgoingMessage, Sent
from bot.discord.briefings.history import TooLong, recent_messages
from bot.discord.briefings.message import MARKED, BriefingMessage
from bot.discord.http import ServerLeft, WebhookAddress
from bot.store import Subscription

_NO_SUCH_MESSAGE = 10008


class WebhookDestination:
    """Where a subscription that names a webhook goes: the Destination that bot/delivery asks for."""

    def __init__(self, client: discord.Client, subscription: Subscription, address: WebhookAddress) -> None:
        self._client = client
        self._settings = subscription.settings
        self._address = address
        self.channel = self._settings.channel_id

    async def send(self, message: OutgoingMessage) -> Sent:
        """Post it once. Raises what discord.py raises, and ServerLeft."""
        self._guild()
        body = BriefingMessage.from_json(message.body)
        nobody = discord.AllowedMentions.none()
        sent = await self._address.open(self._client).send(
            embed=body.to_embed(message.id), allowed_mentions=nobody, wait=True
        )
        return Sent(sent.id, sent.channel.id)  # it may have been moved since it was named

    def newest(self) -> int | None:
        """As the gateway tells it."""
        channel = self._channel()
        return None if channel is None else channel.last_message_id or 0

    async def find(self, message: OutgoingMessage, since: datetime) -> Sent | HistoryUnavailable | None:
        """The one that carries the id of `message` among those posted since then.

        Raises what discord.py raises, ConnectionError where the server is out of reach, and ServerLeft.
        """
        self._guild()
        found = await self._find_in(self._channel(), message, since)
        if found is not None:
            return found
        with suppress(discord.NotFound):  # what is gone posts nowhere else
            now = await self._address.open(self._client).fetch(prefer_auth=False)
            if now.channel_id != self.channel:
                return await self._find_in(self._channel(now.channel_id), message, since)
        return None

    async def _find_in(
        self, channel: discord.TextChannel | None, message: OutgoingMessage, since: datetime
    ) -> Sent | HistoryUnavailable | None:
        if channel is None:
            raise ConnectionError("the channel of the webhook is not known yet, or out of reach")
        granted = channel.permissions_for(channel.guild.me)
        if not (granted.view_channel and granted.read_message_history):
            return UNREADABLE
        wanted = BriefingMessage.from_json(message.body).to_embed(message.id)
        try:
            async for one in recent_messages(channel, since):
                shown = await webhook_embed(self._client, self._address, one)
                if shown is not None and mark_of(shown) == message.id:
                    same = (shown.title, shown.description) == (wanted.title, wanted.description)
                    return Sent(one.id, channel.id, same)
        except TooLong:
            return UNREADABLE
        return None

    def _guild(self) -> discord.Guild:
        """The webhook's, in which Discord would let it post without the bot too. Raises ServerLeft."""
        guild = self._client.get_guild(self._settings.guild_id or 0)
        if guild is None:  # one that is out of reach is known all the same
            raise ServerLeft("the bot is no longer in the webhook's server")
        return guild

    def _channel(self, id: int | None = None) -> discord.TextChannel | None:
        """Where it posted when it was named, or the channel under `id`."""
        guild = self._client.get_guild(self._settings.guild_id or 0)
        channel = guild.get_channel(id or self.channel or 0) if guild and not guild.unavailable else None
        return channel if isinstance(channel, discord.TextChannel) else None


async def webhook_embed(
    client: discord.Client, address: WebhookAddress, message: discord.Message
) -> discord.Embed | None:
    """What a message of that webhook shows; None for any other message.

    Without the intent the bot is shown no words; the webhook itself is.
    """
    if message.webhook_id != address.id:
        return None
    if not message.embeds:
        try:
            message = await address.open(client).fetch_message(message.id)
        except discord.NotFound as error:
            if error.code != _NO_SUCH_MESSAGE:
                raise
    return message.embeds[0] if message.embeds else None


def mark_of(shown: discord.Embed) -> str:
    """The id of the delivery that it is; of any other message what ends its footer."""
    return (shown.footer.text or "").rpartition(MARKED)[2]
