"""What can be done with subscriptions, for slash commands and lines alike; rights were checked before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.briefings.arguments import here
from bot.discord.briefings.buttons import BriefingButtons
from bot.discord.briefings.subscription_pages import decisions_deck, subscription_text, subscriptions_deck
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import Source, guild_id_of, parts_of, reply
from bot.discord.ui.fit import pages
from bot.store.subscriptions import Subscription, Wish
from briefs.briefing.schedule import local_day
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

MOST_IN_A_SERVER, MOST_OF_A_USER = 25, 5
_FOR_ALL_TO_SEE = 2  # messages of a preview that was asked for in a line
_RESULTS = {
    "sent": mark("The briefing was sent."),
    "empty": mark("There is nothing new, and you asked for silence on such days."),
    "waiting": mark("Discord did not take it yet; it is tried again."),
    "busy": mark("A briefing is on its way already. Try again in a minute."),
    "failed": mark("It could not be sent. {why} gives the reason."),
}


class BriefingDeeds:
    def __init__(self, bot: OnRecord) -> None:
        self.bot = bot
        self.buttons = BriefingButtons(bot)

    async def subscribe(self, source: Source, wish: Wish, *, welcome: bool = False) -> None:
        most = MOST_OF_A_USER if wish.guild_id is None else MOST_IN_A_SERVER
        if len(await here(source)) >= most:
            raise Refusal(mark("There are {most} subscriptions here already, which is the most."), most=most)
        await self.bot.briefings.desk.issue()  # what is there now is not new to this subscriber
        made = await self.bot.state.subscriptions.add(wish)
        await self._shown(source, made)
        if welcome:  # whatever is wanted on quiet days: somebody asked for this one
            first = replace(made, wish=replace(made.wish, when_empty="pair"))
            self.bot.errands.run(self.bot.briefings.courier.on_request(first), "a welcome briefing")

    async def edit(self, source: Source, chosen: Subscription, changes: dict[str, Any]) -> None:
        if not changes:
            raise Refusal(mark("Nothing was named to be changed."), mark("Name for example the time."))
        changed = await self.bot.state.subscriptions.edit(chosen.key, **changes)
        await self._shown(source, changed or chosen)

    async def pause(self, source: Source, chosen: Subscription) -> None:
        await self.bot.state.subscriptions.pause(chosen.key, "asked")
        await self._shown(source, await self.bot.state.subscriptions.get(chosen.key) or chosen)

    async def resume(self, source: Source, chosen: Subscription) -> None:
        await self._shown(source, await self.bot.state.subscriptions.resume(chosen.key) or chosen)

    async def unsubscribe(self, source: Source, chosen: Subscription) -> None:
        await self.bot.state.subscriptions.remove(chosen.key)
        words = self.bot.reader(source).words
        await reply(source, content=words.say("The briefing was stopped for good."), ephemeral=True)

    async def preview(self, source: Source, chosen: Subscription) -> None:
        await _wait(source)
        desk, wish = self.bot.briefings.desk, chosen.wish
        _, made = await desk.briefing(chosen, local_day(self.bot.clock.now(), wish.timezone))
        reader = desk.reader(wish)
        if made.skip:
            text = self.bot.reader(source).words.say(_RESULTS["empty"])
            await reply(source, content=text, ephemeral=True)
            return
        cards = desk.cards(made, reader)
        alone = isinstance(source, discord.Interaction) or guild_id_of(source) is None
        shown = cards if alone else cards[:_FOR_ALL_TO_SEE]
        for card in shown:
            await reply(source, **parts_of(card, reader), ephemeral=True)
        if len(shown) < len(cards):
            rest = reader.words.say(
                "The rest is for your eyes only: {command}", command="`/briefing preview`"
            )
            await reply(source, content=rest)

    async def now(self, source: Source, chosen: Subscription) -> None:
        await _wait(source)
        result = await self.bot.briefings.courier.on_request(chosen)
        words = self.bot.reader(source).words
        await reply(source, content=words.say(_RESULTS[result], why="`/briefing why`"), ephemeral=True)

    async def why(self, source: Source, chosen: Subscription) -> None:
        reader = self.bot.reader(source)
        decisions = await self.bot.state.deliveries.why(chosen.key)
        deck = decisions_deck(chosen, decisions, self.bot.shelf, reader)
        await reply(source, **parts_of(pages(deck, reader.plain)[0], reader), ephemeral=True)

    async def listed(self, source: Source) -> None:
        reader = self.bot.reader(source)
        deck = subscriptions_deck(await here(source), self.bot.shelf, reader)
        for card in pages(deck, reader.plain):
            await reply(source, **parts_of(card, reader), ephemeral=True)

    async def _shown(self, source: Source, subscription: Subscription) -> None:
        reader = self.bot.reader(source)
        notes = self._notes(source, subscription.wish)
        text = "\n".join([subscription_text(subscription, self.bot.shelf, reader), *notes])
        view = self.buttons.view(subscription, reader)
        await reply(source, content=text, view=view, ephemeral=True)

    def _notes(self, source: Source, wish: Wish) -> list[str]:
        """What works, but not as well as it might."""
        words, guild = self.bot.reader(source).words, source.guild
        channel = guild.get_channel_or_thread(wish.channel_id or 0) if guild else None
        if guild is None or channel is None:
            return []
        granted, notes = channel.permissions_for(guild.me), []
        if not granted.read_message_history:
            text = mark(
                "The bot may not read the history there: a briefing that was cut short is not sent again."
            )
            notes.append(words.say(text))
        role = guild.get_role(wish.role_id) if wish.role_id else None
        if role is not None and not (role.mentionable or granted.mention_everyone):
            notes.append(words.say("{role} cannot be pinged by the bot.", role=role.mention))
        return notes


def may_manage(source: Source) -> bool:
    """In a server its managers; in direct messages everybody, for themselves."""
    return guild_id_of(source) is None or source.permissions.manage_guild


async def _wait(source: Source) -> None:
    """What follows may take longer than Discord waits for an answer."""
    if isinstance(source, discord.Interaction):
        await source.response.defer(ephemeral=True, thinking=True)
