"""The pace that all processes keep together: one question for many, and no turn that is gone by."""

from __future__ import annotations

import pytest

from bot.discord.http import RateLimiter, SharedPace
from bot.discord.http.shared_pace import SLACK
from bot.store import StoreUnavailable
from tests.bot.discord.http.test_rate_limiter import busiest_second, passing


class Row:
    """The one row of the database, by the same timeline."""

    def __init__(self, timeline) -> None:
        self.timeline, self.due, self.asked, self.broken = timeline, 0.0, 0, False

    async def reserve(self, name: str, places: int, every: float) -> float:
        self.asked += 1
        if self.broken:
            raise StoreUnavailable("it is being started again", "wait")
        first = max(self.due, self.timeline.seconds)
        self.due = first + places * every
        return first - self.timeline.seconds

    async def block(self, name: str, seconds: float) -> None:
        self.due = max(self.due, self.timeline.seconds + seconds)


def limiters(timeline, row: Row, number: int) -> list[RateLimiter]:
    """Of so many processes."""
    return [RateLimiter(timeline, common=SharedPace(row, timeline)) for _ in range(number)]


async def test_of_four_processes_no_second_holds_more_than_fifty(timeline) -> None:
    row, times = Row(timeline), list[float]()
    tasks = [passing(one, timeline, times) for one in limiters(timeline, row, 4) for _ in range(75)]
    await timeline.play(*tasks)
    assert len(times) == 300 and busiest_second(times) <= 50
    assert times[-1] <= 1.2 * 300 / 50
    assert row.asked <= 8, "those who wait together ask together"


async def test_whoever_wakes_up_late_takes_another_turn(timeline) -> None:
    row, times = Row(timeline), list[float]()
    [limiter] = limiters(timeline, row, 1)
    await timeline.play(passing(limiter, timeline, times))
    row.due = timeline.seconds + 1
    slept = timeline.sleep

    async def late(seconds: float) -> None:
        timeline.sleep = slept
        await slept(seconds + 2 * SLACK)

    timeline.sleep = late
    before = row.asked
    await timeline.play(passing(limiter, timeline, times))
    assert row.asked == before + 2


async def test_silence_is_kept_by_all(timeline) -> None:
    row, times = Row(timeline), list[float]()
    first, second = limiters(timeline, row, 2)
    await timeline.play(passing(first, timeline, times))
    first.block_for(30)
    await timeline.play(passing(first, timeline, times))
    await timeline.play(passing(second, timeline, times))
    assert min(times[1:]) >= 30


async def test_without_the_database_each_goes_at_its_own_pace(timeline) -> None:
    row, times = Row(timeline), list[float]()
    row.broken = True
    [limiter] = limiters(timeline, row, 1)
    for _ in range(10):
        await timeline.play(passing(limiter, timeline, times))
    assert times[-1] - times[0] == pytest.approx(9, rel=0.05)


async def test_when_the_database_is_back_no_second_holds_more_than_fifty(timeline) -> None:
    """Those who waited meanwhile take their turns with all others."""
    row, times = Row(timeline), list[float]()
    row.broken = True
    processes = limiters(timeline, row, 4)

    async def mend() -> None:
        await timeline.sleep(2.5)
        row.broken = False

    await timeline.play(mend(), *(passing(one, timeline, times) for one in processes for _ in range(75)))
    assert len(times) == 300 and busiest_second(times) <= 50
    assert times[-1] <= 12
