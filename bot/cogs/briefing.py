"""Subscriptions to the daily briefing; for a channel, by those who manage the server, checked here too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.briefing_buttons import BriefingButtons
from bot.feature import Feature
from bot.fit import pages
from bot.refusal import Refusal
from bot.reply import parts_of, reply
from bot.state.subscriptions import Subscription, Wish
from bot.subscribing import (
    Channel,
    NamesArgument,
    PlaceArgument,
    SubscriptionArgument,
    here,
    place_of,
    the_one,
)
from bot.subscription_deck import decisions_deck, subscription_text, subscriptions_deck
from bot.wishes import ZoneArgument, days_of, time_of
from briefs.schedule import local_day
from briefs.words import mark

if TYPE_CHECKING:
    from bot.client import OnRecord

Pressed = discord.Interaction["OnRecord"]
Empty = Literal["skip", "line", "pair"]
Place = app_commands.Transform[Channel, PlaceArgument]
Zone = app_commands.Transform[str, ZoneArgument]
Topics = app_commands.Transform[tuple[str, ...], NamesArgument("topic")]
People = app_commands.Transform[tuple[str, ...], NamesArgument("person")]
Which = app_commands.Transform[Subscription, SubscriptionArgument]
MOST_IN_A_SERVER, MOST_OF_A_USER = 25, 5

_RENAMED = {"at": "time", "zone": "timezone", "when_empty": "empty-days", "role": "ping"}
_DESCRIBED = {
    "channel": mark("Where it goes: a channel, thread or forum; left out: here"),
    "at": mark("At what time of day, such as 09:00"),
    "zone": mark("By which clock, such as Europe/Berlin"),
    "days": mark("On which days: every day, weekdays, or mon, wed, fri"),
    "topics": mark("Only these topics, with commas between them; all: everything"),
    "people": mark("Only these people, with commas between them; all: everybody"),
    "role": mark("A role to ping"),
    "when_empty": mark("What to send on a day without news"),
}
_CHOICES = [
    app_commands.Choice(name=mark("nothing at all"), value="skip"),
    app_commands.Choice(name=mark("one short line"), value="line"),
    app_commands.Choice(name=mark("two people on one topic, from the archive"), value="pair"),
]
_WHICH = mark("Which subscription; may be left out where there is only one")
_RESULTS = {
    "sent": mark("The briefing was sent."),
    "empty": mark("There is nothing new, and you asked for silence on such days."),
    "waiting": mark("Discord did not take it yet; it is tried again."),
    "failed": mark("It could not be sent. {why} gives the reason."),
}


class Briefing(Feature):
    briefing = app_commands.Group(
        name="briefing",
        description=mark("A daily briefing: what is new, what changed, on this day"),
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )

    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        self.buttons = BriefingButtons(bot)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        if interaction.guild_id is not None:
            if self.bot.get_guild(interaction.guild_id) is None:
                raise Refusal(
                    mark("The bot is not in this server: add it first, or subscribe in direct messages.")
                )
            if not interaction.permissions.manage_guild:  # a server may have opened the command to others
                raise app_commands.MissingPermissions(["manage_guild"])
        return await super().interaction_check(interaction)

    @commands.Cog.listener()
    async def on_library_reload(self) -> None:
        await self.bot.briefings.desk.issue()

    @briefing.command(name="subscribe", description=mark("A briefing every day from now on"))
    @app_commands.rename(**_RENAMED)
    @app_commands.describe(**_DESCRIBED, welcome=mark("Send the first one at once"))
    @app_commands.choices(when_empty=_CHOICES)
    async def subscribe(
        self,
        interaction: Pressed,
        channel: Place | None = None,
        at: str = "09:00",
        zone: Zone | None = None,
        days: str = "every day",
        topics: Topics = (),
        people: People = (),
        role: discord.Role | None = None,
        when_empty: Empty = "line",
        welcome: bool = False,
    ) -> None:
        wish = Wish(
            **await place_of(interaction, channel),
            local_time=time_of(at),
            timezone=zone or self.bot.preferences.zone(interaction.user.id, interaction.guild_id),
            days=days_of(days),
            topics=topics,
            people=people,
            role_id=role.id if role and interaction.guild_id else None,
            when_empty=when_empty,
            owner_id=interaction.user.id,
        )
        await self._check_room(interaction)
        await self.bot.briefings.desk.issue()  # what is there now is not new to this subscriber
        made = await self.bot.state.subscriptions.add(wish)
        await self._shown(interaction, made, self._noted(interaction, wish, role))
        if welcome:
            self.bot.errands.run(self.bot.briefings.courier.on_request(made), "a welcome briefing")

    async def _check_room(self, interaction: Pressed) -> None:
        most = MOST_OF_A_USER if interaction.guild_id is None else MOST_IN_A_SERVER
        if len(await here(interaction)) >= most:
            raise Refusal(mark("There are {most} subscriptions here already, which is the most."), most=most)

    def _noted(self, interaction: Pressed, wish: Wish, role: discord.Role | None) -> list[str]:
        """What works, but not as well as it might."""
        words, guild = self.bot.reader(interaction).words, interaction.guild
        channel = guild.get_channel_or_thread(wish.channel_id or 0) if guild else None
        if guild is None or channel is None:
            return []
        granted, notes = channel.permissions_for(guild.me), []
        if not granted.read_message_history:
            text = mark(
                "The bot may not read the history there: a briefing that was cut short is not sent again."
            )
            notes.append(words.say(text))
        if role is not None and not (role.mentionable or granted.mention_everyone):
            notes.append(words.say("{role} cannot be pinged by the bot.", role=role.mention))
        return notes

    @briefing.command(name="list", description=mark("The briefings of this server, or your own"))
    async def list(self, interaction: Pressed) -> None:
        reader = self.bot.reader(interaction)
        deck = subscriptions_deck(await here(interaction), self.bot.shelf, reader)
        for card in pages(deck, reader.plain):
            await reply(interaction, **parts_of(card, reader), ephemeral=True)

    @briefing.command(name="edit", description=mark("Change a subscription"))
    @app_commands.rename(**_RENAMED)
    @app_commands.describe(**_DESCRIBED, subscription=_WHICH, no_ping=mark("Ping nobody any more"))
    @app_commands.choices(when_empty=_CHOICES)
    async def edit(
        self,
        interaction: Pressed,
        subscription: Which | None = None,
        channel: Place | None = None,
        at: str | None = None,
        zone: Zone | None = None,
        days: str | None = None,
        topics: Topics | None = None,
        people: People | None = None,
        role: discord.Role | None = None,
        when_empty: Empty | None = None,
        no_ping: bool = False,
    ) -> None:
        chosen = await the_one(interaction, subscription)
        given: dict[str, Any] = {
            "local_time": time_of(at) if at else None,
            "timezone": zone,
            "days": days_of(days) if days else None,
            "topics": topics,
            "people": people,
            "role_id": role.id if role else None,
            "when_empty": when_empty,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if channel is not None and interaction.guild_id is not None:
            changes |= await place_of(interaction, channel)
        if no_ping:
            changes["role_id"] = None
        if not changes:
            raise Refusal(mark("Nothing was named to be changed."), mark("Name for example the time."))
        changed = await self.bot.state.subscriptions.edit(chosen.key, **changes)
        await self._shown(
            interaction, changed or chosen, self._noted(interaction, (changed or chosen).wish, role)
        )

    @briefing.command(name="pause", description=mark("No briefing until you resume it"))
    @app_commands.describe(subscription=_WHICH)
    async def pause(self, interaction: Pressed, subscription: Which | None = None) -> None:
        chosen = await the_one(interaction, subscription)
        await self.bot.state.subscriptions.pause(chosen.key, "asked")
        await self._shown(interaction, await self.bot.state.subscriptions.get(chosen.key) or chosen)

    @briefing.command(name="resume", description=mark("Go on after a pause"))
    @app_commands.describe(subscription=_WHICH)
    async def resume(self, interaction: Pressed, subscription: Which | None = None) -> None:
        chosen = await the_one(interaction, subscription)
        await self._shown(interaction, await self.bot.state.subscriptions.resume(chosen.key) or chosen)

    @briefing.command(name="unsubscribe", description=mark("Stop a briefing for good"))
    @app_commands.describe(subscription=_WHICH)
    async def unsubscribe(self, interaction: Pressed, subscription: Which | None = None) -> None:
        chosen = await the_one(interaction, subscription)
        await self.bot.state.subscriptions.remove(chosen.key)
        words = self.bot.reader(interaction).words
        await reply(interaction, content=words.say("The briefing was stopped for good."), ephemeral=True)

    @briefing.command(
        name="preview", description=mark("What the next briefing would hold now, for your eyes only")
    )
    @app_commands.describe(subscription=_WHICH)
    async def preview(self, interaction: Pressed, subscription: Which | None = None) -> None:
        chosen = await the_one(interaction, subscription)
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk, wish = self.bot.briefings.desk, chosen.wish
        _, made = await desk.briefing(chosen, local_day(self.bot.clock.now(), wish.timezone))
        reader = desk.reader(wish)
        if made.skip:
            text = self.bot.reader(interaction).words.say(_RESULTS["empty"])
            await reply(interaction, content=text, ephemeral=True)
            return
        for card in desk.cards(made, reader):
            await reply(interaction, **parts_of(card, reader), ephemeral=True)

    @briefing.command(name="now", description=mark("Send the briefing at once; what was new counts as told"))
    @app_commands.describe(subscription=_WHICH)
    async def now(self, interaction: Pressed, subscription: Which | None = None) -> None:
        chosen = await the_one(interaction, subscription)
        await interaction.response.defer(ephemeral=True, thinking=True)
        result = await self.bot.briefings.courier.on_request(chosen)
        words = self.bot.reader(interaction).words
        text = words.say(_RESULTS[result], why="`/briefing why`")
        await reply(interaction, content=text, ephemeral=True)

    @briefing.command(
        name="why", description=mark("Why something was, or was not, sent: the last ten decisions")
    )
    @app_commands.describe(subscription=_WHICH)
    async def why(self, interaction: Pressed, subscription: Which | None = None) -> None:
        chosen, reader = await the_one(interaction, subscription), self.bot.reader(interaction)
        decisions = await self.bot.state.deliveries.why(chosen.key)
        deck = decisions_deck(chosen, decisions, self.bot.shelf, reader)
        await reply(interaction, **parts_of(pages(deck, reader.plain)[0], reader), ephemeral=True)

    async def _shown(self, interaction: Pressed, subscription: Subscription, notes: Any = ()) -> None:
        reader = self.bot.reader(interaction)
        text = "\n".join([subscription_text(subscription, self.bot.shelf, reader), *notes])
        view = self.buttons.view(subscription, reader)
        await reply(interaction, content=text, view=view, ephemeral=True)


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Briefing(bot))
