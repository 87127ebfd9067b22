"""The button under each briefing, and what it opens: pause, resume, change the time, why, stop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.briefings.message import ACTION
from bot.discord.briefings.schedule_input import days_of, time_of, zone_of
from bot.discord.briefings.subscription_pages import decisions_deck, subscription_text
from bot.discord.core.components import Press, PressButton, Style, view_of
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.ui import limits
from bot.discord.ui.fit import pages
from bot.discord.ui.markdown import shortened
from bot.discord.ui.modals import Form
from bot.store.subscriptions import Subscription
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]
Filed = Callable[[Any, str, dict[str, Any]], Awaitable[None]]


class BriefingButtons:
    def __init__(self, bot: OnRecord) -> None:
        self.bot = bot
        actions = {
            ACTION: self.manage,
            "subpause": self.pause,
            "subresume": self.resume,
            "substop": self.stop,
            "subchange": self.change,
            "subwhy": self.why,
        }
        for action, handler in actions.items():
            bot.presses.on(action, handler)

    def view(self, subscription: Subscription, reader: Reader) -> discord.ui.View:
        words, key = reader.words, subscription.key
        if subscription.paused_at is None:
            rest = PressButton(Press("subpause", key), words.say("Pause"))
        else:
            rest = PressButton(Press("subresume", key), words.say("Resume"), Style.primary)
        return view_of(
            rest,
            PressButton(Press("subchange", key), words.say("Change the time")),
            PressButton(Press("subwhy", key), words.say("Why?")),
            PressButton(Press("substop", key), words.say("Stop it"), Style.danger),
        )

    async def manage(self, interaction: Pressed, press: Press) -> None:
        """Under a briefing: the key is a delivery's id, which begins with its subscription's."""
        chosen = await self._own(interaction, press)
        reader = self.bot.reader(interaction)
        text = subscription_text(chosen, self.bot.shelf, reader)
        await reply(interaction, content=text, view=self.view(chosen, reader), ephemeral=True)

    async def pause(self, interaction: Pressed, press: Press) -> None:
        chosen = await self._own(interaction, press)
        await self.bot.state.subscriptions.pause(chosen.key, "asked")
        await self._shown_anew(interaction, chosen.key)

    async def resume(self, interaction: Pressed, press: Press) -> None:
        chosen = await self._own(interaction, press)
        await self.bot.state.subscriptions.resume(chosen.key)
        await self._shown_anew(interaction, chosen.key)

    async def stop(self, interaction: Pressed, press: Press) -> None:
        chosen = await self._own(interaction, press)
        await self.bot.state.subscriptions.remove(chosen.key)
        text = self.bot.reader(interaction).words.say("The briefing was stopped for good.")
        await interaction.response.edit_message(content=text, view=None)

    async def change(self, interaction: Pressed, press: Press) -> None:
        chosen = await self._own(interaction, press)
        await interaction.response.send_modal(TimeForm(chosen, self.bot.reader(interaction), self.changed))

    async def changed(self, interaction: Pressed, key: str, changes: dict[str, Any]) -> None:
        chosen = await self._own(interaction, Press("subchange", key))
        await self.bot.state.subscriptions.edit(chosen.key, **changes)
        await self._shown_anew(interaction, chosen.key)

    async def why(self, interaction: Pressed, press: Press) -> None:
        chosen, reader = await self._own(interaction, press), self.bot.reader(interaction)
        decisions = await self.bot.state.deliveries.why(chosen.key)
        deck = decisions_deck(chosen, decisions, self.bot.shelf, reader)
        await reply(interaction, **parts_of(pages(deck, reader.plain)[0], reader), ephemeral=True)

    async def _own(self, interaction: Pressed, press: Press) -> Subscription:
        """The subscription, for those who may change it: its user, or who manages its server."""
        found = await self.bot.state.subscriptions.get(press.key.partition("-")[0])
        if found is None:
            raise Refusal(mark("This briefing was stopped already."))
        wish = found.wish
        if wish.guild_id is None and wish.user_id != interaction.user.id:
            raise Refusal(mark("Only whoever subscribed can change this."))
        if wish.guild_id is not None and (
            wish.guild_id != interaction.guild_id or not interaction.permissions.manage_guild
        ):
            raise app_commands.MissingPermissions(["manage_guild"])
        return found

    async def _shown_anew(self, interaction: Pressed, key: str) -> None:
        reader, now = self.bot.reader(interaction), await self.bot.state.subscriptions.get(key)
        if now is not None:
            text = subscription_text(now, self.bot.shelf, reader)
            await interaction.response.edit_message(content=text, view=self.view(now, reader))


class TimeForm(Form):
    """Time, days and zone, as they are now."""

    def __init__(self, subscription: Subscription, reader: Reader, filed: Filed) -> None:
        words, wish = reader.words, subscription.wish
        super().__init__(title=shortened(words.say("Change the time"), limits.MODAL_TITLE), timeout=900.0)
        self.key, self.filed = subscription.key, filed
        days = ", ".join(str(day) for day in wish.days) if len(wish.days) < 7 else "1-7"
        self.at = _line("time", f"{wish.local_time:%H:%M}")
        self.days = _line("days", days)
        self.zone = _line("timezone", wish.timezone)
        for label, line in (
            (words.say("Time of day"), self.at),
            (words.say("Days of the week"), self.days),
            (words.say("Time zone"), self.zone),
        ):
            self.add_item(discord.ui.Label(text=shortened(label, limits.MODAL_LABEL), component=line))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        changes = {
            "local_time": time_of(self.at.value),
            "days": days_of(self.days.value),
            "timezone": zone_of(self.zone.value),
        }
        await self.filed(interaction, self.key, changes)


def _line(name: str, value: str) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(custom_id=name, default=value, max_length=60)
