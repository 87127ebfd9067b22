"""`/watch` and its panel for those who manage a server, “Wrong here”, and the events of messages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.discord.core import (
    BaseCog,
    ComponentAction,
    Core,
    Interaction,
    LocalizedUserError,
    chosen_text_channel,
    offered_to_managers,
    require_manager,
    send_reply,
)
from bot.discord.watch.panel import PAUSES, WAYS, watch_view
from bot.discord.watch.service import WatchService
from briefs.i18n import N_

_ACTIONS = ("watchchannels", "watchway", "watchdesk", "watchroles", "watchpause", "watchmark")
_GONE = N_("This answer is too old for its button.")
_NOT_YOURS = N_("Only whoever wrote the message, or a moderator, can say that.")
_SILENCED = N_("It was taken back, and is not said again in this server.")


class WatchCog(BaseCog):
    """`message_content`: whether Discord lets the bot see the words of messages."""

    def __init__(self, core: Core, service: WatchService, message_content: bool) -> None:
        super().__init__(core)
        self.preferences = core.preferences
        self.service = service
        self.message_content = message_content
        core.components.on("watchpanel", self.open)
        for action in _ACTIONS:
            core.components.on(action, self.change)
        core.components.on("watchwrong", self.wrong)

    def check_place(self, interaction: Interaction) -> None:
        """Raises NoPrivateMessage, LocalizedUserError where the bot is not, MissingPermissions for others."""
        require_manager(interaction)

    @offered_to_managers
    @app_commands.command(
        name="watch", description=N_("Let the bot say where a quotation is not what the record has")
    )
    async def watch(self, interaction: Interaction) -> None:
        """Only whoever asked sees the panel."""
        await self._show(interaction)

    async def open(self, interaction: Interaction, action: ComponentAction) -> None:
        """The button in the panel of the settings. Raises as `check_place` does."""
        require_manager(interaction)
        await self._show(interaction)

    async def _show(self, interaction: Interaction) -> None:
        await send_reply(interaction, view=self._view(interaction), ephemeral=True)

    def _view(self, interaction: Interaction) -> discord.ui.LayoutView:
        kept = self.preferences.guild(require_manager(interaction))
        return watch_view(kept, self.core.display_for(interaction), sees_words=self.message_content)

    async def change(self, interaction: Interaction, action: ComponentAction) -> None:
        """A menu or the button of the panel: the setting is kept, and the panel shown with it.

        Raises LocalizedUserError for a channel that the bot, or whoever asks, may not write in.
        """
        guild_id = require_manager(interaction)
        changes = self._changes(interaction, action)
        await self.preferences.change_guild(guild_id, **changes)
        await interaction.response.edit_message(content=None, embeds=[], view=self._view(interaction))

    def _changes(self, interaction: Interaction, action: ComponentAction) -> dict[str, Any]:
        """The fields of GuildSettings that were chosen."""
        ids = [int(value) for value in action.values if value.isdigit()]
        match action.action:
            case "watchchannels":
                return {"watch_channels": sorted(ids) or None}
            case "watchroles":
                return {"watch_without_roles": sorted(ids) or None}
            case "watchway" if action.values and action.values[0] in WAYS:
                return {"watch_way": action.values[0]}
            case "watchpause" if ids and ids[0] in PAUSES:
                return {"watch_pause": ids[0]}
            case "watchdesk":
                return {
                    "watch_desk_id": chosen_text_channel(interaction, ids, self.core.display_for(interaction))
                }
        kept = self.preferences.guild(require_manager(interaction))
        return {"watch_confirms": not kept.watch_confirms}

    # Under an answer

    async def wrong(self, interaction: Interaction, action: ComponentAction) -> None:
        """Whoever wrote the message, or a moderator, says that the answer is wrong there: it goes.

        Raises LocalizedUserError for anybody else, and for an answer that is no longer kept.
        """
        log = self.core.store.watch
        answer = await log.answer(action.key)
        if answer is None or answer.guild_id != interaction.guild_id:
            raise LocalizedUserError(_GONE)
        granted = interaction.permissions
        if not (granted.manage_messages or granted.manage_guild):
            if await log.author_mark(interaction.user.id) != answer.author_mark:
                raise LocalizedUserError(_NOT_YOURS)
        translator = self.core.display_for(interaction).translator
        await send_reply(interaction, content=translator.gettext(_SILENCED), ephemeral=True)
        assert interaction.message is not None  # under which was pressed
        here = replace(answer, channel_id=interaction.message.channel.id, answer_id=interaction.message.id)
        await self.service.silence(here)

    # Messages

    @BaseCog.listener("on_message")
    async def look(self, message: discord.Message) -> None:
        """Each that is written where the watch is."""
        self.service.offer(message)

    @BaseCog.listener("on_raw_message_edit")
    async def look_again(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Only where its words were changed: a link that Discord unfolds is an edit, too."""
        if payload.message.edited_at is not None:
            self.service.offer(payload.message, "edited")

    @BaseCog.listener("on_raw_message_delete")
    async def take_back(self, payload: discord.RawMessageDeleteEvent) -> None:
        """What was said of it goes with it."""
        self.service.gone(payload.guild_id, [payload.message_id])

    @BaseCog.listener("on_raw_bulk_message_delete")
    async def take_all_back(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """The same of many."""
        self.service.gone(payload.guild_id, sorted(payload.message_ids))
