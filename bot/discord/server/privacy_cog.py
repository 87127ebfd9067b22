"""What is kept about a user: said, handed over, deleted."""

from __future__ import annotations

import io
import json
from typing import Any

import discord

from bot.discord.answers import HELD, Answers
from bot.discord.arguments import text_command
from bot.discord.core import (
    ActionButton,
    BaseCog,
    ComponentAction,
    Context,
    Core,
    Interaction,
    LocalizedUserError,
    Style,
    action_view,
    new_message_kwargs,
    send_reply,
)
from bot.discord.ui import PagedAnswer, paginate
from bot.store import (
    ANSWERS_KEPT,
    COPIES_KEPT,
    ERASURES_KEPT,
    FORMS_KEPT,
    GUILD_KEPT,
    HITS_KEPT,
    UNANSWERED_KEPT,
    WATCH_KEPT,
)
from briefs.i18n import N_

FORGOTTEN = "user_forgotten"  # with their id and the keys of what they reported: for cards, and for memory
# The same as docs/privacy.md says of each column; a test compares them.
PERIODS = {
    "answers": ANSWERS_KEPT.days,
    "copies": COPIES_KEPT.days,
    "erasures": ERASURES_KEPT.days,
    "forms": int(FORMS_KEPT.total_seconds() // 3600),
    "gaps": UNANSWERED_KEPT.days,
    "guild": GUILD_KEPT.days,
    "hits": HITS_KEPT.days,
    "watch": WATCH_KEPT.days,
    "hours": int(HELD.total_seconds() // 3600),
}
KEPT = (
    N_("Your preferences, until you delete them."),
    N_(
        "Which answers you asked for, and with which words, so that their buttons work and corrections reach "
        "them: {answers} days."
    ),
    N_(
        "The words of a quotation that you checked, or that somebody checked in a message of yours: "
        "{hours} hours, in memory alone. They are never written down."
    ),
    N_("What you reported, with your words, so that you can be told the outcome, until you delete it."),
    N_("Your subscriptions to briefings, until you stop them."),
    N_("Questions without an answer, under a code that leads to nobody without this database: {gaps} days."),
    N_("Addresses of feeds that you proposed, until you delete them; one that is followed stays."),
    N_("A server that removes the bot is forgotten after {guild} days."),
    N_("What a curator did stays, under a pseudonym once that person deletes their data."),
    N_("The library's files name a curator by that pseudonym from the start."),
    N_(
        "Copies of all this that the bot makes by itself: {copies} days. What you delete is deleted in them "
        "too."
    ),
    N_(
        "That you deleted your data, under such a code, so that no older copy brings it back: {erasures} "
        "days."
    ),
    N_("What you typed into a form that could not be taken, so that you can open it again: {forms} hours."),
    N_(
        "What you follow, with your note, and the secret in the address of a webhook that you named, until "
        "you stop it; what was found for it: {hits} days."
    ),
    N_("The address of your feed, until you close it: whoever has it reads what you follow there."),
    N_(
        "Nothing of messages that are watched for quotations; that one of yours was answered, under such a "
        "code: {watch} days."
    ),
)


class PrivacyCog(BaseCog):
    """`/privacy` and its buttons, whose key is the id of the user they are for."""

    def __init__(self, core: Core, answers: Answers) -> None:
        super().__init__(core)
        self.sent_answers = answers.sent_answers
        self.held_words = answers.held_words
        self.queries = answers.queries
        self.reports = core.store.reports
        self.background = core.background
        self.preferences = core.preferences
        self.stored = core.store.privacy
        core.components.on("export", self.export)
        core.components.on("forget", self.forget)
        core.components.on("forgetnow", self.forget_now)

    @text_command("privacy", N_("What is kept about you; take it with you or delete it"), example="privacy")
    async def privacy(self, ctx: Context) -> None:
        """What is kept, for how long, with buttons to take it out and to delete it."""
        display, key = self.core.display_for(ctx), str(ctx.author.id)
        translator = display.translator
        body = "\n".join(f"• {translator.gettext(line, **PERIODS)}" for line in KEPT)
        page = paginate(PagedAnswer(translator.gettext("What is kept about you"), body), display.plain)[0]
        buttons = (
            ActionButton(ComponentAction("export", key), translator.gettext("Send me my data")),
            ActionButton(ComponentAction("forget", key), translator.gettext("Delete my data"), Style.danger),
        )
        await send_reply(ctx, **new_message_kwargs(page, display, *buttons), ephemeral=True)

    async def export(self, interaction: Interaction, action: ComponentAction) -> None:
        """A JSON file of everything that is kept about this user. Raises LocalizedUserError."""
        _require_own(interaction, action)
        await self.sent_answers.flush()  # what was answered a moment ago is in it too
        found: dict[str, Any] = await self.stored.export_user(interaction.user.id)
        if held := self.held_words.of_user(interaction.user.id):
            found["checked_quotations"] = held
        data = json.dumps(found, ensure_ascii=False, indent=1).encode()
        translator = self.core.display_for(interaction).translator
        file = discord.File(io.BytesIO(data), "onrecord-my-data.json")
        await send_reply(
            interaction,
            content=translator.gettext("Everything that is kept about you."),
            files=[file],
            ephemeral=True,
        )

    async def forget(self, interaction: Interaction, action: ComponentAction) -> None:
        """Ask once more, as it cannot be undone. Raises LocalizedUserError."""
        _require_own(interaction, action)
        translator = self.core.display_for(interaction).translator
        button = ActionButton(
            ComponentAction("forgetnow", action.key), translator.gettext("Delete it now"), Style.danger
        )
        text = translator.gettext(
            "This deletes your preferences, subscriptions, and every trace of your questions and reports."
        )
        await send_reply(interaction, content=text, view=action_view(button), ephemeral=True)

    async def forget_now(self, interaction: Interaction, action: ComponentAction) -> None:
        """Erase what is kept about this user. Raises LocalizedUserError."""
        _require_own(interaction, action)
        # Copies of the database are gone through too, which may take longer than Discord waits.
        await interaction.response.defer(ephemeral=True, thinking=True)
        # What is still to be written would stand in the database after the deletion.
        await self.background.finish_of(interaction.user.id, 2)
        await self.sent_answers.flush()
        self.held_words.forget_user(interaction.user.id)
        reported = await self.reports.of_reporter(interaction.user.id)
        await self.stored.erase_user(interaction.user.id)
        interaction.client.dispatch(FORGOTTEN, interaction.user.id, tuple(report.key for report in reported))
        self.preferences.forget_user(interaction.user.id)
        # A reply of theirs may have stood beside a statement.
        self.queries.show_replies(await self.reports.all_replies())
        # Their language went with their preferences: it is now the server's, or their client's.
        translator = self.core.display_for(interaction).translator
        await send_reply(
            interaction, content=translator.gettext("Nothing is kept about you any more."), ephemeral=True
        )


def _require_own(interaction: Interaction, action: ComponentAction) -> None:
    """A `!` line is answered for all to see: others can press its buttons. Raises LocalizedUserError."""
    if action.key != str(interaction.user.id):
        raise LocalizedUserError(
            N_("These buttons are somebody else's. Ask for yourself with {command}."), command="`/privacy`"
        )
