"""When a briefing is due, over ten years of clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefs.briefing.schedule import EVERY_DAY, Schedule, due, local_day, moment, next_occurrence, zone_named
from briefs.errors import UserError

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Tehran",
    "Asia/Kathmandu", "Africa/Casablanca", "America/Nuuk", "Pacific/Apia", "Pacific/Chatham", "Europe/Moscow",
    "Asia/Gaza", "America/Havana",
)  # fmt: skip
START = datetime(2020, 1, 1, tzinfo=UTC)
ODD_TIMES = (time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(3), time(9), time(23, 30))

zones = st.sampled_from(ZONES)
times = st.one_of(st.sampled_from(ODD_TIMES), st.times().map(lambda at: at.replace(second=0, microsecond=0)))
moments = st.integers(0, 10 * 366 * 86400).map(lambda seconds: START + timedelta(seconds=seconds))
weekdays = st.lists(st.integers(1, 7), min_size=1, max_size=7, unique=True).map(
    lambda days: tuple(sorted(days))
)


def schedule(at: time = time(9), zone: str = "UTC", days=EVERY_DAY, starts: datetime = START) -> Schedule:
    return Schedule("k", at, zone, days, starts)


def walk(plan: Schedule, until: datetime) -> list[tuple[date, datetime]]:
    """What a loop that always looks at the very moment decides."""
    last, found = None, []
    while (coming := next_occurrence(plan, last)).at <= until:
        [item] = due(coming.at, [plan], {} if last is None else {"k": last})
        assert item.deliver and item.day == coming.day and not item.missed
        found.append((item.day, item.at))
        last = item.day
    return found


@given(zones, times, moments, weekdays)
@example("America/Nuuk", time(23, 30), datetime(2024, 3, 29, tzinfo=UTC), EVERY_DAY)
@example("Asia/Tehran", time(0), datetime(2021, 3, 20, tzinfo=UTC), EVERY_DAY)
@settings(max_examples=120, deadline=None)
def test_each_local_day_once_at_its_wall_time(zone: str, at: time, starts: datetime, days) -> None:
    until = starts + timedelta(days=250)  # at least one change of clocks each way
    found = walk(schedule(at, zone, days, starts), until)
    listed = [day for day, _ in found]
    assert listed == sorted(set(listed))
    local = ZoneInfo(zone)
    day, last = listed[0], listed[-1]
    while day <= last:
        assert (day in listed) == (day.isoweekday() in days)
        day += timedelta(days=1)
    for day, moment_ in found:
        assert moment_.astimezone(local).replace(tzinfo=None) >= datetime.combine(day, at)
        before = (moment_ - timedelta(seconds=1)).astimezone(local).replace(tzinfo=None)
        assert before < datetime.combine(day, at), "nothing earlier would have done"


@given(zones, times, moments)
@settings(max_examples=300, deadline=None)
def test_a_wall_time_that_exists_is_kept_at_its_first(zone: str, at: time, near: datetime) -> None:
    local = ZoneInfo(zone)
    day = near.astimezone(local).date()
    found = moment(day, at, local)
    assert found is not None
    shown = found.astimezone(local)
    if shown.replace(tzinfo=None) == datetime.combine(day, at):
        assert shown.fold == 0
    else:  # the clock jumped over it: the second before, it stood earlier
        assert shown.replace(tzinfo=None) > datetime.combine(day, at)
        assert (found - timedelta(seconds=1)).astimezone(local).utcoffset() != shown.utcoffset()


def test_spring_forward_goes_out_at_the_first_valid_moment() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = moment(date(2026, 3, 29), time(2, 30), berlin)
    assert found == datetime(2026, 3, 29, 3, tzinfo=berlin)


def test_autumn_goes_out_at_the_first_of_the_two() -> None:
    [item] = due(
        datetime(2026, 10, 25, 12, tzinfo=UTC),
        [schedule(time(2, 30), "Europe/Berlin", starts=datetime(2026, 10, 25, tzinfo=UTC))],
        {},
        timedelta(days=1),
    )
    assert item.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    plan = schedule(time(2, 30), "Europe/Berlin", starts=datetime(2026, 10, 25, tzinfo=UTC))
    assert due(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), [plan], {"k": item.day}) == ()


def test_half_an_hour_of_summer_time() -> None:
    found = moment(date(2026, 10, 4), time(2, 15), ZoneInfo("Australia/Lord_Howe"))
    assert found == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)


def test_a_jump_over_midnight_belongs_to_the_day_that_lost_its_evening() -> None:
    nuuk = ZoneInfo("America/Nuuk")
    found = moment(date(2024, 3, 30), time(23, 30), nuuk)
    assert found is not None and found.astimezone(nuuk).isoformat() == "2024-03-31T00:00:00-01:00"


def test_a_day_that_a_zone_never_had() -> None:
    apia = "Pacific/Apia"
    assert moment(date(2011, 12, 30), time(9), ZoneInfo(apia)) is None
    plan = schedule(zone=apia, starts=datetime(2011, 12, 28, tzinfo=UTC))
    assert [day.day for day, _ in walk(plan, datetime(2012, 1, 1, tzinfo=UTC))] == [28, 29, 31, 1]


@pytest.mark.parametrize(("late", "deliver"), [(0, True), (6 * 3600, True), (6 * 3600 + 1, False)])
def test_six_hours_late_at_most(late: int, deliver: bool) -> None:
    now = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(seconds=late)
    [item] = due(now, [schedule()], {"k": date(2026, 1, 4)})
    assert (item.day, item.deliver, item.missed) == (date(2026, 1, 5), deliver, ())
    assert item.late == timedelta(seconds=late)


@pytest.mark.parametrize(("hour", "deliver"), [(10, True), (23, False)])
def test_missed_days_become_one(hour: int, deliver: bool) -> None:
    now = datetime(2026, 1, 5, hour, tzinfo=UTC)
    [item] = due(now, [schedule()], {"k": date(2026, 1, 1)})
    assert (item.day, item.deliver) == (date(2026, 1, 5), deliver)
    assert item.missed == (date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 4))


def test_nothing_is_owed_from_before_the_start() -> None:
    plan = schedule(starts=datetime(2026, 1, 5, 9, 1, tzinfo=UTC))
    assert due(datetime(2026, 1, 5, 10, tzinfo=UTC), [plan], {}) == ()
    assert next_occurrence(plan, None).at == datetime(2026, 1, 6, 9, tzinfo=UTC)


@given(zones, zones, times, times, moments, st.integers(0, 72))
@settings(max_examples=200, deadline=None)
def test_a_moved_zone_or_time_never_doubles_a_day(
    old: str, new: str, first: time, second: time, starts: datetime, after: int
) -> None:
    decided = walk(schedule(first, old, starts=starts), starts + timedelta(days=4))
    last = decided[-1][0]
    edited = decided[-1][1] + timedelta(hours=after)
    coming = next_occurrence(schedule(second, new, starts=edited), last)
    assert coming.day > last and coming.at >= edited
    assert coming.at - edited <= timedelta(hours=48 + 26 + 1), "a day, and what the zones lie apart"


@given(st.lists(st.tuples(zones, times, weekdays), max_size=5), moments)
@settings(max_examples=60, deadline=None)
def test_due_is_a_function_of_what_it_is_given(plans, now: datetime) -> None:
    listed = [
        Schedule(str(number), at, zone, days, now - timedelta(days=3))
        for number, (zone, at, days) in enumerate(plans)
    ]
    found = due(now, listed, {})
    assert found == due(now, reversed(listed), {})
    assert [item.at for item in found] == sorted(item.at for item in found)
    assert due(now, listed, {item.key: item.day for item in found}) == ()


def test_words_for_what_cannot_be() -> None:
    with pytest.raises(UserError, match="Europe/Atlantis"):
        zone_named("Europe/Atlantis")
    for name in ("", "../etc/passwd", "x" * 5000, "\0"):
        with pytest.raises(UserError):
            zone_named(name)
    with pytest.raises(UserError, match="day of the week"):
        next_occurrence(schedule(days=()), None)


def test_the_day_that_it_is_somewhere() -> None:
    now = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    assert local_day(now, "Asia/Tokyo") == date(2026, 1, 6)
    assert local_day(now, "America/New_York") == date(2026, 1, 5)
