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
from bot.store import ALONE, ProcessState, Served, Store, StoreUnavailable
from briefs.errors import UserError

log = logging.getLogger(__name__)
_RENEWALS = 4  # in a lease: so many in a row have to fail
_IDENTIFY_EVERY = 5.5  # seconds: Discord's five, and what a busy machine may take from one and not the other
_READY_LATE = 6.0  # seconds after its READY in which a shard's servers have surely come
_MOVES = "move"  # the pace at which shards go from one process to another that has too few
_UNWANTED = 1.0  # seconds: whoever waits to begin takes their turn sooner


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
        lease = round(plan.lease * 1000)
        self._me = ProcessState(plan.name, plan.count or 1, plan.asked, library.curates, lease=lease)
        self.held: frozenset[int] = frozenset()
        self._ready = set[int]()  # held, and all of their servers known
        self._connected_at = dict[int, float]()
        self._begun = set[int]()  # those that had their turn to begin
        self._launching = dict[int, asyncio.Task[None]]()
        self._launched = False  # the first one: discord.py starts that by itself
        self._beginning = asyncio.Lock()
        self._parted = set[int]()
        self._sure_until = 0.0
        self._takes_from = 0.0
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
        if any(one.alive and one.count == ALONE for one in await self._store.processes.all()):
            log.warning("one process alone serves all shards: this one waits until that one has ended")
        while not await self._renewed():
            await self._pause()
        self._client.shard_count = count
        self._client.shard_ids = [min(self.held)]  # the others are taken on as those that come later
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
        while True:
            try:
                left = await self._store.paces.take(self._bucket(shard), _IDENTIFY_EVERY)
            except StoreUnavailable as error:
                log.warning("a shard waits to begin: %s", error.message)
                left = 1.0
            if not left:
                self._begun.add(shard)
                return
            await asyncio.sleep(left)

    # What the client tells

    def launched(self) -> None:
        """The client has started its first shard."""
        self._launched = True
        self._join_all()

    async def connected(self, shard: int) -> None:
        """A shard that is another's by now does not stay: it may have come back by itself."""
        self._connected_at[shard] = time.monotonic()
        if shard not in self.held:
            await self._part(shard)

    def ready(self, shard: int) -> None:
        """All of a shard's servers are known."""
        self._ready.add(shard)

    # Keeping

    async def _run(self) -> None:
        while True:
            await self._pause()
            try:
                before = self.held
                await self._renewed()
                if 0 in self.held - before:
                    await self.on_first_shard()
            except StoreUnavailable as error:  # nobody else can take them now
                log.warning("the shards' leases cannot be renewed: %s", error.message)
            except Exception:
                log.exception("a round over the shards failed; the next one tries again")

    async def _pause(self) -> None:
        await asyncio.sleep(self._plan.lease / _RENEWALS)

    def _bucket(self, shard: int) -> str:
        return f"identify {shard % self._concurrency}"

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
        share = await self._store.processes.keep(me, preferred, takes=begun >= self._takes_from)
        self._sure_until = begun + self._plan.lease
        if share.was_silent:  # as the others may have been: they have as long to say that they live
            self._takes_from = time.monotonic() + self._plan.lease
        let_go = await self._to_move(share.let_go)
        before, self.held = self.held, share.held - let_go
        for shard in sorted(before - self.held):
            log.info("a shard is another process's from now on", extra={"shard": shard})
            await self._part(shard)
        if let_go:
            await self._store.processes.release(me.name, let_go)
        if self._launched:
            self._join_all()
        self._call_ready()
        return self.held

    def _call_ready(self) -> None:
        """discord.py drops the event of a shard that another's READY overtakes: here it comes then."""
        late = time.monotonic() - _READY_LATE
        for shard in self.held - self._ready:
            if self._connected_at.get(shard, late) < late:
                self._client.dispatch("shard_ready", shard)

    async def _to_move(self, shards: frozenset[int]) -> frozenset[int]:
        """Those that go now: what has not begun here, else one, when nobody's shard waits to begin."""
        if not_begun := shards - self._begun:
            return not_begun
        last = max(shards, default=None)
        if last is None or await self._store.paces.idle(self._bucket(last)) < _UNWANTED:
            return frozenset()
        # one at a time: so it begins elsewhere at once
        return frozenset() if await self._store.paces.take(_MOVES, _IDENTIFY_EVERY) else frozenset({last})

    def _join_all(self) -> None:
        for shard in sorted(self.held):
            self._join(shard)

    def _join(self, shard: int) -> None:
        known = self._client.get_shard(shard)
        if shard in self._launching or (known is not None and shard not in self._parted):
            return
        self._parted.discard(shard)
        log.info("a shard is taken on", extra={"shard": shard})
        if self._client.shard_ids is not None and shard not in self._client.shard_ids:
            self._client.shard_ids.append(shard)  # of so many discord.py waits to hear before `ready`
        task = self._launching[shard] = asyncio.create_task(self._begin(shard, known))
        task.add_done_callback(lambda ended: self._launched_one(shard, ended))

    def _launched_one(self, shard: int, ended: asyncio.Task[None]) -> None:
        if self._launching.get(shard) is ended:  # and not one that was begun since
            del self._launching[shard]

    async def _begin(self, shard: int, known: discord.ShardInfo | None) -> None:
        # one after the other: a connection that waits long for its turn is closed by Discord
        async with self._beginning:
            if known is not None:
                await known.connect()
            else:
                await self._client.launch_shard(DiscordWebSocket.DEFAULT_GATEWAY, shard)

    async def _part(self, shard: int) -> None:
        self._ready.discard(shard)
        self._begun.discard(shard)
        self._connected_at.pop(shard, None)
        if task := self._launching.pop(shard, None):
            task.cancel()
        if (known := self._client.get_shard(shard)) is not None:
            self._parted.add(shard)
            await known.disconnect()
