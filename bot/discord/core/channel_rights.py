"""May something be sent into a channel from now on, by the bot and for whoever asks? Who manages a server?"""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.discord.core.errors import LocalizedUserError
from bot.discord.core.replies import Interaction, InteractionOrContext, bot_is_in, user_of
from bot.discord.ui import Display
from briefs.i18n import N_

Channel = discord.TextChannel | discord.Thread | discord.ForumChannel
_BOT_LACKS = N_("In {channel} the bot lacks: {missing}.")
_PERSON_LACKS = N_("In {channel} you lack yourself: {missing}.")
_RIGHTS = {
    "view_channel": N_("View Channel"),
    "send_messages": N_("Send Messages"),
    "send_messages_in_threads": N_("Send Messages in Threads"),
}


def require_channel_rights(source: InteractionOrContext, channel: Channel, display: Display) -> None:
    """Check that whoever asks sees `channel` and may send there, and so does the bot.

    Who manages a server need not see all of its channels: what they subscribe would speak for them where
    they may not. Raises LocalizedUserError with what is missing.
    """
    thread = isinstance(channel, discord.Thread)
    needed = ("view_channel", "send_messages_in_threads" if thread else "send_messages")
    person, bot = user_of(source), channel.guild.me
    assert isinstance(person, discord.Member)  # a channel that can be named is a server's
    # Permissions say nothing of who is in a private thread: whoever asks within it is.
    if lacks := _missing(channel, person, needed, inside=source.channel == channel):
        raise _refusal(_PERSON_LACKS, channel, lacks, display)
    joined = isinstance(channel, discord.Thread) and channel.me is not None
    if lacks := _missing(channel, bot, needed, inside=joined):
        raise _refusal(_BOT_LACKS, channel, lacks, display)


def chosen_text_channel(interaction: Interaction, ids: Sequence[int], display: Display) -> int | None:
    """The channel that a menu of channels was given, checked now: what cannot be posted later is only logged.

    None where none was chosen. Raises LocalizedUserError as `require_channel_rights` does.
    """
    if not ids:
        return None
    channel = interaction.guild.get_channel(ids[0]) if interaction.guild else None
    if not isinstance(channel, discord.TextChannel):
        raise LocalizedUserError(N_("The bot does not see that channel."))
    require_channel_rights(interaction, channel, display)
    return channel.id


def _missing(
    channel: Channel, member: discord.Member, needed: Sequence[str], *, inside: bool
) -> tuple[str, ...]:
    """Of `needed`, the names of what they lack; `inside`: a private thread has them among its members."""
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return ("view_channel",)  # what cannot be seen has no permissions either
    granted = channel.permissions_for(member)
    if isinstance(channel, discord.Thread) and channel.is_private() and not inside:
        if not granted.manage_threads:
            return ("view_channel",)
    return tuple(right for right in needed if not getattr(granted, right))


def _refusal(msgid: str, channel: Channel, lacks: Sequence[str], display: Display) -> LocalizedUserError:
    named = ", ".join(display.translator.gettext(_RIGHTS[right]) for right in lacks)
    return LocalizedUserError(msgid, channel=channel.mention, missing=named)


def require_manager(interaction: Interaction) -> int:
    """The server's id, for those who manage it.

    Raises NoPrivateMessage, LocalizedUserError where the bot is not, MissingPermissions for others.
    """
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    if not bot_is_in(interaction):
        raise LocalizedUserError(N_("The bot is not in this server: add it first."))
    # Discord asks for the permission too, but a server can open the command to others.
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
    return interaction.guild_id
