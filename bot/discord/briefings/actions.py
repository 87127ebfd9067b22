"""What can be done with subscriptions, for slash commands and lines alike; rights were checked before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bot.discord.briefings.arguments import subscriptions_here
from bot.discord.briefings.buttons import SubscriptionButtons
from bot.discord.briefings.panel import BriefingPanel, delivery_notes
from bot.discord.briefings.service import BriefingService
from bot.discord.briefings.subscription_pages import decision_pages, subscription_text, subscriptions_pages
from bot.discord.core import (
    Core,
    InteractionOrContext,
    LocalizedUserError,
    defer_reply,
    guild_id_of,
    new_message_kwargs,
    send_page,
    send_reply,
)
from bot.discord.ui import paginate
from bot.store import Subscription, SubscriptionSettings
from briefs.briefing import local_day
from briefs.i18n import N_

MOST_IN_A_SERVER, MOST_OF_A_USER = 25, 5  # subscriptions
_PUBLIC_PREVIEW = 2  # messages of a preview that was asked for in a line, which all can see
_RESULTS = {
    "sent": N_("The briefing was sent."),
    "empty": N_("There is nothing new, and you asked for silence on such days."),
    "waiting": N_("Discord did not take it yet; it is tried again."),
    "busy": N_("A briefing is on its way already. Try again in a minute."),
    "failed": N_("It could not be sent. {why} gives the reason."),
}


class SubscriptionActions:
    """Each action answers `source`; the names of those on one subscription are the words of `!briefing`."""

    def __init__(self, core: Core, service: BriefingService) -> None:
        self.core = core
        self.library = core.library
        self.subscriptions = core.store.subscriptions
        self.deliveries = core.store.deliveries
        self.composer = service.composer
        self.dispatcher = service.dispatcher
        self.buttons = SubscriptionButtons(core)

    async def subscribe(
        self, source: InteractionOrContext, settings: SubscriptionSettings, *, welcome: bool = False
    ) -> None:
        """Begin with `settings`; `welcome` sends one at once.

        Raises LocalizedUserError where there are too many already.
        """
        subscription = await self.begin(source, settings)
        await self._show(source, subscription)
        if welcome:  # whatever is wanted on quiet days: somebody asked for this one
            first = replace(subscription, settings=replace(subscription.settings, when_empty="pair"))
            self.core.background.add_task(self.dispatcher.on_request(first), "a welcome briefing")

    async def begin(self, source: InteractionOrContext, settings: SubscriptionSettings) -> Subscription:
        """A new subscription. Raises LocalizedUserError where there are too many already."""
        most = MOST_OF_A_USER if settings.guild_id is None else MOST_IN_A_SERVER
        if len(await subscriptions_here(self.subscriptions, source)) >= most:
            raise LocalizedUserError(
                N_("There are {most} subscriptions here already, which is the most."), most=most
            )
        await self.composer.number_statements()  # what is there now is not new to this subscriber
        return await self.subscriptions.add(settings)

    async def edit(self, source: InteractionOrContext, chosen: Subscription, changes: dict[str, Any]) -> None:
        """`changes` are fields of SubscriptionSettings. Raises LocalizedUserError where there are none."""
        if not changes:
            raise LocalizedUserError(N_("Nothing was named to be changed."), N_("Name for example the time."))
        changed = await self.subscriptions.edit(chosen.key, **changes)
        await self._show(source, changed or chosen)

    async def pause(self, source: InteractionOrContext, chosen: Subscription) -> None:
        """Send nothing until it is resumed; what is new meanwhile comes then."""
        await self.subscriptions.pause(chosen.key, "asked")
        await self._show(source, await self.subscriptions.get(chosen.key) or chosen)

    async def resume(self, source: InteractionOrContext, chosen: Subscription) -> None:
        """Go on after a pause, whoever or whatever paused it."""
        await self._show(source, await self.subscriptions.resume(chosen.key) or chosen)

    async def unsubscribe(self, source: InteractionOrContext, chosen: Subscription) -> None:
        """Drop it, with what it was told."""
        await self.subscriptions.remove(chosen.key)
        translator = self.core.display_for(source).translator
        await send_reply(
            source, content=translator.gettext("The briefing was stopped for good."), ephemeral=True
        )

    async def preview(self, source: InteractionOrContext, chosen: Subscription) -> None:
        """Show what would be sent now; nothing counts as told by it."""
        await defer_reply(source)
        composer, settings = self.composer, chosen.settings
        _, briefing = await composer.briefing(chosen, local_day(self.core.clock.now(), settings.timezone))
        display = composer.display(settings)
        if briefing.skip:
            text = self.core.display_for(source).translator.gettext(_RESULTS["empty"])
            await send_reply(source, content=text, ephemeral=True)
            return
        pages = composer.pages(briefing, display)
        if not display.plain:  # what would be posted, and then what its button would show
            card = composer.card(briefing, display)
            pages = (card.page, *(pages if card.more else ()))
        # Only the answer to an interaction, and a direct message, is seen by whoever asked alone.
        alone = isinstance(source, discord.Interaction) or guild_id_of(source) is None
        shown = pages if alone else pages[:_PUBLIC_PREVIEW]
        for page in shown:
            await send_reply(source, **new_message_kwargs(page, display), ephemeral=True)
        if len(shown) < len(pages):
            rest = display.translator.gettext(
                "The rest is for your eyes only: {command}", command="`/briefings preview`"
            )
            await send_reply(source, content=rest)

    async def now(self, source: InteractionOrContext, chosen: Subscription) -> None:
        """Send it to its place at once, and say what became of it."""
        await defer_reply(source)
        result = await self.dispatcher.on_request(chosen)
        translator = self.core.display_for(source).translator
        await send_reply(
            source, content=translator.gettext(_RESULTS[result], why="`/briefings why`"), ephemeral=True
        )

    async def why(self, source: InteractionOrContext, chosen: Subscription) -> None:
        """The last decisions of the dispatcher on it, with their reasons."""
        display = self.core.display_for(source)
        decisions = await self.deliveries.decisions(chosen.key)
        paged = decision_pages(chosen, decisions, self.library, display)
        await send_page(source, paged, display)

    async def list_all(self, source: InteractionOrContext) -> None:
        """Every subscription of this server, or one's own in direct messages."""
        display = self.core.display_for(source)
        paged = subscriptions_pages(
            await subscriptions_here(self.subscriptions, source), self.library, display
        )
        for page in paginate(paged, display.plain):
            await send_reply(source, **new_message_kwargs(page, display), ephemeral=True)

    async def _show(self, source: InteractionOrContext, subscription: Subscription) -> None:
        """Its panel, for whoever asked alone; where all can see it, text with the buttons."""
        if isinstance(source, discord.Interaction):
            await self.buttons.send_panel(source, subscription)
            return
        display = self.core.display_for(source)
        notes = delivery_notes(BriefingPanel(subscription, self.library, source.guild), display.translator)
        text = "\n".join([subscription_text(subscription, self.library, display), *notes])
        view = self.buttons.view(subscription, display)
        await send_reply(source, content=text, view=view, ephemeral=True)
