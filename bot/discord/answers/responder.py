"""Gives answers: runs the query, shows the page with its buttons, and keeps what was posted."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import discord

from bot.discord.answers.brief_card import brief_text, shown_sentences
from bot.discord.answers.charts import Charts
from bot.discord.answers.controls import answer_items
from bot.discord.answers.queries import QueryRunner, RenderedAnswer
from bot.discord.answers.sent_answers import TOO_OLD, SentAnswerBuffer, metadata_of, query_of
from bot.discord.core import (
    COUNTING,
    ComponentAction,
    Core,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    MessageLocation,
    interaction_of,
    may_attach,
    message_kwargs,
    new_message_kwargs,
    send_reply,
    user_of,
)
from bot.discord.ui import (
    Display,
    Page,
    fit_page,
    number_page,
    translator_for,
)
from bot.store import PostedAnswer
from briefs.query.questions import Query

# An answer can be taken away, whatever was reserved since; its button stands behind “⋯”.
_ALWAYS_FREE = ("delete", "more")
_BY_CURATOR = "curates"  # kept beside the arguments of what a curator asked for
# Only of a first answer can the message be edited by its interaction.
_FIRST = (discord.InteractionResponseType.channel_message, discord.InteractionResponseType.message_update)
log = logging.getLogger(__name__)


class Responder:
    """Answers commands, lines, buttons and menus alike; what it raises the ErrorReporter turns into words."""

    def __init__(
        self, core: Core, queries: QueryRunner, sent_answers: SentAnswerBuffer, charts: Charts
    ) -> None:
        self.library = core.library
        self._check_allowed = core.check_allowed
        self._may_curate = core.may_curate
        self.messenger = core.messenger
        self.queries = queries
        self.sent_answers = sent_answers
        self.charts = charts
        self.unanswered = core.store.unanswered
        self.background = core.background

    async def respond(
        self, source: InteractionOrContext, query: Query, display: Display, *, ephemeral: bool = False
    ) -> None:
        """Answer where the question was asked. Raises LocalizedUserError or UserError."""
        rendered = await self.queries.run(query, display)
        key, page = self.sent_answers.new_key(), with_page_number(rendered, 0, display)
        asker, looks = user_of(source).id, display_fields(display)
        curates = "audit" in rendered.paged.actions and await self._may_curate(user_of(source))
        if curates:
            looks[_BY_CURATOR] = "yes"
        drawn = self.charts.kept(query, display) if pictured(rendered, 0) and may_attach(source) else None
        shown = replace(page, picture=drawn.described) if drawn else page
        place = await send_reply(
            source,
            **new_message_kwargs(shown, display, *answer_items(key, rendered, 0, display, curates=curates)),
            files=[drawn.file()] if drawn else (),
            ephemeral=ephemeral,
        )
        if place is None:
            return
        self.sent_answers.keep(key, query, place, asker, page.statements, looks, rendered.engine)
        # Curators see what was asked for in vain.
        if (
            rendered.answer is not None
            and rendered.answer.outcome == "nothing"
            and query.get("person")
            and query.get("topic")
        ):
            self.record_unanswered(
                "nothing", asker, person=query.get("person") or "", topic=query.get("topic") or ""
            )
        if pictured(rendered, 0) and not drawn and may_attach(source):
            self.background.add_task(self._attach_chart(source, key, place, query, rendered), "a time chart")

    async def _attach_chart(
        self,
        source: InteractionOrContext,
        key: str,
        place: MessageLocation,
        query: Query,
        rendered: RenderedAnswer,
    ) -> None:
        """Add the chart to an answer that stands already: it did not wait for its picture."""
        standing = await self.sent_answers.find(key)
        if standing is None or rendered.answer is None:
            return
        display = self.display_of(standing)
        drawn = await self.charts.draw(query, display, rendered.answer)
        standing = await self.sent_answers.find(key)
        if drawn is None or standing is None or not pictured(rendered, standing.page):
            return  # deleted meanwhile, or its page was turned
        page = replace(with_page_number(rendered, standing.page, display), picture=drawn.described)
        items = answer_items(key, rendered, standing.page, display, curates=by_curator(standing))
        changed = {**message_kwargs(page, display, *items), "attachments": [drawn.file()]}
        interaction = interaction_of(source)
        if interaction is None:
            if place.message_id is not None:
                await self.messenger.edit(place.channel_id, place.message_id, **changed)
        elif interaction.response.type in _FIRST and not interaction.is_expired():
            try:
                await interaction.edit_original_response(**changed)
            except discord.NotFound:
                log.info("the answer was gone before its chart was drawn")

    def record_unanswered(self, kind: Any, asker: int, **asked: str) -> None:
        """Count a question that found no answer; it is written while nobody waits."""
        self.background.add_task(self.unanswered.record(kind, asker, **asked), COUNTING, of_user=asker)

    async def find_answer(self, interaction: Interaction, action: ComponentAction) -> PostedAnswer:
        """The answer that a button belongs to.

        Raises LocalizedUserError when it was forgotten, and for a key that comes from another channel;
        CheckFailure where its command is reserved for others.
        """
        found = await self.sent_answers.find(action.key)
        if found is None or found.channel_id != interaction.channel_id:
            raise LocalizedUserError(TOO_OLD)
        if action.action not in _ALWAYS_FREE:
            self._check_allowed(interaction, found.command)
        return found

    def display_of(self, posted: PostedAnswer) -> Display:
        """How a posted answer is shown: its pages keep their language, whoever turns them."""
        language = metadata_of(posted, "language") or "en"
        return Display(translator_for(language), metadata_of(posted, "plain") == "yes")

    async def show_page(
        self,
        interaction: discord.Interaction[Any],
        posted: PostedAnswer,
        number: int,
        opened: bool = False,
    ) -> None:
        """Show another page of a posted answer in its place; `opened` with the buttons behind “⋯”."""
        display = self.display_of(posted)
        rendered = await self.queries.run(query_of(posted), display)
        number = min(number, len(rendered.pages) - 1)
        page, query = with_page_number(rendered, number, display), query_of(posted)
        # the picture stands on the first page; a page that is turned back to has it again
        drawn = self.charts.kept(query, display) if pictured(rendered, number) else None
        shown = replace(page, picture=drawn.described) if drawn else page
        buttons = answer_items(posted.key, rendered, number, display, opened, curates=by_curator(posted))
        changed = message_kwargs(shown, display, *buttons)
        if drawn:
            changed["attachments"] = [drawn.file()]
        await interaction.response.edit_message(**changed)
        await self.sent_answers.page_changed(posted.key, number, page.statements, rendered.engine)
        if pictured(rendered, number) and not drawn and may_attach(interaction):
            place = MessageLocation(posted.channel_id, posted.guild_id, posted.message_id)
            work = self._attach_chart(interaction, posted.key, place, query, rendered)
            self.background.add_task(work, "a time chart")

    async def show_brief(self, interaction: discord.Interaction[Any], posted: PostedAnswer) -> None:
        """All sentences of the brief, for the one who asks: a card may have room for some alone."""
        display = self.display_of(posted)
        rendered = await self.queries.run(query_of(posted), display)
        sentences = shown_sentences(rendered.answer) if rendered.answer else ()
        if not sentences:
            raise LocalizedUserError(TOO_OLD)
        page = fit_page(Page(rendered.paged.title, brief_text(sentences), colour=rendered.paged.colour))
        await send_reply(interaction, **new_message_kwargs(page, display), ephemeral=True)

    async def replace_answer(
        self,
        interaction: discord.Interaction[Any],
        posted: PostedAnswer,
        query: Query,
        rendered: RenderedAnswer,
        display: Display,
    ) -> None:
        """Put another answer in the place of a posted one, such as of the question which one was meant."""
        page, key = with_page_number(rendered, 0, display), self.sent_answers.new_key()
        await interaction.response.edit_message(
            **message_kwargs(page, display, *answer_items(key, rendered, 0, display))
        )
        place = MessageLocation(posted.channel_id, posted.guild_id, posted.message_id)
        self.sent_answers.keep(
            key, query, place, interaction.user.id, page.statements, display_fields(display), rendered.engine
        )
        await self.sent_answers.forget(posted.key)


def pictured(rendered: RenderedAnswer, page: int) -> bool:
    """Whether this page of an answer, counted from 0, has the time chart."""
    paged = rendered.paged
    return paged.picture and page == (len(rendered.pages) - 1 if paged.picture_apart else 0)


def display_fields(display: Display) -> dict[str, str]:
    """How an answer is shown, as it is kept beside its query."""
    return {"language": display.language, "plain": "yes" if display.plain else "no"}


def by_curator(posted: PostedAnswer) -> bool:
    """Whether a curator asked: under such an answer stands who accepted the statement."""
    return metadata_of(posted, _BY_CURATOR) is not None


def with_page_number(rendered: RenderedAnswer, page: int, display: Display) -> Page:
    """A page of an answer, counted from 0; plain text has its number in the footer, a card on a button."""
    shown = rendered.pages[page]
    return number_page(shown, page + 1, len(rendered.pages), display) if display.plain else shown
