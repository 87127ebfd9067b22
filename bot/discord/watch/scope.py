"""Which messages are looked at: those of people, in channels that their server opened to the watch."""

from __future__ import annotations

import re

import discord

from bot.store import GuildSettings

_SUPPORT = re.compile(
    r"\b(?:support|help|ticket|tickets|mod-?mail|помощь|поддержк\w*|тикет\w*)\b", re.IGNORECASE
)
_KINDS = (discord.MessageType.default, discord.MessageType.reply)


def is_watched_place(channel: object, kept: GuildSettings) -> bool:
    """Whether quotations are watched over there.

    A thread is watched with its channel; a post of a forum, and a thread of support, only where the forum
    or the thread itself was opened. Whoever asks for help is not to be corrected.
    """
    opened, id = kept.watch_channels, getattr(channel, "id", 0)
    if id in opened:
        return True
    if not isinstance(channel, discord.Thread) or channel.parent_id not in opened:
        return False
    parent = channel.parent
    named = [channel.name, *(tag.name for tag in _tags(channel))]
    if parent is not None and not isinstance(parent, discord.ForumChannel):
        named.append(parent.name)
    return not any(_SUPPORT.search(name.replace("_", " ")) for name in named)


def _tags(thread: discord.Thread) -> list[discord.ForumTag]:
    return thread.applied_tags if isinstance(thread.parent, discord.ForumChannel) else []


def is_looked_at(message: discord.Message, kept: GuildSettings) -> bool:
    """Whether a message is one of a person's own, there, and of nobody whose role is left out."""
    author = message.author
    if author.bot or message.webhook_id is not None or message.type not in _KINDS or not message.content:
        return False
    if isinstance(author, discord.Member) and any(author.get_role(id) for id in kept.watch_without_roles):
        return False
    return is_watched_place(message.channel, kept)
