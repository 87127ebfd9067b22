"""One of several processes of the bot, until it is told to stop.

python -m tests.bot.discord.shards.one_process STATE ADDRESS TOKEN CACHE NAME SHARDS LEASE SHARD_LEASE

It takes a fair share of SHARDS, each for SHARD_LEASE seconds; LEASE is that of a briefing it is at.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.delivery.ports import DeliverySettings
from bot.discord.client import OnRecordBot
from bot.discord.lifecycle import override_api_base
from bot.discord.shards import ShardPlan
from bot.live_library import LiveLibrary
from bot.settings import Cooldown, Settings
from bot.stop_signals import call_at_stop
from bot.store import open_store
from tests.paths import REPOSITORY


async def main(
    state: str, address: str, token: str, cache: str, name: str, shards: str, lease: str, shard_lease: str
) -> None:
    stop = asyncio.Event()
    call_at_stop(stop.set)
    override_api_base(address)
    rules = DeliverySettings(poll_interval=0.2, lease=timedelta(seconds=float(lease)))
    async with open_store(state, SystemClock()) as store:
        library = await LiveLibrary.open(REPOSITORY, Path(cache))
        bot = OnRecordBot(
            Settings(cooldown=Cooldown(100_000, 1.0)),
            library,
            store,
            SystemClock(),
            delivery_settings=rules,
            plan=ShardPlan(int(shards), name=name, lease=float(shard_lease)),
            guild_ready_timeout=0.1,
        )
        running = asyncio.create_task(bot.start(token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        await bot.close()
        await running
        await library.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
