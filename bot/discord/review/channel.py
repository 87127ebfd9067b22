"""Where the library's curators work in Discord, and in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.discord.client import OnRecordBot
    from bot.discord.core.preferences import Display


def review_channel(bot: OnRecordBot) -> int | None:
    """The owner's channel; else that of the first curating server which has set one."""
    if bot.settings.curators_channel is not None:
        return bot.settings.curators_channel
    chosen = (bot.preferences.guild(id).curators_channel_id for id in bot.settings.curating_servers)
    return next((id for id in chosen if id is not None), None)


def channel_display(bot: OnRecordBot, channel_id: int) -> Display:
    """Everybody in the channel reads the same: in the language and look of its server."""
    home = getattr(getattr(bot.get_channel(channel_id), "guild", None), "id", None)
    return bot.preferences.display(None, home, None)
