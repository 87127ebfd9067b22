"""Subscriptions to briefings, their composition, and where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.briefings.arguments import NamesArgument as NamesArgument
    from bot.discord.briefings.arguments import PlaceArgument as PlaceArgument
    from bot.discord.briefings.arguments import target_kind as target_kind
    from bot.discord.briefings.briefing_pages import numbered as numbered
    from bot.discord.briefings.briefing_pages import section_blocks as section_blocks
    from bot.discord.briefings.comparison import DeliveryComparer as DeliveryComparer
    from bot.discord.briefings.comparison import DeliveryComparison as DeliveryComparison
    from bot.discord.briefings.composer import BriefingComposer as BriefingComposer
    from bot.discord.briefings.message import FOLLOW_PAUSE as FOLLOW_PAUSE
    from bot.discord.briefings.message import FOLLOW_STOP as FOLLOW_STOP
    from bot.discord.briefings.message import BriefingMessage as BriefingMessage
    from bot.discord.briefings.schedule_input import days_in_words as days_in_words
    from bot.discord.briefings.schedule_input import parse_time as parse_time
    from bot.discord.briefings.schedule_input import parse_weekdays as parse_weekdays
    from bot.discord.briefings.service import BriefingService as BriefingService
    from bot.discord.briefings.setup import setup_briefings as setup_briefings
else:
    __getattr__ = lazy_exports(__name__)
