"""Adds the watch over quotations: its command, its events, and the service that looks at messages."""

from __future__ import annotations

from discord.ext import commands

from bot.discord.core import Core
from bot.discord.watch.cog import WatchCog
from bot.discord.watch.service import WatchService


async def setup_watch(bot: commands.AutoShardedBot, core: Core) -> WatchService:
    """The service is not open yet."""
    service = WatchService(core)
    await bot.add_cog(WatchCog(core, service, bot.intents.message_content))
    return service
