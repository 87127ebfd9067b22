"""Where articles come from: feeds, followed for the one library of all servers."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from functools import partial
from hashlib import blake2b

import discord
from discord import app_commands

from bot.discord.core import (
    ActionButton,
    BaseCog,
    ComponentAction,
    Core,
    Interaction,
    LocalizedUserError,
    Style,
    action_view,
    message_kwargs,
    new_message_kwargs,
    send_page,
    send_reply,
)
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.curators import Curators
from bot.discord.review.feed_pages import failures_text, feeds_pages, poll_pages
from bot.discord.ui import AMBER, CHOICE_VALUE, CHOICES, Page, fit_page, paginate, safe_within, web_address
from bot.ingest import IngestService, PollLoop
from bot.store import Feed, FeedStatus
from briefs.i18n import N_
from briefs.ingest.fetch import FetchRefused, check_url

CANDIDATES_QUEUED = "candidates_waiting"  # the event: there may be candidates that no card shows
_MOST_OF_A_FILE = 1_000_000  # bytes


class FeedsCog(BaseCog):
    """`/feeds`, and the loop that polls them. Curators follow a feed; managers of a server propose one.

    `announce` is the client's `dispatch`, `ready` its `wait_until_ready`.
    """

    feeds = app_commands.Group(name="feeds", description=N_("Where articles come from"))

    def __init__(
        self,
        core: Core,
        ingest: IngestService,
        curators: Curators,
        channel: ReviewChannel,
        announce: Callable[[str], None],
        ready: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(core)
        self.followed = core.store.feeds
        self.fetch_log = core.store.fetch_log
        self.review_queue = core.store.review_queue
        self.preferences = core.preferences
        self.messenger = core.messenger
        self.configured = ingest.feed_settings.feeds
        self.curators = curators
        self.channel = channel
        self.poll_loop = PollLoop(ingest, core.library, core.clock, partial(announce, CANDIDATES_QUEUED))
        self._ready = ready
        self._loop: asyncio.Task[None] | None = None
        core.components.on("followfeed", self.decide)
        core.components.on("refusefeed", self.decide)

    async def cog_load(self) -> None:
        """Start the loop; it waits until the client is ready, as what it queues is posted in a channel."""
        self._loop = asyncio.create_task(self._poll(), name="polling the feeds")

    async def _poll(self) -> None:
        await self._ready()
        await self.poll_loop.run()

    async def cog_unload(self) -> None:
        """End the loop, and the process that reads pages for it."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        await self.poll_loop.close()

    @feeds.command(name="list", description=N_("Every feed: how it is doing, what failed and why"))
    async def list_feeds(self, interaction: Interaction) -> None:
        """As at most five pages, and a text file where these have no room for all that failed."""
        await self._check_may_propose(interaction)
        display, feeds = self.core.display_for(interaction), self.followed
        found = [(feed, await self.fetch_log.of(feed.url)) for feed in await feeds.all()]
        pages = paginate(feeds_pages(found, display), display.plain)
        for page in pages[:5]:
            await send_reply(interaction, **message_kwargs(page, display), ephemeral=True)
        if text := failures_text(found):
            file = discord.File(io.BytesIO(text.encode()[:_MOST_OF_A_FILE]), "failed-pages.txt")
            await send_reply(interaction, files=[file], ephemeral=True)

    @feeds.command(name="add", description=N_("Follow a feed, or propose it to the curators"))
    @app_commands.describe(url=N_("The address of an RSS or Atom feed"))
    async def add(self, interaction: Interaction, url: app_commands.Range[str, 1, 1000]) -> None:
        """A curator follows it at once; whoever manages a server proposes it. Raises LocalizedUserError."""
        await self._check_may_propose(interaction)
        address, feeds = _parse_address(url), self.followed
        curates = await self.core.may_curate(interaction.user)
        translator = self.core.display_for(interaction).translator
        known = {feed.url: feed for feed in await feeds.all()}.get(address)
        if known is not None and (known.status == "active" or not curates):
            raise LocalizedUserError(N_("This feed is on the list already: {list}."), list="`/feeds list`")
        if known is not None:  # proposed or declined before, and now wanted by a curator
            await feeds.decide(address, "active")
        else:
            status: FeedStatus = "active" if curates else "proposed"
            await feeds.add(
                address, added_by=str(interaction.user.id), status=status, guild_id=interaction.guild_id
            )  # fmt: skip
        if curates:
            said = translator.gettext(
                "{url} is followed. Visit it now: {command}",
                url=_without_preview(address),
                command="`/feeds poll`",
            )
        else:
            said = translator.gettext(
                "{url} is proposed to the curators of the library.", url=_without_preview(address)
            )
            self.core.background.add_task(self._propose(address), "showing a proposed feed")
        await send_reply(interaction, content=said, ephemeral=True)

    @feeds.command(name="remove", description=N_("Follow a feed no longer; what came from it stays"))
    @app_commands.describe(url=N_("Which feed"))
    async def remove(self, interaction: Interaction, url: app_commands.Range[str, 1, 1000]) -> None:
        """Raises LocalizedUserError for an unknown feed, and one that the library's own file names."""
        await self.curators.require_curator(interaction.user)
        address, translator = url.strip(), self.core.display_for(interaction).translator
        if address in self.configured:
            raise LocalizedUserError(
                N_("This feed stands in {file}: take it out there."), file="`config/feeds.yaml`"
            )
        if not await self.followed.remove(address):
            raise LocalizedUserError(N_("This feed is not on the list: {list}."), list="`/feeds list`")
        await self.fetch_log.forget(address)
        said = translator.gettext("{url} is followed no longer.", url=safe_within(address, 300))
        await send_reply(interaction, content=said, ephemeral=True)

    @remove.autocomplete("url")
    async def _complete_url(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if not await self.core.may_curate(interaction.user):
            return []
        known = [feed.url for feed in await self.followed.all()]
        fitting = [url for url in known if typed.lower() in url.lower() and len(url) <= CHOICE_VALUE]
        return [app_commands.Choice(name=url, value=url) for url in fitting[:CHOICES]]

    @feeds.command(name="poll", description=N_("Visit the feeds now"))
    async def poll(self, interaction: Interaction) -> None:
        """Poll at once, whatever is due, and say what it brought."""
        await self.curators.require_curator(interaction.user)
        await interaction.response.defer(ephemeral=True, thinking=True)
        records = await self.poll_loop.poll_once(at_once=True)
        display = self.core.display_for(interaction)
        paged = poll_pages(records, await self.followed.all(), display)
        await send_page(interaction, paged, display)

    # What another server proposes

    async def _propose(self, url: str) -> None:
        channel_id = self.channel.id
        if channel_id is None:
            return
        display = self.channel.display(channel_id)
        translator = display.translator
        body = translator.gettext("A server proposes to follow {url}.", url=_without_preview(url))
        page = fit_page(Page(translator.gettext("A feed is proposed"), body, colour=AMBER), display.plain)
        view = action_view(
            ActionButton(
                ComponentAction("followfeed", _key_of(url)), translator.gettext("Follow it"), Style.success
            ),
            ActionButton(
                ComponentAction("refusefeed", _key_of(url)), translator.gettext("Decline"), Style.danger
            ),
        )
        await self.messenger.send(channel_id, **new_message_kwargs(page, display), view=view)

    async def decide(self, interaction: Interaction, action: ComponentAction) -> None:
        """A curator's button under a proposal. Raises LocalizedUserError where it is decided already."""
        await self.curators.require_curator(interaction.user)
        feed = await self._find_proposal(action.key)
        active = action.action == "followfeed"
        await self.followed.decide(feed.url, "active" if active else "refused")
        # Kept with the other decisions of curators: who followed what.
        await self.review_queue.record(
            str(interaction.user.id), "followed" if active else "refused", feed.url
        )
        translator = self.core.display_for(interaction).translator
        said = N_("{url} is followed: {who}.") if active else N_("{url} is declined: {who}.")
        text = translator.gettext(said, url=_without_preview(feed.url), who=interaction.user.mention)
        await interaction.response.edit_message(content=text, embeds=[], view=None)

    async def _find_proposal(self, key: str) -> Feed:
        for feed in await self.followed.all():
            if _key_of(feed.url) == key and feed.status == "proposed":
                return feed
        raise LocalizedUserError(N_("This proposal is decided already."))

    # Who may

    async def _check_may_propose(self, interaction: Interaction) -> None:
        """Curators of the library; and of a server, who manages it or is its curator."""
        if await self.core.may_curate(interaction.user) or interaction.permissions.manage_guild:
            return
        user = interaction.user
        if isinstance(user, discord.Member) and self.preferences.has_curators_role(user):
            return
        raise LocalizedUserError(N_("Only curators, and those who manage this server, can do that."))


def _parse_address(typed: str) -> str:
    """An address that may be visited: public, and of the web. Raises LocalizedUserError."""
    try:
        return check_url(typed.strip())
    except FetchRefused as refused:
        hint = N_("Write for example: {example}")
        raise LocalizedUserError(
            N_("This address is not visited: {reason}"), hint, reason=safe_within(refused.message, 300),
            example="`/feeds add https://example.org/feed`",
        ) from None  # fmt: skip


def _without_preview(url: str) -> str:
    """An address in angle brackets, of which Discord makes no preview."""
    address = web_address(url)
    return f"<{address}>" if address else safe_within(url, 300)


def _key_of(url: str) -> str:
    """A feed's address as 16 hex digits: whole it is too long for a custom_id."""
    return blake2b(url.encode(), digest_size=8).hexdigest()
