"""A process of its own that matches what is new with standing questions, and tells it; killed at a point.

    python crashing_follow.py STATE POSTED NOW LEASE HOLDER POINT TURNS STATEMENTS

Its library holds so many statements. Its Discord is the file POSTED, as that of crashing_process.py: a line
a message, with what it tells.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from bot.delivery.dispatcher import DeliveryDispatcher
from bot.delivery.ports import ComposedBriefing, DeliveryPorts, DeliverySettings, OutgoingMessage, Sent
from bot.discord.http.rate_limiter import RateLimiter
from bot.discord.http.request_gate import RequestGate
from bot.follow import FollowMatcher
from bot.server_time import ServerTime
from bot.store import Store, open_store
from bot.store.subscriptions import Subscription
from briefs.briefing import LibrarySnapshot, snapshot_of
from briefs.model import Library
from tests.bot.delivery.crashing_process import FileTarget, ShiftedClock, tell
from tests.briefs.follow.generator import World

A_MESSAGE = 4  # hits


def library_of(count: int) -> LibrarySnapshot:
    """The same first statements for every count; nobody's topics or people are described."""
    world = World(5, people=4, topics=10, vocabulary=("missile", "defence", "sanctions", "talks"))
    statements = tuple(world.subject(number).statement for number in range(count))
    return snapshot_of(Library("", (), (), (), (), statements, (), "digest"))


class TellingTarget(FileTarget):
    async def send(self, message: OutgoingMessage) -> Sent:
        return self.post(id=message.id, tells=message.body)


class HitComposer:
    """What waits, a few hits a message, each as question:statement."""

    def __init__(self, state: Store) -> None:
        self.state = state

    async def compose(self, subscription: Subscription, slot: str, dated: date) -> ComposedBriefing:
        pending = (await self.state.follows.queue.state(subscription)).pending
        told = [f"{hit.question_key}:{hit.statement_id}" for hit in pending]
        bodies = tuple(" ".join(told[at : at + A_MESSAGE]) for at in range(0, len(told), A_MESSAGE))
        return ComposedBriefing(bodies, pending[-1].number)


async def main(
    state_file: str, posted: str, now: str, lease: str, holder: str, point: str, turns: str, statements: str
) -> None:
    clock, snapshot = ShiftedClock(datetime.fromisoformat(now)), library_of(int(statements))

    def checkpoint(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    async with open_store(state_file, clock) as state:
        gate = RequestGate(RateLimiter(clock, per_second=100_000), clock, Random(1))
        ports = DeliveryPorts(
            gate,
            HitComposer(state),
            lambda subscription: TellingTarget(Path(posted), subscription.settings.channel_id or 0, clock),
            tell,
        )
        rules = DeliverySettings(lease=timedelta(seconds=float(lease)), workers=2)
        dispatcher = DeliveryDispatcher(state, ports, ServerTime(clock), holder, rules, checkpoint)
        matcher = FollowMatcher(state, checkpoint)
        for _ in range(int(turns)):
            await state.subscriptions.register_statements(list(snapshot.statements))
            await matcher.match(snapshot, await state.subscriptions.numbers())
            checkpoint("recorded")
            await dispatcher.run_once()
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
