"""Where the library's curators work in Discord, and in whose words."""

from __future__ import annotations

import discord

from bot.discord.core import Preferences
from bot.discord.ui import Display
from bot.settings import Settings


class ReviewChannel:
    """Looked up anew each time: servers change their settings while the bot runs."""

    def __init__(self, client: discord.Client, settings: Settings, preferences: Preferences) -> None:
        self._client = client
        self._settings = settings
        self._preferences = preferences

    @property
    def id(self) -> int | None:
        """The owner's channel; else that of the first curating server which has set one; else None."""
        if self._settings.curators_channel is not None:
            return self._settings.curators_channel
        chosen = (self._preferences.guild(id).curators_channel_id for id in self._settings.curating_servers)
        return next((id for id in chosen if id is not None), None)

    def id_for(self, guild_id: int | None) -> int | None:
        """Where reports go: the channel that the owner set for all servers, else the server's own, if any."""
        if self._settings.curators_channel or guild_id is None:
            return self._settings.curators_channel
        return self._preferences.guild(guild_id).curators_channel_id

    def display(self, channel_id: int) -> Display:
        """Everybody in a channel reads the same: in the language and look of its server."""
        guild_id = getattr(getattr(self._client.get_channel(channel_id), "guild", None), "id", None)
        return self._preferences.display(None, guild_id, None)
