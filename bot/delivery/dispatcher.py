"""Each briefing is sent once: claimed, sent, confirmed; what a dead process left is settled.

An outbox: the claim is the database's, so that two processes never send the same. What was claimed and not
confirmed is looked for in the channel before it is sent again; where the channel cannot be read, it is
not sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Literal

from bot.delivery.continuity import Continuity
from bot.delivery.digests import DigestDispatcher
from bot.delivery.message_sender import ChannelLook, FaultInjector, MessageSender, no_faults
from bot.delivery.ports import ComposedBriefing, DeliveryPorts, DeliverySettings
from bot.server_time import ServerTime
from bot.store import Delivery, DeliveryBatch, Lease, Store, StoreUnavailable, Subscription, day_begins
from briefs.briefing import Due, due, local_day, next_occurrence
from briefs.errors import UserError

log = logging.getLogger(__name__)

SendResult = Literal["sent", "empty", "waiting", "busy", "failed"]
Job = Callable[[], Awaitable[None]]
ON_TIME = timedelta(minutes=15)  # where nothing is caught up: who waits for their turn is not late


class DeliveryDispatcher:
    """Decides, claims and sends. `holder` names this process among those on the same database.

    `inject_fault` is called with a name at each point at which a crash would matter; tests end the process
    there.
    """

    def __init__(
        self,
        store: Store,
        ports: DeliveryPorts,
        time: ServerTime,
        holder: str,
        settings: DeliverySettings | None = None,
        inject_fault: FaultInjector = no_faults,
    ) -> None:
        self._store = store
        self._ports = ports
        self._time = time
        self._holder = holder
        self._settings = settings or DeliverySettings()
        self._inject_fault = inject_fault
        self._sender = MessageSender(store.deliveries, ports, time, self._settings, inject_fault)
        self._continuity = Continuity(store, time, ports.tell_operator)
        self._digests = DigestDispatcher(store, ports, time, self._send_digest)
        self._round = asyncio.Lock()
        self._lease_count = 0
        self._backoff_until: dict[str, datetime] = {}  # whose composing failed, until when

    async def run(self, stop: asyncio.Event) -> None:
        """A round every `poll_interval` seconds until `stop` is set; what is in flight then is finished."""
        while not stop.is_set():
            try:
                await self.run_once(stop)
            except Exception:  # such as a database that fails with an error of its own
                log.exception("a round of deliveries failed; the next one tries again")
            try:
                await asyncio.wait_for(stop.wait(), self._settings.poll_interval)
            except TimeoutError:
                continue

    async def run_once(self, stop: asyncio.Event | None = None) -> int:
        """One round over everything that is due now or was left open; how many subscriptions it took up.

        One at a time: who asks for a round while another is under way waits for its end, so that what
        was due before the call is settled after it, whoever took it up.
        """
        async with self._round:
            return await self._over_all(stop)

    async def _over_all(self, stop: asyncio.Event | None) -> int:
        try:
            await self._continuity.check()
        except StoreUnavailable as error:
            log.warning("briefings wait: %s", error.message)
            return 0
        jobs, done = self._jobs(), 0
        # one at a time until a message has shown what time it is, where that is in doubt
        most = 1 if self._time.in_doubt else self._settings.workers
        lock, workers = asyncio.Lock(), 1  # an async generator serves one caller at a time

        async def work() -> None:
            """Each job that is found starts one more worker, as there may be a next."""
            nonlocal done, workers
            while not (stop and stop.is_set()):
                async with lock:
                    job = await self._next(jobs)
                if job is None:
                    return
                done += 1
                if workers < most:
                    workers += 1
                    group.create_task(work())
                await self._isolated(job)

        async with asyncio.TaskGroup() as group:
            await work()
        return done

    async def _next(self, jobs: AsyncIterator[Job]) -> Job | None:
        try:
            return await anext(jobs, None)
        except StoreUnavailable as error:
            log.warning("briefings wait: %s", error.message)
            return None

    async def on_request(self, subscription: Subscription) -> SendResult:
        """One more briefing at once, whatever the day; what was new in it is not new in the next one.

        "busy": another process or request is at this subscription. "waiting": it is claimed, and will be
        sent when Discord takes it.
        """
        slot = f"now-{self._store.new_token()[:5]}"
        dated = local_day(self._time.now(), subscription.settings.timezone)
        composed = await self._ports.composer.compose(subscription, slot, dated)
        if not composed.bodies:
            return "empty"
        batch = self._batch(slot, dated, composed, self._time.now() + timedelta(hours=1))
        parts = await self._store.deliveries.claim(subscription, batch, self._new_lease())
        if not parts:  # another is under way, or was sent since this one was composed
            return "busy"
        await self._sender.send(subscription, parts)
        left = await self._store.deliveries.of_slot(subscription.key, slot)
        if all(part.status == "confirmed" for part in left):
            return "sent"
        return "waiting" if any(part.status == "claimed" for part in left) else "failed"

    async def _jobs(self) -> AsyncIterator[Job]:
        """What was left open first, then who is due, page by page: memory does not grow with subscribers."""
        served = self._ports.served()
        left, due_now = await self._store.deliveries.has_work(served)
        for key, slot in await self._store.deliveries.open(self._settings.batch_size, served) if left else ():
            yield lambda key=key, slot=slot: self._take_over(key, slot)  # type: ignore[misc]
        after: tuple[datetime, str] | None = None
        while due_now:
            now = self._time.now()
            found = await self._store.subscriptions.due(now, self._settings.batch_size, after, served)
            for subscription in found:
                if self._backoff_until.get(subscription.key, now) <= now:
                    yield lambda one=subscription: self._decide(one)  # type: ignore[misc]
            if len(found) < self._settings.batch_size:
                return
            last = found[-1]
            assert last.next_due_at is not None
            after = (last.next_due_at, last.key)

    async def _isolated(self, job: Job) -> None:
        """An error in one subscription must not keep the others from their briefing."""
        try:
            await job()
        except StoreUnavailable as error:
            log.warning("a briefing waits: %s", error.message)
        except Exception:
            log.exception("a briefing failed")

    async def _decide(self, subscription: Subscription) -> None:
        if subscription.settings.purpose == "follow":
            await self._digests.decide(subscription)
            return
        now = self._time.now()
        decided = {subscription.key: subscription.last_day} if subscription.last_day else {}
        try:
            due_items = due(now, [subscription.schedule], decided, max(self._settings.catch_up, ON_TIME))
        except UserError:  # a zone that the time zone data no longer holds
            if await self._store.subscriptions.pause(subscription.key, "zone"):
                await self._ports.tell_owner(subscription, "zone")
            return
        if not due_items:  # the zone's rules changed since the time was worked out
            await self._store.subscriptions.edit(subscription.key)
            return
        [item] = due_items
        lost = not item.deliver or item.missed
        if lost and not await self._continuity.verify(now, now - item.at, for_good=not item.deliver):
            return  # it is another time than was thought: the next round decides
        # One that is caught up after midnight is still its own day's; several that became one are today's.
        dated = local_day(now, subscription.settings.timezone) if item.missed else item.day
        if not item.deliver and not self._continuity.must_look(subscription.key):
            await self._store.deliveries.skip(subscription, item, "late", dated)
            return
        await self._begin(subscription, item, dated)

    async def _begin(self, subscription: Subscription, item: Due, dated: date) -> None:
        slot = item.day.isoformat()
        try:
            composed = await self._ports.composer.compose(subscription, slot, dated)
        except Exception:
            # not in each round: what is wrong with the library is not put right within seconds
            self._backoff_until[subscription.key] = self._time.now() + timedelta(minutes=5)
            raise
        if not composed.bodies:
            await self._store.deliveries.skip(subscription, item, "empty", dated)
            return
        self._inject_fault("before-claim")
        coming = next_occurrence(subscription.schedule, item.day).at
        # what is too late to be sent may stand in the channel all the same
        until = min(coming, item.at + self._settings.window) if item.deliver else self._time.now()
        batch = self._batch(slot, dated, composed, until)
        parts = await self._store.deliveries.claim(subscription, batch, self._new_lease(), item)
        await self._send_claimed(subscription, parts, late=not item.deliver)

    async def _send_digest(self, subscription: Subscription, batch: DeliveryBatch, unheard: bool) -> None:
        self._inject_fault("before-claim")
        parts = await self._store.deliveries.claim(subscription, batch, self._new_lease())
        await self._send_claimed(subscription, parts, unheard=unheard)

    async def _send_claimed(
        self,
        subscription: Subscription,
        parts: tuple[Delivery, ...],
        *,
        late: bool = False,
        unheard: bool = False,
    ) -> None:
        """After a break it is looked for first; one that comes too `late` is only looked for.

        Where nobody has written since its last one, there is nothing to look for, nor where it tells but what
        is `unheard` since the start, which was the only break.
        """
        if not parts:
            return
        self._inject_fault("after-claim")
        look = None
        continuity = self._continuity
        if unheard and continuity.only_started and not continuity.restored:
            await self._sender.send(subscription, parts)
            return
        must_look = continuity.must_look(subscription.key)
        if must_look and (late or not await self._holds_nothing_unknown(subscription)):
            strict = continuity.restored
            look = ChannelLook(strict, fresh=True, only="late" if late else None)
        if await self._sender.send(subscription, parts, look):
            continuity.looked(subscription.key)

    async def _holds_nothing_unknown(self, subscription: Subscription) -> bool:
        """Whether nothing was written in its channel since the newest message that is known of it.

        Only what belongs to this very subscription counts: what another one has sent there since the break
        says nothing of what stood there before.
        """
        newest = self._ports.target(subscription).newest()
        if newest is None or self._continuity.restored:
            return False
        return newest <= (await self._store.deliveries.newest_message(subscription.key) or 0)

    async def _take_over(self, key: str, slot: str) -> None:
        """Finish a briefing that a dead process began: what it posted is looked for first."""
        parts = await self._store.deliveries.take_over(key, slot, self._new_lease())
        subscription = await self._store.subscriptions.get(key)
        if not parts or subscription is None:
            return
        if subscription.paused_at is not None:
            await self._store.deliveries.abandon(parts[0], "failed", "paused")
            return
        now, until = self._time.now(), parts[0].give_up_at
        if until <= now and not await self._continuity.verify(now, now - until):
            return  # it is looked at again when the lease has run out
        ahead = slot[:1].isdigit() and self._is_to_come(date.fromisoformat(slot), subscription)
        await self._sender.send(subscription, parts, ChannelLook(only="clock" if ahead else None))
        if ahead:
            self._continuity.was_ahead()

    def _is_to_come(self, day: date, subscription: Subscription) -> bool:
        """Whether it was claimed for that day by a clock that was ahead."""
        try:
            return day_begins(day, subscription.settings.timezone) > self._time.now()
        except UserError:
            return False

    def _new_lease(self) -> Lease:
        """A new one each time, so that two workers of one process hold no delivery together."""
        self._lease_count += 1
        return Lease(f"{self._holder}-{self._lease_count}", self._time.now() + self._settings.lease)

    def _batch(
        self, slot: str, dated: date, composed: ComposedBriefing, give_up_at: datetime
    ) -> DeliveryBatch:
        return DeliveryBatch(slot, dated, composed.bodies, composed.seen_to, composed.pair, give_up_at)
