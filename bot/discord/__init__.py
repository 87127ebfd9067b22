"""The Discord client, its start and stop, the sync of its commands. Only here is discord imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.briefings import DeliveryComparison as DeliveryComparison
    from bot.discord.checkup import discord_findings as discord_findings
    from bot.discord.delivery_check import check_deliveries as check_deliveries
    from bot.discord.heap import collecting_later as collecting_later
    from bot.discord.invite import application_of as application_of
    from bot.discord.invite import invite_url as invite_url
    from bot.discord.lifecycle import Unreachable as Unreachable
    from bot.discord.lifecycle import serve as serve
    from bot.discord.lifecycle import sync_commands as sync_commands
    from bot.discord.shards import ShardPlan as ShardPlan
    from bot.discord.shards import read_shards as read_shards
else:
    __getattr__ = lazy_exports(__name__)
