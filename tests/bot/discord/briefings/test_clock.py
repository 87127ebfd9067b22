"""A clock that is moved while the bot runs: its owner hears of it, health shows it, briefings go on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.discord.briefings.operator_notices import notice_text
from bot.discord.health import Health
from bot.server_time import ClockNotice
from briefs.i18n import Translator
from tests.bot.discord.app import text_of
from tests.bot.discord.briefings.app import EIGHT, BriefingApp
from tests.bot.discord.briefings.test_mixed_breaks import MachineClock
from tests.discord_double import Double

OpenApp = Callable[..., AbstractAsyncContextManager[BriefingApp]]


@pytest.fixture
def clock() -> MachineClock:
    return MachineClock()


async def test_a_step_is_told_shown_and_changes_nothing(
    app: BriefingApp, clock: MachineClock, tmp_path: Path
) -> None:
    subscription = await app.subscribed()
    clock.ahead = timedelta(days=30)
    await app.looks(1)
    [note] = app.posts(None, "owner")
    assert "set forward by 30 days" in text_of(note) and "onrecord deliveries check" in text_of(note)
    report = await Health(app.bot, app.bot.core, tmp_path / "health.json").report()
    assert report["clock_ahead"] == 30 * 86_400
    assert report["clock_stepped"] == {"seconds": 30 * 86_400, "at": EIGHT.isoformat()}
    assert app.posts("general") == []
    clock.turn(hours=2)
    [briefing] = await app.double.until(lambda: app.posts("general"))
    assert text_of(briefing).startswith("Briefing for 2 March 2026")
    clock.ahead = timedelta()
    await app.looks(1)
    await app.settled()
    assert "set back by 30 days" in text_of(app.posts(None, "owner")[-1])
    assert (await app.reasons(subscription)) == [("delivered", None)]
    assert (await Health(app.bot, app.bot.core, tmp_path / "health.json").report())["clock_ahead"] == 0


@pytest.mark.parametrize("days", [1, -1])
async def test_started_with_a_wrong_clock_whose_owner_takes_no_messages(
    open_app: OpenApp, double: Double, clock: MachineClock, days: int
) -> None:
    """Nothing but the dates of Discord's answers shows what time it is."""
    async with open_app() as app:
        await app.subscribed()
    double.user("owner").accepts_dms = False
    clock.ahead = timedelta(days=days)
    async with open_app() as app:
        await double.until(lambda: app.bot.core.clock.skew_seconds == days * 86_400)
        await app.looks(1)
        assert app.posts("general") == []
        clock.turn(hours=1, minutes=1)
        [briefing] = await double.until(lambda: app.posts("general"))
        assert text_of(briefing).startswith("Briefing for 2 March 2026")


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (("step", -180), "set back by 3 minutes"),
        (("offset", 7200), "ahead of Discord's by 2 hours"),
        (("offset", 0), "agrees with Discord's again"),
        (("gap", 400_000), "last at work 5 days ago"),
        (("gap", -90_000), "last have been at work in 25 hours"),
        (("late", 36_000), "late by 10 hours"),
    ],
)
def test_what_is_told(notice: tuple[str, int], said: str) -> None:
    assert said in notice_text(ClockNotice(*notice, EIGHT), Translator("en"))  # type: ignore[arg-type]
    assert "{" not in notice_text(ClockNotice(*notice, EIGHT), Translator("ru"))  # type: ignore[arg-type]
