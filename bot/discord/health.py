"""A file that says whether the bot is well, for whoever watches over it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path
from typing import Any

import discord

from bot.discord.core import Core

log = logging.getLogger(__name__)
WRITE_INTERVAL = 10.0  # seconds


class Health:
    def __init__(self, client: discord.AutoShardedClient, core: Core, file: Path) -> None:
        self.client = client
        self.core = core
        self.file = file

    async def report(self) -> dict[str, Any]:
        client, core, engine = self.client, self.core, self.core.library.engine
        last = await core.store.deliveries.last_sent()
        shards = {
            str(number): {"connected": not shard.is_closed(), "latency": _seconds(shard.latency)}
            for number, shard in client.shards.items()
        }
        return {
            "at": core.clock.now().isoformat(timespec="seconds"),
            "connected": bool(shards) and all(shard["connected"] for shard in shards.values()),
            "shards": shards,
            "guilds": len(client.guilds),
            "message_content": client.intents.message_content,
            "library": engine.registry.digest,
            "warnings": list(engine.warnings),
            "last_briefing": last.isoformat() if last else None,
            "process": os.getpid(),
        }

    async def run(self) -> None:
        """Write the file anew every few seconds, and soon after the start."""
        pause = 0.5
        while True:
            await asyncio.sleep(pause)
            try:
                report = await self.report()
                self._write(report)
                pause = WRITE_INTERVAL if report["connected"] else 1.0
            except Exception:
                log.exception("the health file could not be written")
                pause = WRITE_INTERVAL

    def remove(self) -> None:
        """The bot has stopped on purpose: a stale file would say that it is well."""
        self.file.unlink(missing_ok=True)

    def _write(self, report: dict[str, Any]) -> None:
        partial = self.file.with_name(f"{self.file.name}.partial")
        partial.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        os.replace(partial, self.file)


def _seconds(latency: float) -> float | None:
    return round(latency, 3) if latency == latency and latency != float("inf") else None
