"""Adds the daily briefings: their commands, and the service that delivers them."""

from __future__ import annotations

from collections.abc import Callable

from discord.ext import commands

from bot.delivery import DeliverySettings, FaultInjector
from bot.discord.answers import Answers
from bot.discord.briefings.cog import BriefingCog
from bot.discord.briefings.service import BriefingService
from bot.discord.core import Core
from bot.discord.http import RequestGate
from bot.store import Served


async def setup_briefings(
    bot: commands.AutoShardedBot,
    core: Core,
    answers: Answers,
    gate: RequestGate,
    delivery_settings: DeliverySettings,
    inject_fault: FaultInjector,
    served: Callable[[], Served | None],
) -> BriefingService:
    """The service is not open yet: it starts when all features are there, and ends before the gateway."""
    service = BriefingService(bot, core, gate, delivery_settings, inject_fault, served)
    await bot.add_cog(BriefingCog(bot, core, answers, service))
    return service
