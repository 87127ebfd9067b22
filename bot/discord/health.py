"""A file that says whether the bot is well, for whoever watches over it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any

import discord

from bot.discord.core import Core
from bot.discord.metrics import Metrics
from bot.patience import wait_at_most
from bot.private_files import make_private_file
from bot.server_time import ClockNotice
from bot.store import StoreUnavailable

log = logging.getLogger(__name__)
WRITE_INTERVAL = 10.0  # seconds
_PATIENCE = 5.0  # seconds


class Health:
    """Writes a JSON object to `file`, by which a supervisor tells whether the bot works.

    docs/discord.md says what its keys mean. A `private` one is its owner's alone. The same goes to `metrics`.
    One process of several names the `shards` that it holds, and its `slot` among so many on its machine.
    """

    def __init__(
        self,
        client: discord.AutoShardedClient,
        core: Core,
        file: Path,
        private: bool = False,
        metrics: Metrics | None = None,
        shards: Callable[[], Collection[int]] | None = None,
        slot: tuple[int, int] | None = None,
    ) -> None:
        self.client = client
        self.store = core.store
        self.preferences = core.preferences
        self.metrics = metrics
        self.library = core.library
        self.clock = core.clock
        self.file = file
        self.private = private
        self.shards = shards
        self.slot = slot

    async def report(self) -> dict[str, Any]:
        """The state of this moment: times in ISO 8601, latencies in seconds.

        `state` says what is wrong with the state database, where something is.
        """
        client, engine = self.client, self.library.engine
        last, trouble = await self._last_briefing()
        shards = {
            str(number): {"connected": not shard.is_closed(), "latency": _seconds(shard.latency)}
            for number, shard in client.shards.items()
            if self.shards is None or number in self.shards()
        }
        return {
            "at": self.clock.now().isoformat(timespec="seconds"),
            "connected": bool(shards) and all(shard["connected"] for shard in shards.values()),
            "shards": shards,
            "guilds": sum(shards.get(str(guild.shard_id)) is not None for guild in client.guilds),
            "message_content": client.intents.message_content,
            "watched_channels": self._watched(),
            "library": engine.registry.digest,
            "warnings": [*self.library.notices, *engine.warnings],
            "state": trouble,
            "last_briefing": last.isoformat() if last else None,
            "clock_ahead": self.clock.skew_seconds,
            "clock_stepped": _step(self.clock.last_step),
            "process": os.getpid(),
            **({"slot": self.slot[0], "slots": self.slot[1]} if self.slot else {}),
        }

    async def _last_briefing(self) -> tuple[datetime | None, str | None]:
        """When it was, and None; or None, and why nobody knows."""
        # a database that says nothing is not to look like a bot that hangs
        wait_at_most(_PATIENCE, lambda: False)
        try:
            return await self.store.deliveries.last_sent(), None
        except StoreUnavailable as error:
            return None, error.message

    def _watched(self) -> int:
        """In how many channels quotations are watched, of servers that the bot is in."""
        here = (self.preferences.guild(guild.id) for guild in self.client.guilds)
        return sum(len(kept.watch_channels) for kept in here)

    async def run(self) -> None:
        """Write the file anew every few seconds, and soon after the start."""
        pause = 0.5
        while True:
            await asyncio.sleep(pause)
            try:
                report = await self.report()
                self._write(report)
                if self.metrics is not None and report["state"] is None:
                    await self.metrics.update(report, self.library.engine.registry.statements, self.store)
                pause = WRITE_INTERVAL if report["connected"] else 1.0
            except Exception:
                log.exception("the health file could not be written")
                pause = WRITE_INTERVAL

    def remove(self) -> None:
        """Take the file away when the bot stops on purpose: one left behind would say that it is well."""
        self.file.unlink(missing_ok=True)

    def _write(self, report: dict[str, Any]) -> None:
        # Replaced whole: who reads it never sees half of it.
        partial = self.file.with_name(f"{self.file.name}.partial")
        if self.private:
            make_private_file(partial)
        partial.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        os.replace(partial, self.file)


def _step(step: ClockNotice | None) -> dict[str, Any] | None:
    """The last step of the clock since the start: by how many seconds, and when by Discord's time."""
    return {"seconds": step.seconds, "at": step.at.isoformat(timespec="seconds")} if step else None


def _seconds(latency: float) -> float | None:
    """None while there is no heartbeat to measure: discord.py says NaN or infinity, which JSON lacks."""
    return round(latency, 3) if latency == latency and latency != float("inf") else None
