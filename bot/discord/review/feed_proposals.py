"""What a server proposes to follow: kept within caps, shown to the curators, decided by them."""

from __future__ import annotations

from hashlib import blake2b

from bot.discord.core import (
    ActionButton,
    ComponentAction,
    Core,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    Style,
    guild_id_of,
    look_of,
    message_kwargs,
    new_message_kwargs,
    user_of,
)
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.curators import Curators
from bot.discord.review.feed_pages import address_without_preview
from bot.discord.ui import AMBER, GREY, Page, fit_page
from bot.store import FOLLOWED, REFUSED, CapReached, Feed
from briefs.i18n import N_

_TOO_MANY = {
    "user": N_("You have proposed {most} feeds within a day, which is the most. Please go on tomorrow."),
    "server": N_(
        "{most} feeds that this server proposed wait for the curators already, which is the most. "
        "Please wait until they have decided."
    ),
}


class FeedProposals:
    """Takes proposals of servers, and answers the curators' buttons under them."""

    def __init__(self, core: Core, curators: Curators, channel: ReviewChannel) -> None:
        self.core = core
        self.feeds = core.store.feeds
        self.review_queue = core.store.review_queue
        self.curators = curators
        self.channel = channel
        core.components.on("followfeed", self.decide)
        core.components.on("refusefeed", self.decide)

    async def propose(self, source: InteractionOrContext, address: str) -> None:
        """Keep the proposal and show it to the curators. Raises LocalizedUserError for one too many.

        What is on the list already is kept no second time, and shown to nobody: the answer is the same, as
        it would otherwise say what the curators follow.
        """
        guild_id = guild_id_of(source)
        if guild_id is not None and address in {f.url for f in await self.feeds.proposed_by(guild_id)}:
            raise LocalizedUserError(
                N_("This server has proposed that feed already: {list}."), list="`/feeds list`"
            )
        try:
            fresh = await self.feeds.propose(address, added_by=str(user_of(source).id), guild_id=guild_id)
        except CapReached as reached:
            raise LocalizedUserError(_TOO_MANY[reached.of], most=reached.most) from None
        if fresh:
            self.core.background.add_task(self._show_curators(address), "showing a proposed feed")

    async def _show_curators(self, url: str) -> None:
        channel_id = self.channel.id
        if channel_id is None:
            return
        display = self.channel.display(channel_id)
        translator = display.translator
        body = translator.gettext("A server proposes to follow {url}.", url=address_without_preview(url))
        page = fit_page(Page(translator.gettext("A feed is proposed"), body, colour=AMBER), display.plain)
        buttons = (
            ActionButton(
                ComponentAction("followfeed", _key_of(url)), translator.gettext("Follow it"), Style.success
            ),
            ActionButton(
                ComponentAction("refusefeed", _key_of(url)), translator.gettext("Decline"), Style.danger
            ),
        )
        await self.core.messenger.send(channel_id, **new_message_kwargs(page, display, *buttons))

    async def decide(self, interaction: Interaction, action: ComponentAction) -> None:
        """A curator's button under a proposal. Raises LocalizedUserError where it is decided already."""
        await self.curators.require_curator(interaction.user)
        feed = await self._find_proposal(action.key)
        follow = action.action == "followfeed"
        await self.settle(interaction, feed.url, follow=follow)
        display = look_of(interaction.message, self.core.display_for(interaction))
        said = N_("{url} is followed: {who}.") if follow else N_("{url} is declined: {who}.")
        address, who = address_without_preview(feed.url), interaction.user.mention
        text = display.translator.gettext(said, url=address, who=who)
        page = fit_page(Page(display.translator.gettext("Decided"), text, colour=GREY), display.plain)
        await interaction.response.edit_message(**message_kwargs(page, display))

    async def settle(self, source: InteractionOrContext, url: str, *, follow: bool) -> None:
        """Follow or decline what was proposed; kept with the other decisions: who followed what."""
        await self.feeds.decide(url, "active" if follow else "refused")
        await self.review_queue.record(str(user_of(source).id), FOLLOWED if follow else REFUSED, url)

    async def _find_proposal(self, key: str) -> Feed:
        for feed in await self.feeds.all():
            if _key_of(feed.url) == key and feed.status == "proposed":
                return feed
        raise LocalizedUserError(N_("This proposal is decided already."))


def _key_of(url: str) -> str:
    """A feed's address as 16 hex digits: whole it is too long for a custom_id."""
    return blake2b(url.encode(), digest_size=8).hexdigest()
