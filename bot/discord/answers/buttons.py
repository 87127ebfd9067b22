"""What the buttons of an answer do: turn pages, pick the one meant, show context, compare, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord.answers.queries import Query
from bot.discord.answers.responder import Responder
from bot.discord.answers.sent_answers import beside, query_of
from bot.discord.answers.statement_block import statement_choice
from bot.discord.arguments.arguments import resolve_query
from bot.discord.core.components import ActionRouter, ActionSelect, ComponentAction, action_view, option
from bot.discord.core.refusal import LocalizedUserError
from bot.discord.core.replies import message_kwargs, send_reply
from bot.store.sent_answers import PostedAnswer
from briefs.i18n import N_

if TYPE_CHECKING:
    from bot.discord.client import OnRecordBot

Pressed = discord.Interaction["OnRecordBot"]


class AnswerButtons:
    def __init__(self, bot: OnRecordBot, answers: Responder, presses: ActionRouter) -> None:
        self.bot = bot
        self.answers = answers
        for action in ("page", "choose", "context", "compare", "against", "delete"):
            presses.on(action, getattr(self, action))

    async def page(self, interaction: Pressed, action: ComponentAction) -> None:
        posted = await self.answers.find_answer(action)
        _belongs(posted, interaction.user.id)
        await self.answers.show_page(interaction, posted, action.value or 0)

    async def choose(self, interaction: Pressed, action: ComponentAction) -> None:
        """The name that was not clear is now an id: ask the same again."""
        posted = await self.answers.find_answer(action)
        _belongs(posted, interaction.user.id)
        offered = (beside(posted, "offered") or "").split()
        chosen = action.values[0] if action.values else offered[action.value or 0]
        name = beside(posted, "name") or "person"
        arguments = dict(query_of(posted).arguments) | {name: chosen}
        query = resolve_query(self.bot.library, posted.command, arguments, self.bot.today())
        display = self.answers.display_of(posted)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await self.answers.respond(interaction, query, display)
            return
        rendered = await self.answers.queries.run(query, display)
        await self.answers.replace_answer(interaction, posted, query, rendered, display)

    async def context(self, interaction: Pressed, action: ComponentAction) -> None:
        """One statement with the sentences around it, for the one who asks; of several, pick one first."""
        await self.answers.find_answer(action)
        shown = action.values or await self.answers.sent_answers.statements_in(action.key)
        if not shown:
            raise LocalizedUserError(N_("This answer shows no statement."))
        if len(shown) > 1:
            await self._pick(interaction, action, shown, N_("Which statement?"))
            return
        display = self.bot.display_for(interaction)
        rendered = await self.answers.queries.run(Query.of("statement", statement=shown[0]), display)
        await send_reply(interaction, **message_kwargs(rendered.pages[0], display), ephemeral=True)

    async def _pick(
        self, interaction: Pressed, action: ComponentAction, shown: tuple[str, ...], question: str
    ) -> None:
        display = self.bot.display_for(interaction)
        await send_statement_menu(
            self.bot,
            interaction,
            ComponentAction(action.action, action.key),
            shown,
            display.translator.gettext(question),
        )

    async def compare(self, interaction: Pressed, action: ComponentAction) -> None:
        """Whom to compare with: those who spoke on the same topic."""
        posted = await self.answers.find_answer(action)
        query, display = query_of(posted), self.bot.display_for(interaction)
        topic = query.get("topic")
        spoken = (
            await self.bot.library.engine.spoken_by(topic)
            if topic in self.bot.library.engine.topics and topic
            else ()
        )
        others = [count for count in spoken if count.id != query.get("person")]
        if not others:
            raise LocalizedUserError(N_("Nobody else is on record on this topic."))
        translator = display.translator
        options = [
            option(
                c.label.get(display.language),
                c.id,
                translator.ngettext("{n} statement", "{n} statements", c.statements),
            )
            for c in others[:25]
        ]
        menu = ActionSelect(
            ComponentAction("against", action.key), translator.gettext("Compare with …"), options
        )
        await send_reply(
            interaction,
            content=translator.gettext("Compare with whom?"),
            view=action_view(menu),
            ephemeral=True,
        )

    async def against(self, interaction: Pressed, action: ComponentAction) -> None:
        query = query_of(await self.answers.find_answer(action))
        arguments = dict(query.arguments) | {"other": action.values[0]}
        await self.answers.respond(
            interaction, Query.of("compare", **arguments), self.bot.display_for(interaction)
        )

    async def delete(self, interaction: Pressed, action: ComponentAction) -> None:
        """By whom asked, or by those who may delete messages here."""
        posted = await self.answers.find_answer(action)
        if posted.asker_id != interaction.user.id and not interaction.permissions.manage_messages:
            raise LocalizedUserError(N_("Only the person who asked can delete this answer."))
        await interaction.response.defer()
        await interaction.delete_original_response()
        await self.answers.sent_answers.forget(action.key)


async def send_statement_menu(
    bot: OnRecordBot, interaction: Pressed, action: ComponentAction, shown: tuple[str, ...], question: str
) -> None:
    """A menu of the statements that an answer shows; what is chosen comes back as the same action."""
    display = bot.display_for(interaction)
    known = await bot.library.engine.index.statements(list(shown))
    options = [
        option(statement_choice(known[id], display)[0], id, statement_choice(known[id], display)[1])
        for id in shown
        if id in known
    ]
    if not options:
        raise LocalizedUserError(N_("The library changed: this answer is no longer there. Please ask again."))
    await send_reply(
        interaction,
        content=question,
        view=action_view(ActionSelect(action, question, options)),
        ephemeral=True,
    )


def _belongs(posted: PostedAnswer, user_id: int) -> None:
    if posted.asker_id != user_id:
        raise LocalizedUserError(
            N_("These buttons belong to the person who asked. Ask for yourself with {command}."),
            command=f"`/{posted.command}`",
        )
