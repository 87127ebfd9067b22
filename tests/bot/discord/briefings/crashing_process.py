"""The bot in a process of its own, which delivers what is due and ends itself by SIGKILL at a named point.

python -m tests.bot.discord.briefings.crashing_process STATE ADDRESS TOKEN CACHE NOW LEASE POINT SKIPPED

`POINT` is passed SKIPPED times before it kills. "anywhere" kills at no point in particular while it delivers;
"nowhere" ends in peace once everything is settled.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import random
from threading import Timer

from sqlalchemy import text

from bot.delivery.ports import DeliverySettings
from bot.discord.client import OnRecordBot
from bot.discord.lifecycle import override_api_base
from bot.live_library import LiveLibrary
from bot.settings import Settings
from bot.store import Store, open_store
from tests.bot.delivery.crashing_process import ShiftedClock
from tests.paths import REPOSITORY

OPEN = (
    "SELECT count(*) FROM deliveries WHERE status = 'claimed'",
    "SELECT count(*) FROM subscriptions WHERE next_due_at <= :now",
)


DELIVERING = 0.25  # seconds that the few briefings of this test take


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def settled(state: Store, now: datetime) -> bool:
    moment = now.strftime("%Y-%m-%dT%H:%M:%S")
    queries = [text(one).bindparams(now=moment) if ":now" in one else text(one) for one in OPEN]
    return not any([await state.database.fetch_value(query) for query in queries])


async def main(
    state_file: str, address: str, token: str, cache: str, now: str, lease: str, point: str, skipped: str
) -> None:
    clock, left = ShiftedClock(datetime.fromisoformat(now), short=30.0), int(skipped)

    def checkpoint(name: str) -> None:
        nonlocal left
        if point == "anywhere" and left >= 0:
            left = -1
            Timer(random() * DELIVERING, kill).start()
        if name == point:
            if not left:
                kill()
            left -= 1

    override_api_base(address)
    rules = DeliverySettings(poll_interval=0.05, lease=timedelta(seconds=float(lease)), workers=2)
    async with open_store(state_file, clock) as state:
        live_library = await LiveLibrary.open(REPOSITORY, Path(cache))
        bot = OnRecordBot(
            Settings(),
            live_library,
            state,
            clock,
            delivery_settings=rules,
            inject_fault=checkpoint,
            guild_ready_timeout=0.05,
        )
        running = asyncio.create_task(bot.start(token))
        while not bot.is_ready() or not await settled(state, clock.now()):
            await asyncio.sleep(0.05)
            if running.done():
                running.result()
        await bot.close()
        await running
        await live_library.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
