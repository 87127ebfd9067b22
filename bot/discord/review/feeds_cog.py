"""Where articles come from: feeds, followed for the one library of all servers."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.core import (
    FOR_SERVERS,
    IN_SERVERS,
    MANAGERS,
    BaseCog,
    Context,
    Core,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    bot_is_in,
    defer_reply,
    guild_id_of,
    new_message_kwargs,
    send_alone,
    user_of,
)
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.curators import Curators
from bot.discord.review.feed_pages import (
    FeedWithRecords,
    address_without_preview,
    failures_text,
    feeds_pages,
    poll_pages,
)
from bot.discord.review.feed_proposals import FeedProposals
from bot.discord.review.source_pages import sources_block, visit_page
from bot.discord.ui import CHOICE_VALUE, CHOICES, paginate, safe_within
from bot.ingest import IngestService, PollLoop
from briefs.i18n import N_
from briefs.ingest import fetch

if TYPE_CHECKING:
    from briefs.ingest.archive import SourceVisit

CANDIDATES_QUEUED = "candidates_waiting"  # the event: there may be candidates that no card shows
_ABOUT = N_("Where articles come from")
_MOST_OF_A_FILE = 1_000_000  # bytes
_LONGEST_ADDRESS = 1000  # characters


class FeedsCog(BaseCog):
    """`/feeds`, and the loop that polls them. Curators follow a feed; managers of a server propose one.

    `announce` is the client's `dispatch`, `ready` its `wait_until_ready`.
    """

    feeds = app_commands.Group(
        name="feeds",
        description=_ABOUT,
        default_permissions=MANAGERS,
        allowed_contexts=IN_SERVERS,
        allowed_installs=FOR_SERVERS,
    )

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
        self.preferences = core.preferences
        self.configured = ingest.feed_settings.feeds
        self.curators = curators
        self.proposals = FeedProposals(core, curators, channel)
        self.channel = channel
        self.poll_loop = PollLoop(
            ingest, core.library, core.clock, partial(announce, CANDIDATES_QUEUED), self._source_changed
        )
        self._ready = ready
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Start the loop; it waits until the client is ready, as what it queues is posted in a channel."""
        self._loop = asyncio.create_task(self._poll(), name="polling the feeds")

    def _source_changed(self, visit: SourceVisit) -> None:
        self.core.background.add_task(self._tell_curators(visit), "telling of a changed source")

    async def _tell_curators(self, visit: SourceVisit) -> None:
        channel_id = self.channel.id
        if channel_id is None:
            return
        display = self.channel.display(channel_id)
        await self.core.messenger.send(channel_id, **new_message_kwargs(visit_page(visit, display), display))

    async def _poll(self) -> None:
        await self._ready()
        library = self.core.library
        await self.poll_loop.run(lambda: self.core.on_duty() and library.curates)

    async def cog_unload(self) -> None:
        """End the loop, and the process that reads pages for it."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        await self.poll_loop.close()

    @feeds.command(name="list", description=N_("Every feed: how it is doing, what failed and why"))
    async def list_feeds(self, interaction: Interaction) -> None:
        """As at most five pages, and a text file where these have no room for all that failed."""
        await self._list(interaction)

    async def _list(self, source: InteractionOrContext) -> None:
        """For whoever asked alone.

        A curator sees all; whoever may propose sees what their server proposed, as an address may hold a
        token, and a page that failed tells what the library is made of.
        """
        await self._check_may_propose(source)
        display = self.core.display_for(source)
        found: list[FeedWithRecords] = []
        sources = None
        if await self.core.may_curate(user_of(source)):
            found = [(feed, await self.fetch_log.of(feed.url)) for feed in await self.followed.all()]
            sources = sources_block(await self.core.store.sources.all(), display)
        elif (guild_id := guild_id_of(source)) is not None:
            found = [(feed, ()) for feed in await self.followed.proposed_by(guild_id)]
        pages = paginate(feeds_pages(found, display, sources), display.plain)
        messages = [new_message_kwargs(page, display) for page in pages[:5]]
        if text := failures_text(found):
            file = discord.File(io.BytesIO(text.encode()[:_MOST_OF_A_FILE]), "failed-pages.txt")
            messages.append({"files": [file]})
        await send_alone(source, display.translator, *messages)

    @feeds.command(name="add", description=N_("Follow a feed, or propose it to the curators"))
    @app_commands.describe(url=N_("The address of an RSS or Atom feed"))
    async def add(self, interaction: Interaction, url: app_commands.Range[str, 1, _LONGEST_ADDRESS]) -> None:
        """A curator follows it at once; whoever manages a server proposes it. Raises LocalizedUserError."""
        await self._add(interaction, url)

    async def _add(self, source: InteractionOrContext, url: str) -> None:
        await self._check_may_propose(source)
        address, translator = _parse_address(url), self.core.display_for(source).translator
        if await self.core.may_curate(user_of(source)):
            await self._check_is_new(address)
            await defer_reply(source)
            said = await self._follow_found(source, address)
        else:
            await self.proposals.propose(source, address)
            shown = address_without_preview(address)
            said = translator.gettext("{url} is proposed to the curators of the library.", url=shown)
        await send_alone(source, translator, {"content": said})

    async def _follow_found(self, source: InteractionOrContext, address: str) -> str:
        """Looks first: what is no feed is not followed, and a page that names its feed gives way to it.

        What may be there tomorrow is followed, and the trouble told.
        """
        translator = self.core.display_for(source).translator
        probe = await self.poll_loop.probe(address)
        reason = safe_within(probe.problem or "", 300)
        if probe.problem and probe.certain:
            hint = N_("Name the feed itself, or a page that has it in its head")
            raise LocalizedUserError(N_("This address cannot be followed: {reason}"), hint, reason=reason)
        if probe.url != address:
            await self._check_is_new(probe.url)
        await self._follow(source, probe.url)
        shown = address_without_preview(probe.url)
        told = [
            translator.gettext(
                "{url} is followed. Visit it now: {command}", url=shown, command="`/feeds poll`"
            )
        ]
        if probe.url != address:
            told = [
                translator.gettext("That page names its feed, which is followed instead: {url}", url=shown)
            ]
        if probe.problem:
            told.append(translator.gettext("It could not be read just now: {reason}", reason=reason))
        return "\n".join(told)

    async def _check_is_new(self, address: str) -> None:
        known = {feed.url: feed for feed in await self.followed.all()}.get(address)
        if known is not None and known.status == "active":
            raise LocalizedUserError(N_("This feed is on the list already: {list}."), list="`/feeds list`")

    async def _follow(self, source: InteractionOrContext, address: str) -> None:
        # Without the server in which the curator said so: it is the library's feed, not that server's.
        if not await self.followed.add(address, added_by=str(user_of(source).id)):
            # Proposed or declined before, and now wanted by a curator.
            await self.proposals.settle(source, address, follow=True)

    @feeds.command(name="remove", description=N_("Follow a feed no longer; what came from it stays"))
    @app_commands.describe(url=N_("Which feed"))
    async def remove(
        self, interaction: Interaction, url: app_commands.Range[str, 1, _LONGEST_ADDRESS]
    ) -> None:
        """Raises LocalizedUserError for an unknown feed, and one that the library's own file names."""
        await self._remove(interaction, url)

    async def _remove(self, source: InteractionOrContext, url: str) -> None:
        await self.curators.require_curator(user_of(source))
        address, translator = url.strip(), self.core.display_for(source).translator
        if address in self.configured:
            raise LocalizedUserError(
                N_("This feed stands in {file}: take it out there."), file="`config/feeds.yaml`"
            )
        if not await self.followed.remove(address):
            raise LocalizedUserError(N_("This feed is not on the list: {list}."), list="`/feeds list`")
        await self.fetch_log.forget(address)
        said = translator.gettext("{url} is followed no longer.", url=safe_within(address, 300))
        await send_alone(source, translator, {"content": said})

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
        await self._poll_now(interaction)

    async def _poll_now(self, source: InteractionOrContext) -> None:
        await self.curators.require_curator(user_of(source))
        await defer_reply(source)
        records = await self.poll_loop.poll_once(at_once=True)
        display = self.core.display_for(source)
        paged = poll_pages(records, await self.followed.all(), display)
        page = paginate(paged, display.plain)[0]
        await send_alone(source, display.translator, new_message_kwargs(page, display))

    # The same as a `!` line

    @commands.command(
        name="feeds", description=_ABOUT, extras={"example": "feeds add https://example.org/feed"}
    )
    async def line(self, ctx: Context, action: str = "list", *, url: str = "") -> None:
        """`!feeds`, `!feeds add`, `remove` and `poll`, for those whom the slash commands serve."""
        match action.lower():
            case "list" if not url:
                await self._list(ctx)
            case "poll" if not url:
                await self._poll_now(ctx)
            case "add" if url:
                await self._add(ctx, _address_of_line(url))
            case "remove" if url:
                await self._remove(ctx, _address_of_line(url))
            case _:
                await self._check_may_propose(ctx)
                raise LocalizedUserError(
                    N_("That could not be read."), N_("Write for example: {example}"),
                    example="`!feeds list`, `!feeds add https://example.org/feed`, `!feeds poll`",
                )  # fmt: skip

    # Who may

    async def _check_may_propose(self, source: InteractionOrContext) -> None:
        """Curators of the library; and of a server that has the bot, who manages it or is its curator."""
        user = user_of(source)
        if await self.core.may_curate(user):
            return
        # Who installed the bot for themselves manages servers that have nothing to do with it.
        if isinstance(user, discord.Member) and bot_is_in(source):
            if source.permissions.manage_guild or self.preferences.has_curators_role(user):
                return
        raise LocalizedUserError(N_("Only curators, and those who manage this server, can do that."))


def _address_of_line(typed: str) -> str:
    """Without the brackets that keep Discord from showing a preview."""
    return typed.strip().removeprefix("<").removesuffix(">")[:_LONGEST_ADDRESS]


def _parse_address(typed: str) -> str:
    """An address that may be visited: public, and of the web. Raises LocalizedUserError."""
    try:
        return fetch.check_url(typed.strip())
    except fetch.FetchRefused as refused:
        hint = N_("Write for example: {example}")
        raise LocalizedUserError(
            N_("This address is not visited: {reason}"), hint, reason=safe_within(refused.message, 300),
            example="`/feeds add https://example.org/feed`",
        ) from None  # fmt: skip
