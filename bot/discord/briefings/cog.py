"""Subscriptions to the daily briefing; in a server for those who manage it, which is checked here too."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answers import Answers
from bot.discord.arguments import ZoneArgument
from bot.discord.briefings.actions import SubscriptionActions
from bot.discord.briefings.arguments import (
    NamesArgument,
    PlaceArgument,
    SubscriptionArgument,
    destination_fields,
    require_single,
)
from bot.discord.briefings.delivered import DeliveredBriefings
from bot.discord.briefings.panel_buttons import BriefingPanels, require_here
from bot.discord.briefings.schedule_input import parse_time, parse_weekdays
from bot.discord.briefings.service import BriefingService
from bot.discord.briefings.subscription_pages import EMPTY_DAYS
from bot.discord.briefings.text_command import BriefingTextCommand
from bot.discord.core import (
    IN_SERVERS_AND_DIRECT,
    MANAGERS,
    BaseCog,
    Channel,
    Context,
    Core,
    Interaction,
)
from bot.store import Subscription, SubscriptionSettings
from briefs.briefing import WhenEmpty
from briefs.i18n import N_

PlaceOption = app_commands.Transform[Channel, PlaceArgument]
Zone = app_commands.Transform[str, ZoneArgument]
Topics = app_commands.Transform[tuple[str, ...], NamesArgument("topic")]
People = app_commands.Transform[tuple[str, ...], NamesArgument("person")]
Which = app_commands.Transform[Subscription, SubscriptionArgument]

_RENAMED = {"at": "time", "zone": "timezone", "when_empty": "empty-days", "role": "ping"}
_DESCRIBED = {
    "channel": N_("Where it goes: a channel, thread or forum; left out: here"),
    "at": N_("At what time of day, such as 09:00"),
    "zone": N_("By which clock, such as Europe/Berlin"),
    "days": N_("On which days: every day, weekdays, or mon, wed, fri"),
    "topics": N_("Only these topics, with commas between them; all: everything"),
    "people": N_("Only these people, with commas between them; all: everybody"),
    "role": N_("A role to ping"),
    "when_empty": N_("What to send on a day without news"),
}
_CHOICES = [
    app_commands.Choice(name=name, value=value)
    for value, name in (EMPTY_DAYS | {"skip": N_("nothing at all")}).items()
]
_ABOUT = N_("A daily briefing: what is new, what changed, on this day")
_INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
_WHICH = N_("Which subscription; may be left out where there is only one")


class BriefingCog(BaseCog):
    """`/briefing`, the panel; `/briefings` with what it does by name, and `!briefing`.

    What they do is in SubscriptionActions.
    """

    briefings = app_commands.Group(
        name="briefings",
        description=_ABOUT,
        default_permissions=MANAGERS,
        allowed_contexts=IN_SERVERS_AND_DIRECT,
        allowed_installs=_INSTALLS,
    )

    def __init__(
        self, client: discord.Client, core: Core, answers: Answers, service: BriefingService
    ) -> None:
        super().__init__(core)
        self.client = client
        self.preferences = core.preferences
        self.subscriptions = core.store.subscriptions
        self.composer = service.composer
        self.actions = SubscriptionActions(core, service)
        self.panels = BriefingPanels(core, self.actions)
        self.delivered = DeliveredBriefings(core, answers)
        self.text_command = BriefingTextCommand(core, answers, service.composer, self.actions)

    def check_place(self, interaction: Interaction) -> None:
        """Raises LocalizedUserError where the bot cannot post, MissingPermissions for who may not manage."""
        require_here(interaction)

    @commands.Cog.listener()
    async def on_library_reload(self) -> None:
        """Number new statements as they come, not only when a briefing is due."""
        await self.composer.number_statements()

    @app_commands.command(
        name="briefing", description=N_("All briefings in one panel: begin, change, preview, stop")
    )
    async def panel(self, interaction: Interaction) -> None:
        """Only whoever asked sees it."""
        await self.panels.show(interaction)

    panel.default_permissions = MANAGERS
    panel.allowed_contexts, panel.allowed_installs = IN_SERVERS_AND_DIRECT, _INSTALLS

    @briefings.command(name="subscribe", description=N_("A briefing every day from now on"))
    @app_commands.rename(**_RENAMED)
    @app_commands.describe(**_DESCRIBED, welcome=N_("Send the first one at once"))
    @app_commands.choices(when_empty=_CHOICES)
    async def subscribe(
        self,
        interaction: Interaction,
        channel: PlaceOption | None = None,
        at: str = "09:00",
        zone: Zone | None = None,
        days: str = "every day",
        topics: Topics = (),
        people: People = (),
        role: discord.Role | None = None,
        when_empty: WhenEmpty = "line",
        welcome: bool = False,
    ) -> None:
        """Raises LocalizedUserError for a place without rights, and a time or days that cannot be read."""
        settings = SubscriptionSettings(
            **await destination_fields(interaction, channel, self.core.display_for(interaction)),
            local_time=parse_time(at),
            timezone=zone or self.preferences.zone(interaction.user.id, interaction.guild_id),
            days=parse_weekdays(days),
            topics=topics,
            people=people,
            role_id=role.id if role and interaction.guild_id else None,
            when_empty=when_empty,
            owner_id=interaction.user.id,
        )
        await self.actions.subscribe(interaction, settings, welcome=welcome)

    @briefings.command(name="list", description=N_("The briefings of this server, or your own"))
    async def list(self, interaction: Interaction) -> None:
        """As many pages as they fill, for whoever asked."""
        await self.actions.list_all(interaction)

    @briefings.command(name="edit", description=N_("Change a subscription"))
    @app_commands.rename(**_RENAMED)
    @app_commands.describe(**_DESCRIBED, subscription=_WHICH, no_ping=N_("Ping nobody any more"))
    @app_commands.choices(when_empty=_CHOICES)
    async def edit(
        self,
        interaction: Interaction,
        subscription: Which | None = None,
        channel: PlaceOption | None = None,
        at: str | None = None,
        zone: Zone | None = None,
        days: str | None = None,
        topics: Topics | None = None,
        people: People | None = None,
        role: discord.Role | None = None,
        when_empty: WhenEmpty | None = None,
        no_ping: bool = False,
    ) -> None:
        """Options that are left out stay as they are. Raises LocalizedUserError."""
        chosen = await require_single(self.subscriptions, interaction, subscription)
        given: dict[str, Any] = {
            "local_time": parse_time(at) if at else None,
            "timezone": zone,
            "days": parse_weekdays(days) if days else None,
            "topics": topics,
            "people": people,
            "role_id": role.id if role else None,
            "when_empty": when_empty,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if channel is not None and interaction.guild_id is not None:
            changes |= await destination_fields(interaction, channel, self.core.display_for(interaction))
        if no_ping:  # an option that is left out cannot say “nobody”
            changes["role_id"] = None
        await self.actions.edit(interaction, chosen, changes)

    @briefings.command(name="pause", description=N_("No briefing until you resume it"))
    @app_commands.describe(subscription=_WHICH)
    async def pause(self, interaction: Interaction, subscription: Which | None = None) -> None:
        """Raises LocalizedUserError where several are there and none is named."""
        await self.actions.pause(
            interaction, await require_single(self.subscriptions, interaction, subscription)
        )

    @briefings.command(name="resume", description=N_("Go on after a pause"))
    @app_commands.describe(subscription=_WHICH)
    async def resume(self, interaction: Interaction, subscription: Which | None = None) -> None:
        await self.actions.resume(
            interaction, await require_single(self.subscriptions, interaction, subscription)
        )

    @briefings.command(name="unsubscribe", description=N_("Stop a briefing for good"))
    @app_commands.describe(subscription=_WHICH)
    async def unsubscribe(self, interaction: Interaction, subscription: Which | None = None) -> None:
        await self.actions.unsubscribe(
            interaction, await require_single(self.subscriptions, interaction, subscription)
        )

    @briefings.command(
        name="preview", description=N_("What the next briefing would hold now, for your eyes only")
    )
    @app_commands.describe(subscription=_WHICH)
    async def preview(self, interaction: Interaction, subscription: Which | None = None) -> None:
        await self.actions.preview(
            interaction, await require_single(self.subscriptions, interaction, subscription)
        )

    @briefings.command(name="now", description=N_("Send the briefing at once; what was new counts as told"))
    @app_commands.describe(subscription=_WHICH)
    async def now(self, interaction: Interaction, subscription: Which | None = None) -> None:
        await self.actions.now(
            interaction, await require_single(self.subscriptions, interaction, subscription)
        )

    @briefings.command(
        name="why", description=N_("Why something was, or was not, sent: the last ten decisions")
    )
    @app_commands.describe(subscription=_WHICH)
    async def why(self, interaction: Interaction, subscription: Which | None = None) -> None:
        await self.actions.why(
            interaction, await require_single(self.subscriptions, interaction, subscription)
        )

    # The same as a `!` line

    @commands.command(
        name="briefing",
        description=_ABOUT,
        extras={"example": "briefing 23 April 2026"},
    )
    async def line(self, ctx: Context, *, rest: str = "") -> None:
        """A day's briefing for anybody, subscriptions for who may manage them."""
        await self.text_command.run(ctx, rest)
