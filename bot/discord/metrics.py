"""Numbers for Prometheus, where the settings name an address: answers, latencies, deliveries, the queue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord

from bot.clock import Clock, SystemClock
from bot.server_time import posted_at
from bot.store import Store, count_all
from briefs.errors import UserError

_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5)  # seconds: Discord gives up after three
_FIRST_RESPONSE = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
_KINDS = {2: "command", 3: "button", 4: "typing", 5: "form"}  # of interactions, by Discord's numbers


class Metrics:
    """Counts since the start, and the state of the last health report.

    The server is a thread of prometheus-client's own. Raises UserError where that is not installed.
    """

    def __init__(self) -> None:
        try:
            from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
        except ImportError:
            raise UserError(
                "metrics need prometheus-client, which is not installed", "pip install 'onrecord[metrics]'"
            ) from None
        self._clock: Clock = SystemClock()
        self.registry = registry = CollectorRegistry()
        self._asked = Counter("onrecord_interactions", "What people asked", ["kind"], registry=registry)
        self._answered = Histogram(
            "onrecord_first_response_seconds",
            "From Discord's making of an interaction to the first response",
            buckets=_BUCKETS,
            registry=registry,
        )
        self._requests = Counter("onrecord_requests", "Requests to Discord", ["status"], registry=registry)
        self._state = {
            name: Gauge(f"onrecord_{name}", said, registry=registry)
            for name, said in {
                "connected": "1 while all shards are connected",
                "guilds": "Servers that the bot is in",
                "latency_seconds": "Of the slowest shard's heartbeat",
                "statements": "On record in the library that is served",
                "library_warnings": "What the library's readers are warned of",
                "candidates_waiting": "For a curator",
                "feeds_followed": "Feeds that are looked at",
                "feeds_failing": "Of them, whose last visit failed",
                "last_briefing_timestamp_seconds": "When a briefing last went out; 0 before the first",
            }.items()
        }
        self._deliveries = Gauge(
            "onrecord_deliveries",
            "Messages of briefings in the state database",
            ["status"],
            registry=registry,
        )

    def serve(self, address: str) -> None:
        """`address` is host:port. Raises UserError where it is taken."""
        from prometheus_client import start_http_server

        host, _, port = address.rpartition(":")
        try:
            start_http_server(int(port), host.strip("[]"), self.registry)
        except OSError as error:
            said = f"metrics cannot be served at {address}: {error.strerror}"
            raise UserError(said, "name another address: `metrics` in config/settings.yaml") from None

    def watch(self, trace: aiohttp.TraceConfig, clock: Clock) -> None:
        """Each request that ends is counted; `clock` is Discord's, whose ids hold when it made them."""
        self._clock = clock
        trace.on_request_end.append(self._on_request_end)

    def asked(self, interaction: discord.Interaction[Any]) -> None:
        """Somebody used a command, a button, a form, or typed a letter."""
        self._asked.labels(_KINDS.get(interaction.type.value, "other")).inc()

    async def update(self, report: Mapping[str, Any], statements: int, store: Store) -> None:
        """The gauges, from the health report and the database. Raises StoreUnavailable."""
        state = self._state
        latencies = [shard["latency"] for shard in report["shards"].values() if shard["latency"] is not None]
        state["connected"].set(report["connected"])
        state["guilds"].set(report["guilds"])
        state["latency_seconds"].set(max(latencies, default=0))
        state["statements"].set(statements)
        state["library_warnings"].set(len(report["warnings"]))
        last = await store.deliveries.last_sent()
        state["last_briefing_timestamp_seconds"].set(last.timestamp() if last else 0)
        counts = await count_all(store.database)
        state["candidates_waiting"].set(counts.candidates_waiting)
        state["feeds_followed"].set(counts.feeds_followed)
        state["feeds_failing"].set(counts.feeds_failing)
        for status, number in counts.deliveries.items():
            self._deliveries.labels(status).set(number)

    async def _on_request_end(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        self._requests.labels(f"{ended.response.status // 100}xx").inc()
        if ended.response.ok and (found := _FIRST_RESPONSE.search(ended.url.path)):
            waited = self._clock.now() - posted_at(int(found[1]))
            self._answered.observe(max(0.0, waited.total_seconds()))
