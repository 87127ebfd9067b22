"""A loopback Discord, the bot with its dispatcher in it, and one clock for both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.delivery.ports import DeliverySettings
from bot.discord.client import OnRecordBot
from bot.live_library import LiveLibrary
from bot.settings import Cooldown, Settings
from bot.store import Store, open_store
from bot.store.subscriptions import Subscription
from briefs import paths
from tests.discord_double import Double, ManualClock, running
from tests.discord_double.interactions import InteractionRecord
from tests.discord_double.world import Channel, Message
from tests.paths import REPOSITORY

EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday
CONFIG = Settings(cooldown=Cooldown(10_000, 1.0))
OFTEN = DeliverySettings(poll_interval=0.02)


class OneClock:
    """The bot's clock and the double's: it moves by hand, and by who waits for the limiter."""

    def __init__(self, start: datetime = EIGHT) -> None:
        self.double = ManualClock(start)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.double.now(), UTC)

    def monotonic(self) -> float:
        return self.double.now()

    async def sleep(self, seconds: float) -> None:
        """The limiter's short waits turn the clock; who sleeps longer waits for a test to turn it."""
        until = self.monotonic() + seconds
        if seconds < 2:
            self.double.advance(seconds)
            await asyncio.sleep(0)
        while self.monotonic() < until:
            await asyncio.sleep(0.05)

    def turn(self, **by: float) -> None:
        self.double.advance(timedelta(**by).total_seconds())

    def to(self, moment: datetime) -> None:
        self.double.set(moment)


@dataclass(slots=True)
class BriefingApp:
    double: Double
    bot: OnRecordBot
    state: Store
    clock: OneClock

    async def ask(
        self, command: str, /, user: str = "manager", where: Any = "general", **options: Any
    ) -> InteractionRecord:
        named = {name.replace("_", "-"): value for name, value in options.items()}
        asked = "briefing" if command == "panel" else f"briefings {command}"
        return await self.double.slash(self.double.guild, where, user, asked, options=named)

    async def told(self, command: str, /, **options: Any) -> Message:
        """The answer to a `/briefing` command."""
        return await (await self.ask(command, **options)).answer()

    async def click(self, message: Message, button: str, user: str = "manager") -> Message:
        return await (await self.double.click(message, user, button)).answer()

    async def subscribed(self, **options: Any) -> Subscription:
        await self.told("subscribe", **options)
        return (await self.all())[-1]

    async def all(self) -> tuple[Subscription, ...]:
        found = await self.state.subscriptions.due(datetime.max.replace(tzinfo=UTC), 10_000)
        return tuple(sorted(found, key=lambda one: one.created_at))

    def posts(self, channel: str | Channel | None, user: str = "manager") -> list[Message]:
        return self.double.posts(channel, user)

    async def until_posted(self, channel: Any, count: int = 1, user: str = "manager") -> list[Message]:
        """The bot's messages in a place, once there are so many and all are written down."""
        await self.double.until(
            lambda: len(self.posts(channel, user)) >= count, what=f"{count} posts in {channel}"
        )
        await self.settled()
        return self.posts(channel, user)

    async def settled(self) -> None:
        """Nothing is due and nothing is under way."""
        for _ in range(750):
            if not await self._busy():
                return
            await asyncio.sleep(0.02)
        raise AssertionError("a briefing is still under way")

    async def _busy(self) -> bool:
        from sqlalchemy import text

        claimed = "SELECT count(*) FROM deliveries WHERE status = 'claimed'"
        due = await self.state.subscriptions.due(self.clock.now(), 1)
        return bool(due) or bool(await self.state.database.fetch_value(text(claimed)))

    async def looks(self, count: int = 5) -> None:
        """The dispatcher has looked around so many times; what sleeps meanwhile is let sleep its time."""
        for _ in range(count):
            looking = asyncio.create_task(self.bot.briefings.dispatcher.run_once())
            while not (await asyncio.wait({looking}, timeout=1.0))[0]:
                self.clock.turn(seconds=20)
            await looking

    async def reasons(self, subscription: Subscription) -> list[tuple[str, str | None]]:
        decisions = await self.state.deliveries.decisions(subscription.key)
        return [(one.outcome, one.facts.get("reason")) for one in decisions]


@asynccontextmanager
async def open_briefing_app(
    file: Path,
    double: Double,
    clock: OneClock,
    root: Path = REPOSITORY,
    config: Settings = CONFIG,
    rules: DeliverySettings = OFTEN,
    **more: Any,
) -> AsyncIterator[BriefingApp]:
    """The bot in a loopback Discord, with the state of a file: the same file is the bot after a restart."""
    async with open_store(file, clock) as state:
        live_library = await LiveLibrary.open(root, paths.cache_dir(root))
        try:
            bot = OnRecordBot(
                config, live_library, state, clock, delivery_settings=rules, guild_ready_timeout=0.05, **more
            )
            async with running(double, bot):
                await bot.wait_until_ready()
                yield BriefingApp(double, bot, state, clock)
        finally:
            await live_library.close()
