"""Adds standing questions: their commands, and the service that matches what is new."""

from __future__ import annotations

from discord.ext import commands

from bot.delivery import FaultInjector
from bot.discord.briefings import BriefingService
from bot.discord.core import Core
from bot.discord.follow.cog import FollowCog
from bot.discord.follow.composer import DigestComposer
from bot.discord.follow.service import FollowService


async def setup_follow(
    bot: commands.AutoShardedBot, core: Core, briefings: BriefingService, inject_fault: FaultInjector
) -> FollowService:
    """The service is not open yet, as that of the briefings, which delivers what it finds."""
    composer = DigestComposer(core, briefings)
    briefings.compose_with("follow", composer)
    service = FollowService(core, briefings, composer, inject_fault)
    await bot.add_cog(FollowCog(core, briefings, service))
    return service
