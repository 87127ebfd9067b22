"""Sends the messages of a claimed briefing and confirms them, or finds those that are posted already."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.delivery.outcomes import ATTEMPT_SECONDS, Failure, NotSent, Rejected
from bot.delivery.ports import (
    DeliveryPorts,
    DeliverySettings,
    Destination,
    HistoryUnavailable,
    OutgoingMessage,
    Sent,
)
from bot.server_time import FIRST_MOMENT, ServerTime, posted_at
from bot.store import EARLY, Deliveries, Delivery, Subscription, day_begins

log = logging.getLogger(__name__)

FaultInjector = Callable[[str], None]
LONGEST_ATTEMPT = timedelta(seconds=ATTEMPT_SECONDS)
_PROMPTLY = 0.1  # seconds that a turn is still one


@dataclass(frozen=True, slots=True)
class ChannelLook:
    """How a briefing is looked for before it is sent.

    `strict`: where the channel cannot be read it is not sent, as it may stand there. `fresh`: it was composed
    just now, perhaps not as it was sent. `only`: why nothing is sent where no message of it is found.
    """

    strict: bool = True
    fresh: bool = False
    only: Literal["late", "clock"] | None = None


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
        time: ServerTime,
        settings: DeliverySettings,
        inject_fault: FaultInjector,
    ) -> None:
        self._deliveries = deliveries
        self._ports = ports
        self._time = time
        self._settings = settings
        self._inject_fault = inject_fault

    async def send(
        self, subscription: Subscription, parts: tuple[Delivery, ...], look: ChannelLook | None = None
    ) -> bool:
        """All that is not confirmed yet, in order; with `look`, those posted already are only confirmed.

        False where it could not be known whether a message is posted already.
        """
        target = self._ports.target(subscription)
        first, foreign = parts[0].message_id if parts else None, False
        for part in parts:
            if part.status != "claimed":
                continue
            message = OutgoingMessage(part.id, part.part, part.body or "", first)
            outcome = await self._reconcile(target, subscription, part, message, look) if look else None
            if isinstance(outcome, Failure):
                await self._record(subscription, part, outcome)
                return False
            if outcome is None and foreign:
                # what stands there is another text: this one's rest is none of it
                await self._deliveries.withdraw(part, "delivered")
                return True
            if outcome is None and look and look.only and first is None:
                await self._deliveries.withdraw(part, "skipped", look.only)
                return True
            if look and look.fresh and isinstance(outcome, Sent) and not outcome.as_composed and not foreign:
                foreign = True
                await self._deliveries.keep_watermark(part, subscription.seen_to)
            if outcome is None:
                outcome = await self._attempt(target, part, message, renew=bool(look) or part.part > 0)
                if isinstance(outcome, Sent) and not part.attempts and (not look or look.fresh):
                    self._time.just_posted(outcome.message_id)  # a repetition may be answered with the first
            if outcome is not None:
                await self._record(subscription, part, outcome)
            if not isinstance(outcome, Sent):
                return True  # the parts after it would stand without their beginning
            first = first or outcome.message_id
        return True

    async def _reconcile(
        self,
        target: Destination,
        subscription: Subscription,
        part: Delivery,
        message: OutgoingMessage,
        look: ChannelLook,
    ) -> SendOutcome | None:
        """Where the message was posted before, or Abandoned if nobody can know; None if it was not."""
        since = await self._earliest(subscription, part)
        looked = await self._ports.gate.attempt(target.channel, lambda: target.find(message, since))
        if not isinstance(looked, HistoryUnavailable):
            return looked
        return Abandoned("unsettled", "unreadable") if look.strict else None

    async def _earliest(self, subscription: Subscription, part: Delivery) -> datetime:
        """The first moment, by Discord's time, at which the message can have been posted.

        No clock of this machine is asked, as it may have been wrong when the message was claimed.
        """
        if part.slot[:1].isdigit():
            return day_begins(date.fromisoformat(part.slot), subscription.settings.timezone)
        # one on request is the only one under way: it came after all of the subscription that are confirmed
        newest = await self._deliveries.newest_message(subscription.key)
        if newest is None and subscription.settings.purpose == "follow":
            return subscription.created_at - EARLY  # in a busy channel all that was ever said is too much
        return FIRST_MOMENT if newest is None else posted_at(newest)

    async def _attempt(
        self, target: Destination, part: Delivery, message: OutgoingMessage, renew: bool
    ) -> SendOutcome | None:
        """The outcome of sending it once; None where another process has taken it over."""
        retry_until = part.give_up_at + (
            self._settings.partial_retry_window if message.first else timedelta()
        )
        if self._time.now() >= retry_until:
            return Abandoned("failed", "window")
        if not await self._turn_with_lease(target, part, renew):
            return None
        outcome = await self._ports.gate.attempt_now(lambda: target.send(message))
        self._inject_fault("after-send")
        return outcome

    async def _turn_with_lease(self, target: Destination, part: Delivery, renew: bool) -> bool:
        """Wait for a turn, and hold the lease in it; False where another process has it."""
        held_until = part.held_until or self._time.now()
        while True:
            await self._ports.gate.acquire(target.channel)
            # It may have been let through late, even after the lease: another may be at this message by now.
            if not renew and self._time.now() + LONGEST_ATTEMPT < held_until:
                return True
            asked, held_until = self._time.monotonic(), self._time.now() + self._settings.lease
            if not await self._deliveries.extend_lease(part, held_until):
                return False
            # while the database was away others waited here too, who would all go at once now
            if self._time.monotonic() - asked <= _PROMPTLY:
                return True
            renew = False

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
            await deliveries.extend_lease(part, self._time.now() + pause, attempt=True)
