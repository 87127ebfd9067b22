"""Adds the daily briefings: their commands, and the service that delivers them."""

from __future__ import annotations

from discord.ext import commands

from bot.delivery import DeliverySettings, FaultInjector
from bot.discord.answers import Answers
from bot.discord.briefings.cog import BriefingCog
from bot.discord.briefings.service import BriefingService
from bot.discord.core import Core
from bot.discord.http import RequestGate


async def setup_briefings(
    bot: commands.AutoShardedBot,
    core: Core,
    answers: Answers,
    gate: RequestGate,
    delivery_settings: DeliverySettings,
    inject_fault: FaultInjector,
) -> BriefingService:
    """The service is not open yet: it starts when all features are there, and ends before the gateway."""
    service = BriefingService(bot, core, gate, delivery_settings, inject_fault)
    await bot.add_cog(BriefingCog(bot, core, answers, service))
    return service
