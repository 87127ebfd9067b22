"""When a briefing is due: pure functions of the clock, the schedules and what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefs.errors import UserError

CATCH_UP = timedelta(hours=6)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A local wall time on some weekdays (ISO: Monday is 1). Times before `starts` are not owed."""

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
    """What is to be decided at `now`, earliest first.

    `decided` holds the last local day that was delivered or skipped, by key of schedule: no day up
    to it comes again, whatever became of the time or the zone. Several days that were missed make
    one `Due`; it is delivered when the newest of them is at most `catch_up` late.
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


def following(schedule: Schedule, last_day: date | None) -> Occurrence:
    """The first occurrence that is still owed after `last_day` was decided."""
    return next(occurrences(schedule, last_day))


def occurrences(schedule: Schedule, last_day: date | None) -> Iterator[Occurrence]:
    """Every occurrence owed after `last_day`, without end.

    Raises UserError for a schedule without weekdays or with an unknown zone.
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
    settled = first.astimezone(UTC)
    if settled.astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return settled
    jump = _jump(first.replace(fold=1).astimezone(UTC), settled, zone)
    before = (jump - timedelta(microseconds=1)).astimezone(zone).date()
    return jump if day in (before, jump.astimezone(zone).date()) else None


def _jump(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The second in (low, high] from which the zone's offset is that of `high`."""
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
    """The calendar day that it is at `now` in a zone."""
    return now.astimezone(zone_named(zone)).date()


def zone_named(name: str) -> ZoneInfo:
    """Raises UserError for a name that the IANA database does not hold."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError(f"no time zone is called “{name[:60]}”", "such as Europe/Berlin or UTC") from error
