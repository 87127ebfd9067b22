"""Subscriptions to briefings, their composition, and where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.briefings.comparison import DeliveryComparer as DeliveryComparer
    from bot.discord.briefings.comparison import DeliveryComparison as DeliveryComparison
    from bot.discord.briefings.composer import BriefingComposer as BriefingComposer
    from bot.discord.briefings.service import BriefingService as BriefingService
    from bot.discord.briefings.setup import setup_briefings as setup_briefings
else:
    __getattr__ = lazy_exports(__name__)
