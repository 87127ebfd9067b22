"""What the buttons of an answer do: turn pages, pick the one meant, show context, compare, delete."""

from __future__ import annotations

from bot.discord.answers.answer_cards import LAST_PAGE, WHOLE_BRIEF
from bot.discord.answers.controls import NOWHERE, PAGE_CHOICE
from bot.discord.answers.queries import QueryRunner
from bot.discord.answers.responder import Responder
from bot.discord.answers.sent_answers import (
    TOO_OLD,
    SentAnswerBuffer,
    metadata_of,
    query_of,
    require_asker,
    require_question,
)
from bot.discord.core import (
    ActionButton,
    ActionSelect,
    ComponentAction,
    Core,
    Interaction,
    LocalizedUserError,
    action_view,
    new_message_kwargs,
    option,
    send_reply,
)
from bot.discord.ui import statement_choice
from briefs.i18n import N_
from briefs.query.questions import NAMES, Query, question_named

# What is asked by a button as by a command is reserved with the command.
_COMMANDS = {"context": "statement", "proof": "statement", "compare": "compare", "against": "compare"}


class AnswerButtons:
    """The handlers of the buttons and menus under an answer, each registered under its action's name."""

    def __init__(
        self, core: Core, queries: QueryRunner, responder: Responder, sent_answers: SentAnswerBuffer
    ) -> None:
        self.core = core
        self.library = core.library
        self.queries = queries
        self.responder = responder
        self.sent_answers = sent_answers
        for action in ("page", "jump", "proof", "more", "choose", "context", "compare", "against", "delete"):
            core.components.on(action, getattr(self, action), _COMMANDS.get(action, ""))

    async def page(self, interaction: Interaction, action: ComponentAction) -> None:
        """Show the page whose number the button carries."""
        posted = await self.responder.find_answer(interaction, action)
        require_asker(posted, interaction.user.id)
        await self.responder.show_page(interaction, posted, action.value or 0)

    async def jump(self, interaction: Interaction, action: ComponentAction) -> None:
        """The menu under a card: the receipt of a statement, or another page."""
        posted = await self.responder.find_answer(interaction, action)
        require_question(posted)
        (chosen,) = action.values or ("",)
        if chosen == WHOLE_BRIEF:
            await self.responder.show_brief(interaction, posted)
            return
        page = PAGE_CHOICE.fullmatch(chosen)
        if page is None and chosen != LAST_PAGE:
            await self.proof(interaction, ComponentAction("proof", chosen))
            return
        require_asker(posted, interaction.user.id)
        await self.responder.show_page(interaction, posted, int(page[1]) if page else NOWHERE)

    async def proof(self, interaction: Interaction, action: ComponentAction) -> None:
        """The receipt of one statement, for the one who asks: all that is on record of it."""
        query, display = Query.of("statement", statement=action.key), self.core.display_for(interaction)
        await self.responder.respond(interaction, query, display, ephemeral=True)

    async def more(self, interaction: Interaction, action: ComponentAction) -> None:
        """What a card has no room for, in the place of its buttons; for who did not ask, the report alone."""
        posted = await self.responder.find_answer(interaction, action)
        require_question(posted)
        if posted.asker_id == interaction.user.id:
            await self.responder.show_page(interaction, posted, posted.page, opened=True)
            return
        label = self.core.display_for(interaction).translator.gettext("Report an error")
        report = ActionButton(ComponentAction("report", action.key), label)
        await send_reply(interaction, content=f"{label}:", view=action_view(report), ephemeral=True)

    async def choose(self, interaction: Interaction, action: ComponentAction) -> None:
        """The name that was not clear is now an id: ask the same again."""
        posted = await self.responder.find_answer(interaction, action)
        require_asker(posted, interaction.user.id)
        offered = (metadata_of(posted, "offered") or "").split()
        number = action.value or 0
        chosen = action.values[0] if action.values else offered[number] if number < len(offered) else None
        if chosen is None:  # a button of somebody's own making
            raise LocalizedUserError(TOO_OLD)
        name = metadata_of(posted, "name") or "person"
        arguments = dict(query_of(posted).arguments) | {name: chosen}
        if posted.command not in NAMES:  # kept by an earlier version
            raise LocalizedUserError(TOO_OLD)
        question, today = question_named(posted.command), self.core.today(interaction)
        query = await self.library.resolver.read(question, (), arguments, today)
        display = self.responder.display_of(posted)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await self.responder.respond(interaction, query, display)
            return
        rendered = await self.queries.run(query, display)
        await self.responder.replace_answer(interaction, posted, query, rendered, display)

    async def context(self, interaction: Interaction, action: ComponentAction) -> None:
        """One statement with the sentences around it, for the one who asks; of several, pick one first."""
        await self.responder.find_answer(interaction, action)
        id = await choose_statement(self.core, self.sent_answers, interaction, action, N_("Which statement?"))
        if id is None:
            return
        display = self.core.display_for(interaction)
        rendered = await self.queries.run(Query.of("statement", statement=id), display)
        await send_reply(interaction, **new_message_kwargs(rendered.pages[0], display), ephemeral=True)

    async def compare(self, interaction: Interaction, action: ComponentAction) -> None:
        """Whom to compare with: those who spoke on the same topic."""
        posted = await self.responder.find_answer(interaction, action)
        require_question(posted)
        query, display = query_of(posted), self.core.display_for(interaction)
        topic = query.get("topic")
        spoken = (
            await self.library.engine.spoken_by(topic)
            if topic in self.library.engine.topics and topic
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

    async def against(self, interaction: Interaction, action: ComponentAction) -> None:
        """The person was picked: compare with them, as an answer of its own."""
        posted = await self.responder.find_answer(interaction, action)
        require_question(posted)
        if not action.values:  # a button of somebody's own making: this is a menu's
            raise LocalizedUserError(TOO_OLD)
        query = query_of(posted)
        arguments = dict(query.arguments) | {"other": action.values[0]}
        await self.responder.respond(
            interaction, Query.of("compare", **arguments), self.core.display_for(interaction)
        )

    async def delete(self, interaction: Interaction, action: ComponentAction) -> None:
        """By whom asked, or by those who may delete messages here."""
        posted = await self.responder.find_answer(interaction, action)
        if posted.asker_id != interaction.user.id and not interaction.permissions.manage_messages:
            raise LocalizedUserError(N_("Only the person who asked can delete this answer."))
        await interaction.response.defer()
        await interaction.delete_original_response()
        await self.sent_answers.forget(action.key)


async def choose_statement(
    core: Core,
    sent_answers: SentAnswerBuffer,
    interaction: Interaction,
    action: ComponentAction,
    question: str,
) -> str | None:
    """The id of the statement in an answer that is meant; None where a menu asks which of several.

    `question` is the msgid over the menu; what is chosen there comes back as the same action. Raises
    LocalizedUserError where the answer shows no statement.
    """
    shown = action.values or await sent_answers.statements_in(action.key)
    if not shown:
        raise LocalizedUserError(N_("This answer shows no statement."))
    known = await core.library.engine.find_statements(tuple(shown))
    if len(shown) == 1 and (not action.values or shown[0] in known):
        return shown[0]
    display = core.display_for(interaction)
    options = [
        option(statement_choice(known[id], display)[0], id, statement_choice(known[id], display)[1])
        for id in shown
        if id in known
    ]
    if not options:
        raise LocalizedUserError(N_("The library changed: this answer is no longer there. Please ask again."))
    asked = display.translator.gettext(question)
    menu = ActionSelect(ComponentAction(action.action, action.key), asked, options)
    await send_reply(interaction, content=asked, view=action_view(menu), ephemeral=True)
    return None
