"""What standing questions found is told in one message a place, when it is due, by the daily limit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.ports import DeliveryPorts
from bot.server_time import ServerTime
from bot.store import DeliveryBatch, DigestState, Store, Subscription, digest_slot, tomorrow
from briefs.briefing import local_day
from briefs.errors import UserError

MOST_TRIES = 3  # at the same words, which Discord does not accept
_AGAIN = timedelta(minutes=2)  # until a place is looked at anew while a message is on its way there
_BACKOFF = timedelta(minutes=5)
_WINDOW = timedelta(hours=6)  # in which a message is tried; what waits is composed anew then

Send = Callable[[Subscription, DeliveryBatch, bool], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class DigestDispatcher:
    """Decides on a place whose time has come; `send` claims a message and sends it, once.

    It is told whether all of it is `unheard`, as a ComposedBriefing says.
    """

    store: Store
    ports: DeliveryPorts
    time: ServerTime
    send: Send

    async def decide(self, subscription: Subscription) -> None:
        """Send what waits there, or put it off."""
        queue, key = self.store.follows.queue, subscription.key
        try:
            state = await queue.state(subscription)
        except UserError:  # a zone that the time zone data no longer holds
            if await self.store.subscriptions.pause(key, "zone"):
                await self.ports.tell_owner(subscription, "zone")
            return
        now = self.time.now()
        put_off = self._put_off(subscription, state, now)
        if put_off is not None or not state.pending:
            await queue.rearm(key, put_off)
        elif state.failed >= MOST_TRIES:
            await queue.pass_over(subscription, state.pending[-1].number, "failed", {"reason": "tries"})
        else:
            # Whatever becomes of this try, the place is looked at again.
            await queue.rearm(key, now + _BACKOFF)
            await self._send(subscription, state, now)

    @staticmethod
    def _put_off(subscription: Subscription, state: DigestState, now: datetime) -> datetime | None:
        """Until when nothing is sent there; None where it is time."""
        if state.under_way:
            return now + _AGAIN
        if state.due_at is not None and state.due_at > now:
            return state.due_at
        limit = subscription.settings.most_a_day
        return tomorrow(subscription.settings, now) if limit and state.sent_today >= limit else None

    async def _send(self, subscription: Subscription, state: DigestState, now: datetime) -> None:
        queue, key = self.store.follows.queue, subscription.key
        slot = digest_slot(subscription.seen_to, state.failed)
        dated = local_day(now, subscription.settings.timezone)
        composed = await self.ports.composer.compose(subscription, slot, dated)
        if not composed.bodies:
            await queue.pass_over(subscription, composed.seen_to, "skipped", {"reason": "told"})
            return
        give_up_at = now + _WINDOW
        batch = DeliveryBatch(slot, dated, composed.bodies, composed.seen_to, None, give_up_at)
        await self.send(subscription, batch, composed.unheard)
        await queue.rearm(key, now + _AGAIN)
