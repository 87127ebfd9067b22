"""Whether what the database says of the past can be believed: after a break the channel is asked first.

A break is a start, a copy that was put back or another database, a clock that was moved, a long gap. After
it each subscription's first briefing is looked for in its channel before it is sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.server_time import TOLERANCE, ClockNotice, ServerTime
from bot.store import Heartbeat, Store

log = logging.getLogger(__name__)

LATE_BY_WAITING = timedelta(minutes=10)  # what telling may take
BEAT = timedelta(minutes=1)
LONG_GAP = timedelta(hours=36)  # nothing done for as long by a bot that runs
FIRST_PAUSE, PATIENCE = 600.0, 6 * 3600.0  # seconds until it is asked again what time it is, and in all
LONG_STOP = timedelta(hours=12)  # by a clock that is ahead by more, another day's briefing would go out


class Patience:
    """When it is asked again what time it is: after twice as long each time, until an answer is given up."""

    def __init__(self, since: float) -> None:
        self._since = self._next = since
        self._pause = FIRST_PAUSE

    def asks_again(self, now: float) -> bool:
        """Whether it is time; the next time is later."""
        if now < self._next:
            return False
        self._next, self._pause = now + self._pause, self._pause * 2
        return True

    def is_over(self, now: float) -> bool:
        """Whether this machine's clock is gone by, as nothing else can be had."""
        return now - self._since >= PATIENCE


class Continuity:
    """Asked once a round; `tell_operator` as in DeliveryPorts."""

    def __init__(
        self, store: Store, time: ServerTime, tell_operator: Callable[[ClockNotice], Awaitable[int | None]]
    ) -> None:
        self._store = store
        self._time = time
        self._tell_operator = tell_operator
        self._beat: Heartbeat | None = None  # the newest that this process knows of
        self._round_at: datetime | None = None
        self._relied_on: set[str] = set()  # subscriptions whose channel was looked at since the last break
        self._may_be_ahead = True  # something may be decided for days that have not come
        self._checking = asyncio.Lock()  # or of two rounds one takes the other's beat for another database's
        self._verifying = asyncio.Lock()
        self._patience: Patience | None = None  # since it was first asked in vain what time it is
        self.restored = False  # what was sent lately is surely unknown to this database
        self.only_started = True  # no other break than this process's start is known

    def must_look(self, key: str) -> bool:
        """Whether a subscription's next briefing may stand in its channel without the database knowing."""
        return key not in self._relied_on

    def looked(self, key: str) -> None:
        """What stands in a subscription's channel is known now."""
        self._relied_on.add(key)

    async def verify(self, now: datetime, late: timedelta, for_good: bool = True) -> bool:
        """Before a day is given up as late: make sure what time it is. False where it is not `now`.

        `for_good`: nothing is sent in its place, so that it is False too while nobody says what time it is,
        until nobody is expected to. Each time this is asked, whoever runs the bot may be told again.
        """
        async with self._verifying:
            patience = self._patience = self._patience or Patience(self._time.monotonic())
            if not self._time.verified and patience.asks_again(self._time.monotonic()):
                self._time.doubt("late", late)
                await self._handle_notices()
            known = self._time.verified or patience.is_over(self._time.monotonic())
        return (known or not for_good) and abs(self._time.now() - now) < LATE_BY_WAITING

    def was_ahead(self) -> None:
        """Something was claimed by a clock that was ahead: at the next round it is put right."""
        self._may_be_ahead = True

    async def check(self) -> None:
        """Notice what has happened since the last round. Raises StoreUnavailable."""
        async with self._checking:
            await self._check()

    async def _check(self) -> None:
        last = await self._store.heartbeats.last()
        if self._round_at is None:
            await self._begin(last)
        elif not _continues(self._beat, last):
            self._break("the state database is another one, or a copy was put back", restored=True)
        elif abs(self._time.now() - self._round_at) > LONG_GAP:
            self._break("nothing was done for a long time")
        await self._handle_notices()
        now = self._round_at = self._time.now()
        if self._may_be_ahead:
            await self._put_right()
        if last is None or self._beat is None or not timedelta() <= now - last.at < BEAT:
            last = await self._store.heartbeats.beat()
        self._beat = last

    async def _begin(self, last: Heartbeat | None) -> None:
        newest = await self._store.deliveries.newest_message()
        if newest is not None:
            self._time.saw(newest)
        now = self._time.now()
        self._may_be_ahead = await self._store.deliveries.decided_ahead()
        if last is None:
            return
        self.restored = last.restored
        gap = now - last.at
        if not last.restored and (gap > LONG_STOP or gap < -TOLERANCE):
            self._may_be_ahead = True
            self._time.doubt("gap", gap)

    def _break(self, why: str, restored: bool = False) -> None:
        log.warning("briefings are looked for in their channels before they are sent: %s", why)
        self._relied_on.clear()
        self.only_started = False
        self.restored = self.restored or restored
        self._may_be_ahead = True

    async def _handle_notices(self) -> None:
        """Tell whoever runs the bot: that message's own id shows what time it is."""
        notices = self._time.take_notices()
        if by_dates := self._time.offset_by_dates():
            notices = (*notices, by_dates)
        if not notices:
            return
        self._break("the clock was moved, or is not Discord's")
        for notice in notices:
            log.warning("clock: %s of %s seconds", notice.kind, notice.seconds)
        if not await self._tell(notices[-1]):
            self._time.believe_dates()
        found = self._time.take_notices()
        if found and not _says_the_same(found[-1], notices[-1]):
            await self._tell(found[-1])  # that the clock is wrong is news

    async def _tell(self, notice: ClockNotice) -> bool:
        try:
            told = await self._tell_operator(notice)
        except Exception:  # whoever cannot be told must not keep anybody from their briefing
            log.exception("whoever runs the bot could not be told about its clock")
            return False
        if told is None:
            return False
        self._time.just_posted(told)
        return True

    async def _put_right(self) -> None:
        for key in await self._store.deliveries.reopen_future_days():
            log.warning(
                "days were decided before they came: they are counted anew", extra={"subscription": key}
            )
        self._may_be_ahead = False


def _continues(before: Heartbeat | None, last: Heartbeat | None) -> bool:
    if before is None:
        return True
    return last is not None and last.token == before.token and last.count >= before.count


def _says_the_same(one: ClockNotice, other: ClockNotice) -> bool:
    return one.kind == other.kind and abs(one.seconds - other.seconds) <= TOLERANCE.total_seconds()
