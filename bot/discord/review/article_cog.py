"""Whole articles in the curators' channel: a card each, its buttons and forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.discord.core import (
    BaseCog,
    ComponentAction,
    Core,
    FormInput,
    FormPage,
    Interaction,
    LocalizedUserError,
    is_message,
    look_of,
    message_kwargs,
    standing_look,
)
from bot.discord.review.article_card import all_keys, article_card_page, page_of, pages_of
from bot.discord.review.article_controls import WHO, ArticleCard, article_components
from bot.discord.review.article_form import REJECT, who_form
from bot.discord.review.candidate_form import date_fields, day_form, review_form, typed_fields
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.curators import Curators
from bot.discord.ui import GREY, NONCE, Display, Page, fit_page
from bot.ingest import ArticleDecisions, ArticleReview, ReviewEntry, review_article, speakers_line
from briefs.i18n import N_

T = TypeVar("T")
NOT_KEPT = N_("This candidate is no longer kept.")
_ACTIONS = ("tick", "one", "who", "day", "publish", "all", "rest", "undo", "split", "back", "next")


def _waiting(found: T | None) -> T:
    """Raises LocalizedUserError where somebody else has decided meanwhile."""
    if found is None:
        raise LocalizedUserError(N_("This candidate has been decided already."))
    return found


class ArticleCog(BaseCog):
    """`split` posts a card for each of these candidates, by their keys."""

    def __init__(
        self,
        core: Core,
        curators: Curators,
        channel: ReviewChannel,
        split: Callable[[int, tuple[str, ...]], Awaitable[None]],
    ) -> None:
        super().__init__(core)
        self.library, self.messenger, self.background = core.library, core.messenger, core.background
        self.queue, self.cards = core.store.review_queue, core.store.review_cards
        self.curators, self.channel, self._split = curators, channel, split
        # The actions are part of custom_ids in posted cards: each is answered by the method of its name.
        for action in _ACTIONS:
            core.components.on(f"art{action}", getattr(self, f"pressed_{action}"))
        core.forms.on("artwho", self.who_form, self.save_who)
        core.forms.on("artone", self.one_form, self.save_one)
        core.forms.on("artday", self.day_form, self.save_day)

    # Cards

    async def post(self, channel_id: int, key: str, deleted: int) -> int | None:
        """The card of the article of this candidate; its id, None where it could not be posted."""
        display = self.channel.display(channel_id)
        kwargs = self._kwargs(await self._card(key, display), display)
        shown = {name: value for name, value in kwargs.items() if value}
        nonce = f"{key}-a{deleted}"  # a second try posts no second card, a deleted one comes anew
        return await self.messenger.send(channel_id, **shown, nonce=nonce[-NONCE:])

    async def _card(self, key: str, display: Display, page: int = 0, said: str = "") -> ArticleCard:
        row = await self.queue.candidate(key)
        if row is None:
            raise LocalizedUserError(NOT_KEPT)
        title, url = row.article["title"], row.article["url"]
        items = await self.curators.reader_session().items(row.article_id)
        if not items:
            return ArticleCard(key, title, url, None, said=said)
        review = review_article(items, self.library.engine)
        pages = pages_of(review, display)
        return ArticleCard(key, title, url, review, pages, min(page, len(pages) - 1), said)

    def _kwargs(self, card: ArticleCard, display: Display) -> dict[str, Any]:
        return message_kwargs(article_card_page(card, display), display, *article_components(card, display))

    def _notice(self, said: str, display: Display) -> Page:
        """A card that only says something: its buttons are gone."""
        return fit_page(Page(display.translator.gettext("Who said what?"), said, colour=GREY), display.plain)

    async def _show(self, interaction: Interaction, key: str, page: int = 0, said: str = "") -> None:
        """The card as it is now; the interaction was answered already."""
        display = self._display(interaction)
        shown = self._kwargs(await self._card(key, display, page, said), display)
        await interaction.edit_original_response(**shown)
        row = await self.queue.candidate(key)
        if row is None or row.channel_id is None or row.message_id is None:
            return
        if not is_message(interaction, row.message_id):  # the form was opened again, under its refusal
            place = self.channel.display(row.channel_id)
            display = await standing_look(self.messenger, row.channel_id, row.message_id, place)
            shown = self._kwargs(await self._card(key, display, page, said), display)
            await self.messenger.edit(row.channel_id, row.message_id, **shown)

    def _display(self, interaction: Interaction) -> Display:
        """How the card is shown under which something was pressed."""
        return look_of(interaction.message, self.channel.display(interaction.channel_id or 0))

    # Who decides

    async def _open(self, interaction: Interaction, key: str) -> tuple[ArticleDecisions, ArticleReview]:
        """Raises LocalizedUserError for who is no curator, or where nothing waits any more."""
        decisions = await self._decisions_of(interaction, key)
        review = await decisions.review()
        if review is None:
            raise LocalizedUserError(N_("Nothing of this article waits any more."))
        return decisions, review

    async def _decisions_of(self, interaction: Interaction, key: str) -> ArticleDecisions:
        await self.curators.require_writable(interaction.user)
        row = await self.queue.candidate(key)
        if row is None:
            raise LocalizedUserError(NOT_KEPT)
        return ArticleDecisions(await self.curators.session(interaction.user), row.article_id)

    def _page_of(self, review: ArticleReview, key: str, interaction: Interaction) -> int:
        """The page on which a statement stands."""
        return page_of(review, key, self._display(interaction))

    # Ticks and names

    async def pressed_tick(self, interaction: Interaction, action: ComponentAction) -> None:
        """What was chosen is ticked where it was not, and the other way round."""
        decisions, review = await self._open(interaction, action.key)
        await interaction.response.defer()
        chosen = [each for each in review.entries if each.key in action.values]
        for on in (True, False):
            await decisions.tick([each.key for each in chosen if each.ticked is not on], on)
        await self._show(interaction, action.key, self._page_of(review, action.values[0], interaction))

    async def pressed_all(self, interaction: Interaction, action: ComponentAction) -> None:
        """All whose speaker is settled; nobody else's is published."""
        decisions, review = await self._open(interaction, action.key)
        await interaction.response.defer()
        await decisions.tick([each.key for each in review.entries if each.settled], True)
        await self._show(interaction, action.key, action.value or 0)

    async def pressed_who(self, interaction: Interaction, action: ComponentAction) -> None:
        """Open the form that asks whom a name means."""
        await self.core.forms.open(interaction, "artwho", f"{action.key}-{action.values[0]}")

    async def who_form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """The form's key is that of the card, and behind a dash that of a statement of the name."""
        card, _, place = key.partition("-")
        _, review = await self._open(interaction, card)
        member, entry = _waiting(review.member(place)), _waiting(review.entry(place))
        # who is only supposed stands in the hint: to send the form as it opens must not make it so
        proposed = speakers_line(entry.item.draft) if member.who else f"+{member.name}"
        return who_form(member, proposed, typed, self.core.display_for(interaction))

    async def save_who(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """The name is settled for all its statements, or they are all put away."""
        card, _, place = key.partition("-")
        decisions, review = await self._open(interaction, card)
        await interaction.response.defer()
        member = _waiting(review.member(place))
        who, said = typed.text("who").strip(), ""
        if typed.text("fate") == REJECT:
            chosen = [each for each in review.entries if each.key in member.keys]
            said = await self._reject(interaction, decisions, chosen)
        elif who:
            await decisions.bind(review, member, who)
        await self._show(interaction, card, said=said)

    async def pressed_one(self, interaction: Interaction, action: ComponentAction) -> None:
        """Open the form of one statement, kept with the article and not published yet; or that of a name."""
        if action.values[0].startswith(WHO):
            await self.core.forms.open(interaction, "artwho", f"{action.key}-{action.values[0][len(WHO) :]}")
            return
        await self.core.forms.open(interaction, "artone", action.values[0])

    async def one_form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """The statement as it stands, or as it was typed before. Raises as `_open` does."""
        _, review = await self._open(interaction, key)
        entry, display = _waiting(review.entry(key)), self.core.display_for(interaction)
        title = display.translator.gettext("Change a statement")
        return review_form(title, entry.item.draft, typed, display)

    async def save_one(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """The form is sent: what cannot be taken is said, and stands in the form when it is opened again."""
        decisions, review = await self._open(interaction, key)
        entry = _waiting(review.entry(key))
        await interaction.response.defer()
        await decisions.set_fields(review, [key], typed_fields(typed, entry.item.draft))
        await self._show(interaction, key, self._page_of(review, key, interaction))

    async def pressed_day(self, interaction: Interaction, action: ComponentAction) -> None:
        """Open the form that asks when all that was said of which the article does not tell."""
        await self.core.forms.open(interaction, "artday", action.key)

    async def day_form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """Empty, or as it was typed before. Raises as `_open` does."""
        await self._open(interaction, key)
        return day_form(typed, self.core.display_for(interaction))

    async def save_day(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """The day holds for every statement that has none."""
        decisions, review = await self._open(interaction, key)
        await interaction.response.defer()
        keys, said = [each.key for each in review.undated], typed.text("said").strip()
        await decisions.set_fields(review, keys, date_fields(said))
        await self._show(interaction, key)

    # Decisions

    async def pressed_publish(self, interaction: Interaction, action: ComponentAction) -> None:
        """All that is ticked goes on record; of a transcript all turns whose speaker is known."""
        decisions, review = await self._open(interaction, action.key)
        display = self._display(interaction)
        translator = display.translator
        # said first, and the buttons taken away: many statements take a while, and are not published twice
        under_way = translator.gettext("{n} statements are being published …", n=len(review.ticked))
        await interaction.response.edit_message(**message_kwargs(self._notice(under_way, display), display))
        for entry in review.ticked:
            if not await self.queue.claim(entry.key, str(interaction.user.id)):
                review = review.with_ticks({entry.key}, False)  # another curator is at it
        try:
            done = await decisions.publish(review)
            await self.library.reload()
        except BaseException:
            await self._show(interaction, action.key)
            raise
        said = translator.gettext("Published: {n}.", n=len(done.statements))
        if done.without_topic:
            said += " " + translator.gettext("Under no topic: {n}.", n=done.without_topic)
        if done.refused:
            said += " " + translator.gettext("Not published: {why}", why=done.refused[0][1].message)
        await self._show_decision(interaction, action.key, said)

    async def pressed_rest(self, interaction: Interaction, action: ComponentAction) -> None:
        """All that is not ticked is put away."""
        decisions, review = await self._open(interaction, action.key)
        await interaction.response.defer()
        rest = [each for each in review.entries if not each.ticked]
        await self._show_decision(interaction, action.key, await self._reject(interaction, decisions, rest))

    async def _reject(
        self, interaction: Interaction, decisions: ArticleDecisions, chosen: list[ReviewEntry]
    ) -> str:
        mine = [e for e in chosen if await self.queue.claim(e.key, str(interaction.user.id))]
        count = await decisions.reject(mine)
        translator = self.channel.display(interaction.channel_id or 0).translator
        return translator.gettext("Rejected: {n}.", n=count)

    async def pressed_undo(self, interaction: Interaction, action: ComponentAction) -> None:
        """Take this curator's last decision on the article back, all of it."""
        decisions = await self._decisions_of(interaction, action.key)
        await interaction.response.defer()
        count = await decisions.undo()
        await self.library.reload()
        translator = self.channel.display(interaction.channel_id or 0).translator
        await self._show(interaction, action.key, said=translator.gettext("Taken back: {n}.", n=count))

    async def _show_decision(self, interaction: Interaction, key: str, said: str) -> None:
        await self._show(interaction, key, said=said)
        interaction.client.dispatch("candidates_waiting")  # a card that is decided makes room for the next

    async def pressed_split(self, interaction: Interaction, action: ComponentAction) -> None:
        """A card for each candidate in the place of this one."""
        _, review = await self._open(interaction, action.key)
        await interaction.response.defer()
        await self._split(interaction.channel_id or 0, tuple(all_keys(review.entries)))
        display = self._display(interaction)
        page = self._notice(display.translator.gettext("Shown one by one below."), display)
        await interaction.edit_original_response(**message_kwargs(page, display))

    async def pressed_back(self, interaction: Interaction, action: ComponentAction) -> None:
        """Another page; whoever sees the card may turn it, as far as they are curators."""
        await self.curators.require_curator(interaction.user)
        await interaction.response.defer()
        await self._show(interaction, action.key, action.value or 0)

    async def pressed_next(self, interaction: Interaction, action: ComponentAction) -> None:
        """As `pressed_back`: two buttons of a message cannot have one id."""
        await self.pressed_back(interaction, action)
