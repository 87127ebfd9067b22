"""What is kept about a user: said, handed over, deleted."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.discord.arguments.text_commands import question
from bot.discord.core.cog import Feature
from bot.discord.core.components import Press, PressButton, Style, view_of
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.retention import ANSWERS_KEPT
from bot.discord.ui.fit import pages
from bot.discord.ui.pages import Deck
from bot.store.privacy import GUILD_KEPT
from bot.store.unanswered import KEPT
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

_KEPT = (
    mark("Your preferences, until you delete them."),
    mark(
        "Which answers you asked for, so that their buttons work and corrections reach them: {answers} days."
    ),
    mark("What you reported, with your words, so that you can be told the outcome."),
    mark("Your subscriptions to briefings, until you stop them."),
    mark(
        "Questions without an answer, under a code that leads to nobody without this database: {gaps} days."
    ),
    mark("A server that removes the bot is forgotten after {guild} days."),
    mark("What a curator did stays, under a pseudonym once that person deletes their data."),
    mark("The library's files name a curator by that pseudonym from the start."),
)
Pressed = discord.Interaction["OnRecord"]


class Privacy(Feature):
    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        bot.presses.on("export", self.export)
        bot.presses.on("forget", self.forget)
        bot.presses.on("forgetnow", self.forget_now)

    @question("privacy", mark("What is kept about you; take it with you or delete it"), example="privacy")
    async def privacy(self, ctx: commands.Context[OnRecord]) -> None:
        reader, key = self.bot.reader(ctx), str(ctx.author.id)
        words = reader.words
        days = {"answers": ANSWERS_KEPT.days, "gaps": KEPT.days, "guild": GUILD_KEPT.days}
        body = "\n".join(f"• {words.say(line, **days)}" for line in _KEPT)
        card = pages(Deck(words.say("What is kept about you"), body), reader.plain)[0]
        view = view_of(
            PressButton(Press("export", key), words.say("Send me my data")),
            PressButton(Press("forget", key), words.say("Delete my data"), Style.danger),
        )
        await reply(ctx, **parts_of(card, reader), view=view, ephemeral=True)

    async def export(self, interaction: Pressed, press: Press) -> None:
        _own(interaction, press)
        await self.bot.archive.flush()
        found: dict[str, Any] = await self.bot.state.privacy.export_user(interaction.user.id)
        data = json.dumps(found, ensure_ascii=False, indent=1).encode()
        words = self.bot.reader(interaction).words
        file = discord.File(io.BytesIO(data), "onrecord-my-data.json")
        await reply(
            interaction, content=words.say("Everything that is kept about you."), files=[file], ephemeral=True
        )

    async def forget(self, interaction: Pressed, press: Press) -> None:
        _own(interaction, press)
        words = self.bot.reader(interaction).words
        button = PressButton(Press("forgetnow", press.key), words.say("Delete it now"), Style.danger)
        text = words.say(
            "This deletes your preferences, subscriptions, and every trace of your questions and reports."
        )
        await reply(interaction, content=text, view=view_of(button), ephemeral=True)

    async def forget_now(self, interaction: Pressed, press: Press) -> None:
        _own(interaction, press)
        await self.bot.errands.finish(2)
        await self.bot.archive.flush()
        await self.bot.state.privacy.erase_user(interaction.user.id)
        self.bot.preferences.forget_user(interaction.user.id)
        words = self.bot.reader(interaction).words
        await reply(interaction, content=words.say("Nothing is kept about you any more."), ephemeral=True)


def _own(interaction: Pressed, press: Press) -> None:
    if press.key != str(interaction.user.id):
        raise Refusal(
            mark("These buttons are somebody else's. Ask for yourself with {command}."), command="`/privacy`"
        )


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Privacy(bot))
