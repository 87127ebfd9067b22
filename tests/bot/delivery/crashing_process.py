"""A process of its own that delivers what is due, and ends itself by SIGKILL at a named point.

    python crashing_process.py STATE POSTED NOW LEASE HOLDER POINT TURNS

Its Discord is the file POSTED: one line a message, appended in one write. No nonce is honoured
there: whatever is sent twice stands there twice.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.delivery.dispatcher import DeliveryDispatcher
from bot.delivery.ports import ComposedBriefing, DeliveryPorts, DeliverySettings, OutgoingMessage, Sent
from bot.discord.http.rate_limiter import RateLimiter
from bot.discord.http.request_gate import RequestGate
from bot.server_time import ServerTime, first_snowflake
from bot.store import open_store
from bot.store.delivery_types import delivery_id
from bot.store.subscriptions import Subscription


class ShiftedClock:
    """Real time, begun at another moment: the processes of one test agree on it."""

    def __init__(self, start: datetime, short: float = 2.0) -> None:
        """Whoever sleeps for less than `short` seconds, as the limiter does, is woken at once."""
        self.offset = start - datetime.now(start.tzinfo)
        self.zone = start.tzinfo
        self.short = short

    def now(self) -> datetime:
        return datetime.now(self.zone) + self.offset

    def monotonic(self) -> float:
        return self.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds if seconds >= self.short else min(seconds, 0.01))


class FileTarget:
    def __init__(self, file: Path, channel: int, clock: ShiftedClock) -> None:
        self.file = file
        self.clock = clock
        self.channel: int | None = channel

    async def send(self, message: OutgoingMessage) -> Sent:
        return self.post(id=message.id)

    def post(self, **fields: str) -> Sent:
        sent = Sent(first_snowflake(self.clock.now()), self.channel or 0)
        line = json.dumps({"channel": self.channel, "message": sent.message_id, **fields}) + "\n"
        descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, line.encode())
        os.close(descriptor)
        return sent

    def newest(self) -> int | None:
        return max((one["message"] for one in self._posted()), default=0)

    async def find(self, message: OutgoingMessage, since: datetime) -> Sent | None:
        found = [one["message"] for one in self._posted() if one["id"] == message.id]
        return Sent(found[0], self.channel or 0) if found else None

    def _posted(self) -> list[dict[str, Any]]:
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        return [one for one in map(json.loads, lines) if one["channel"] == self.channel]


class Composer:
    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        parts = subscription.settings.channel_id or 1
        return ComposedBriefing(tuple(delivery_id(subscription.key, slot, part) for part in range(parts)), 0)


async def tell(subscription: Subscription, reason: str) -> None:
    raise AssertionError(f"{subscription.key} was paused: {reason}")


async def main(
    state_file: str, posted: str, now: str, lease: str, holder: str, point: str, turns: str
) -> None:
    clock = ShiftedClock(datetime.fromisoformat(now))

    def checkpoint(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    async with open_store(state_file, clock) as state:
        gate = RequestGate(RateLimiter(clock, per_second=100_000), clock, Random(1))
        post = DeliveryPorts(
            gate,
            Composer(),
            lambda subscription: FileTarget(Path(posted), subscription.settings.channel_id or 0, clock),
            tell,
        )
        rules = DeliverySettings(lease=timedelta(seconds=float(lease)), workers=2)
        dispatcher = DeliveryDispatcher(state, post, ServerTime(clock), holder, rules, checkpoint)
        for _ in range(int(turns)):
            await dispatcher.run_once()
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
