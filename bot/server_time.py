"""Discord's own time: this machine's clock, put right by the snowflakes that Discord gives out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.clock import Clock

FIRST_MOMENT = datetime(2015, 1, 1, tzinfo=UTC)  # from which snowflakes count
TOLERANCE = timedelta(minutes=2)  # less is the network's delay, or a clock that is put right bit by bit
_SMALLEST = 86_400_000 << 22  # an id of Discord's first day: no message is as old


def posted_at(snowflake: int) -> datetime:
    """The moment at which Discord made an id, to the millisecond."""
    return FIRST_MOMENT + timedelta(milliseconds=snowflake >> 22)


def first_snowflake(moment: datetime) -> int:
    """The lowest id that Discord can have made at a moment; 0 for one before its first."""
    return max(0, (moment - FIRST_MOMENT) // timedelta(milliseconds=1)) << 22


@dataclass(frozen=True, slots=True)
class ClockNotice:
    """The clock was moved ("step"), or is not Discord's ("offset"), by `seconds`; positive is ahead.

    To be verified by the message that tells of it: "gap", by this clock so many seconds went by since the bot
    was last at work; "late", so many since a briefing was due.
    """

    kind: Literal["step", "offset", "gap", "late"]
    seconds: int
    at: datetime


class ServerTime:
    """A Clock by which everything is decided: whatever is done to this machine's clock, it goes on.

    A step is what this machine's clock does and its monotonic clock does not. A message that was just posted
    says what time it is; any other snowflake says what time it is at least. The date of an answer says it to
    the second, but may be that of a proxy: where it agrees with this machine, that is enough; where not, it
    is gone by only if no message can be posted.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._skew = timedelta()  # how far this machine's clock is ahead of Discord's
        self._floor = FIRST_MOMENT
        self._drift = self._between_clocks()
        self._notices: list[ClockNotice] = []
        self._posted = False  # a message of this run has shown the time
        self._dates_from: float | None = None  # by the answers' dates, where the monotonic clock's 0 lies
        self._dates_sound = True
        self.verified = False  # a message of this run has shown the time, or the answers' dates have
        self.in_doubt = False  # it is not known, and something speaks against this machine's clock
        self.last_step: ClockNotice | None = None

    @property
    def skew_seconds(self) -> int:
        """How far this machine's clock is ahead of Discord's, as far as is known."""
        return round(self._skew.total_seconds())

    def now(self) -> datetime:
        """What time it is at Discord, as far as is known."""
        self._look_for_step()
        wall = self._clock.now()
        if wall - self._skew < self._floor - TOLERANCE:
            self._set_skew(wall - self._floor)
        return wall - self._skew if self._skew else wall

    def monotonic(self) -> float:
        """Of this machine."""
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        """By this machine's clock."""
        await self._clock.sleep(seconds)

    def saw(self, snowflake: int) -> None:
        """Discord has made this id, whenever that was."""
        self._floor = max(self._floor, posted_at(snowflake))

    def just_posted(self, snowflake: int) -> None:
        """Discord has made this id a moment ago."""
        if snowflake < _SMALLEST:
            return
        self.saw(snowflake)
        self._look_for_step()
        ahead = self._clock.now() - posted_at(snowflake)
        if abs(ahead - self._skew) > TOLERANCE:
            self._set_skew(ahead)
        self._posted = self.verified = True
        self.in_doubt = False

    def answered(self, dated: datetime) -> None:
        """An answer of Discord's that came just now is dated so, in whole seconds."""
        if self._posted or not self._dates_sound:
            return
        begins = dated.timestamp() - self._clock.monotonic()
        if self._dates_from is None:
            self._dates_from = begins
        if not self._goes_with_time(begins, dated):
            self._disbelieve_dates()
        elif abs(self._ahead_by_dates(begins) - self._skew) <= TOLERANCE:
            self.verified, self.in_doubt = True, False
        elif not self.verified:
            self.in_doubt = True

    def offset_by_dates(self) -> ClockNotice | None:
        """How far this machine's clock is from the answers' dates, if it is not settled which is right."""
        if self.verified or self._dates_from is None:
            return None
        ahead = self._ahead_by_dates(self._dates_from)
        return ClockNotice("offset", round(ahead.total_seconds()), self._clock.now() - ahead)

    def believe_dates(self) -> None:
        """Go by the answers' dates, if there are any, as nothing better can be had."""
        if self.verified or self._dates_from is None:
            return
        self._look_for_step()
        self._set_skew(self._ahead_by_dates(self._dates_from))
        self.verified, self.in_doubt = True, False

    def doubt(self, kind: Literal["gap", "late"], by: timedelta) -> None:
        """Something speaks against this machine's clock; to be told, unless it is known what time it is."""
        if self.verified:
            return
        self.in_doubt = True
        self._notices.append(ClockNotice(kind, round(by.total_seconds()), self.now()))

    def take_notices(self) -> tuple[ClockNotice, ...]:
        """What was noticed since this was last asked."""
        self._look_for_step()
        taken, self._notices = tuple(self._notices), []
        return taken

    def _look_for_step(self) -> None:
        between = self._between_clocks()
        step, self._drift = between - self._drift, between
        if abs(step) <= TOLERANCE.total_seconds():
            return
        self._skew += timedelta(seconds=round(step))
        self.last_step = ClockNotice("step", round(step), self._clock.now() - self._skew)
        self._notices.append(self.last_step)
        self.in_doubt = not self.verified

    def _goes_with_time(self, begins: float, dated: datetime) -> bool:
        """Discord's dates go on as the monotonic clock does, and none is before an id that is made."""
        assert self._dates_from is not None
        steady = abs(begins - self._dates_from) <= TOLERANCE.total_seconds()
        return steady and dated >= self._floor - TOLERANCE

    def _disbelieve_dates(self) -> None:
        """They are not Discord's: what was concluded from them is not known any more."""
        self._dates_sound, self._dates_from = False, None
        self.verified, self._skew = False, timedelta()

    def _ahead_by_dates(self, begins: float) -> timedelta:
        return timedelta(seconds=self._between_clocks() - begins)

    def _set_skew(self, skew: timedelta) -> None:
        if abs(skew) <= TOLERANCE:
            skew = timedelta()
        if skew == self._skew:
            return
        self._skew = skew
        self._notices.append(ClockNotice("offset", self.skew_seconds, self._clock.now() - self._skew))

    def _between_clocks(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()
