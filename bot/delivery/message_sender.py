"""Carries the messages of a claimed briefing out: send, confirm, or find out what became of them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.clock import Clock
from bot.delivery.ports import Outgoing, Post, Rules, Sent, Target, Unreadable
from bot.discord.http.request_gate import ATTEMPT_SECONDS, Failure, Refused, Unsent
from bot.store.deliveries import Deliveries
from bot.store.delivery_types import Delivery
from bot.store.subscriptions import Subscription

log = logging.getLogger(__name__)

Checkpoint = Callable[[str], None]
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


class Carrier:
    def __init__(
        self, deliveries: Deliveries, post: Post, clock: Clock, rules: Rules, checkpoint: Checkpoint
    ) -> None:
        self._deliveries = deliveries
        self._post = post
        self._clock = clock
        self._rules = rules
        self._checkpoint = checkpoint

    async def send(self, subscription: Subscription, parts: tuple[Delivery, ...], look: bool = False) -> None:
        """All that is not confirmed yet, in order; `look` first whether it stands already."""
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
        if renew and not await self._deliveries.hold(part, self._clock.now() + self._rules.lease):
            return None
        message = Outgoing(part.id, part.part, part.body or "", first)
        outcome = await self._post.outlet.once(lambda: target.send(message))
        self._checkpoint("after-send")
        return outcome

    async def _after(self, subscription: Subscription, part: Delivery, outcome: Outcome) -> None:
        """Write down what became of it."""
        deliveries = self._deliveries
        if isinstance(outcome, Refused):
            log.warning("briefing %s refused: %s", part.id, outcome.detail)
            if part.part:  # its thread or post may be gone while the channel stands: the next one finds out
                outcome = GivenUp("failed", "rest")
        if isinstance(outcome, Sent):
            shown = self._post.shown(subscription, part, outcome)
            await deliveries.confirm(part, outcome.message_id, shown)
            self._checkpoint("after-confirm")
        elif isinstance(outcome, GivenUp):
            await deliveries.give_up(part, outcome.status, outcome.reason)
        elif isinstance(outcome, Refused):
            lost = outcome.reason != "invalid"
            if await deliveries.give_up(part, "failed", outcome.reason, pause=lost):
                await self._post.tell_owner(subscription, outcome.reason)
        else:
            asked = outcome.retry_after if isinstance(outcome, Unsent) else None
            pause = timedelta(seconds=self._post.outlet.pause(part.attempts, asked))
            log.info("briefing %s waits %s: %s", part.id, pause, outcome.detail)
            await deliveries.hold(part, self._clock.now() + pause, attempt=True)
