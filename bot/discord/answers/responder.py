"""Gives answers: asks the repertoire, shows the card with its buttons, and keeps what was posted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.answers.answer_pages import question_deck
from bot.discord.answers.queries import Ask, Repertoire, Told
from bot.discord.answers.sent_answers import Archive, ask_of, beside
from bot.discord.core.background import Errands
from bot.discord.core.components import (
    Component,
    Press,
    PressButton,
    PressSelect,
    Style,
    button,
    option,
    view_of,
)
from bot.discord.core.preferences import Reader, words_in
from bot.discord.core.refusal import Refusal, Unclear
from bot.discord.core.replies import Place, Source, parts_of, reply, user_of
from bot.discord.ui import limits
from bot.discord.ui.fit import fit, pages
from bot.discord.ui.pages import Card
from bot.store.sent_answers import PostedAnswer
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

_SUGGESTED = 5  # buttons of one row


class Answers:
    def __init__(self, bot: OnRecord, repertoire: Repertoire, archive: Archive, errands: Errands) -> None:
        self.bot = bot
        self.repertoire = repertoire
        self.archive = archive
        self.errands = errands

    async def give(self, source: Source, ask: Ask, reader: Reader, *, ephemeral: bool = False) -> None:
        """Answer where the question was asked."""
        told = await self.repertoire.tell(ask, reader)
        key, card = self.archive.new_key(), numbered(told, 0, reader)
        place = await reply(
            source, **parts_of(card, reader), view=self.view(key, told, 0, reader), ephemeral=ephemeral
        )
        if place is None:
            return
        asker = user_of(source).id
        self.archive.keep(key, ask, place, asker, card.statements, look_of(reader))
        if (
            told.answer is not None
            and told.answer.outcome == "nothing"
            and ask.get("person")
            and ask.get("topic")
        ):
            self.missed("nothing", asker, person=ask.get("person") or "", topic=ask.get("topic") or "")
        if told.deck.picture:
            self.errands.run(self.bot.charts.attach(source, place, ask, reader, told), "a time chart")

    def missed(self, kind: Any, asker: int, **asked: str) -> None:
        """Count a question that found no answer; it is written while nobody waits."""
        self.errands.run(self.bot.state.gaps.missed(kind, asker, **asked), "counting a question")

    def view(self, key: str, told: Told, page: int, reader: Reader) -> discord.ui.View:
        """Paging first, then what else can be done; the last is to take it away."""
        words, actions, shows = reader.words, told.deck.actions, bool(told.cards[page].statements)
        offered = self._paging(key, told, page, reader)
        if "context" in actions and shows:
            offered.append(button(Press("context", key), words.say("Show context")))
        if "compare" in actions:
            offered.append(button(Press("compare", key), words.say("Compare with …")))
        if "report" in actions and shows:
            offered.append(button(Press("report", key), words.say("Report an error")))
        if "audit" in actions:
            offered.append(button(Press("audit", key), words.say("Who accepted it")))
        if "post" in actions:
            offered.append(button(Press("post", key), words.say("Post for all"), Style.success))
        else:
            offered.append(button(Press("delete", key), words.say("Delete"), Style.danger))
        return view_of(*offered)

    def _paging(self, key: str, told: Told, page: int, reader: Reader) -> list[Component]:
        words, last = reader.words, len(told.cards) - 1
        if not last:
            return []
        before, after = max(page - 1, 0), page + 1 if page < last else 0
        made = [button(Press("page", key, before), words.say("Back"), disabled=page == 0)]
        if after != before or page == 0:  # of two pages, “back” is the first already
            label = words.say("Next page") if page < last else words.say("First page")
            made.append(button(Press("page", key, after), label, Style.primary))
        return made

    async def posted(self, press: Press) -> PostedAnswer:
        """The answer that a button belongs to. Raises Refusal when it was forgotten."""
        found = await self.archive.find(press.key)
        if found is None:
            raise Refusal(mark("This answer is too old for its buttons. Please ask again."))
        return found

    def look(self, posted: PostedAnswer) -> Reader:
        """The look that a posted answer was made in: its pages keep it, whoever turns them."""
        return Reader(words_in(beside(posted, "language") or "en"), beside(posted, "plain") == "yes")

    async def turn(self, interaction: discord.Interaction[Any], posted: PostedAnswer, page: int) -> None:
        """Show another page of a posted answer in its place."""
        reader = self.look(posted)
        told = await self.repertoire.tell(ask_of(posted), reader)
        page = min(page, len(told.cards) - 1)
        card = numbered(told, page, reader)
        view = self.view(posted.key, told, page, reader)
        await interaction.response.edit_message(**parts_of(card, reader), view=view)
        await self.archive.turned(posted.key, page, card.statements)

    async def become(
        self,
        interaction: discord.Interaction[Any],
        posted: PostedAnswer,
        ask: Ask,
        told: Told,
        reader: Reader,
    ) -> None:
        """Put another answer in the place of a posted one, such as of the question which one was meant."""
        card, key = numbered(told, 0, reader), self.archive.new_key()
        await interaction.response.edit_message(
            **parts_of(card, reader), view=self.view(key, told, 0, reader)
        )
        place = Place(posted.channel_id, posted.guild_id, posted.message_id)
        self.archive.keep(key, ask, place, interaction.user.id, card.statements, look_of(reader))
        await self.archive.forget(posted.key)

    async def ask_back(self, source: Source, unclear: Unclear, reader: Reader) -> None:
        """Which of several is meant: a menu. Nobody of that name: the nearest as buttons."""
        answer, words = unclear.answer, reader.words
        card = pages(question_deck(answer, reader), reader.plain)[0]
        key = self.archive.new_key()
        offered = answer.suggestions[: limits.SELECT_OPTIONS]
        view = None
        if offered and answer.outcome == "ambiguous":
            options = [
                option(self.label(unclear.role, s.id, reader), s.id, self.detail(unclear.role, s.id, reader))
                for s in offered
            ]
            view = view_of(PressSelect(Press("choose", key), words.say("Pick one"), options))
        elif offered:
            offered = offered[:_SUGGESTED]
            view = view_of(
                *(
                    PressButton(Press("choose", key, number), self.label(unclear.role, s.id, reader))
                    for number, s in enumerate(offered)
                )
            )
        place = await reply(source, **parts_of(card, reader), view=view, ephemeral=True)
        asker = user_of(source).id
        if place is not None and view is not None:
            beside_it = {"name": unclear.name, "offered": " ".join(s.id for s in offered)}
            ask = Ask.of(unclear.command, **unclear.arguments)
            self.archive.keep(key, ask, place, asker, (), look_of(reader) | beside_it)
        if answer.outcome == "unknown" and answer.asked:
            role, text = answer.asked
            self.missed(role, asker, **{role: text})

    def label(self, role: str, id: str, reader: Reader) -> str:
        desk = self.repertoire.shelf.desk
        if role == "person" and id in desk.people:
            return desk.people[id].name.get(reader.language)
        return desk.topics[id].pref_label.get(reader.language) if id in desk.topics else id

    def detail(self, role: str, id: str, reader: Reader) -> str:
        from bot.discord.answers.list_pages import last_role, said_by

        desk, counted = self.repertoire.shelf.desk, self.repertoire.shelf.desk.catalogue
        if role == "person" and id in desk.people:
            held = last_role(desk.people[id], reader)
            return " · ".join(part for part in (held, said_by(counted.said[id], reader.words)) if part)
        return said_by(counted.bearing.get(id, 0), reader.words)


def look_of(reader: Reader) -> dict[str, str]:
    return {"language": reader.language, "plain": "yes" if reader.plain else "no"}


def numbered(told: Told, page: int, reader: Reader) -> Card:
    """A page with its number in the footer, where there are several."""
    card = told.cards[page]
    if len(told.cards) == 1:
        return card
    number = reader.words.say("page {page} of {pages}", page=page + 1, pages=len(told.cards))
    return fit(replace(card, footer=f"{number} · {card.footer}"), reader.plain)
