"""What is to be forgotten, forgotten in time."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.discord.client import OnRecordBot

log = logging.getLogger(__name__)
EVERY = 6 * 3600.0  # seconds
ANSWERS_KEPT = timedelta(days=400)  # so long a posted answer is corrected, and its buttons work


async def run_retention(bot: OnRecordBot) -> None:
    while True:
        try:
            await purge_expired(bot)
        except Exception:
            log.exception("upkeep failed; it is tried again later")
        await asyncio.sleep(EVERY)


async def purge_expired(bot: OnRecordBot) -> None:
    """Servers that removed the bot, old unanswered questions, old answers, old deliveries."""
    for guild_id in await bot.store.privacy.forget_guilds():
        bot.preferences.forget_guild(guild_id)
        log.info("a server that removed the bot was forgotten", extra={"guild": guild_id})
    await bot.store.unanswered.forget_older()
    await bot.store.sent_answers.forget_older(ANSWERS_KEPT)
    await bot.store.deliveries.forget_older()
