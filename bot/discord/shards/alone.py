"""The one process that serves all: it says that it lives, so that no other answers beside it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.discord.shards.plan import own_name
from bot.store import ALONE, LEASE, ProcessState, Store, StoreUnavailable
from briefs.errors import UserError

log = logging.getLogger(__name__)
_RENEWED = LEASE / 3000  # seconds: three times in a lease
_LOOKED = 1.0  # seconds until another look at who lives


@asynccontextmanager
async def alone_on(store: Store) -> AsyncIterator[asyncio.Task[None]]:
    """Serve alone meanwhile. Raises UserError where others live, and StoreUnavailable.

    The task that is given ends with a UserError where this process was silent for long, as on a machine that
    slept, and others serve in its place.
    """
    me = ProcessState(own_name(), ALONE)
    await _begin(store, me)
    task = asyncio.create_task(_go_on(store, me), name="serving alone")
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        try:
            await store.processes.leave(me.name)
        except StoreUnavailable as error:
            log.warning("other processes may start when the lease is over: %s", error.message)


async def _begin(store: Store, me: ProcessState) -> None:
    silent = dict[str, float]()
    for _ in range(LEASE // 1000 + 2):  # those that were killed are dead by then
        others = await store.processes.keep_alone(me)
        if not others:
            return
        if any(one.silent < silent.get(one.name, 0.0) for one in others):  # it was heard of since
            break
        silent = {one.name: one.silent for one in others}
        await asyncio.sleep(_LOOKED)
    raise _beside(others)


async def _go_on(store: Store, me: ProcessState) -> None:
    while True:
        await asyncio.sleep(_RENEWED)
        try:
            if others := await store.processes.keep_alone(me):
                raise _beside(others)
        except StoreUnavailable as error:  # nobody else can begin now
            log.warning("that this process lives cannot be said: %s", error.message)


def _beside(others: Sequence[ProcessState]) -> UserError:
    first = others[0]
    if first.count == ALONE:
        return UserError(f"this bot runs already, as {first.name}", "stop that one first")
    hint = f"start this one with --shards {first.count}, or stop them first"
    return UserError("other processes of this bot hold its shards", hint)
