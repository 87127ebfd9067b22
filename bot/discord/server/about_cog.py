"""What the bot is, what it can do, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answers.answer_pages import bold, library_line
from bot.discord.answers.list_pages import said_by
from bot.discord.arguments.text_commands import nearest, question
from bot.discord.core.cog import Feature
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.ui.fit import pages
from bot.discord.ui.markdown import safe_within
from bot.discord.ui.pages import BLUE, Block, Deck
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Context = commands.Context["OnRecord"]

_ABOUT = (
    mark("OnRecord answers who said what, on what, when, and where the proof is."),
    mark(
        "Every quotation stands word for word in the article that is linked beneath it. What an article "
        "only reports is marked as reported. Nothing is put into anybody's mouth."
    ),
    mark(
        "“Nothing on record” says that the library has no statement, and nothing about what anybody thinks."
    ),
)
_NO_CONTENT = mark(
    "Lines with {prefix} in channels are not seen: the message content intent is off. Whoever runs the bot "
    "can switch it on in Discord's developer portal, under Bot, Message Content Intent. Slash commands and "
    "mentions work."
)


class About(Feature):
    @question("about", mark("What this bot is, and what its library holds"), example="about")
    async def about(self, ctx: Context) -> None:
        reader, catalogue = self.bot.reader(ctx), self.bot.shelf.desk.catalogue
        words = reader.words
        lines = [words.say(text) for text in _ABOUT]
        articles = words.say_n("{n} article", "{n} articles", catalogue.articles)
        lines.append(f"{said_by(catalogue.statements, words)} · {articles}")
        if self.bot.content_missing:
            lines.append(bold(words.say(_NO_CONTENT, prefix=f"`{self.bot.config.prefix}`"), reader))
        lines += [safe_within(warning, 300) for warning in self.bot.shelf.desk.warnings]
        lines.append(
            words.say(
                "{help} lists all commands; {privacy} says what is kept about you.",
                help="`/help`",
                privacy="`/privacy`",
            )
        )
        deck = Deck("OnRecord", "\n\n".join(lines), footer=library_line(catalogue, words), colour=BLUE)
        await reply(ctx, **parts_of(pages(deck, reader.plain)[0], reader))

    @question("help", mark("All commands, or one of them with an example"), example="help position")
    @app_commands.describe(command=mark("Only this command"))
    async def help(self, ctx: Context, command: str = "") -> None:
        reader = self.bot.reader(ctx)
        deck = self._one(command, reader) if command.strip() else self._all(reader)
        await reply(ctx, **parts_of(pages(deck, reader.plain)[0], reader), ephemeral=True)

    @help.autocomplete("command")
    async def _commands(
        self, interaction: discord.Interaction[OnRecord], typed: str
    ) -> list[app_commands.Choice[str]]:
        names = sorted({command.name for command in self.bot.commands})
        return [app_commands.Choice(name=name, value=name) for name in names if typed.lower() in name][:25]

    def _all(self, reader: Reader) -> Deck:
        words = reader.words
        lines = [
            f"{bold('/' + command.name, reader)} {words.say(command.description)}"
            for command in sorted(self.bot.commands, key=lambda c: c.name)
        ]
        lines += [
            f"{bold('/' + group.name, reader)} {words.say(group.description)}"
            for group in self.bot.tree.get_commands(type=discord.AppCommandType.chat_input)
            if self.bot.get_command(group.name) is None
        ]
        first = words.say("Try {example}", example="`/position lavrov missile-defence`")
        ways = words.say(
            "Each works as a slash command, as a line with {prefix}, and after a mention of the bot.",
            prefix=f"`{self.bot.config.prefix}`",
        )
        return Deck(words.say("Commands"), f"{first}\n{ways}", (Block("\n".join(lines)),))

    def _one(self, typed: str, reader: Reader) -> Deck:
        words, name = reader.words, typed.strip().lstrip("!/").lower()
        command = self.bot.get_command(name)
        if command is None:
            meant = nearest(name, [one.name for one in self.bot.commands])
            hint = mark("Did you mean {meant}?") if meant else mark("{help} lists what there is.")
            raise Refusal(
                mark("There is no command “{typed}”."),
                hint,
                typed=safe_within(name, 40),
                meant=f"`/{meant}`",
                help="`/help`",
            )
        lines = [words.say(command.description)]
        app = getattr(command, "app_command", None)
        for option in app.parameters if app is not None else ():
            note = "" if option.required else " (" + words.say("may be left out") + ")"
            lines.append(f"{bold(option.display_name, reader)} {words.say(str(option.description))}{note}")
        group = self.bot.tree.get_command(command.name)
        for deed in group.commands if isinstance(group, app_commands.Group) else ():
            lines.append(f"{bold(deed.name, reader)} {words.say(deed.description)}")
        example = command.extras.get("example", command.name)
        lines.append(
            words.say("Write for example: {example}", example=f"`{self.bot.config.prefix}{example}`")
        )
        return Deck(f"/{command.name}", "\n".join(lines))


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(About(bot))
