"""Erases what is kept for a limited time only, once that time is over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.discord.core import Preferences
from bot.store import ANSWERS_KEPT, Store

log = logging.getLogger(__name__)
PURGE_INTERVAL = 6 * 3600.0  # seconds
LOOK_INTERVAL = 60.0  # seconds between two looks whether this process is the one


async def run_retention(
    store: Store, preferences: Preferences, on_duty: Callable[[], bool] = lambda: True
) -> None:
    """Purge at the start and every six hours, until it is cancelled; of several processes the one on duty."""
    while True:
        if not on_duty():
            await asyncio.sleep(LOOK_INTERVAL)
            continue
        try:
            await purge_expired(store, preferences)
        except Exception:
            log.exception("retention failed; it is tried again later")
        await asyncio.sleep(PURGE_INTERVAL)


async def purge_expired(store: Store, preferences: Preferences) -> None:
    """Erase servers that removed the bot; unanswered questions, forms, answers and deliveries that are old.

    The store knows how old; `/privacy` says so to users. Raises StoreUnavailable.
    """
    for guild_id in await store.privacy.forget_guilds():
        preferences.forget_guild(guild_id)
        log.info("a server that removed the bot was forgotten", extra={"guild": guild_id})
    await store.unanswered.forget_older()
    await store.sent_answers.forget_older(ANSWERS_KEPT)
    await store.watch.forget_older()
    await store.refused_forms.forget_older()
    await store.deliveries.forget_older()
    await store.follows.queue.forget_older()
    await store.privacy.forget_copies()
    await store.news.forget_older()
    await store.database.truncate_log()
