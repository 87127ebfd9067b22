"""Where somebody has told what they follow, read from a command: the place, and the rights there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.briefings import target_kind
from bot.discord.core import (
    Channel,
    Core,
    Interaction,
    LocalizedUserError,
    bot_is_in,
    core_of,
    require_channel_rights,
)
from bot.discord.http import WebhookAddress
from bot.store import FollowedQuestion
from briefs.i18n import N_

_NO_SERVER = N_("The bot is not in this server: add it first.")
_NO_FEEDS = N_("This bot answers at no address, so that there is no feed. Direct messages and channels work.")
# What a place is, as fields of SubscriptionSettings.
_NOWHERE: dict[str, Any] = {"guild_id": None, "user_id": None, "webhook_id": None, "webhook_token": None}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What a command names; nothing is a direct message. `direct` says so where a place is changed."""

    channel: Channel | None = None
    webhook: str | None = None
    feed: bool = False
    direct: bool = False

    @property
    def is_named(self) -> bool:
        return self._named > 0

    @property
    def is_own(self) -> bool:
        """Whether it is a place that one person alone reads."""
        return self.feed or self.direct

    @property
    def _named(self) -> int:
        return sum((self.channel is not None, bool(self.webhook), self.feed, self.direct))

    async def fields(self, interaction: Interaction) -> dict[str, Any]:
        """As fields of SubscriptionSettings.

        Raises LocalizedUserError for several at once, for a channel or webhook in which whoever asks, or the
        bot, lacks rights, for one that the server has not opened to what its members follow, and for a feed
        where there is none.
        """
        if self._named > 1:
            raise LocalizedUserError(
                N_("Name a channel, a webhook, your feed or direct messages: one of them.")
            )
        user = interaction.user
        if self.feed:
            require_feeds(core_of(interaction))
            return _NOWHERE | {"channel_id": None, "kind": "feed", "user_id": user.id}
        if self.webhook:
            return await _webhook_fields(interaction, self.webhook)
        if self.channel is None or interaction.guild_id is None:
            direct = await user.create_dm()
            return _NOWHERE | {"channel_id": direct.id, "kind": "dm", "user_id": user.id}
        return _channel_fields(interaction, self.channel)

    async def moved(self, interaction: Interaction, one: FollowedQuestion) -> dict[str, Any]:
        """The same for what is followed already.

        Raises LocalizedUserError for somebody else's that would go to one person alone: a server's manager
        has no say over anybody's direct messages, and the words of a question are not theirs to be sent.
        """
        if self.is_own and one.owner_id != interaction.user.id:
            raise LocalizedUserError(
                N_("Only whoever follows this can have it told in direct messages, or in their feed.")
            )
        return await self.fields(interaction)


def require_feeds(core: Core) -> str:
    """The address below which feeds lie. Raises LocalizedUserError where there is none."""
    if core.settings.feeds_at is None:
        raise LocalizedUserError(_NO_FEEDS)
    return core.settings.feeds_at


def _channel_fields(interaction: Interaction, channel: Channel) -> dict[str, Any]:
    if not bot_is_in(interaction):
        raise LocalizedUserError(_NO_SERVER)
    require_channel_rights(interaction, channel, core_of(interaction).display_for(interaction))
    if not (interaction.permissions.manage_guild or _is_opened(interaction, channel)):
        raise LocalizedUserError(
            N_("This server has not opened {channel} to what its members follow."),
            N_("Who manages it does so with {command}. In direct messages you may follow what you like."),
            channel=channel.mention,
            command="`/follow channels`",
        )
    place = {"channel_id": channel.id, "kind": target_kind(channel), "guild_id": interaction.guild_id}
    return _NOWHERE | place


async def _webhook_fields(interaction: Interaction, typed: str) -> dict[str, Any]:
    address = WebhookAddress.read(typed)
    if address is None:
        raise LocalizedUserError(
            N_("That is no address of a webhook of Discord."),
            N_("It is copied in the settings of the channel, under Integrations, Webhooks."),
        )
    if interaction.guild is None or not bot_is_in(interaction):
        raise LocalizedUserError(N_("Name a webhook in its own server, where the bot is."))
    found = await core_of(interaction).messenger.webhook(address)
    if not isinstance(found, discord.Webhook):
        raise LocalizedUserError(N_("Discord knows no such webhook. It may have been deleted, or made anew."))
    if found.guild_id != interaction.guild_id:
        raise LocalizedUserError(N_("Name a webhook in its own server, where the bot is."))
    channel = interaction.guild.get_channel(found.channel_id or 0)
    if not isinstance(channel, discord.TextChannel):
        raise LocalizedUserError(
            N_("The bot does not see the channel of this webhook, or it is none for messages.")
        )
    bot = channel.permissions_for(interaction.guild.me)
    if not (bot.view_channel and bot.read_message_history):
        raise LocalizedUserError(
            N_(
                "The bot may not read {channel}: after a crash it could not know whether a message stands "
                "there already, and it would come twice or not at all."
            ),
            N_("Give it View Channel and Read Message History there."),
            channel=channel.mention,
        )
    asker = interaction.user
    assert isinstance(asker, discord.Member)  # the bot is in the server
    may = channel.permissions_for(asker)
    if not (may.manage_webhooks or may.manage_guild or _is_opened(interaction, channel)):
        raise LocalizedUserError(
            N_("Only who manages webhooks in {channel} can have told there what they follow."),
            N_("Who manages the server opens the channel to others with {command}."),
            channel=channel.mention,
            command="`/follow channels`",
        )
    place = {"channel_id": channel.id, "kind": "webhook", "guild_id": interaction.guild_id}
    return _NOWHERE | place | {"webhook_id": address.id, "webhook_token": address.token}


def _is_opened(interaction: Interaction, channel: Channel) -> bool:
    """Whether the server has opened a channel, or that of a thread, to what its members follow."""
    opened = core_of(interaction).preferences.guild(interaction.guild_id or 0).follow_channels
    return not {channel.id, getattr(channel, "parent_id", None)}.isdisjoint(opened)
