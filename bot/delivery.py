"""Briefings go out once: claim, send, confirm; and what a dead process left is settled.

The claim is the database's, so that two processes never send the same. What was claimed and not
confirmed is looked for in the channel before it is sent again; where nobody can look, it is not.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.clock import Clock
from bot.outgoing import Composed, Outgoing, Post, Rules, Sent, Target, Unreadable
from bot.outlet import ATTEMPT_SECONDS, Failure, Refused, Unsent
from bot.state import State, StateUnavailable
from bot.state.outbox import Batch, Delivery, Hold
from bot.state.subscriptions import Subscription
from briefs.errors import Trouble
from briefs.schedule import Due, due, following, local_day

log = logging.getLogger(__name__)

Checkpoint = Callable[[str], None]
Job = Callable[[], Awaitable[None]]
LONGEST_ATTEMPT = timedelta(seconds=ATTEMPT_SECONDS)
SKEW = timedelta(minutes=5)  # between this clock and Discord's


@dataclass(frozen=True, slots=True)
class GivenUp:
    """It is not tried again: too late for it, or nobody can see whether it stands."""

    status: Literal["failed", "unsettled"]
    reason: str


Outcome = Sent | Failure | GivenUp


def no_checkpoint(name: str) -> None:
    """Nothing happens here but in a test that ends the process."""


class Courier:
    """Decides, claims and sends. `holder` names this process among those on the same database."""

    def __init__(
        self,
        state: State,
        post: Post,
        clock: Clock,
        holder: str,
        rules: Rules | None = None,
        checkpoint: Checkpoint = no_checkpoint,
    ) -> None:
        self._state = state
        self._post = post
        self._clock = clock
        self._holder = holder
        self._rules = rules or Rules()
        self._checkpoint = checkpoint
        self._hands = 0
        self._resting: dict[str, datetime] = {}  # whose composing failed, until when

    async def run(self, stop: asyncio.Event) -> None:
        """Look again and again until `stop` is set; what is in flight then is finished."""
        while not stop.is_set():
            await self.tick(stop)
            try:
                await asyncio.wait_for(stop.wait(), self._rules.every)
            except TimeoutError:
                continue

    async def tick(self, stop: asyncio.Event | None = None) -> int:
        """Everything that is due now or was left open; how many were looked at."""
        jobs, done = self._jobs(), 0
        turn, hands = asyncio.Lock(), 0

        async def work() -> None:
            """Each job that is found calls for one more hand, as there may be a next."""
            nonlocal done, hands
            while not (stop and stop.is_set()):
                async with turn:
                    job = await self._next(jobs)
                if job is None:
                    return
                done += 1
                if hands < self._rules.workers:
                    hands += 1
                    group.create_task(work())
                await self._guarded(job)

        async with asyncio.TaskGroup() as group:
            await work()
        return done

    async def _next(self, jobs: AsyncIterator[Job]) -> Job | None:
        try:
            return await anext(jobs, None)
        except StateUnavailable as trouble:
            log.warning("briefings wait: %s", trouble.message)
            return None

    async def on_request(self, subscription: Subscription) -> Literal["sent", "empty", "waiting", "failed"]:
        """One more briefing at once, whatever the day; what was new counts as told."""
        slot = f"now-{self._state.database.token()[:5]}"
        dated = local_day(self._clock.now(), subscription.wish.timezone)
        composed = await self._post.composer.compose(subscription, slot, dated)
        if not composed.bodies:
            return "empty"
        batch = self._batch(slot, dated, composed, self._clock.now() + timedelta(hours=1))
        parts = await self._state.deliveries.claim(subscription, batch, self._hold())
        if not parts:
            return "failed"
        await self._send(subscription, parts)
        left = await self._state.deliveries.of_slot(subscription.key, slot)
        if all(part.status == "confirmed" for part in left):
            return "sent"
        return "waiting" if any(part.status == "claimed" for part in left) else "failed"

    async def _jobs(self) -> AsyncIterator[Job]:
        """What was left open first, then who is due, page by page."""
        if not await self._state.deliveries.anything():
            return
        for key, slot in await self._state.deliveries.open(self._rules.page):
            yield lambda key=key, slot=slot: self._take_over(key, slot)  # type: ignore[misc]
        after: tuple[datetime, str] | None = None
        while True:
            now = self._clock.now()
            found = await self._state.subscriptions.due(now, self._rules.page, after)
            for subscription in found:
                if self._resting.get(subscription.key, now) <= now:
                    yield lambda one=subscription: self._decide(one)  # type: ignore[misc]
            if len(found) < self._rules.page:
                return
            last = found[-1]
            assert last.next_due_at is not None
            after = (last.next_due_at, last.key)

    async def _guarded(self, job: Job) -> None:
        """One subscription's trouble must not keep the others from their briefing."""
        try:
            await job()
        except StateUnavailable as trouble:
            log.warning("a briefing waits: %s", trouble.message)
        except Exception:
            log.exception("a briefing failed")

    async def _decide(self, subscription: Subscription) -> None:
        now = self._clock.now()
        decided = {subscription.key: subscription.last_day} if subscription.last_day else {}
        try:
            owed = due(now, [subscription.schedule], decided, self._rules.catch_up)
        except Trouble as trouble:  # a zone that the time zone data no longer holds
            await self._state.subscriptions.pause(subscription.key, "zone")
            await self._post.tell_owner(subscription, trouble.message)
            return
        if not owed:  # the zone's rules changed since the time was worked out
            await self._state.subscriptions.edit(subscription.key)
            return
        [item] = owed
        # One that is caught up after midnight is still its own day's; several that became one are today's.
        dated = local_day(now, subscription.wish.timezone) if item.missed else item.day
        if not item.deliver:
            await self._state.deliveries.skip(subscription, item, "late", dated)
            return
        await self._begin(subscription, item, dated)

    async def _begin(self, subscription: Subscription, item: Due, dated: date) -> None:
        slot = item.day.isoformat()
        try:
            composed = await self._post.composer.compose(subscription, slot, dated)
        except Exception:
            self._resting[subscription.key] = self._clock.now() + timedelta(minutes=5)
            raise
        if not composed.bodies:
            await self._state.deliveries.skip(subscription, item, "empty", dated)
            return
        self._checkpoint("before-claim")
        coming = following(subscription.schedule, item.day).at
        batch = self._batch(slot, dated, composed, min(coming, item.at + self._rules.window))
        parts = await self._state.deliveries.claim(subscription, batch, self._hold(), item)
        if not parts:
            return
        self._checkpoint("after-claim")
        await self._send(subscription, parts)

    async def _take_over(self, key: str, slot: str) -> None:
        """Go on with what was begun: look first whether it stands already."""
        parts = await self._state.deliveries.take(key, slot, self._hold())
        subscription = await self._state.subscriptions.get(key)
        if not parts or subscription is None:
            return
        if subscription.paused_at is not None:
            await self._state.deliveries.give_up(parts[0], "failed", "paused")
            return
        await self._send(subscription, parts, look=True)

    async def _send(
        self, subscription: Subscription, parts: tuple[Delivery, ...], look: bool = False
    ) -> None:
        target = self._post.target(subscription)
        first = parts[0].message_id if parts else None
        for part in parts:
            if part.status != "claimed":
                continue
            outcome = await self._settle(target, part, first) if look else None
            if outcome is None:
                outcome = await self._attempt(target, part, first, renew=look or part.part > 0)
            if outcome is not None:
                await self._after(subscription, part, outcome)
            if not isinstance(outcome, Sent):
                return
            first = first or outcome.message_id

    async def _settle(self, target: Target, part: Delivery, first: int | None) -> Outcome | None:
        """What became of a message that may stand already; None when it surely does not."""
        since = part.claimed_at - SKEW
        looked = await self._post.outlet.attempt(target.channel, lambda: target.find(part.id, since, first))
        return GivenUp("unsettled", "unreadable") if isinstance(looked, Unreadable) else looked

    async def _attempt(
        self, target: Target, part: Delivery, first: int | None, renew: bool
    ) -> Outcome | None:
        """What became of it; None where another process has taken it over."""
        owed_until = part.give_up_at + (self._rules.rest if first else timedelta())
        if self._clock.now() >= owed_until:
            return GivenUp("failed", "window")
        await self._post.outlet.turn(target.channel)
        # The turn may have come late, even after the lease: another may be at this message by now.
        renew = renew or self._clock.now() + LONGEST_ATTEMPT >= (part.held_until or self._clock.now())
        if renew and not await self._state.deliveries.hold(part, self._until()):
            return None
        message = Outgoing(part.id, part.part, part.body or "", first)
        outcome = await self._post.outlet.once(lambda: target.send(message))
        self._checkpoint("after-send")
        return outcome

    async def _after(self, subscription: Subscription, part: Delivery, outcome: Outcome) -> None:
        """Write down what became of it."""
        deliveries = self._state.deliveries
        if isinstance(outcome, Sent):
            shown = self._post.shown(subscription, part, outcome)
            await deliveries.confirm(part, outcome.message_id, shown)
            self._checkpoint("after-confirm")
        elif isinstance(outcome, GivenUp):
            await deliveries.give_up(part, outcome.status, outcome.reason)
        elif isinstance(outcome, Refused):
            log.warning("briefing %s refused: %s", part.id, outcome.detail)
            lost = outcome.reason != "invalid"
            if await deliveries.give_up(part, "failed", outcome.reason, pause=lost):
                await self._post.tell_owner(subscription, outcome.reason)
        else:
            asked = outcome.retry_after if isinstance(outcome, Unsent) else None
            pause = timedelta(seconds=self._post.outlet.pause(part.attempts, asked))
            log.info("briefing %s waits %s: %s", part.id, pause, outcome.detail)
            await deliveries.hold(part, self._clock.now() + pause, attempt=True)

    def _hold(self) -> Hold:
        """Another one each time: two hands of one process keep out of each other's way as well."""
        self._hands += 1
        return Hold(f"{self._holder}-{self._hands}", self._until())

    def _until(self) -> datetime:
        return self._clock.now() + self._rules.lease

    def _batch(self, slot: str, dated: date, composed: Composed, give_up_at: datetime) -> Batch:
        return Batch(slot, dated, composed.bodies, composed.seen_to, composed.pair, give_up_at)
