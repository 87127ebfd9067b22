"""Subscriptions to the daily briefing; for a channel, by those who manage the server, checked here too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.briefings.actions import BriefingDeeds, may_manage
from bot.discord.briefings.arguments import (
    Channel,
    NamesArgument,
    PlaceArgument,
    SubscriptionArgument,
    place_of,
    the_one,
)
from bot.discord.briefings.schedule_input import ZoneArgument, days_of, time_of
from bot.discord.briefings.text_command import BriefingLine
from bot.discord.core.cog import Feature
from bot.discord.core.refusal import Refusal
from bot.store.subscriptions import Subscription, Wish
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]
Empty = Literal["skip", "line", "pair"]
Place = app_commands.Transform[Channel, PlaceArgument]
Zone = app_commands.Transform[str, ZoneArgument]
Topics = app_commands.Transform[tuple[str, ...], NamesArgument("topic")]
People = app_commands.Transform[tuple[str, ...], NamesArgument("person")]
Which = app_commands.Transform[Subscription, SubscriptionArgument]

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
_ABOUT = mark("A daily briefing: what is new, what changed, on this day")
_WHICH = mark("Which subscription; may be left out where there is only one")


class Briefing(Feature):
    briefing = app_commands.Group(
        name="briefing",
        description=_ABOUT,
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )

    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        self.deeds = BriefingDeeds(bot)
        self.lines = BriefingLine(bot, self.deeds)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        if interaction.guild_id is not None:
            if self.bot.get_guild(interaction.guild_id) is None:
                raise Refusal(
                    mark("The bot is not in this server: add it first, or subscribe in direct messages.")
                )
            if not may_manage(interaction):  # a server may have opened the command to others
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
        await self.deeds.subscribe(interaction, wish, welcome=welcome)

    @briefing.command(name="list", description=mark("The briefings of this server, or your own"))
    async def list(self, interaction: Pressed) -> None:
        await self.deeds.listed(interaction)

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
        await self.deeds.edit(interaction, chosen, changes)

    @briefing.command(name="pause", description=mark("No briefing until you resume it"))
    @app_commands.describe(subscription=_WHICH)
    async def pause(self, interaction: Pressed, subscription: Which | None = None) -> None:
        await self.deeds.pause(interaction, await the_one(interaction, subscription))

    @briefing.command(name="resume", description=mark("Go on after a pause"))
    @app_commands.describe(subscription=_WHICH)
    async def resume(self, interaction: Pressed, subscription: Which | None = None) -> None:
        await self.deeds.resume(interaction, await the_one(interaction, subscription))

    @briefing.command(name="unsubscribe", description=mark("Stop a briefing for good"))
    @app_commands.describe(subscription=_WHICH)
    async def unsubscribe(self, interaction: Pressed, subscription: Which | None = None) -> None:
        await self.deeds.unsubscribe(interaction, await the_one(interaction, subscription))

    @briefing.command(
        name="preview", description=mark("What the next briefing would hold now, for your eyes only")
    )
    @app_commands.describe(subscription=_WHICH)
    async def preview(self, interaction: Pressed, subscription: Which | None = None) -> None:
        await self.deeds.preview(interaction, await the_one(interaction, subscription))

    @briefing.command(name="now", description=mark("Send the briefing at once; what was new counts as told"))
    @app_commands.describe(subscription=_WHICH)
    async def now(self, interaction: Pressed, subscription: Which | None = None) -> None:
        await self.deeds.now(interaction, await the_one(interaction, subscription))

    @briefing.command(
        name="why", description=mark("Why something was, or was not, sent: the last ten decisions")
    )
    @app_commands.describe(subscription=_WHICH)
    async def why(self, interaction: Pressed, subscription: Which | None = None) -> None:
        await self.deeds.why(interaction, await the_one(interaction, subscription))

    # The same as a line

    @commands.command(
        name="briefing",
        description=_ABOUT,
        extras={"example": "briefing 23 April 2026"},
    )
    async def line(self, ctx: commands.Context[OnRecord], *, rest: str = "") -> None:
        await self.lines.read(ctx, rest)


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Briefing(bot))
