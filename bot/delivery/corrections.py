"""Each posted message that shows what was changed is edited once: claimed, edited, settled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Protocol

from bot.clock import Clock
from bot.delivery.message_sender import FaultInjector, no_faults
from bot.delivery.outcomes import Failure, NotSent, Rejected
from bot.store import Corrections, EditedMessage, Lease, PendingEdit, StoreUnavailable

log = logging.getLogger(__name__)
POLL_SECONDS = 2.0  # between two looks for what another process left
_WORKERS = 8  # messages that are edited at a time; Discord lets one channel have one a second
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 600.0  # seconds until a message is tried again
_CLOSE_SECONDS = 1.0  # for what is under way when the bot stops

KeepLease = Callable[[], Awaitable[bool]]
EditResult = tuple[
    EditedMessage, Failure | None
]  # what a message says, or was to say where there is a Failure


class Editor(Protocol):
    """Brings one message up to the library as it is now."""

    async def edit(self, pending: PendingEdit, keep_lease: KeepLease) -> EditResult | None:
        """What the message says now; None where another is at it.

        `keep_lease` is asked last, when the message's turn has come: with False it is another's.
        """
        ...


class CorrectionDispatcher:
    """Works off the queue. `holder` names this process among those on the same database.

    `lease` is longer than one attempt may last. `inject_fault` is called at each point at which a crash would
    matter.
    """

    def __init__(
        self,
        corrections: Corrections,
        editor: Editor,
        clock: Clock,
        holder: str,
        lease: timedelta,
        inject_fault: FaultInjector = no_faults,
    ) -> None:
        self._corrections = corrections
        self._editor = editor
        self._clock = clock
        self._holder = holder
        self._lease = lease
        self._inject_fault = inject_fault
        self._lease_count = 0
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something was queued: look at once."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """A round whenever something was queued, and every POLL_SECONDS, until `stop` is set."""
        while not stop.is_set():
            self._woken.clear()
            try:
                await self.run_once(stop)
            except StoreUnavailable as error:
                log.warning("corrections wait: %s", error.message)
            except Exception:
                log.exception("a round of corrections failed; the next one tries again")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)

    async def finish(self, running: asyncio.Task[None], stop: asyncio.Event) -> None:
        """End `run`: what is under way is done or given back, for whoever comes next."""
        stop.set()
        self.wake()
        await asyncio.wait({running}, timeout=_CLOSE_SECONDS)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        with suppress(StoreUnavailable):
            await self._corrections.release(f"{self._holder}-")

    async def run_once(self, stop: asyncio.Event | None = None) -> None:
        """One round over all that waits and is nobody's."""
        if not await self._corrections.has_work():
            return
        async with asyncio.TaskGroup() as group:
            for _ in range(_WORKERS):
                group.create_task(self._work(stop))

    async def _work(self, stop: asyncio.Event | None) -> None:
        while not (stop and stop.is_set()):
            pending = await self._corrections.claim(self._new_lease())
            if pending is None:
                return
            self._inject_fault("claimed")
            try:
                await self._bring_up(pending)
            except StoreUnavailable:
                raise
            except Exception:  # one message must not keep the others from theirs
                log.exception("a posted message could not be corrected", extra={"key": pending.posted.key})
                await self._postpone(pending)

    async def _bring_up(self, pending: PendingEdit) -> None:
        result = await self._editor.edit(pending, partial(self._keep_lease, pending))
        if result is None:
            return
        edited, failure = result
        self._inject_fault("edited")
        if isinstance(failure, Rejected):
            detail = {"key": pending.posted.key, "detail": failure.detail}
            log.info("a posted message cannot be corrected", extra=detail)
            await self._corrections.settle(pending, failure.reason, edited)
        elif failure is not None:
            at_least = failure.retry_after if isinstance(failure, NotSent) else None
            await self._postpone(pending, at_least or 0.0)
        else:
            await self._corrections.settle(pending, "edited", edited)
        self._inject_fault("settled")

    async def _postpone(self, pending: PendingEdit, at_least: float = 0.0) -> None:
        pause = min(_LONGEST_PAUSE, max(at_least, _FIRST_PAUSE * 2 ** min(pending.attempts - 1, 16)))
        await self._corrections.postpone(pending, self._clock.now() + timedelta(seconds=pause))

    async def _keep_lease(self, pending: PendingEdit) -> bool:
        self._inject_fault("before-edit")
        return await self._corrections.extend_lease(pending, self._clock.now() + self._lease)

    def _new_lease(self) -> Lease:
        """A new one each time, so that two workers of one process hold no message together."""
        self._lease_count += 1
        return Lease(f"{self._holder}-{self._lease_count}", self._clock.now() + self._lease)
