"""What the bot is, what it can do, and what is missing."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.arguments import text_command
from bot.discord.core import (
    BaseCog,
    Context,
    Core,
    Interaction,
    LocalizedUserError,
    send_page,
)
from bot.discord.ui import (
    BLUE,
    CHOICES,
    Block,
    Display,
    PagedAnswer,
    bold,
    library_line,
    safe_within,
    statement_count,
)
from briefs.i18n import N_
from briefs.text import nearest

_Listed = commands.Command[Any, ..., Any] | app_commands.Command[Any, ..., Any] | app_commands.Group
_ABOUT = (
    N_("OnRecord answers who said what, on what, when, and where the proof is."),
    N_(
        "Every quotation stands word for word in the article that is linked beneath it. What an article "
        "only reports is marked as reported. Nothing is put into anybody's mouth."
    ),
    N_("“Nothing on record” says that the library has no statement, and nothing about what anybody thinks."),
)
_NO_CONTENT = N_(
    "Lines with {prefix} in channels are not seen: the message content intent is off. Whoever runs the bot "
    "can switch it on in Discord's developer portal, under Bot, Message Content Intent. Slash commands and "
    "mentions work."
)


_DONE_BY_NAME = {"briefing": "briefings"}  # a panel, and the group of all that it does


class AboutCog(BaseCog):
    """`/about` and `/help`; `bot` holds the commands that help lists."""

    def __init__(self, core: Core, bot: commands.AutoShardedBot) -> None:
        super().__init__(core)
        self.bot = bot
        self.tree = bot.tree
        self.message_content = bot.intents.message_content
        self.library = core.library
        self.prefix = core.settings.prefix

    @text_command("about", N_("What this bot is, and what its library holds"), example="about")
    async def about(self, ctx: Context) -> None:
        """Says also what does not work here, such as `!` lines without their intent, and warnings."""
        display, registry = self.core.display_for(ctx), self.library.engine.registry
        translator = display.translator
        lines = [translator.gettext(text) for text in _ABOUT]
        articles = translator.ngettext("{n} article", "{n} articles", registry.articles)
        lines.append(f"{statement_count(registry.statements, translator)} · {articles}")
        if not self.message_content:
            lines.append(bold(translator.gettext(_NO_CONTENT, prefix=f"`{self.prefix}`"), display))
        lines += [safe_within(warning, 300) for warning in self.library.engine.warnings]
        lines.append(
            translator.gettext(
                "{help} lists all commands; {privacy} says what is kept about you.",
                help="`/help`",
                privacy="`/privacy`",
            )
        )
        paged = PagedAnswer(
            "OnRecord", "\n\n".join(lines), footer=library_line(registry, translator), colour=BLUE
        )
        await send_page(ctx, paged, display, ephemeral=False)

    @text_command("help", N_("All commands, or one of them with an example"), example="help position")
    @app_commands.describe(command=N_("Only this command"))
    async def help(self, ctx: Context, command: str = "") -> None:
        """Raises LocalizedUserError for a name that no command has."""
        display = self.core.display_for(ctx)
        paged = self._command_help(command, display) if command.strip() else self._all_commands(display)
        await send_page(ctx, paged, display)

    @help.autocomplete("command")
    async def _complete_command(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        fitting = [name for name in self._listed() if typed.lower() in name]
        return [app_commands.Choice(name=name, value=name) for name in fitting[:CHOICES]]

    def _listed(self) -> dict[str, _Listed]:
        """All commands by name; some are slash commands only, which the prefix commands do not hold."""
        slash = self.tree.get_commands(type=discord.AppCommandType.chat_input)
        found: dict[str, _Listed] = {command.name: command for command in slash}
        return dict(sorted((found | {command.name: command for command in self.bot.commands}).items()))

    def _all_commands(self, display: Display) -> PagedAnswer:
        translator = display.translator
        everybodys, managers = list[str](), list[str]()
        for name, command in self._listed().items():
            app = self.tree.get_command(name)
            line = f"{bold('/' + name, display)} {translator.gettext(str(command.description))}"
            if isinstance(app, app_commands.Group):  # its name alone is no command in Discord
                line = f"{line}: {', '.join(f'`{each.name}`' for each in app.commands)}"
            (managers if app and app.default_permissions else everybodys).append(line)
        first = translator.gettext("Try {example}", example="`/position lavrov missile-defence`")
        ways = translator.gettext(
            "Each is a slash command; most also work as a line with {prefix} and after a mention of the bot.",
            prefix=f"`{self.prefix}`",
        )
        blocks = [Block("\n".join(everybodys))]
        if managers:
            heading = bold(translator.gettext("For curators and those who manage the server:"), display)
            blocks.append(Block("\n".join([heading, *managers])))
        return PagedAnswer(translator.gettext("Commands"), f"{first}\n{ways}", tuple(blocks))

    def _command_help(self, typed: str, display: Display) -> PagedAnswer:
        translator, name = display.translator, typed.strip().lstrip("!/").lower()
        command = self.bot.get_command(name) or self._listed().get(name)
        if command is None:
            meant = nearest(name, list(self._listed()))
            hint = N_("Did you mean {meant}?") if meant else N_("{help} lists what there is.")
            raise LocalizedUserError(
                N_("There is no command “{typed}”."),
                hint,
                typed=safe_within(name, 40),
                meant=f"`/{meant[0]}`" if meant else "",
                help="`/help`",
            )
        lines = [translator.gettext(str(command.description))]
        # The options are those of the slash command: a `!` line has the same, without descriptions.
        app = getattr(command, "app_command", None) or self.tree.get_command(command.name)
        for option in app.parameters if isinstance(app, app_commands.Command) else ():
            note = "" if option.required else " (" + translator.gettext("may be left out") + ")"
            lines.append(
                f"{bold(option.display_name, display)} {translator.gettext(str(option.description))}{note}"
            )
        group = self.tree.get_command(_DONE_BY_NAME.get(command.name, command.name))
        for subcommand in group.commands if isinstance(group, app_commands.Group) else ():
            lines.append(f"{bold(subcommand.name, display)} {translator.gettext(subcommand.description)}")
        if self.bot.get_command(name) is None:  # a slash command only
            return PagedAnswer(f"/{command.name}", "\n".join(lines))
        example = command.extras.get("example", command.name)
        lines.append(translator.gettext("Write for example: {example}", example=f"`{self.prefix}{example}`"))
        return PagedAnswer(f"/{command.name}", "\n".join(lines))
