"""Tells when a briefing is due: pure functions of the clock, the schedules and what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefs.errors import UserError

WhenEmpty = Literal["skip", "line", "pair"]  # what comes on a day without news
CATCH_UP = timedelta(hours=6)  # how late a briefing still goes out after a stop
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A local wall time `at` on some weekdays (ISO: Monday is 1), in the IANA `zone`.

    Times before `starts` (aware) are not owed.
    """

    key: str
    at: time
    zone: str
    days: tuple[int, ...]
    starts: datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One local day of a schedule, and the moment (UTC) that its wall time falls on."""

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What to decide now for one schedule.

    `day` is the newest local day that is due. `deliver` is False when it is too late for it.
    `missed` are older days, which go out with it or not at all.
    """

    key: str
    day: date
    at: datetime
    deliver: bool
    late: timedelta
    missed: tuple[date, ...] = ()


def due(
    now: datetime,
    schedules: Iterable[Schedule],
    decided: Mapping[str, date],
    catch_up: timedelta = CATCH_UP,
) -> tuple[Due, ...]:
    """What is to be decided at `now` (aware), earliest first.

    `decided` holds the last local day that was delivered or skipped, by key of schedule: no day up
    to it comes again, whatever became of the time or the zone. Several days that were missed make
    one `Due`; it is delivered when the newest of them is at most `catch_up` late. Raises
    :class:`briefs.errors.UserError` as :func:`occurrences` does.
    """
    found = [item for schedule in schedules if (item := _due(now, schedule, decided, catch_up))]
    return tuple(sorted(found, key=lambda item: (item.at, item.key)))


def _due(now: datetime, schedule: Schedule, decided: Mapping[str, date], catch_up: timedelta) -> Due | None:
    owed: list[Occurrence] = []
    for occurrence in occurrences(schedule, decided.get(schedule.key)):
        if occurrence.at > now:
            break
        owed.append(occurrence)
    if not owed:
        return None
    newest, late = owed[-1], now - owed[-1].at
    missed = tuple(occurrence.day for occurrence in owed[:-1])
    return Due(schedule.key, newest.day, newest.at, late <= catch_up, late, missed)


def next_occurrence(schedule: Schedule, last_day: date | None) -> Occurrence:
    """The first occurrence that is still owed after `last_day` was decided; raises as :func:`occurrences`."""
    return next(occurrences(schedule, last_day))


def occurrences(schedule: Schedule, last_day: date | None) -> Iterator[Occurrence]:
    """Every occurrence owed after `last_day`, without end.

    Raises :class:`briefs.errors.UserError` for a schedule without weekdays or with an unknown zone.
    """
    if not schedule.days:
        raise UserError("a briefing needs at least one day of the week", "such as: mon,wed,fri")
    zone = zone_named(schedule.zone)
    # A wall time that the clock jumps over at midnight falls on the next day, hence one day earlier.
    day = schedule.starts.astimezone(zone).date() - DAY
    if last_day is not None:
        day = max(day, last_day + DAY)
    while True:
        if day.isoweekday() in schedule.days:
            at = moment(day, schedule.at, zone)
            if at is not None and at >= schedule.starts:
                yield Occurrence(day, at)
        day += DAY


def moment(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The moment (UTC) of a wall time; None where the zone never had that day.

    A time that exists twice is taken at its first; one that the clock jumps over becomes the first
    moment after the jump.
    """
    first = datetime.combine(day, at.replace(fold=0), tzinfo=zone)
    # There and back: a wall time that the clock jumps over comes back as another one.
    settled = first.astimezone(UTC)
    if settled.astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return settled
    # In a gap fold=0 reads the time by the offset before the jump, fold=1 by the one after it, which is the
    # earlier moment: the jump lies between them.
    jump = _offset_change(first.replace(fold=1).astimezone(UTC), settled, zone)
    # Samoa went without 30 December 2011 altogether: then the jump touches neither side of that day.
    before = (jump - timedelta(microseconds=1)).astimezone(zone).date()
    return jump if day in (before, jump.astimezone(zone).date()) else None


def _offset_change(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The second in (low, high] from which the zone's offset is that of `high`, by bisection."""
    after = high.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle <= low:
            middle = low + timedelta(seconds=1)
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)


def local_day(now: datetime, zone: str) -> date:
    """The calendar day that it is at `now` (aware) in a zone; raises as :func:`zone_named`."""
    return now.astimezone(zone_named(zone)).date()


def zone_named(name: str) -> ZoneInfo:
    """The zone of that name; raises :class:`briefs.errors.UserError` if the IANA database has none."""
    try:
        return ZoneInfo(name)
    # ValueError for "../etc", OSError for a name that is a folder of the database, such as "Europe".
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError(f"no time zone is called “{name[:60]}”", "such as Europe/Berlin or UTC") from error
