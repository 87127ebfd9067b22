"""`/setup`: all of a server's settings in one panel, offered on joining too, for those who manage it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.discord.arguments import parse_timezone
from bot.discord.core import (
    ActionButton,
    BaseCog,
    ComponentAction,
    Core,
    FormInput,
    FormPage,
    Interaction,
    Style,
    chosen_text_channel,
    new_message_kwargs,
    offered_to_managers,
    require_manager,
    send_reply,
)
from bot.discord.server.setup_panel import SETTINGS, UNSET, SetupPanel, setup_view
from bot.discord.ui import Display, Page, field_label, fit_page, text_field
from briefs.i18n import N_

_ACTIONS = (
    "setlanguage", "setchannels", "setroles", "setdesk", "setcurators", "setzone", "setplain", "setunset",
)  # fmt: skip
_GREETING = (
    N_("Ask who said what: {example}"),
    N_("{help} lists all commands. Who manages this server sets the bot up with {setup}, or here:"),
)


class SetupCog(BaseCog):
    """The command, the buttons and menus of its panel, and the greeting; each checks the right itself."""

    def __init__(self, core: Core) -> None:
        super().__init__(core)
        self.preferences = core.preferences
        self.subscriptions = core.store.subscriptions
        # The actions are part of custom_ids in posted messages: each is answered by the method of its name.
        core.components.on("setup", self.open)
        for action in _ACTIONS:
            core.components.on(action, self.change)
        core.components.on("setzoneother", self.ask_zone)
        core.forms.on("setzoneother", self.zone_form, self.save_zone)

    def check_place(self, interaction: Interaction) -> None:
        """Raises NoPrivateMessage, LocalizedUserError where the bot is not, MissingPermissions for others."""
        require_manager(interaction)

    @offered_to_managers
    @app_commands.command(name="setup", description=N_("Set the bot up in this server"))
    async def setup(self, interaction: Interaction) -> None:
        """Only whoever asked sees the panel."""
        await self._show(interaction)

    # The panel

    async def open(self, interaction: Interaction, action: ComponentAction) -> None:
        """The button under the greeting. Raises as `check_place` does."""
        require_manager(interaction)
        await self._show(interaction)

    async def _show(self, interaction: Interaction) -> None:
        await send_reply(interaction, view=await self._view(interaction), ephemeral=True)

    async def _view(self, interaction: Interaction) -> discord.ui.LayoutView:
        guild_id = require_manager(interaction)
        briefings = len(await self.subscriptions.of_guild(guild_id))
        panel = SetupPanel(self.preferences.guild(guild_id), briefings, self.core.clock.now())
        return setup_view(panel, self.core.display_for(interaction))

    async def _renew(self, interaction: Interaction) -> None:
        """The panel as it is now, in the place of the message under which something was pressed."""
        view = await self._view(interaction)
        await interaction.response.edit_message(content=None, embeds=[], view=view)

    async def change(self, interaction: Interaction, action: ComponentAction) -> None:
        """A menu or a button of the panel: the setting is kept, and the panel shown with it.

        Raises LocalizedUserError for a channel that the bot, or whoever asks, may not write in.
        """
        guild_id = require_manager(interaction)
        changes = self._changes(interaction, action)
        await self.preferences.change_guild(guild_id, **changes)
        await self._renew(interaction)

    def _changes(self, interaction: Interaction, action: ComponentAction) -> dict[str, Any]:
        """The fields of GuildSettings that were chosen; None for what is taken back."""
        kept = self.preferences.guild(require_manager(interaction))
        chosen = next(iter(action.values), UNSET)
        ids = [int(value) for value in action.values if value.isdigit()]
        match action.action:
            case "setlanguage":
                return {"language": None if chosen == UNSET else chosen}
            case "setzone":
                return {"timezone": None if chosen == UNSET else parse_timezone(chosen)}
            case "setplain":
                return {"plain_text": not kept.plain_text}
            case "setchannels":
                return {"asking_channels": sorted(ids) or None}
            case "setroles":
                return {"asking_roles": sorted(ids) or None}
            case "setcurators":
                return {"curators_role_id": next(iter(ids), None)}
            case "setdesk":
                return {
                    "curators_channel_id": chosen_text_channel(
                        interaction, ids, self.core.display_for(interaction)
                    )
                }
        if chosen in SETTINGS:
            return {chosen: None}
        left = {command: list(roles) for command, roles in kept.allowed.items()}
        left.pop(chosen.removeprefix("allowed:"), None)
        return {"allowed": left}

    # Another time zone

    async def ask_zone(self, interaction: Interaction, action: ComponentAction) -> None:
        """Open the form. Raises as `check_place` does."""
        await self.core.forms.open(interaction, action.action, action.key)

    async def zone_form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """One line, with the zone as it is now."""
        kept = self.preferences.guild(require_manager(interaction))
        translator = self.core.display_for(interaction).translator
        now = typed.text("timezone") if typed else kept.timezone or "UTC"
        line = text_field("timezone", now, most=60)
        hint = translator.gettext("Such as Europe/Berlin or UTC")
        label = translator.gettext("Time zone")
        return FormPage(translator.gettext("Another time zone"), (field_label(label, line, hint),))

    async def save_zone(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """Raises LocalizedUserError for a zone that there is not."""
        guild_id = require_manager(interaction)
        zone = parse_timezone(typed.text("timezone"))
        await self.preferences.change_guild(guild_id, timezone=None if zone == "UTC" else zone)
        await self._renew(interaction)

    # On joining

    @BaseCog.listener("on_guild_join")
    async def greet(self, guild: discord.Guild) -> None:
        """In the channel that the server has for such messages, else in its first that the bot may use.

        The panel itself is for those who manage the server: the greeting has the button that opens it.
        """
        display = self.preferences.display(None, guild.id, str(guild.preferred_locale))
        page = _greeting(display)
        translator = display.translator
        button = ActionButton(
            ComponentAction("setup", str(guild.id)), translator.gettext("Set up"), Style.primary
        )
        shown = new_message_kwargs(page, display, button)
        for channel in dict.fromkeys((guild.system_channel, *guild.text_channels)):
            if channel is not None and _may_post(channel):
                await self.core.messenger.send(channel.id, **shown)
                return


def _greeting(display: Display) -> Page:
    translator = display.translator
    named = {"example": "`/position lavrov missile-defence`", "help": "`/help`", "setup": "`/setup`"}
    body = "\n".join(translator.gettext(line, **named) for line in _GREETING)
    return fit_page(Page("OnRecord", body), display.plain)


def _may_post(channel: discord.TextChannel) -> bool:
    granted = channel.permissions_for(channel.guild.me)
    return granted.view_channel and granted.send_messages
