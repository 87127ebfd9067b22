"""Where articles come from: feeds, followed for the one library of all servers."""

from __future__ import annotations

import asyncio
import io
from hashlib import blake2b
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord.core.cog import Feature
from bot.discord.core.components import Press, Style, button, view_of
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.review.channel import reader_there, review_channel
from bot.discord.review.feed_pages import failures, feeds_deck, round_deck
from bot.discord.ui.fit import fit, pages
from bot.discord.ui.limits import CHOICE_VALUE, CHOICES
from bot.discord.ui.markdown import safe_within, web_address
from bot.discord.ui.pages import AMBER, Card
from bot.ingest.poll_loop import Rounds
from bot.store.feeds import Feed, FeedStatus
from briefs.i18n import mark
from briefs.ingest.fetch.types import Refused
from briefs.ingest.fetch.url_policy import check_url

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]
_MOST_OF_A_FILE = 1_000_000  # bytes
_CURATORS_ONLY = mark("Only the curators of this library can do that.")


class Feeds(Feature):
    feeds = app_commands.Group(name="feeds", description=mark("Where articles come from"))

    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        self.rounds = Rounds(bot)
        self._loop: asyncio.Task[None] | None = None
        bot.presses.on("followfeed", self.decide)
        bot.presses.on("refusefeed", self.decide)

    async def cog_load(self) -> None:
        self._loop = asyncio.create_task(self.rounds.run(), name="rounds over the feeds")

    async def cog_unload(self) -> None:
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        await self.rounds.close()

    @feeds.command(name="list", description=mark("Every feed: how it is doing, what failed and why"))
    async def listed(self, interaction: Pressed) -> None:
        await self._check_may_propose(interaction)
        reader, state = self.bot.reader(interaction), self.bot.state
        found = [(feed, await state.visits.of(feed.url)) for feed in await state.feeds.all()]
        cards = pages(feeds_deck(found, reader), reader.plain)
        for card in cards[:5]:
            await reply(interaction, **parts_of(card, reader), ephemeral=True)
        if text := failures(found):
            file = discord.File(io.BytesIO(text.encode()[:_MOST_OF_A_FILE]), "failed-pages.txt")
            await reply(interaction, files=[file], ephemeral=True)

    @feeds.command(name="add", description=mark("Follow a feed, or propose it to the curators"))
    @app_commands.describe(url=mark("The address of an RSS or Atom feed"))
    async def add(self, interaction: Pressed, url: app_commands.Range[str, 1, 1000]) -> None:
        await self._check_may_propose(interaction)
        address, state = _address(url), self.bot.state
        curates, words = await self.bot.may_curate(interaction.user), self.bot.reader(interaction).words
        known = {feed.url: feed for feed in await state.feeds.all()}.get(address)
        if known is not None and (known.status == "active" or not curates):
            raise Refusal(mark("This feed is on the list already: {list}."), list="`/feeds list`")
        if known is not None:
            await state.feeds.decide(address, "active")
        else:
            status: FeedStatus = "active" if curates else "proposed"
            await state.feeds.add(
                address, added_by=str(interaction.user.id), status=status, guild_id=interaction.guild_id
            )  # fmt: skip
        if curates:
            said = words.say(
                "{url} is followed. Visit it now: {command}", url=_shown(address), command="`/feeds poll`"
            )
        else:
            said = words.say("{url} is proposed to the curators of the library.", url=_shown(address))
            self.bot.errands.run(self._propose(address), "showing a proposed feed")
        await reply(interaction, content=said, ephemeral=True)

    @feeds.command(name="remove", description=mark("Follow a feed no longer; what came from it stays"))
    @app_commands.describe(url=mark("Which feed"))
    async def remove(self, interaction: Pressed, url: app_commands.Range[str, 1, 1000]) -> None:
        await self._check_curates(interaction)
        address, words = url.strip(), self.bot.reader(interaction).words
        if address in self.bot.newsroom.press.feeds:
            raise Refusal(mark("This feed stands in {file}: take it out there."), file="`config/feeds.yaml`")
        if not await self.bot.state.feeds.remove(address):
            raise Refusal(mark("This feed is not on the list: {list}."), list="`/feeds list`")
        await self.bot.state.visits.forget(address)
        said = words.say("{url} is followed no longer.", url=safe_within(address, 300))
        await reply(interaction, content=said, ephemeral=True)

    @remove.autocomplete("url")
    async def _known(self, interaction: Pressed, typed: str) -> list[app_commands.Choice[str]]:
        if not await self.bot.may_curate(interaction.user):
            return []
        known = [feed.url for feed in await self.bot.state.feeds.all()]
        fitting = [url for url in known if typed.lower() in url.lower() and len(url) <= CHOICE_VALUE]
        return [app_commands.Choice(name=url, value=url) for url in fitting[:CHOICES]]

    @feeds.command(name="poll", description=mark("Visit the feeds now"))
    async def poll(self, interaction: Pressed) -> None:
        await self._check_curates(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        visits = await self.rounds.go(at_once=True)
        reader = self.bot.reader(interaction)
        deck = round_deck(visits, await self.bot.state.feeds.all(), reader)
        await reply(interaction, **parts_of(pages(deck, reader.plain)[0], reader), ephemeral=True)

    # What another server proposes

    async def _propose(self, url: str) -> None:
        channel_id = review_channel(self.bot)
        if channel_id is None:
            return
        reader = reader_there(self.bot, channel_id)
        words = reader.words
        body = words.say("A server proposes to follow {url}.", url=_shown(url))
        card = fit(Card(words.say("A feed is proposed"), body, colour=AMBER), reader.plain)
        view = view_of(
            button(Press("followfeed", _key(url)), words.say("Follow it"), Style.success),
            button(Press("refusefeed", _key(url)), words.say("Decline"), Style.danger),
        )
        whole = {name: value for name, value in parts_of(card, reader).items() if value}
        await self.bot.sender.post(channel_id, **whole, view=view)

    async def decide(self, interaction: Pressed, press: Press) -> None:
        await self._check_curates(interaction)
        feed = await self._proposed(press.key)
        active = press.action == "followfeed"
        await self.bot.state.feeds.decide(feed.url, "active" if active else "refused")
        await self.bot.state.review.record(
            str(interaction.user.id), "followed" if active else "refused", feed.url
        )
        words = self.bot.reader(interaction).words
        said = mark("{url} is followed: {who}.") if active else mark("{url} is declined: {who}.")
        text = words.say(said, url=_shown(feed.url), who=interaction.user.mention)
        await interaction.response.edit_message(content=text, embeds=[], view=None)

    async def _proposed(self, key: str) -> Feed:
        for feed in await self.bot.state.feeds.all():
            if _key(feed.url) == key and feed.status == "proposed":
                return feed
        raise Refusal(mark("This proposal is decided already."))

    # Who may

    async def _check_curates(self, interaction: Pressed) -> None:
        if not await self.bot.may_curate(interaction.user):
            raise Refusal(_CURATORS_ONLY)

    async def _check_may_propose(self, interaction: Pressed) -> None:
        """Curators of the library; and of a server, who manages it or is its curator."""
        if await self.bot.may_curate(interaction.user) or interaction.permissions.manage_guild:
            return
        user = interaction.user
        if isinstance(user, discord.Member):
            role = self.bot.preferences.guild(user.guild.id).curators_role_id
            if role is not None and user.get_role(role) is not None:
                return
        raise Refusal(mark("Only curators, and those who manage this server, can do that."))


def _address(typed: str) -> str:
    try:
        return check_url(typed.strip())
    except Refused as refused:
        hint = mark("Write for example: {example}")
        raise Refusal(
            mark("This address is not visited: {reason}"), hint, reason=safe_within(refused.message, 300),
            example="`/feeds add https://example.org/feed`",
        ) from None  # fmt: skip


def _shown(url: str) -> str:
    """In angle brackets Discord makes no preview of it."""
    address = web_address(url)
    return f"<{address}>" if address else safe_within(url, 300)


def _key(url: str) -> str:
    """A feed's address is too long for a button."""
    return blake2b(url.encode(), digest_size=8).hexdigest()


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Feeds(bot))
