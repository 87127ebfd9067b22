"""The curators' channel: a card for each candidate, decided with a click, by one curator at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.core.cog import Feature
from bot.discord.core.components import Press, view_of
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.review.candidate_card import Standing, article_card, buttons_for, candidate_card, named
from bot.discord.review.candidate_form import ReviewForm, typed_fields
from bot.discord.review.channel import reader_there, review_channel
from bot.discord.review.feed_pages import moment
from bot.discord.ui.limits import NONCE
from bot.ingest.draft_fields import apply
from bot.ingest.review_session import Curator, Item
from bot.ingest.service import refuse_embedded
from bot.store.review_queue import CLAIM, QueuedCandidate
from bot.terminal.review_text import other
from briefs.i18n import mark
from briefs.ingest.review.drafts import Draft

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]
MOST_OPEN = 20  # cards that wait at a time; each decision makes room for the next
_CURATORS_ONLY = mark("Only the curators of this library can do that.")


class Review(Feature):
    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        for action in ("take", "takesame", "edit", "reject", "readon", "letgo", "undo"):
            bot.presses.on(action, getattr(self, f"pressed_{action}"))
        self._typed: dict[tuple[str, int], Mapping[str, str]] = {}
        self._deleted: Counter[str] = Counter()
        self._posting = asyncio.Lock()

    # Cards

    @Feature.listener("on_candidates_waiting")
    async def show(self) -> None:
        """Cards for candidates that have none, as many as there is room for."""
        channel_id = review_channel(self.bot)
        if channel_id is None:
            return
        async with self._posting:
            review = self.bot.state.review
            room = MOST_OPEN - await review.cards_open()
            for row in await review.uncarded(room) if room > 0 else ():
                message_id = await self._post(channel_id, row.key)
                if message_id is None:
                    return
                await review.carded(row.key, channel_id, message_id)

    async def _post(self, channel_id: int, key: str) -> int | None:
        item, reader = await self._reading().item(key), reader_there(self.bot, channel_id)
        shown = self._shown(item, reader)
        whole = {name: value for name, value in shown.items() if value}
        nonce = f"{key}-{self._deleted[key]}"  # a second try posts no second card, a deleted one comes anew
        return await self.bot.sender.post(channel_id, **whole, nonce=nonce[-NONCE:])

    def _shown(self, item: Item, reader: Reader) -> dict[str, Any]:
        standing = self._standing(item.row)
        card = candidate_card(item, standing, reader)
        buttons = buttons_for(item.key, standing, reader.words, bool(item.alike))
        return {**parts_of(card, reader), "view": view_of(*buttons)}

    def _standing(self, row: QueuedCandidate) -> Standing:
        if row.status != "waiting":
            return Standing(row.status, row.decided_by, row.decided_at, row.statement_id)
        if row.claimed_by and row.claimed_at and row.claimed_at > self.bot.clock.now() - CLAIM:
            return Standing("claimed", row.claimed_by, row.claimed_at)
        return Standing("waiting")

    async def _renew(self, key: str) -> None:
        """The candidate's card as it is now, wherever it stands."""
        item = await self._reading().item(key)
        place, message_id = item.row.channel_id, item.row.message_id
        if place is not None and message_id is not None:
            await self.bot.sender.edit(place, message_id, **self._shown(item, reader_there(self.bot, place)))

    @Feature.listener("on_raw_message_delete")
    async def card_deleted(self, event: discord.RawMessageDeleteEvent) -> None:
        if event.channel_id == review_channel(self.bot):
            key = await self.bot.state.review.card_gone(event.message_id)
            if key is not None:
                self._deleted[key] += 1

    # Who decides

    def _reading(self) -> Curator:
        return Curator(self.bot.newsroom, lambda: self.bot.shelf.desk, "")

    async def _curator(self, interaction: Pressed) -> Curator:
        if not await self.bot.may_curate(interaction.user):
            raise Refusal(_CURATORS_ONLY)
        refuse_embedded(self.bot.newsroom.root)
        return await self.bot.curator(interaction.user)

    async def _claimed(self, curator: Curator, key: str) -> Item:
        """The candidate, claimed for this curator. Raises Refusal where another is at it, or was quicker."""
        if await self.bot.state.review.claim(key, curator.by):
            return await curator.item(key)
        row = await self.bot.state.review.candidate(key)
        if row is None:
            raise Refusal(mark("This candidate is no longer kept."))
        if row.status != "waiting":
            self.bot.errands.run(self._renew(key), "renewing a card")
            raise Refusal(mark("This candidate has been decided already."))
        until = moment(row.claimed_at + CLAIM) if row.claimed_at else "–"
        raise Refusal(
            mark("{who} is at this one. It is free again {when}."),
            who=named(row.claimed_by or ""),
            when=until,
        )

    # Decisions

    async def pressed_take(self, interaction: Pressed, press: Press, same: bool = False) -> None:
        curator = await self._curator(interaction)
        item = await self._claimed(curator, press.key)
        await interaction.response.defer()
        draft = item.waiting.draft
        if same and item.alike:
            draft = replace(draft, same_as=(other(item),))
        await self._accept(interaction, curator, item, draft)

    async def pressed_takesame(self, interaction: Pressed, press: Press) -> None:
        """Accepted as another article's account of the statement that the card names first."""
        await self.pressed_take(interaction, press, same=True)

    async def _accept(self, interaction: Pressed, curator: Curator, item: Item, draft: Draft) -> None:
        """In the library, in its index and in the next answer, when this returns."""
        await curator.accept(item, draft)
        await self.bot.shelf.reload()
        await self._decided(interaction, item.key)

    async def _decided(self, interaction: Pressed, key: str) -> None:
        item = await self._reading().item(key)
        reader = reader_there(self.bot, interaction.channel_id or 0)
        await interaction.edit_original_response(**self._shown(item, reader))
        self.bot.errands.run(self.show(), "showing candidates")

    async def pressed_edit(self, interaction: Pressed, press: Press) -> None:
        curator = await self._curator(interaction)
        item = await self._claimed(curator, press.key)
        typed = self._typed.get((press.key, interaction.user.id))
        form = ReviewForm(press.key, item.waiting.draft, typed, self.bot.reader(interaction), self.edited)
        await interaction.response.send_modal(form)
        self.bot.errands.run(self._renew(press.key), "renewing a card")

    async def edited(self, interaction: Pressed, key: str, typed: Mapping[str, str]) -> None:
        """The form is sent: what cannot be taken is said, and stands in the form when it is opened again."""
        curator = await self._curator(interaction)
        item = await self._claimed(curator, key)
        await interaction.response.defer()
        self._typed[key, interaction.user.id] = typed
        before = item.waiting.draft
        draft = apply(before, typed_fields(typed, before), self.bot.shelf.desk, item.text)
        await self._accept(interaction, curator, item, draft)
        self._typed.pop((key, interaction.user.id), None)

    async def pressed_reject(self, interaction: Pressed, press: Press) -> None:
        curator = await self._curator(interaction)
        item = await self._claimed(curator, press.key)
        await interaction.response.defer()
        await curator.reject(item)
        await self._decided(interaction, press.key)

    async def pressed_letgo(self, interaction: Pressed, press: Press) -> None:
        curator = await self._curator(interaction)
        if not await self.bot.state.review.release(press.key, curator.by):
            raise Refusal(mark("This candidate is not yours to let go."))
        await interaction.response.defer()
        await self._decided(interaction, press.key)

    async def pressed_readon(self, interaction: Pressed, press: Press) -> None:
        """The article around the passage, for whoever looks."""
        if not await self.bot.may_curate(interaction.user):
            raise Refusal(_CURATORS_ONLY)
        reader, item = self.bot.reader(interaction), await self._reading().item(press.key)
        await reply(interaction, **parts_of(article_card(item, reader), reader), ephemeral=True)

    # Taking back

    async def pressed_undo(self, interaction: Pressed, press: Press) -> None:
        curator = await self._curator(interaction)
        await interaction.response.defer()
        await curator.undo(press.key)
        await self.bot.shelf.reload()
        await self._decided(interaction, press.key)

    @app_commands.command(name="undo", description=mark("Take back a decision on a candidate"))
    @app_commands.describe(what=mark("A statement's id or a candidate's key; left out: your last decision"))
    async def undo(self, interaction: Pressed, what: app_commands.Range[str, 1, 90] | None = None) -> None:
        curator = await self._curator(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        undone = await curator.undo(what.strip().strip("`") if what else None)
        await self.bot.shelf.reload()
        self.bot.errands.run(self._renew(undone.key), "renewing a card")
        words = self.bot.reader(interaction).words
        said = words.say("Taken back: {what}. The candidate waits again.", what=f"`{undone.what}`")
        await reply(interaction, content=said, ephemeral=True)


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Review(bot))
