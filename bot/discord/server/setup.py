"""Adds what a server and a user see of the bot itself: about, help, maintenance, privacy, settings."""

from __future__ import annotations

from discord.ext import commands

from bot.discord.answers import Answers
from bot.discord.core import Core
from bot.discord.server.about_cog import AboutCog
from bot.discord.server.maintenance_cog import MaintenanceCog
from bot.discord.server.privacy_cog import PrivacyCog
from bot.discord.server.settings_cog import SettingsCog
from bot.discord.server.setup_cog import SetupCog


async def setup_server(bot: commands.AutoShardedBot, core: Core, answers: Answers) -> None:
    """Add the cogs of about, help, maintenance and privacy."""
    await bot.add_cog(AboutCog(core, bot))
    await bot.add_cog(MaintenanceCog(core))
    await bot.add_cog(PrivacyCog(core, answers))


async def setup_settings(bot: commands.AutoShardedBot, core: Core) -> None:
    """Apart from the others: `/help` lists commands that are slash only in the order in which they load."""
    await bot.add_cog(SettingsCog(core, bot.tree))
    await bot.add_cog(SetupCog(core))
