"""The button under each briefing, and what it opens: pause, resume, change the time, why, stop."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.arguments import parse_timezone
from bot.discord.briefings.message import ACTION
from bot.discord.briefings.panel import BriefingPanel, panel_view, text_view
from bot.discord.briefings.schedule_input import parse_time, parse_weekdays
from bot.discord.briefings.subscription_pages import decision_pages, subscription_text
from bot.discord.core import (
    ActionButton,
    ComponentAction,
    Core,
    FormInput,
    FormPage,
    Interaction,
    LocalizedUserError,
    Style,
    action_view,
    send_page,
    send_reply,
)
from bot.discord.ui import Display, field_label, text_field
from bot.store import Subscription
from briefs.i18n import N_

_MOST = 60  # characters of a field


class SubscriptionButtons:
    """Answers the buttons under briefings and under subscriptions, for those who may change them."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.library = core.library
        self.subscriptions = core.store.subscriptions
        self.deliveries = core.store.deliveries
        actions = {
            ACTION: self.manage,
            "subpause": self.pause,
            "subresume": self.resume,
            "substop": self.stop,
            "subchange": self.change,
            "subwhy": self.why,
        }
        for action, handler in actions.items():
            core.components.on(action, handler)
        core.forms.on("subchange", self.time_form, self.save_changes)

    def view(self, subscription: Subscription, display: Display) -> discord.ui.View:
        """The buttons of a subscription, as it is now: paused or not."""
        translator, key = display.translator, subscription.key
        if subscription.paused_at is None:
            rest = ActionButton(ComponentAction("subpause", key), translator.gettext("Pause"))
        else:
            rest = ActionButton(
                ComponentAction("subresume", key), translator.gettext("Resume"), Style.primary
            )
        return action_view(
            rest,
            ActionButton(ComponentAction("subchange", key), translator.gettext("Change the time")),
            ActionButton(ComponentAction("subwhy", key), translator.gettext("Why?")),
            ActionButton(ComponentAction("substop", key), translator.gettext("Stop it"), Style.danger),
        )

    async def manage(self, interaction: Interaction, action: ComponentAction) -> None:
        """Show the panel of a briefing's subscription: a delivery's id begins with its subscription's."""
        await self.send_panel(interaction, await self._require_manageable(interaction, action))

    async def chosen(self, interaction: Interaction, key: str) -> Subscription:
        """The subscription, for those who may change it. Raises as `_require_manageable` does."""
        return await self._require_manageable(interaction, ComponentAction(ACTION, key))

    async def send_panel(self, interaction: Interaction, subscription: Subscription) -> None:
        """The panel of a subscription, for whoever asked alone."""
        await send_reply(interaction, view=self._panel(interaction, subscription), ephemeral=True)

    async def show_panel(self, interaction: Interaction, subscription: Subscription) -> None:
        """The panel as it is now, in the place of the one under which something was pressed."""
        view = self._panel(interaction, subscription)
        await interaction.response.edit_message(content=None, embeds=[], view=view)

    def _panel(self, interaction: Interaction, subscription: Subscription) -> discord.ui.LayoutView:
        panel = BriefingPanel(subscription, self.library, interaction.guild)
        return panel_view(panel, self.core.display_for(interaction))

    async def pause(self, interaction: Interaction, action: ComponentAction) -> None:
        """Send nothing until it is resumed."""
        chosen = await self._require_manageable(interaction, action)
        await self.subscriptions.pause(chosen.key, "asked")
        await self._refresh(interaction, chosen.key)

    async def resume(self, interaction: Interaction, action: ComponentAction) -> None:
        """Go on after a pause."""
        chosen = await self._require_manageable(interaction, action)
        await self.subscriptions.resume(chosen.key)
        await self._refresh(interaction, chosen.key)

    async def stop(self, interaction: Interaction, action: ComponentAction) -> None:
        """Drop the subscription, and take the buttons away."""
        chosen = await self._require_manageable(interaction, action)
        await self.subscriptions.remove(chosen.key)
        text = self.core.display_for(interaction).translator.gettext("The briefing was stopped for good.")
        if _is_panel(interaction):
            await interaction.response.edit_message(view=text_view(text))
        else:
            await interaction.response.edit_message(content=text, view=None)

    async def change(self, interaction: Interaction, action: ComponentAction) -> None:
        """Open the form with time, days and zone."""
        await self.core.forms.open(interaction, action.action, action.key)

    async def time_form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """Raises LocalizedUserError and MissingPermissions for who may not change the subscription."""
        action = ComponentAction("subchange", key)
        chosen = await self._require_manageable(interaction, action)
        return _time_form(chosen, typed, self.core.display_for(interaction))

    async def save_changes(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """The form is sent: rights are checked again, as they may have changed meanwhile.

        Raises LocalizedUserError for what cannot be read.
        """
        chosen = await self._require_manageable(interaction, ComponentAction("subchange", key))
        changes = {
            "local_time": parse_time(typed.text("time")),
            "days": parse_weekdays(typed.text("days")),
            "timezone": parse_timezone(typed.text("timezone")),
        }
        await self.subscriptions.edit(chosen.key, **changes)
        await self._refresh(interaction, chosen.key)

    async def why(self, interaction: Interaction, action: ComponentAction) -> None:
        """The last decisions of the dispatcher on it, with their reasons."""
        chosen = await self._require_manageable(interaction, action)
        display = self.core.display_for(interaction)
        decisions = await self.deliveries.decisions(chosen.key)
        paged = decision_pages(chosen, decisions, self.library, display)
        await send_page(interaction, paged, display)

    async def _require_manageable(self, interaction: Interaction, action: ComponentAction) -> Subscription:
        """The subscription, for those who may change it: its user, or who manages its server.

        Raises LocalizedUserError and MissingPermissions for all others.
        """
        found = await self.subscriptions.get(action.key.partition("-")[0])
        if found is None:
            raise LocalizedUserError(N_("This briefing was stopped already."))
        settings = found.settings
        if settings.guild_id is None and settings.user_id != interaction.user.id:
            raise LocalizedUserError(N_("Only whoever subscribed can change this."))
        if settings.guild_id is not None and (
            settings.guild_id != interaction.guild_id or not interaction.permissions.manage_guild
        ):
            raise app_commands.MissingPermissions(["manage_guild"])
        return found

    async def _refresh(self, interaction: Interaction, key: str) -> None:
        display, now = self.core.display_for(interaction), await self.subscriptions.get(key)
        if now is not None and _is_panel(interaction):
            await self.show_panel(interaction, now)
        elif now is not None:
            text = subscription_text(now, self.library, display)
            await interaction.response.edit_message(content=text, view=self.view(now, display))


def _is_panel(interaction: Interaction) -> bool:
    """Whether a card was pressed: a message of Components V2 never becomes another again."""
    return interaction.message is not None and interaction.message.flags.components_v2


def _time_form(subscription: Subscription, typed: FormInput | None, display: Display) -> FormPage:
    """Time, days and zone, as they are now or as they were typed before."""
    translator, settings = display.translator, subscription.settings
    days = ", ".join(str(day) for day in settings.days) if len(settings.days) < 7 else "1-7"
    now = {"time": f"{settings.local_time:%H:%M}", "days": days, "timezone": settings.timezone}
    labels = {
        "time": translator.gettext("Time of day"),
        "days": translator.gettext("Days of the week"),
        "timezone": translator.gettext("Time zone"),
    }
    fields = (
        field_label(labels[name], text_field(name, typed.text(name) if typed else value, most=_MOST))
        for name, value in now.items()
    )
    return FormPage(translator.gettext("Change the time"), tuple(fields))
