"""Keeps the leases of this process's shards, and the connections as the leases are.

discord.py starts and ends single shards of a running client by `launch_shard`, `ShardInfo.connect` and
`ShardInfo.disconnect`: those that stay are not interrupted when others come and go.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
from discord.gateway import DiscordWebSocket

from bot.discord.shards.plan import ShardPlan
from bot.live_library import LiveLibrary
from bot.store import LEASE, ProcessState, Served, Store, StoreUnavailable
from briefs.errors import UserError

log = logging.getLogger(__name__)
RENEWED_EVERY = 2.0  # seconds
_IDENTIFY_EVERY = 5.25  # seconds: Discord's five, and what the network may take from one and not the other


async def nothing() -> None:
    """Where nobody waits for it."""


class ShardKeeper:
    """`open` leases the first shards and tells the client of them; `close` gives them back.

    `preferred` guilds are served by a process that has the library's files. `on_first_shard` is called when
    the process comes to hold shard 0 and with it the duties that one process has for all.
    """

    def __init__(
        self,
        client: discord.AutoShardedClient,
        plan: ShardPlan,
        store: Store,
        library: LiveLibrary,
        preferred: tuple[int, ...] = (),
    ) -> None:
        self._client = client
        self._plan = plan
        self._store = store
        self._library = library
        self._preferred = preferred
        self._me = ProcessState(plan.name, plan.count or 1, plan.asked, library.curates)
        self.held: frozenset[int] = frozenset()
        self._ready = set[int]()  # held, and all of their servers known
        self._launching = dict[int, asyncio.Task[None]]()
        self._launched = False  # the first ones: discord.py starts those by itself
        self._parted = set[int]()
        self._sure_until = 0.0
        self._concurrency = 1
        self._loop: asyncio.Task[None] | None = None
        self.on_first_shard: Callable[[], Awaitable[object]] = nothing

    @property
    def count(self) -> int:
        """Into how many shards Discord is divided."""
        return self._me.count

    @property
    def on_duty(self) -> bool:
        """Whether this is the one process that does what is done once for all."""
        return 0 in self.held

    @property
    def is_sure(self) -> bool:
        """Whether nobody else can hold these shards: not where the database has been silent for a lease."""
        return time.monotonic() < self._sure_until

    def served(self) -> Served:
        """The servers that this process sees."""
        return Served(self.count, frozenset(self._ready) & self.held)

    async def open(self) -> None:
        """Wait until there is a shard for this process. Raises UserError where it cannot be one of these."""
        wanted, _, limits = await self._client.http.get_bot_gateway()
        self._concurrency = max(1, limits["max_concurrency"])
        proposed = self._plan.count or max(wanted, self._plan.processes)
        count = await self._store.processes.agreed_count(self._plan.name, proposed)
        if self._plan.count not in (None, count):
            hint = f"say --shards with {count}, or stop the others first"
            raise UserError(f"the other processes divide Discord into {count} shards", hint)
        self._me = replace(self._me, count=count)
        while not await self._renewed():
            await asyncio.sleep(RENEWED_EVERY)
        self._client.shard_count = count
        self._client.shard_ids = sorted(self.held)
        log.info("shards are held", extra={"shards": sorted(self.held), "of": count})
        self._loop = asyncio.create_task(self._run(), name="keeping the shards")

    async def close(self) -> None:
        """Let others have them at once."""
        if self._loop is None:
            return
        tasks = [self._loop, *self._launching.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await self._store.processes.leave(self._plan.name)
        except StoreUnavailable as error:
            log.warning("the shards are free when their lease is over: %s", error.message)

    async def wait_to_identify(self, shard: int) -> None:
        """Discord lets one shard of each bucket begin every five seconds, whichever process it is in."""
        bucket = f"identify {shard % self._concurrency}"
        while True:
            try:
                left = await self._store.paces.take(bucket, _IDENTIFY_EVERY)
            except StoreUnavailable as error:
                log.warning("a shard waits to begin: %s", error.message)
                left = 1.0
            if not left:
                return
            await asyncio.sleep(left)

    # What the client tells

    def launched(self) -> None:
        """The client has started its first shards."""
        self._launched = True

    async def connected(self, shard: int) -> None:
        """A shard that is another's by now does not stay: it may have come back by itself."""
        if shard not in self.held:
            await self._part(shard)

    def ready(self, shard: int) -> None:
        """All of a shard's servers are known."""
        self._ready.add(shard)

    # Keeping

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(RENEWED_EVERY)
            try:
                before = self.held
                await self._renewed()
                if 0 in self.held - before:
                    await self.on_first_shard()
            except StoreUnavailable as error:  # nobody else can take them now
                log.warning("the shards' leases cannot be renewed: %s", error.message)
            except Exception:
                log.exception("a round over the shards failed; the next one tries again")

    async def _renewed(self) -> frozenset[int]:
        """One round: what is held afterwards. Raises StoreUnavailable."""
        engine = self._library.engine
        me = replace(
            self._me,
            library=engine.registry.digest,
            warning="; ".join((*self._library.notices, *engine.warnings)),
        )
        begun = time.monotonic()
        preferred = {0, *((guild >> 22) % me.count for guild in self._preferred)}
        share = await self._store.processes.keep(me, preferred)
        self._sure_until = begun + LEASE / 1000
        before, self.held = self.held, share.held - share.let_go
        for shard in sorted(before - self.held):
            log.info("a shard is another process's from now on", extra={"shard": shard})
            await self._part(shard)
        if share.let_go:
            await self._store.processes.release(me.name, share.let_go)
        if self._launched:
            for shard in sorted(self.held):
                self._join(shard)
        return self.held

    def _join(self, shard: int) -> None:
        known = self._client.get_shard(shard)
        if shard in self._launching or (known is not None and shard not in self._parted):
            return
        self._parted.discard(shard)
        log.info("a shard is taken on", extra={"shard": shard})
        begin = known.connect() if known else self._client.launch_shard(
            DiscordWebSocket.DEFAULT_GATEWAY, shard
        )  # fmt: skip
        task = self._launching[shard] = asyncio.create_task(begin)
        task.add_done_callback(lambda _: self._launching.pop(shard, None))

    async def _part(self, shard: int) -> None:
        self._ready.discard(shard)
        if task := self._launching.pop(shard, None):
            task.cancel()
        if (known := self._client.get_shard(shard)) is not None:
            self._parted.add(shard)
            await known.disconnect()
