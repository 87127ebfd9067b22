"""What is to be forgotten, forgotten in time."""

from __future__ import annotations

import asyncio
import logging

from bot.discord.core import Preferences
from bot.store import ANSWERS_KEPT, Store

log = logging.getLogger(__name__)
PURGE_INTERVAL = 6 * 3600.0  # seconds


async def run_retention(store: Store, preferences: Preferences) -> None:
    while True:
        try:
            await purge_expired(store, preferences)
        except Exception:
            log.exception("upkeep failed; it is tried again later")
        await asyncio.sleep(PURGE_INTERVAL)


async def purge_expired(store: Store, preferences: Preferences) -> None:
    """Servers that removed the bot, old unanswered questions, old answers, old deliveries."""
    for guild_id in await store.privacy.forget_guilds():
        preferences.forget_guild(guild_id)
        log.info("a server that removed the bot was forgotten", extra={"guild": guild_id})
    await store.unanswered.forget_older()
    await store.sent_answers.forget_older(ANSWERS_KEPT)
    await store.deliveries.forget_older()
