"""What the buttons and menus of the briefings' panels do; each asks for the right itself."""

from __future__ import annotations

from datetime import time
from typing import Any

import discord
from discord import app_commands

from bot.discord.briefings.actions import SubscriptionActions
from bot.discord.briefings.arguments import (
    NO_PLACE,
    destination_fields,
    may_manage,
    subscriptions_here,
)
from bot.discord.briefings.panel import EVERYTHING, overview
from bot.discord.core import (
    Channel,
    ComponentAction,
    Core,
    Interaction,
    LocalizedUserError,
    bot_is_in,
    send_reply,
)
from bot.store import Subscription, SubscriptionSettings
from briefs.i18n import N_

NOT_HERE = N_("The bot is not in this server: add it first, or subscribe in direct messages.")


class BriefingPanels:
    """Answers the panels, through the same actions as the commands."""

    def __init__(self, core: Core, actions: SubscriptionActions) -> None:
        self.core = core
        self.actions = actions
        self.buttons = actions.buttons
        self.subscriptions = core.store.subscriptions
        core.components.on("subpanel", self.overview)
        core.components.on("subnew", self.begin)
        core.components.on("subopen", self.open)
        core.components.on("subpreview", self.preview)
        for action in ("place", "role", "hour", "topics", "people", "empty", "tags", "silent", "publish"):
            core.components.on(f"sub{action}", self.change)

    async def show(self, interaction: Interaction) -> None:
        """The panel that lists them, for whoever asked alone. Raises as `require_here` does."""
        await send_reply(interaction, view=await self._overview(interaction), ephemeral=True)

    async def overview(self, interaction: Interaction, action: ComponentAction) -> None:
        """The button “Briefings” of the settings' panel, and “All briefings” of each."""
        await self.show(interaction)

    async def _overview(self, interaction: Interaction) -> discord.ui.LayoutView:
        require_here(interaction)
        found = await subscriptions_here(self.subscriptions, interaction)
        return overview(found, interaction, self.core.display_for(interaction))

    async def begin(self, interaction: Interaction, action: ComponentAction) -> None:
        """A channel was chosen, or in direct messages the button pressed: begin, and show it.

        Raises LocalizedUserError for a place without rights, or where there are too many already.
        """
        require_here(interaction)
        display, channel = self.core.display_for(interaction), None
        if interaction.guild is not None:
            channel = _channel(interaction.guild, action.values)
        settings = SubscriptionSettings(
            **await destination_fields(interaction, channel, display),
            timezone=self.core.preferences.zone(interaction.user.id, interaction.guild_id),
            owner_id=interaction.user.id,
        )
        await self.buttons.show_panel(interaction, await self.actions.begin(interaction, settings))

    async def open(self, interaction: Interaction, action: ComponentAction) -> None:
        """One was chosen of the list."""
        for key in action.values:
            await self.buttons.show_panel(interaction, await self.buttons.chosen(interaction, key))

    async def preview(self, interaction: Interaction, action: ComponentAction) -> None:
        """What would be sent now, for whoever asked alone."""
        chosen = await self.buttons.chosen(interaction, action.key)
        await self.actions.preview(interaction, chosen)

    async def change(self, interaction: Interaction, action: ComponentAction) -> None:
        """A menu or a button of the panel of one: kept, and shown as it is now."""
        chosen = await self.buttons.chosen(interaction, action.key)
        changes = await self._changes(interaction, chosen, action)
        changed = await self.subscriptions.edit(chosen.key, **changes)
        await self.buttons.show_panel(interaction, changed or chosen)

    async def _changes(
        self, interaction: Interaction, chosen: Subscription, action: ComponentAction
    ) -> dict[str, Any]:
        """The fields of SubscriptionSettings that were chosen. Raises LocalizedUserError."""
        settings, values = chosen.settings, action.values
        match action.action:
            case "subplace":
                if interaction.guild is None:
                    raise LocalizedUserError(NO_PLACE)
                channel = _channel(interaction.guild, values)
                display = self.core.display_for(interaction)
                place = await destination_fields(interaction, channel, display)
                # tags are a forum's own, and only some channels have followers
                return place | {"tags": (), "publish": False}
            case "subrole":
                return {"role_id": int(values[0]) if values else None}
            case "subhour":
                return {"local_time": time.fromisoformat(values[0])} if values else {}
            case "subtopics":
                return {"topics": _names(values, settings.topics)}
            case "subpeople":
                return {"people": _names(values, settings.people)}
            case "subempty":
                return {"when_empty": values[0]} if values else {}
            case "subtags":
                held = tuple(str(tag) for tag in settings.tags)
                return {"tags": tuple(int(tag) for tag in _names(values, held))}
            case "subsilent":
                return {"silent": not settings.silent}
        return {"publish": not settings.publish}


def require_here(interaction: Interaction) -> None:
    """Raises LocalizedUserError where the bot cannot post, MissingPermissions for who may not manage."""
    if interaction.guild_id is None:
        return
    # A user may have installed the bot for themselves: commands then work where it is no member.
    if not bot_is_in(interaction):
        raise LocalizedUserError(NOT_HERE)
    # Discord asks for the permission too, but a server can open the command to others.
    if not may_manage(interaction):
        raise app_commands.MissingPermissions(["manage_guild"])


def _names(values: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """The names that were chosen; “everything” counts where it was not chosen already."""
    if EVERYTHING in values and before:
        return ()
    return tuple(value for value in values if value != EVERYTHING)


def _channel(guild: discord.Guild, values: tuple[str, ...]) -> Channel:
    found = guild.get_channel_or_thread(int(values[0])) if values else None
    if not isinstance(found, Channel):
        raise LocalizedUserError(NO_PLACE)
    return found
