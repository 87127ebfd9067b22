"""What a server and a user choose. A server's settings are for those who manage it, checked here as well."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands

from bot.discord.arguments import ZoneArgument
from bot.discord.core import (
    FOR_SERVERS,
    IN_SERVERS,
    MANAGERS,
    BaseCog,
    Core,
    Interaction,
    LocalizedUserError,
    require_channel_rights,
    require_manager,
    reserved_as,
    send_page,
    send_reply,
)
from bot.discord.ui import CHOICES, LANGUAGES, Display, PagedAnswer, bold
from bot.store import GuildSettings
from briefs.i18n import N_

Language = Literal["English", "Русский"]
_OPEN = ("settings", "setup", "help", "about", "privacy")
_CODES: dict[str, str] = {name: code for code, name in LANGUAGES.items()}


class SettingsCog(BaseCog):
    """`/settings` of a server and `/preferences` of a user."""

    settings = app_commands.Group(
        name="settings",
        description=N_("How the bot behaves in this server"),
        default_permissions=MANAGERS,
        allowed_contexts=IN_SERVERS,
        allowed_installs=FOR_SERVERS,
    )

    def __init__(self, core: Core, tree: app_commands.CommandTree[Any]) -> None:
        super().__init__(core)
        self.preferences = core.preferences
        self.tree = tree

    def check_place(self, interaction: Interaction) -> None:
        """Raises NoPrivateMessage, LocalizedUserError where the bot is not, MissingPermissions for others."""
        command = interaction.command
        if command is not None and command.qualified_name.startswith("settings"):
            require_manager(interaction)

    @settings.command(name="show", description=N_("What is set in this server"))
    async def show(self, interaction: Interaction) -> None:
        """Only whoever asked sees it."""
        await self._show(interaction)

    @settings.command(name="server", description=N_("Curators, language and look in this server"))
    @app_commands.rename(
        curators_channel="curators-channel", curators_role="curators-role", plain_text="plain-text"
    )
    @app_commands.describe(
        curators_channel=N_("Where reports of errors go"),
        curators_role=N_("Who looks after them"),
        language=N_("In which language the bot speaks here"),
        timezone=N_("In which time zone days and briefings are counted here"),
        plain_text=N_("Plain text instead of cards, for screen readers"),
    )
    async def server(
        self,
        interaction: Interaction,
        curators_channel: discord.TextChannel | None = None,
        curators_role: discord.Role | None = None,
        language: Language | None = None,
        timezone: app_commands.Transform[str, ZoneArgument] | None = None,
        plain_text: bool | None = None,
    ) -> None:
        """Options that are left out stay as they are. Raises LocalizedUserError."""
        if curators_channel is not None:
            # Checked now: a report that cannot be posted later is only logged.
            require_channel_rights(interaction, curators_channel, self.core.display_for(interaction))
        given = {
            "curators_channel_id": curators_channel and curators_channel.id,
            "curators_role_id": curators_role and curators_role.id,
            "language": language and _CODES[language],
            "timezone": timezone,
            "plain_text": plain_text,
        }
        # None is an option left out, False a choice.
        changes = {name: value for name, value in given.items() if value is not None}
        if not changes:
            raise LocalizedUserError(
                N_("Nothing was named to be changed."), N_("Name for example the language.")
            )
        await self.preferences.change_guild(require_manager(interaction), **changes)
        await self._show(interaction)

    @settings.command(name="allow", description=N_("Reserve a command for a role, or open it to everybody"))
    @app_commands.describe(
        command=N_("Which command"), role=N_("Who may use it besides; left out: everybody again")
    )
    async def allow(self, interaction: Interaction, command: str, role: discord.Role | None = None) -> None:
        """Raises LocalizedUserError for a command that there is not, or that must stay open to all."""
        name = reserved_as(command.strip().lstrip("!/").lower())
        guild_id = require_manager(interaction)
        # Nobody may lock themselves out of the settings, nor others out of what is kept about them.
        if name not in self._command_names() or name in _OPEN:
            raise LocalizedUserError(N_("That command cannot be reserved."))
        # A copy: what is kept changes only when the database has taken it.
        allowed = {one: list(roles) for one, roles in self.preferences.guild(guild_id).allowed.items()}
        if role is None:
            allowed.pop(name, None)
        else:
            allowed[name] = sorted({*allowed.get(name, []), role.id})
        await self.preferences.change_guild(guild_id, allowed=allowed)
        await self._show(interaction)

    @allow.autocomplete("command")
    async def _complete_command(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        fitting = [name for name in self._command_names() if typed.lower() in name]
        return [app_commands.Choice(name=name, value=name) for name in fitting[:CHOICES]]

    def _command_names(self) -> list[str]:
        return sorted(c.name for c in self.tree.get_commands(type=discord.AppCommandType.chat_input))

    @app_commands.command(name="preferences", description=N_("Your own language and look"))
    @app_commands.rename(plain_text="plain-text")
    @app_commands.describe(
        language=N_("In which language the bot answers you"),
        timezone=N_("In which time zone your days and briefings are counted in direct messages"),
        plain_text=N_("Plain text instead of cards, for screen readers"),
    )
    async def own_preferences(
        self,
        interaction: Interaction,
        language: Language | None = None,
        timezone: app_commands.Transform[str, ZoneArgument] | None = None,
        plain_text: bool | None = None,
    ) -> None:
        """Change what is named, and show all of it: without options it only shows."""
        given = {
            "language": language and _CODES[language],
            "timezone": timezone,
            "plain_text": plain_text,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if changes:
            await self.preferences.change_user(interaction.user.id, **changes)
        chosen, display = self.preferences.user(interaction.user.id), self.core.display_for(interaction)
        translator = display.translator
        lines = [
            translator.gettext("Language") + f": {_language(chosen.language, display)}",
            translator.gettext("Time zone") + f": {chosen.timezone or 'UTC'}",
            translator.gettext("Plain text") + f": {_yes_or_no(chosen.plain_text, display)}",
        ]
        await send_reply(interaction, content="\n".join(lines), ephemeral=True)

    async def _show(self, interaction: Interaction) -> None:
        kept, display = (
            self.preferences.guild(require_manager(interaction)),
            self.core.display_for(interaction),
        )
        paged = PagedAnswer(
            display.translator.gettext("Settings of this server"), "\n".join(_settings_lines(kept, display))
        )
        await send_page(interaction, paged, display)


def _settings_lines(kept: GuildSettings, display: Display) -> list[str]:
    translator = display.translator
    none = translator.gettext("none")
    channel = f"<#{kept.curators_channel_id}>" if kept.curators_channel_id else none
    role = f"<@&{kept.curators_role_id}>" if kept.curators_role_id else none
    lines = [
        bold(translator.gettext("Curators’ channel"), display) + f": {channel}",
        bold(translator.gettext("Curators’ role"), display) + f": {role}",
        bold(translator.gettext("Language"), display) + f": {_language(kept.language, display)}",
        bold(translator.gettext("Time zone"), display) + f": {kept.timezone or 'UTC'}",
        bold(translator.gettext("Plain text"), display) + f": {_yes_or_no(kept.plain_text, display)}",
    ]
    for command, roles in sorted(kept.allowed.items()):
        named = ", ".join(f"<@&{role_id}>" for role_id in roles)
        lines.append(
            translator.gettext("{command} is reserved for {roles}", command=f"`/{command}`", roles=named)
        )
    return lines


def _language(code: str | None, display: Display) -> str:
    return LANGUAGES[code] if code in LANGUAGES and code else display.translator.gettext("as Discord has it")


def _yes_or_no(value: bool | None, display: Display) -> str:
    if value is None:
        return display.translator.gettext("as the server has it")
    return display.translator.gettext("yes") if value else display.translator.gettext("no")
