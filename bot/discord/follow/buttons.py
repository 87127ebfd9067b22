"""The buttons under what standing questions found, and under the list of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import discord

from bot.discord.briefings import FOLLOW_PAUSE, FOLLOW_STOP, BriefingService
from bot.discord.core import (
    ComponentAction,
    Core,
    Interaction,
    LocalizedUserError,
    layout,
    send_page,
    send_reply,
)
from bot.discord.follow.arguments import find_question, names_of, questions_here
from bot.discord.follow.pages import choose_view, feed_view, question_view, why_lines
from bot.discord.follow.places import require_feeds
from bot.discord.ui import GREY, Block, PagedAnswer
from bot.store import FollowedQuestion
from briefs.follow import Funnel, StandingQuestion, funnel, subjects_of
from briefs.i18n import N_

_LOOKED_AT = 2_000  # of the newest statements, to say why nothing came
_FEED_CLOSED = N_("Nothing is at that address any more. `/follow feed` opens another.")
_PAUSED, _STOPPED = N_("It rests until you resume it."), N_("It was stopped for good.")


class FollowButtons:
    """Answers them for whoever asked, and for those who manage the server in which it is told."""

    def __init__(self, core: Core, briefings: BriefingService) -> None:
        self.core = core
        self.follows = core.store.follows
        self.deliveries = core.store.deliveries
        self.briefings = briefings.composer
        actions = {
            FOLLOW_PAUSE: self.pause_some,
            FOLLOW_STOP: self.stop_some,
            "flwopen": self.open,
            "flwrest": self.pause,
            "flwresume": self.resume,
            "flwend": self.stop,
            "flwwhy": self.why,
            "flwfeednew": self.move_feed,
            "flwfeedend": self.close_feed,
        }
        for action, handler in actions.items():
            core.components.on(action, handler)

    async def pause_some(self, interaction: Interaction, action: ComponentAction) -> None:
        """Under a digest: what it tells of rests; of several, those that are chosen."""
        for one in await self._meant(interaction, action):
            await self.follows.pause(one.key)
            await self.tell(interaction, one.key, _PAUSED)

    async def stop_some(self, interaction: Interaction, action: ComponentAction) -> None:
        """Under a digest: what it tells of is followed no more; of several, those that are chosen."""
        stopped = await self._meant(interaction, action)
        for one in stopped:
            await self.follows.remove(one.key)
        if stopped:
            await self._say(interaction, _STOPPED)

    async def open(self, interaction: Interaction, action: ComponentAction) -> None:
        """Show the one that was chosen in the list."""
        await self.tell(interaction, (await find_question(interaction, action.values[0])).key)

    async def pause(self, interaction: Interaction, action: ComponentAction) -> None:
        """It rests."""
        one = await find_question(interaction, action.key)
        await self.follows.pause(one.key)
        await self.show(interaction, one.key)

    async def resume(self, interaction: Interaction, action: ComponentAction) -> None:
        """It goes on, whatever paused it."""
        one = await find_question(interaction, action.key)
        await self.follows.resume(one.key)
        await self.show(interaction, one.key)

    async def stop(self, interaction: Interaction, action: ComponentAction) -> None:
        """It is followed no more, and its buttons go."""
        one = await find_question(interaction, action.key)
        await self.follows.remove(one.key)
        text = self.core.display_for(interaction).translator.gettext(_STOPPED)
        view = layout([discord.ui.TextDisplay(text)], GREY)
        await interaction.response.edit_message(content=None, view=view)

    async def why(self, interaction: Interaction, action: ComponentAction) -> None:
        """Why something came, or nothing did."""
        await self.explain(interaction, await find_question(interaction, action.key))

    async def explain(self, interaction: Interaction, one: FollowedQuestion) -> None:
        """The same for the command. Raises StoreUnavailable."""
        display = self.core.display_for(interaction)
        place = (await self.follows.places((one,)))[one.subscription_key]
        state = await self.follows.queue.state(place)
        decisions = await self.deliveries.decisions(place.key)
        found = await self._funnel(one)
        lines = why_lines(one, place, state, found, decisions, names_of(self.core), display)
        title = display.translator.gettext("Why something was, or was not, sent")
        await send_page(interaction, PagedAnswer(title, "", (Block("\n".join(lines)),)), display)

    async def _funnel(self, one: FollowedQuestion) -> Funnel:
        snapshot = await self.briefings.snapshot()
        newest = sorted(
            (number, id) for id, number in snapshot.numbers.items() if number > one.since
        )[-_LOOKED_AT:]  # fmt: skip
        fresh = {id for _, id in newest}
        asked = StandingQuestion.from_document(one.asked)
        return await asyncio.to_thread(
            lambda: funnel(asked, subjects_of(snapshot.library, snapshot.numbers, fresh))
        )

    # One's own feed

    async def show_feed(self, interaction: Interaction) -> None:
        """Its address, for its owner alone; it is there from now on. Raises LocalizedUserError."""
        base, display = require_feeds(self.core), self.core.display_for(interaction)
        feed = await self.follows.feeds.open(interaction.user.id, display.language)
        view = feed_view(base, feed, len(await self.follows.in_feed(feed.user_id)), display)
        await send_reply(interaction, view=view, ephemeral=True)

    async def move_feed(self, interaction: Interaction, action: ComponentAction) -> None:
        """Whoever knew its address knows it no more."""
        base, display = require_feeds(self.core), self.core.display_for(interaction)
        feed = await self.follows.feeds.open(interaction.user.id, display.language, anew=True)
        view = feed_view(base, feed, len(await self.follows.in_feed(feed.user_id)), display)
        await interaction.response.edit_message(content=None, view=view)

    async def close_feed(self, interaction: Interaction, action: ComponentAction) -> None:
        """Nothing is at its address any more; what is followed there waits."""
        await self.follows.feeds.close(interaction.user.id)
        text = self.core.display_for(interaction).translator.gettext(_FEED_CLOSED)
        await interaction.response.edit_message(
            content=None, view=layout([discord.ui.TextDisplay(text)], GREY)
        )

    async def tell(self, interaction: Interaction, key: str, above: str = "") -> None:
        """One of them as it is now, for whoever asked alone."""
        if (view := await self._view(interaction, key, above)) is not None:
            await send_reply(interaction, view=view, ephemeral=True)

    async def show(self, interaction: Interaction, key: str) -> None:
        """One of them as it is now, in the place of the card under which was pressed."""
        if (view := await self._view(interaction, key)) is not None:
            await interaction.response.edit_message(content=None, view=view)

    async def _view(
        self, interaction: Interaction, key: str, above: str = ""
    ) -> discord.ui.LayoutView | None:
        one = await self.follows.get(key)
        if one is None:
            return None
        display = self.core.display_for(interaction)
        place = (await self.follows.places((one,)))[one.subscription_key]
        done = display.translator.gettext(above) if above else ""
        return question_view(one, place, names_of(self.core), display, done)

    async def _meant(self, interaction: Interaction, action: ComponentAction) -> Sequence[FollowedQuestion]:
        """The questions that a digest's button is about; none where it is asked which of several.

        A delivery's id begins with its subscription's. Raises LocalizedUserError for others' questions.
        """
        key = action.key.partition("-")[0]
        told = await self.follows.of_subscription(key)
        if not told:
            raise LocalizedUserError(N_("This is followed no more."))
        here = {one.key for one in await questions_here(interaction)}
        own = [one for one in told if one.key in here and one.paused_at is None]
        if not here.intersection(one.key for one in told):
            raise LocalizedUserError(N_("Only whoever follows this, or manages the server, can change it."))
        if not own:
            raise LocalizedUserError(N_("It is paused."))
        if action.values:
            return [one for one in own if one.key in action.values]
        if len(own) == 1:
            return own
        display = self.core.display_for(interaction)
        view = choose_view(action.action, key, own, names_of(self.core), display)
        await send_reply(interaction, view=view, ephemeral=True)
        return ()

    async def _say(self, interaction: Interaction, msgid: str) -> None:
        text = self.core.display_for(interaction).translator.gettext(msgid)
        await send_reply(interaction, content=text, ephemeral=True)
