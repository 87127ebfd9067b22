"""Sends the messages of a claimed briefing and confirms them, or finds those that are posted already."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.clock import Clock
from bot.delivery.outcomes import ATTEMPT_SECONDS, Failure, NotSent, Rejected
from bot.delivery.ports import (
    DeliveryPorts,
    DeliverySettings,
    Destination,
    HistoryUnavailable,
    OutgoingMessage,
    Sent,
)
from bot.store import Deliveries, Delivery, Subscription

log = logging.getLogger(__name__)

FaultInjector = Callable[[str], None]
LONGEST_ATTEMPT = timedelta(seconds=ATTEMPT_SECONDS)
CLOCK_SKEW = timedelta(minutes=5)  # between this clock and Discord's


@dataclass(frozen=True, slots=True)
class Abandoned:
    """It is not tried again. "failed": too late for it; "unsettled": perhaps posted, and cannot be found."""

    status: Literal["failed", "unsettled"]
    reason: str


SendOutcome = Sent | Failure | Abandoned


def no_faults(name: str) -> None:
    """The FaultInjector of a running bot: it does nothing. A test hands in one that ends the process."""


class MessageSender:
    """Brings the parts of one claimed briefing to their end, one after the other.

    Each part ends confirmed, abandoned, or with its lease extended until the next try.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        ports: DeliveryPorts,
        clock: Clock,
        settings: DeliverySettings,
        inject_fault: FaultInjector,
    ) -> None:
        self._deliveries = deliveries
        self._ports = ports
        self._clock = clock
        self._settings = settings
        self._inject_fault = inject_fault

    async def send(
        self, subscription: Subscription, parts: tuple[Delivery, ...], reconcile_first: bool = False
    ) -> None:
        """All that is not confirmed yet, in order; with `reconcile_first`, those posted already are only
        confirmed."""
        target = self._ports.target(subscription)
        first = parts[0].message_id if parts else None
        for part in parts:
            if part.status != "claimed":
                continue
            outcome = await self._reconcile(target, part, first) if reconcile_first else None
            if outcome is None:
                outcome = await self._attempt(target, part, first, renew=reconcile_first or part.part > 0)
            if outcome is not None:
                await self._record(subscription, part, outcome)
            if not isinstance(outcome, Sent):
                return  # the parts after it would stand without their beginning
            first = first or outcome.message_id

    async def _reconcile(self, target: Destination, part: Delivery, first: int | None) -> SendOutcome | None:
        """Where the message was posted before, or Abandoned if nobody can know; None if it was not."""
        since = part.claimed_at - CLOCK_SKEW
        looked = await self._ports.gate.attempt(target.channel, lambda: target.find(part.id, since, first))
        return Abandoned("unsettled", "unreadable") if isinstance(looked, HistoryUnavailable) else looked

    async def _attempt(
        self, target: Destination, part: Delivery, first: int | None, renew: bool
    ) -> SendOutcome | None:
        """The outcome of sending it once; None where another process has taken it over."""
        retry_until = part.give_up_at + (self._settings.partial_retry_window if first else timedelta())
        if self._clock.now() >= retry_until:
            return Abandoned("failed", "window")
        await self._ports.gate.acquire(target.channel)
        # It may have been let through late, even after the lease: another may be at this message by now.
        renew = renew or self._clock.now() + LONGEST_ATTEMPT >= (part.held_until or self._clock.now())
        if renew and not await self._deliveries.extend_lease(part, self._clock.now() + self._settings.lease):
            return None
        message = OutgoingMessage(part.id, part.part, part.body or "", first)
        outcome = await self._ports.gate.attempt_now(lambda: target.send(message))
        self._inject_fault("after-send")
        return outcome

    async def _record(self, subscription: Subscription, part: Delivery, outcome: SendOutcome) -> None:
        """Keep the outcome: confirm the message, abandon it, or extend its lease until the next try."""
        deliveries = self._deliveries
        if isinstance(outcome, Rejected):
            log.warning("briefing %s refused: %s", part.id, outcome.detail)
            if part.part:  # its thread or post may be gone while the channel stands: the next one finds out
                outcome = Abandoned("failed", "rest")
        if isinstance(outcome, Sent):
            shown = self._ports.shown(subscription, part, outcome)
            await deliveries.confirm(part, outcome.message_id, shown)
            self._inject_fault("after-confirm")
        elif isinstance(outcome, Abandoned):
            await deliveries.abandon(part, outcome.status, outcome.reason)
        elif isinstance(outcome, Rejected):
            lost = outcome.reason != "invalid"
            if await deliveries.abandon(part, "failed", outcome.reason, pause=lost):
                await self._ports.tell_owner(subscription, outcome.reason)
        else:
            asked = outcome.retry_after if isinstance(outcome, NotSent) else None
            pause = timedelta(seconds=self._ports.gate.backoff_seconds(part.attempts, asked))
            log.info("briefing %s waits %s: %s", part.id, pause, outcome.detail)
            await deliveries.extend_lease(part, self._clock.now() + pause, attempt=True)
