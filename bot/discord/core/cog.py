"""What every cog is: a feature with the bot's services, open to those who may use its commands.

And to whom Discord's client offers a command, and where: whoever is offered one is checked all the same.
"""

from __future__ import annotations

from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands
from discord.ext.commands.hybrid import HybridAppCommand

from bot.discord.core.core import Core
from bot.discord.core.replies import Interaction

T = TypeVar("T", bound=app_commands.Command[Any, Any, Any])

# What is not said here is filled in from the tree's own, which is everywhere: each place has its word.
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
IN_SERVERS_AND_DIRECT = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
FOR_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
# A server opens them to its curators' role under Integrations: a bot cannot name a role itself.
MANAGERS = discord.Permissions(manage_guild=True)


def offered_to_managers(command: T) -> T:
    """A command of curators, or of a server's settings: in no reader's list, and in servers alone."""
    command.default_permissions = MANAGERS
    command.allowed_contexts, command.allowed_installs = IN_SERVERS, FOR_SERVERS
    return command


class BaseCog(commands.Cog):
    """`core` is kept for what all features ask of it; a service that one feature uses is kept by that one."""

    def __init__(self, core: Core) -> None:
        self.core = core

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Hybrid commands pass the bot's own check; those that are slash only pass it here."""
        command = interaction.command
        if command is not None and not isinstance(command, HybridAppCommand):
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
