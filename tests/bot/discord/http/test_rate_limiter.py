"""Never more than Discord takes, and never much less."""

from __future__ import annotations

import pytest

from bot.discord.http.rate_limiter import RateLimiter


async def passing(limiter: RateLimiter, timeline, times: list[float], channel: int | None = None) -> None:
    await limiter.acquire(channel)
    times.append(timeline.seconds)


def busiest_second(times: list[float]) -> int:
    return max(sum(start <= moment <= start + 1 for moment in times) for start in times)


@pytest.mark.parametrize("count", [1, 3, 60, 400])
async def test_no_second_holds_more_than_fifty(timeline, count: int) -> None:
    limiter, times = RateLimiter(timeline), []
    await timeline.play(*(passing(limiter, timeline, times) for _ in range(count)))
    assert len(times) == count
    assert busiest_second(times) <= 50
    assert times[-1] <= 1.1 * count / 50


async def test_lost_time_is_made_up_for_within_bounds(timeline) -> None:
    limiter, times = RateLimiter(timeline), []
    for _ in range(300):  # one after the other, each call 50 ms late now and then
        await timeline.play(passing(limiter, timeline, times))
        if len(times) % 10 == 0:
            timeline.seconds += 0.05
    assert busiest_second(times) <= 50


async def test_one_channel_waits_without_holding_up_the_others(timeline, by_channel) -> None:
    limiter = RateLimiter(timeline)
    tasks = [passing(limiter, timeline, by_channel[1], 1) for _ in range(10)]
    tasks += [passing(limiter, timeline, by_channel[number], number) for number in range(2, 20)]
    await timeline.play(*tasks)
    assert max(by_channel[1]) == pytest.approx(5, abs=1)
    assert max(max(by_channel[number]) for number in range(2, 20)) < 1


async def test_silence_is_kept_when_asked_for(timeline) -> None:
    limiter, times = RateLimiter(timeline), []
    limiter.block_for(30)
    limiter.block_for(2)  # for a shorter time: that ends nothing
    await timeline.play(*(passing(limiter, timeline, times) for _ in range(100)))
    assert min(times) >= 30
    assert busiest_second(times) <= 50


async def test_idle_channels_are_forgotten(timeline, monkeypatch) -> None:
    monkeypatch.setattr("bot.discord.http.rate_limiter.REMEMBERED", 5)
    limiter, times = RateLimiter(timeline), []
    for channel in range(40):
        await timeline.play(passing(limiter, timeline, times, channel))
        timeline.seconds += 2
    assert len(limiter._channels) <= 6
