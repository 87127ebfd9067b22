"""For whom an answer is made: language and look, as the user chose, or the server, or their client."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord

from bot.discord.core.replies import InteractionOrContext, interaction_of, user_of
from bot.discord.ui import LANGUAGES, Display, translator_for
from bot.server_time import FIRST_MOMENT
from bot.store import GuildSettings, Store, UserSettings

_CLOCKS_APART = timedelta(minutes=10)  # those of two processes may be: moments in a row are its writer's


class Preferences:
    """All settings, kept in memory, as every answer needs them; what other processes change is read again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guilds: dict[int, GuildSettings] = {}
        self._users: dict[int, UserSettings] = {}
        self._read_at = FIRST_MOMENT

    async def load(self) -> None:
        """Read everything, before the first question or where something was missed."""
        self._read_at = self._store.database.clock.now()
        self._guilds = {one.guild_id: one for one in await self._store.preferences.all_guilds()}
        self._users = {one.user_id: one for one in await self._store.preferences.all_users()}

    async def read_guild(self, guild_id: int) -> None:
        """Another process has changed what a server chose."""
        found = await self._store.preferences.guild(guild_id)
        if found == GuildSettings(guild_id):  # it was forgotten
            self.forget_guild(guild_id)
        else:
            self._guilds[guild_id] = found

    async def read_changed_users(self) -> None:
        """Another process has changed what users chose."""
        since, self._read_at = self._read_at - _CLOCKS_APART, self._store.database.clock.now()
        changed = await self._store.preferences.users_changed_since(since)
        self._users |= {one.user_id: one for one in changed}

    def guild(self, guild_id: int) -> GuildSettings:
        """What a server chose; of one that chose nothing, the defaults."""
        return self._guilds.get(guild_id) or GuildSettings(guild_id)

    def user(self, user_id: int) -> UserSettings:
        """What a user chose; of one who chose nothing, the defaults."""
        return self._users.get(user_id) or UserSettings(user_id)

    async def change_guild(self, guild_id: int, **changes: Any) -> GuildSettings:
        """Change fields of GuildSettings, kept first and then in memory. Raises StoreUnavailable."""
        self._guilds[guild_id] = await self._store.preferences.change_guild(guild_id, **changes)
        return self._guilds[guild_id]

    async def change_user(self, user_id: int, **changes: Any) -> UserSettings:
        """Change fields of UserSettings, kept first and then in memory. Raises StoreUnavailable."""
        self._users[user_id] = await self._store.preferences.change_user(user_id, **changes)
        return self._users[user_id]

    def zone(self, user_id: int | None, guild_id: int | None) -> str:
        """The time zone that days are counted in: the server's, in direct messages the user's, else UTC."""
        chosen = self.guild(guild_id).timezone if guild_id else self.user(user_id or 0).timezone
        return chosen or "UTC"

    def guilds_kept(self) -> set[int]:
        """Servers of which something is kept and that have the bot."""
        return {one.guild_id for one in self._guilds.values() if one.removed_at is None}

    def guilds_left(self) -> set[int]:
        """Servers of which something is kept and that removed the bot."""
        return self._guilds.keys() - self.guilds_kept()

    def forget_user(self, user_id: int) -> None:
        """Drop them from memory; what is kept is erased by the store."""
        self._users.pop(user_id, None)

    def forget_guild(self, guild_id: int) -> None:
        """Drop it from memory; what is kept is erased by the store."""
        self._guilds.pop(guild_id, None)

    async def guild_left(self, guild_id: int) -> None:
        """The server removed the bot: what is kept of it is erased 30 days later."""
        self._guilds[guild_id] = await self._store.preferences.guild_left(guild_id)

    async def guild_joined(self, guild_id: int) -> None:
        """The server has the bot (again): nothing of it is to be forgotten."""
        await self._store.preferences.guild_joined(guild_id)
        if guild_id in self._guilds:
            self._guilds[guild_id] = replace(self._guilds[guild_id], removed_at=None)

    def has_curators_role(self, member: discord.Member) -> bool:
        """Whether somebody holds the role that their server chose for its curators."""
        role = self.guild(member.guild.id).curators_role_id
        return role is not None and member.get_role(role) is not None

    def display_for(self, source: InteractionOrContext) -> Display:
        """For whoever used a command, wrote a line, or pressed a button."""
        interaction = interaction_of(source)
        if interaction is not None:
            return self.display(interaction.user.id, interaction.guild_id, str(interaction.locale))
        guild = source.guild
        return self.display(
            user_of(source).id, guild.id if guild else None, str(guild.preferred_locale) if guild else None
        )

    def display(self, user_id: int | None, guild_id: int | None, locale: str | None) -> Display:
        """`locale` is the client's, such as "ru" or "en-US"; what nobody chose is English embeds."""
        user = self._users.get(user_id) if user_id else None
        guild = self._guilds.get(guild_id) if guild_id else None
        chosen = (user and user.language) or (guild and guild.language) or (locale or "en")
        language = chosen.partition("-")[0].lower()  # the catalogue knows languages, not regions
        plain = user.plain_text if user else None
        if plain is None:  # False is a choice too, and overrides the server's
            plain = guild.plain_text if guild else False
        return Display(translator_for(language if language in LANGUAGES else "en"), plain)
