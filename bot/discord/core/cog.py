"""What every cog is: a feature that knows the bot and says things in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.discord.answers.queries import Query
from bot.discord.core.replies import InteractionOrContext

if TYPE_CHECKING:
    from bot.discord.client import OnRecordBot


class BaseCog(commands.Cog):
    def __init__(self, bot: OnRecordBot) -> None:
        self.bot = bot

    async def answer(self, source: InteractionOrContext, query: Query) -> None:
        await self.bot.responder.respond(source, query, self.bot.display_for(source))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Hybrid commands pass the bot's own check; those that are slash only pass it here."""
        command = interaction.command
        if command is not None and not hasattr(command, "__commands_is_hybrid_app_command__"):
            self.bot.check_access(interaction, command.qualified_name)
        return True
