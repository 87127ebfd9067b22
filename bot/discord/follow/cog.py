"""`/follow`: somebody says what they want to be told of, and it comes to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.discord.briefings import BriefingService, parse_time, parse_weekdays
from bot.discord.core import (
    BaseCog,
    Core,
    Interaction,
    LocalizedUserError,
    require_manager,
    send_reply,
)
from bot.discord.follow.arguments import News, names_of, questions_here, read_question
from bot.discord.follow.buttons import FollowButtons
from bot.discord.follow.options import (
    CHOICES,
    DESCRIBED,
    DIRECT,
    RENAMED,
    WHICH,
    FollowPlaceOption,
    KindOption,
    LimitOption,
    NoteOption,
    PeopleOption,
    QuestionOption,
    TopicsOption,
    ZoneOption,
)
from bot.discord.follow.pages import list_views
from bot.discord.follow.places import NamedPlace
from bot.discord.follow.service import FollowService
from bot.store import MOST_A_DAY, Cadence, SubscriptionSettings
from briefs.briefing import EVERY_DAY
from briefs.follow import StandingQuestion
from briefs.i18n import N_

MOST_OF_A_USER, MOST_IN_A_SERVER = 25, 100  # standing questions
_MONDAY = (1,)


class FollowCog(BaseCog):
    """For everybody in direct messages; in channels for who manages the server, and whom they let."""

    follow = app_commands.Group(name="follow", description=N_("Be told when something new is on record"))

    def __init__(self, core: Core, briefings: BriefingService, service: FollowService) -> None:
        super().__init__(core)
        self.follows = core.store.follows
        self.preferences = core.preferences
        self.service = service
        self.buttons = FollowButtons(core, briefings)

    @commands.Cog.listener()
    async def on_library_reload(self) -> None:
        """What came in is matched as it comes."""
        self.service.wake()

    @follow.command(name="add", description=N_("Be told of what is new from now on"))
    @app_commands.rename(**RENAMED)
    @app_commands.describe(**DESCRIBED)
    @app_commands.choices(**CHOICES)
    async def add(
        self,
        interaction: Interaction,
        people: PeopleOption = (),
        topics: TopicsOption = (),
        words: str = "",
        kind: KindOption = "any",
        office: str = "",
        about: News = "new",
        when: Cadence = "at-once",
        at: str = "09:00",
        days: str | None = None,
        zone: ZoneOption | None = None,
        note: NoteOption = "",
        channel: FollowPlaceOption | None = None,
        webhook: str | None = None,
        feed: bool = False,
        most: LimitOption = MOST_A_DAY,
    ) -> None:
        """Raises LocalizedUserError for a question that asks for all, and a place without rights."""
        asked = read_question(StandingQuestion(), people, topics, words, kind, office, about)
        place = await NamedPlace(channel, webhook, feed).fields(interaction)
        await self._require_room(interaction, place["guild_id"])
        settings = SubscriptionSettings(
            **place,
            local_time=parse_time(at) if when in ("daily", "weekly") else time(9),
            timezone=zone or self.preferences.zone(interaction.user.id, place["guild_id"]),
            days=_days(when, days),
            owner_id=interaction.user.id,
            purpose="follow",
            cadence=when,
            most_a_day=most,
        )
        await self.service.look()  # what is there now is not new to this question
        kept = await self.follows.add(settings, asked.to_document(), note.strip(), interaction.user.id)
        await self.buttons.tell(interaction, kept.key, N_("From now on you are told of it."))

    async def _require_room(self, interaction: Interaction, guild_id: int | None) -> None:
        own = len(await self.follows.of_user(interaction.user.id))
        there = len(await self.follows.of_guild(guild_id)) if guild_id else 0
        if own >= MOST_OF_A_USER or there >= MOST_IN_A_SERVER:
            most = MOST_IN_A_SERVER if there >= MOST_IN_A_SERVER else MOST_OF_A_USER
            raise LocalizedUserError(N_("{most} are followed here already, which is the most."), most=most)

    @follow.command(name="list", description=N_("What you follow, and how it is doing"))
    async def list(self, interaction: Interaction) -> None:
        """As many cards as they fill, for whoever asked alone."""
        found = await questions_here(interaction)
        places = await self.follows.places(found)
        display, names = self.core.display_for(interaction), names_of(self.core)
        for view in list_views(found, places, names, display, interaction.user.id):
            await send_reply(interaction, view=view, ephemeral=True)

    @follow.command(name="edit", description=N_("Change what you follow, where, or how often"))
    @app_commands.rename(**RENAMED)
    @app_commands.describe(**DESCRIBED, which=WHICH, direct=DIRECT)
    @app_commands.choices(**CHOICES)
    async def edit(
        self,
        interaction: Interaction,
        which: QuestionOption,
        people: PeopleOption | None = None,
        topics: TopicsOption | None = None,
        words: str | None = None,
        kind: KindOption | None = None,
        office: str | None = None,
        about: News | None = None,
        when: Cadence | None = None,
        at: str | None = None,
        days: str | None = None,
        zone: ZoneOption | None = None,
        note: NoteOption | None = None,
        channel: FollowPlaceOption | None = None,
        webhook: str | None = None,
        feed: bool = False,
        most: LimitOption | None = None,
        direct: bool = False,
    ) -> None:
        """Options that are left out stay as they are. Raises LocalizedUserError."""
        before = StandingQuestion.from_document(which.asked)
        asked = read_question(before, people, topics, words, kind, office, about)
        settings = (await self.follows.places((which,)))[which.subscription_key].settings
        given: dict[str, Any] = {
            "cadence": when,
            "local_time": parse_time(at) if at else None,
            "timezone": zone,
            "days": _days(when or settings.cadence or "at-once", days) if when or days else None,
            "most_a_day": most,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        place = NamedPlace(channel, webhook, feed, direct)
        if place.is_named:
            changes |= await place.moved(interaction, which)
        moved = replace(settings, **changes) if changes else None
        text = None if note is None else note.strip()
        await self.follows.edit(which.key, asked=asked.to_document(), note=text, settings=moved)
        await self.buttons.tell(interaction, which.key)

    @follow.command(name="pause", description=N_("Tell nothing of it until you resume it"))
    @app_commands.describe(which=WHICH)
    async def pause(self, interaction: Interaction, which: QuestionOption) -> None:
        """What comes in meanwhile is not told."""
        await self.follows.pause(which.key)
        await self.buttons.tell(interaction, which.key)

    @follow.command(name="resume", description=N_("Go on after a pause"))
    @app_commands.describe(which=WHICH)
    async def resume(self, interaction: Interaction, which: QuestionOption) -> None:
        """Also where its place was lost: what waits there comes."""
        await self.follows.resume(which.key)
        await self.buttons.tell(interaction, which.key)

    @follow.command(name="stop", description=N_("Follow it no more"))
    @app_commands.describe(which=WHICH)
    async def stop(self, interaction: Interaction, which: QuestionOption) -> None:
        """It goes, with what was found for it."""
        await self.follows.remove(which.key)
        text = self.core.display_for(interaction).translator.gettext(N_("It was stopped for good."))
        await send_reply(interaction, content=text, ephemeral=True)

    @follow.command(name="why", description=N_("Why something came, or why nothing did"))
    @app_commands.describe(which=WHICH)
    async def why(self, interaction: Interaction, which: QuestionOption) -> None:
        """How many new statements each part of the question leaves, and what was sent."""
        await self.buttons.explain(interaction, which)

    @follow.command(name="feed", description=N_("The address of your own feed, for a feed reader"))
    async def feed(self, interaction: Interaction) -> None:
        """For whoever asked alone. Raises LocalizedUserError where there are no feeds."""
        await self.buttons.show_feed(interaction)

    @follow.command(name="channels", description=N_("Open a channel to what members follow, or close it"))
    @app_commands.describe(
        channel=N_("Which channel, with its threads"),
        allow=N_("Whether members may have told there what they follow"),
    )
    async def channels(self, interaction: Interaction, channel: FollowPlaceOption, allow: bool) -> None:
        """For who manages the server. Raises LocalizedUserError, NoPrivateMessage and MissingPermissions."""
        guild_id = require_manager(interaction)
        opened = set(self.preferences.guild(guild_id).follow_channels)
        opened = opened | {channel.id} if allow else opened - {channel.id}
        await self.preferences.change_guild(guild_id, follow_channels=sorted(opened))
        translator = self.core.display_for(interaction).translator
        named = ", ".join(f"<#{id}>" for id in sorted(opened))
        said = (
            translator.gettext("Members may have told in {channels} what they follow.", channels=named)
            if opened
            else translator.gettext("What members follow is told in no channel of this server.")
        )
        found = await self.follows.of_guild(guild_id)
        places = await self.follows.places(found)
        left = sum(places[one.subscription_key].settings.channel_id == channel.id for one in found)
        if left and not allow:
            still = translator.ngettext(
                "{n} question is told there already and goes on: {command} pauses or stops it.",
                "{n} questions are told there already and go on: {command} pauses or stops them.",
                left,
                command="`/follow list`",
            )
            said = f"{said}\n{still}"
        await send_reply(interaction, content=said, ephemeral=True)


def _days(when: Cadence, typed: str | None) -> tuple[int, ...]:
    """Once a week is on Mondays where no day is named. Raises LocalizedUserError."""
    if when not in ("daily", "weekly"):
        return EVERY_DAY
    if typed:
        return parse_weekdays(typed)
    return _MONDAY if when == "weekly" else EVERY_DAY
