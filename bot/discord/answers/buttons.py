"""What the buttons of an answer do: turn pages, pick the one meant, show context, compare, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord.answers.queries import Ask
from bot.discord.answers.responder import Answers
from bot.discord.answers.sent_answers import ask_of, beside
from bot.discord.answers.statement_block import choice
from bot.discord.arguments.arguments import resolved
from bot.discord.core.components import Press, Presses, PressSelect, option, view_of
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.store.sent_answers import PostedAnswer
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]


class CardButtons:
    def __init__(self, bot: OnRecord, answers: Answers, presses: Presses) -> None:
        self.bot = bot
        self.answers = answers
        for action in ("page", "choose", "context", "compare", "against", "delete"):
            presses.on(action, getattr(self, action))

    async def page(self, interaction: Pressed, press: Press) -> None:
        posted = await self.answers.posted(press)
        _belongs(posted, interaction.user.id)
        await self.answers.turn(interaction, posted, press.value or 0)

    async def choose(self, interaction: Pressed, press: Press) -> None:
        """The name that was not clear is now an id: ask the same again."""
        posted = await self.answers.posted(press)
        _belongs(posted, interaction.user.id)
        offered = (beside(posted, "offered") or "").split()
        chosen = press.values[0] if press.values else offered[press.value or 0]
        name = beside(posted, "name") or "person"
        arguments = dict(ask_of(posted).arguments) | {name: chosen}
        ask = resolved(self.bot.shelf, posted.command, arguments, self.bot.today())
        reader = self.answers.look(posted)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await self.answers.give(interaction, ask, reader)
            return
        told = await self.answers.repertoire.tell(ask, reader)
        await self.answers.become(interaction, posted, ask, told, reader)

    async def context(self, interaction: Pressed, press: Press) -> None:
        """One statement with the sentences around it, for the one who asks; of several, pick one first."""
        await self.answers.posted(press)
        shown = press.values or await self.answers.archive.shown(press.key)
        if not shown:
            raise Refusal(mark("This answer shows no statement."))
        if len(shown) > 1:
            await self._pick(interaction, press, shown, mark("Which statement?"))
            return
        reader = self.bot.reader(interaction)
        told = await self.answers.repertoire.tell(Ask.of("statement", statement=shown[0]), reader)
        await reply(interaction, **parts_of(told.cards[0], reader), ephemeral=True)

    async def _pick(self, interaction: Pressed, press: Press, shown: tuple[str, ...], question: str) -> None:
        reader = self.bot.reader(interaction)
        await pick_statement(
            self.bot, interaction, Press(press.action, press.key), shown, reader.words.say(question)
        )

    async def compare(self, interaction: Pressed, press: Press) -> None:
        """Whom to compare with: those who spoke on the same topic."""
        posted = await self.answers.posted(press)
        ask, reader = ask_of(posted), self.bot.reader(interaction)
        topic = ask.get("topic")
        spoken = (
            await self.bot.shelf.desk.spoken_by(topic)
            if topic in self.bot.shelf.desk.topics and topic
            else ()
        )
        others = [count for count in spoken if count.id != ask.get("person")]
        if not others:
            raise Refusal(mark("Nobody else is on record on this topic."))
        words = reader.words
        options = [
            option(
                c.label.get(reader.language),
                c.id,
                words.say_n("{n} statement", "{n} statements", c.statements),
            )
            for c in others[:25]
        ]
        menu = PressSelect(Press("against", press.key), words.say("Compare with …"), options)
        await reply(interaction, content=words.say("Compare with whom?"), view=view_of(menu), ephemeral=True)

    async def against(self, interaction: Pressed, press: Press) -> None:
        ask = ask_of(await self.answers.posted(press))
        arguments = dict(ask.arguments) | {"other": press.values[0]}
        await self.answers.give(interaction, Ask.of("compare", **arguments), self.bot.reader(interaction))

    async def delete(self, interaction: Pressed, press: Press) -> None:
        """By whom asked, or by those who may delete messages here."""
        posted = await self.answers.posted(press)
        if posted.asker_id != interaction.user.id and not interaction.permissions.manage_messages:
            raise Refusal(mark("Only the person who asked can delete this answer."))
        await interaction.response.defer()
        await interaction.delete_original_response()
        await self.answers.archive.forget(press.key)


async def pick_statement(
    bot: OnRecord, interaction: Pressed, press: Press, shown: tuple[str, ...], question: str
) -> None:
    """A menu of the statements that an answer shows; what is chosen comes back as the same action."""
    reader = bot.reader(interaction)
    known = await bot.shelf.desk.index.statements(list(shown))
    options = [
        option(choice(known[id], reader)[0], id, choice(known[id], reader)[1]) for id in shown if id in known
    ]
    if not options:
        raise Refusal(mark("The library changed: this answer is no longer there. Please ask again."))
    await reply(
        interaction, content=question, view=view_of(PressSelect(press, question, options)), ephemeral=True
    )


def _belongs(posted: PostedAnswer, user_id: int) -> None:
    if posted.asker_id != user_id:
        raise Refusal(
            mark("These buttons belong to the person who asked. Ask for yourself with {command}."),
            command=f"`/{posted.command}`",
        )
