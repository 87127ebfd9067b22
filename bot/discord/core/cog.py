"""What every cog is: a feature with the bot's services, open to those who may use its commands."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.discord.core.core import Core
from bot.discord.core.replies import Interaction


class BaseCog(commands.Cog):
    """`core` is kept for what all features ask of it; a service that one feature uses is kept by that one."""

    def __init__(self, core: Core) -> None:
        self.core = core

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Hybrid commands pass the bot's own check; those that are slash only pass it here."""
        command = interaction.command
        # discord.py's own mark of a hybrid: it has no public one.
        if command is not None and not hasattr(command, "__commands_is_hybrid_app_command__"):
            try:
                self.check_place(interaction)
                self.core.check_access(interaction, command.qualified_name)
            except app_commands.AppCommandError:
                raise
            except Exception as error:
                # discord.py tells the tree of its own kind alone: any other is lost, and nobody answered.
                raise app_commands.CommandInvokeError(command, error) from error
        return True

    def check_place(self, interaction: Interaction) -> None:
        """Raise what keeps the cog's slash commands from running there, and for this person."""
