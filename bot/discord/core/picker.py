"""To whom Discord's client offers a command, and where. Whoever is offered one is checked all the same."""

from __future__ import annotations

from typing import Any, TypeVar

import discord
from discord import app_commands

T = TypeVar("T", bound=app_commands.Command[Any, Any, Any])

# What is not said here is filled in from the tree's own, which is everywhere: each place has its word.
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
IN_SERVERS_AND_DIRECT = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
FOR_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
# A server opens them to its curators' role under Integrations: a bot cannot name a role itself.
MANAGERS = discord.Permissions(manage_guild=True)


def for_curators(command: T) -> T:
    """A command of curators: in servers alone, and in nobody's list who does not manage one or curate."""
    command.default_permissions = MANAGERS
    command.allowed_contexts, command.allowed_installs = IN_SERVERS, FOR_SERVERS
    return command
