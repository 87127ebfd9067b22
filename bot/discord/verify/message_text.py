"""The words of a message, and the message that a line replies to."""

from __future__ import annotations

import discord

from bot.discord.core import Context, LocalizedUserError
from briefs.i18n import N_


def text_of(message: discord.Message) -> str:
    """The words of a message: its own, those it forwards, and those of its cards."""
    parts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    for embed in (*message.embeds, *(e for snapshot in message.message_snapshots for e in snapshot.embeds)):
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n\n".join(part for part in parts if part)


async def replied_message(ctx: Context) -> discord.Message | None:
    """The message that this one replies to, asked for where Discord did not send it along."""
    reference = ctx.message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await ctx.channel.fetch_message(reference.message_id)
    except (discord.NotFound, discord.Forbidden):
        raise LocalizedUserError(N_("The message that you replied to cannot be read.")) from None
