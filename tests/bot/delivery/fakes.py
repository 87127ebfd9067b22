"""The world around a dispatcher, played by hand: the clock, the composer, Discord's channels."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import aiohttp
import discord

from bot.delivery.dispatcher import DeliveryDispatcher
from bot.delivery.ports import UNREADABLE, ComposedBriefing, HistoryUnavailable, OutgoingMessage, Sent
from bot.server_time import ClockNotice, ServerTime, first_snowflake
from bot.store import Store
from bot.store.delivery_types import delivery_id
from bot.store.subscriptions import Subscription


class HandClock:
    """Sleeping turns the clock on at once."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.moment.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


def error(status: int, code: int = 0) -> Exception:
    """What discord.py raises for such an answer."""
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(status, discord.DiscordServerError if status >= 500 else discord.HTTPException)
    return kind(SimpleNamespace(status=status, reason="said so", headers={}), {"code": code, "message": "x"})


def refused() -> aiohttp.ClientConnectorError:
    """Nobody listens at the other end."""
    key = SimpleNamespace(ssl=True, host="discord.invalid", port=443, is_ssl=True)
    return aiohttp.ClientConnectorError(key, OSError("refused"))


@dataclass
class Message:
    id: int
    channel: int
    nonce: str
    body: str
    at: datetime


@dataclass
class FakeDiscord:
    """Channels that keep what was posted. `faults` are raised one by one, before or after posting."""

    clock: HandClock
    messages: list[Message] = field(default_factory=list)
    faults: list[tuple[str, Exception]] = field(default_factory=list)
    unreadable: bool = False
    tells_newest: bool = True  # as a gateway does of the channels of servers
    dedupes: bool = True
    attempts: int = 0
    looks: int = 0

    def of(self, channel: int) -> list[Message]:
        return [message for message in self.messages if message.channel == channel]


class FakeTarget:
    def __init__(self, world: FakeDiscord, channel: int) -> None:
        self.world = world
        self.channel: int | None = channel

    async def send(self, message: OutgoingMessage) -> Sent:
        world, now = self.world, self.world.clock.now()
        world.attempts += 1
        where, fault = world.faults.pop(0) if world.faults else ("none", None)
        if where == "before" and fault:
            raise fault
        recent = [m for m in world.messages if m.nonce == message.id and now - m.at < timedelta(minutes=3)]
        if not (world.dedupes and recent):
            number = first_snowflake(now) + len(world.messages)
            made = Message(number, self.channel or 0, message.id, message.body, now)
            world.messages.append(made)
            recent = [made]
        if fault:
            raise fault
        return Sent(recent[0].id, recent[0].channel)

    def newest(self) -> int | None:
        if not self.world.tells_newest:
            return None
        return max((message.id for message in self.world.of(self.channel or 0)), default=0)

    async def find(self, wanted: OutgoingMessage, since: datetime) -> Sent | HistoryUnavailable | None:
        self.world.looks += 1
        if self.world.unreadable:
            return UNREADABLE
        found = [
            Sent(m.id, m.channel, m.body == wanted.body)
            for m in self.world.messages
            if m.nonce == wanted.id and m.channel == self.channel and m.at >= since
        ]
        return found[0] if found else None


class FakeComposer:
    """As many messages as it is told; `None` parts: this day is empty."""

    def __init__(self) -> None:
        self.parts: int | None = 1
        self.seen_to = 0
        self.broken: Exception | None = None

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        if self.broken:
            raise self.broken
        bodies = (
            json.dumps({"dated": dated.isoformat(), "id": delivery_id(subscription.key, slot, part)})
            for part in range(self.parts or 0)
        )
        return ComposedBriefing(tuple(bodies), self.seen_to)


@dataclass
class DeliverySetup:
    """`clock` is this machine's, `time` what the bot makes of it; `world` may have a clock of its own."""

    state: Store
    time: ServerTime
    clock: HandClock
    world: FakeDiscord
    composer: FakeComposer
    told: list[tuple[str, str]]
    notices: list[ClockNotice]
    dispatcher: Callable[..., DeliveryDispatcher]


class Timeline:
    """A clock that moves only when every task waits for it: time costs nothing, order is exact."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (self.seconds + seconds, next(self._numbers), future))
        await future

    async def play(self, *tasks) -> None:
        """Run the tasks to their end, moving on whenever nothing else is left to do."""
        running = [asyncio.ensure_future(task) for task in tasks]
        while not all(task.done() for task in running):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._waiting and not all(task.done() for task in running):
                self.seconds, _, future = heapq.heappop(self._waiting)
                future.set_result(None)
        for task in running:
            await task
