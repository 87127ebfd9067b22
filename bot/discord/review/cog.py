"""The curators' channel: a card for each candidate, decided with a click, by one curator at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.core import (
    BaseCog,
    ComponentAction,
    Core,
    FormInput,
    FormPage,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    is_message,
    look_of,
    new_message_kwargs,
    send_reply,
    user_of,
)
from bot.discord.review.article_cog import ArticleCog
from bot.discord.review.article_excerpt import article_page
from bot.discord.review.candidate_card import (
    speakers_mark,
)
from bot.discord.review.candidate_cards import CandidateCards
from bot.discord.review.candidate_form import review_form, typed_fields
from bot.discord.review.candidate_words import mention_or_name
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.choice_form import choice_form, chosen_fields
from bot.discord.review.curators import Curators
from bot.discord.review.feed_pages import relative_timestamp
from bot.ingest import (
    ReviewItem,
    ReviewSession,
    apply_edits,
    is_supposed,
    kept_edits,
    matching_statement_id,
)
from bot.store import CLAIM
from briefs.i18n import N_

if TYPE_CHECKING:
    from briefs.ingest.review import Draft


class ReviewCog(BaseCog):
    """Cards of candidates and their buttons; a curator's claim keeps the others off for a while."""

    def __init__(self, core: Core, curators: Curators, channel: ReviewChannel) -> None:
        super().__init__(core)
        self.library = core.library
        self.background = core.background
        self.queue = core.store.review_queue
        self.cards = CandidateCards(core, curators, channel)
        self.curators = curators
        self.channel = channel
        # The actions are part of custom_ids in posted cards: each is answered by the method of its name.
        for action in ("take", "takesame", "edit", "reject", "readon", "letgo", "undo"):
            core.components.on(action, getattr(self, f"pressed_{action}"))
        core.components.on("words", self.pressed_edit)
        core.forms.on("edit", self.choice_form, self.save_choices)
        core.forms.on("words", self.words_form, self.save_words)
        self.articles = ArticleCog(core, curators, channel, self.cards.post_alone)
        self.cards.post_article = self.articles.post

    # Cards

    @BaseCog.listener("on_candidates_waiting")
    async def post_cards(self) -> None:
        """Cards for candidates that have none, as many as there is room for."""
        await self.cards.post_all()

    @BaseCog.listener("on_raw_message_delete")
    async def card_deleted(self, event: discord.RawMessageDeleteEvent) -> None:
        """A candidate whose card was deleted waits for a new one."""
        if event.channel_id == self.channel.id:
            await self.cards.deleted(event.message_id)

    # Who decides

    async def _session_of(self, source: InteractionOrContext) -> ReviewSession:
        """Raises LocalizedUserError for who is no curator, UserError where nothing can be written."""
        await self.curators.require_writable(user_of(source))
        return await self.curators.session(user_of(source))

    async def _claim(self, session: ReviewSession, key: str) -> ReviewItem:
        """The candidate, claimed for this curator.

        Raises LocalizedUserError where another is at it, or was quicker.
        """
        if await self.queue.claim(key, session.by):
            return await session.item(key)
        row = await self.queue.candidate(key)
        if row is None:
            raise LocalizedUserError(N_("This candidate is no longer kept."))
        if row.status != "waiting":
            self.background.add_task(self.cards.renew(key), "renewing a card")
            raise LocalizedUserError(N_("This candidate has been decided already."))
        until = relative_timestamp(row.claimed_at + CLAIM) if row.claimed_at else "–"
        raise LocalizedUserError(
            N_("{who} is at this one. It is free again {when}."),
            who=mention_or_name(row.claimed_by or ""),
            when=until,
        )

    # Decisions

    async def pressed_take(
        self, interaction: Interaction, action: ComponentAction, same: bool = False
    ) -> None:
        """Accept the candidate as it stands; `same` links it to the statement that the card names first.

        Where its speaker is only supposed the first press asks, and the second is for whom the button named.
        """
        session = await self._session_of(interaction)
        item = await self._claim(session, action.key)
        await interaction.response.defer()
        draft = item.draft
        if is_supposed(item, session.engine) and action.value != speakers_mark(draft):
            await self._show_decision(interaction, item.key, asked=True)
            return
        if same and item.alike:
            draft = replace(draft, same_as=(matching_statement_id(item),))
        await self._accept(interaction, session, item, draft)

    async def pressed_takesame(self, interaction: Interaction, action: ComponentAction) -> None:
        """Accepted as another article's account of the statement that the card names first."""
        await self.pressed_take(interaction, action, same=True)

    async def _accept(
        self, interaction: Interaction, session: ReviewSession, item: ReviewItem, draft: Draft
    ) -> None:
        """In the library, in its index and in the next answer, when this returns."""
        await session.accept(item, draft)
        await self.library.reload()
        await self._show_decision(interaction, item.key)

    async def _show_decision(self, interaction: Interaction, key: str, asked: bool = False) -> None:
        item = await self.curators.reader_session().item(key)
        display = look_of(interaction.message, self.channel.display(interaction.channel_id or 0))
        await interaction.edit_original_response(**self.cards.kwargs_of(item, display, asked))
        if not is_message(interaction, item.row.message_id):  # the form was opened again, under its refusal
            self.background.add_task(self.cards.renew(key), "renewing a card")
        self.background.add_task(self.post_cards(), "showing candidates")

    async def pressed_edit(self, interaction: Interaction, action: ComponentAction) -> None:
        """Open the form to choose in, or that of names and words, with what could not be taken before."""
        await self.core.forms.open(interaction, action.action, action.key)
        # A form can only be the first response: what takes long comes after it.
        self.background.add_task(self.cards.renew(action.key), "renewing a card")

    async def choice_form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """Whoever opens the form has the candidate to themselves for a while. Raises as `_claim` does."""
        item = await self._claim(await self._session_of(interaction), key)
        return choice_form(item, self.library, typed, self.core.display_for(interaction))

    async def words_form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """As `choice_form`, for names that no menu holds and for other words of the article."""
        item = await self._claim(await self._session_of(interaction), key)
        display = self.core.display_for(interaction)
        return review_form(display.translator.gettext("Edit and accept"), item.draft, typed, display)

    async def save_choices(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """The form is sent: what cannot be taken is said, and stands in the form when it is opened again."""
        await self._save(interaction, key, lambda draft: chosen_fields(typed, draft))

    async def save_words(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """As `save_choices`."""
        await self._save(interaction, key, lambda draft: typed_fields(typed, draft))

    async def _save(
        self, interaction: Interaction, key: str, fields: Callable[[Draft], dict[str, Any]]
    ) -> None:
        session = await self._session_of(interaction)
        item = await self._claim(session, key)
        await interaction.response.defer()
        before, typed = item.draft, fields(item.draft)
        draft = apply_edits(before, typed, self.library.engine, item.text)
        if draft.speakers == before.speakers and is_supposed(item, session.engine):
            # to send the form as it opened does not make sure who it was; the rest that was set is kept
            await session.keep({key: kept_edits(item, typed, session.engine)}, {})
            await self._show_decision(interaction, key, asked=True)
            return
        await self._accept(interaction, session, item, draft)

    async def pressed_reject(self, interaction: Interaction, action: ComponentAction) -> None:
        """Reject the candidate; its card stays, and can be taken back."""
        session = await self._session_of(interaction)
        item = await self._claim(session, action.key)
        await interaction.response.defer()
        await session.reject(item)
        await self._show_decision(interaction, action.key)

    async def pressed_letgo(self, interaction: Interaction, action: ComponentAction) -> None:
        """Give the claim up before it runs out. Raises LocalizedUserError for another curator's."""
        session = await self._session_of(interaction)
        if not await self.queue.release(action.key, session.by):
            raise LocalizedUserError(N_("This candidate is not yours to let go."))
        await interaction.response.defer()
        await self._show_decision(interaction, action.key)

    async def pressed_readon(self, interaction: Interaction, action: ComponentAction) -> None:
        """The article around the passage, for whoever looks."""
        await self.curators.require_curator(interaction.user)
        display = self.core.display_for(interaction)
        item = await self.curators.reader_session().item(action.key)
        await send_reply(
            interaction, **new_message_kwargs(article_page(item, display), display), ephemeral=True
        )

    # Taking back

    async def pressed_undo(self, interaction: Interaction, action: ComponentAction) -> None:
        """Take the decision on this candidate back: it waits again."""
        session = await self._session_of(interaction)
        await interaction.response.defer()
        await session.undo(action.key)
        await self.library.reload()
        await self._show_decision(interaction, action.key)
