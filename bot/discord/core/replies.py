"""The one way to answer a user: a command, a line, a button or a form, early or late."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ext import commands

log = logging.getLogger(__name__)
Interaction = discord.Interaction[Any]
Context = commands.Context[Any]
InteractionOrContext = Interaction | Context


@dataclass(frozen=True, slots=True)
class MessageLocation:
    """Where a reply stands; `message_id` is None where the bot cannot find it again by itself."""

    channel_id: int
    guild_id: int | None
    message_id: int | None


def interaction_of(source: InteractionOrContext) -> Interaction | None:
    """The interaction behind a slash command, button or form; None for a message with a `!` line."""
    return source if isinstance(source, discord.Interaction) else source.interaction


def user_of(source: InteractionOrContext) -> discord.User | discord.Member:
    """Who asked; a Member in a server, a User in direct messages."""
    return source.user if isinstance(source, discord.Interaction) else source.author


def guild_id_of(source: InteractionOrContext) -> int | None:
    """The server's id; None in direct messages."""
    if isinstance(source, discord.Interaction):
        return source.guild_id
    return source.guild.id if source.guild else None


def bot_of(source: InteractionOrContext) -> Any:
    """The client, untyped: its class stands in a module that imports this one."""
    return source.client if isinstance(source, discord.Interaction) else source.bot


async def send_reply(
    source: InteractionOrContext,
    *,
    content: str | None = None,
    view: discord.ui.View | discord.ui.LayoutView | None = None,
    files: Sequence[discord.File] = (),
    ephemeral: bool = False,
) -> MessageLocation | None:
    """Answer where `source` came from, as the response, a follow-up, or a reply to a message.

    `view` is a whole card, or the buttons under `content`.

    `ephemeral` counts for interactions alone: a reply to a message is seen by all. Returns None
    where the interaction has expired (15 minutes) or the channel does not let the bot write.
    Raises what discord.py raises when Discord refuses the message.
    """
    given: dict[str, Any] = {"content": content, "files": list(files)}
    if view is not None:
        given["view"] = view
    interaction = interaction_of(source)
    if interaction is None:
        assert isinstance(source, commands.Context)
        return await _reply_to_message(source, given)
    if interaction.is_expired():
        log.warning("interaction expired before it was answered", extra={"interaction": interaction.id})
        return None
    if interaction.response.is_done():
        message_id: int | None = (await interaction.followup.send(ephemeral=ephemeral, wait=True, **given)).id
    else:
        # The id comes with the response to the callback: asking for the message would be a request more.
        message_id = (await interaction.response.send_message(ephemeral=ephemeral, **given)).message_id
    # Without an id nobody tries to edit the message later, which would be refused.
    seen = not ephemeral and bot_is_in(interaction)
    return MessageLocation(interaction.channel_id or 0, interaction.guild_id, message_id if seen else None)


async def defer_reply(source: InteractionOrContext) -> None:
    """What follows may take longer than Discord waits for an answer; only whoever asked sees it."""
    if isinstance(source, discord.Interaction):
        await source.response.defer(ephemeral=True, thinking=True)


def bot_is_in(source: InteractionOrContext) -> bool:
    """Whether the bot is itself in the server or direct channel: not where only a user has installed it."""
    interaction = interaction_of(source)
    if interaction is None:
        return True  # a message that it could read
    if interaction.guild_id is not None:
        return (
            interaction.is_guild_integration()
            and interaction.client.get_guild(interaction.guild_id) is not None
        )
    return interaction.context.dm_channel


def may_attach(source: InteractionOrContext) -> bool:
    """Whether the bot may send files there."""
    if isinstance(source, discord.Interaction):
        return source.app_permissions.attach_files
    return source.guild is None or source.bot_permissions.attach_files


async def _reply_to_message(ctx: Context, given: dict[str, Any]) -> MessageLocation | None:
    """A reply to a message, as far as the channel's permissions go."""
    granted = ctx.bot_permissions
    sending = (
        granted.send_messages_in_threads if isinstance(ctx.channel, discord.Thread) else granted.send_messages
    )
    if ctx.guild is not None and not sending:
        log.info("no permission to answer", extra={"channel": ctx.channel.id})
        return None
    if ctx.guild is not None and given["files"] and not granted.attach_files:
        given["files"] = []
    # Discord refuses a reply to a message that the bot may not read in the history.
    if ctx.guild is None or granted.read_message_history:
        given["reference"] = ctx.message.to_reference(fail_if_not_exists=False)
        given["mention_author"] = False
    sent = await ctx.send(**{name: value for name, value in given.items() if value})
    return MessageLocation(sent.channel.id, ctx.guild.id if ctx.guild else None, sent.id)
