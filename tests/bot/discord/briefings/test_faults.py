"""Bad weather at the due minute: Discord's troubles, the gateway's, the disk's, the database's."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.delivery.ports import DeliverySettings
from tests.bot.discord.app import text_of
from tests.bot.discord.briefings.app import BriefingApp, OneClock, open_briefing_app
from tests.discord_double import Double

OpenApp = Callable[..., AbstractAsyncContextManager[BriefingApp]]
PLACES = ("general", "briefings", "curators")
SEND = r"/messages$"


async def subscribed_everywhere(app: BriefingApp) -> None:
    for place in PLACES:
        await app.told("subscribe", channel=app.double.channel(place))


async def go_on(app: BriefingApp, minutes: int, step: int = 30) -> None:
    for _ in range(minutes * 60 // step):
        await app.looks(1)
        app.clock.turn(seconds=step)


async def once_each(app: BriefingApp, count: int = 1) -> None:
    await app.settled()
    assert [len(app.posts(place)) for place in PLACES] == [count] * len(PLACES)


@pytest.mark.parametrize("scope", ["user", pytest.param("shared", marks=pytest.mark.soak), "global"])
async def test_a_storm_of_429(app: BriefingApp, scope: str) -> None:
    await subscribed_everywhere(app)
    storm = app.double.faults.add(429, SEND, method="POST", times=40, retry_after=0.02, scope=scope)
    app.clock.turn(hours=1)
    await go_on(app, 60)
    await once_each(app)
    assert storm.hits == 40


async def test_a_ban_at_the_edge_is_waited_out(app: BriefingApp) -> None:
    await subscribed_everywhere(app)
    fault = app.double.faults.add(429, SEND, method="POST", times=2, via=False)
    app.clock.turn(hours=1)
    await go_on(app, 15)
    await once_each(app)
    assert fault.hits == 2


@pytest.mark.parametrize("carried_out", [True, False])
async def test_errors_of_discords_own_for_an_hour(app: BriefingApp, carried_out: bool) -> None:
    """Half of such servers did what they were asked."""
    await subscribed_everywhere(app)
    app.clock.turn(hours=1)
    app.double.faults.add(503, SEND, method="POST", seconds=3600, lost=carried_out)
    await go_on(app, 100, 60)
    await once_each(app)
    tries = [one for one in app.double.requests if one.method == "POST" and SEND[:-1] in one.path]
    assert len(tries) < 60, "pauses grow"


async def test_the_gateway_is_down_at_the_due_minute(app: BriefingApp) -> None:
    await subscribed_everywhere(app)
    app.double.gateway.accepting = False
    await app.double.kick(resumable=False)
    app.clock.turn(hours=1, minutes=1)
    for place in PLACES:
        await app.until_posted(place)
    app.double.gateway.accepting = True
    await once_each(app)


async def test_missed_by_hours_and_by_days(open_app: OpenApp, clock: OneClock) -> None:
    async with open_app() as app:
        subscription = await app.subscribed()
        clock.turn(hours=2)
        await app.until_posted("general")
    clock.to(datetime(2026, 3, 5, 14, tzinfo=UTC))
    async with open_app() as app:
        await app.until_posted("general", 2)
        assert [text_of(one).split("\n")[0] for one in app.posts("general")] == [
            "Briefing for 2 March 2026", "Briefing for 5 March 2026",
        ]  # fmt: skip
    clock.to(datetime(2026, 3, 6, 16, tzinfo=UTC))
    async with open_app() as app:
        await app.settled()
        assert len(app.posts("general")) == 2
        assert await app.reasons(subscription) == [
            ("skipped", "late"), ("delivered", None), ("skipped", "missed"), ("delivered", None),
        ]  # fmt: skip
        assert "missed by more than" in text_of(await app.told("why"))


async def test_spring_forward_and_autumn_back(app: BriefingApp) -> None:
    await app.told("subscribe", time="2:30", timezone="Europe/Berlin")
    for start in (datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)):
        app.clock.to(start)
        for _ in range(50 * 4):
            await app.looks(1)
            await app.settled()
            app.clock.turn(minutes=15)
    sent = [datetime.fromtimestamp(one.timestamp, UTC) for one in app.posts("general")]
    assert [f"{moment:%m-%d %H:%M}" for moment in sent] == [
        "03-28 01:30", "03-29 01:00", "03-30 00:30", "10-24 00:30", "10-25 00:30", "10-26 01:30",
    ]  # fmt: skip


async def test_a_locked_database_delays_and_loses_nothing(
    open_app: OpenApp, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite_backend.BUSY_SECONDS", 0.05)
    async with open_app() as app:
        await subscribed_everywhere(app)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            app.clock.turn(hours=1)
            await app.looks(2)
            assert all(app.posts(place) == [] for place in PLACES)
        await go_on(app, 5)
        await once_each(app)


ONE_HAND = DeliverySettings(
    poll_interval=3600, workers=0
)  # nobody else writes meanwhile, and only the test looks around


class Troublemaker:
    """Makes trouble once a point is passed, while a briefing is under way."""

    def __init__(self, point: str, trouble: Callable[[], object]) -> None:
        self.point, self.trouble = point, trouble
        self.begun = False

    def __call__(self, point: str) -> None:
        if point == self.point and not self.begun:
            self.trouble()
            self.begun = True


@pytest.mark.parametrize("point", ["before-claim", "after-claim", "after-send"])
async def test_a_database_that_is_locked_half_way(
    open_app: OpenApp, file: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    """Such as after the message was posted: that it stands cannot be written down, and is found out later."""
    monkeypatch.setattr("bot.store.sqlite_backend.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as other:
        trouble = Troublemaker(point, lambda: other.execute("BEGIN IMMEDIATE"))
        async with open_app(inject_fault=trouble, rules=ONE_HAND) as app:
            await subscribed_everywhere(app)
            app.clock.turn(hours=1)
            await app.looks(3)
            assert trouble.begun
            other.rollback()
            await go_on(app, 5)
            await once_each(app)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of twelve megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode
    except FileNotFoundError:
        done = 1
    if done:
        pytest.skip("a small file system cannot be mounted here: that takes root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(file: Path) -> None:
    with pytest.raises(OSError, match="No space left"), file.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)


@pytest.mark.parametrize("point", ["before-claim", "after-claim", "after-send"])
async def test_a_disk_that_fills_half_way(
    small_disk: Path, double: Double, clock: OneClock, point: str
) -> None:
    filler = small_disk / "filler"
    trouble = Troublemaker(point, lambda: fill(filler))
    async with open_briefing_app(
        small_disk / "state.db", double, clock, rules=ONE_HAND, inject_fault=trouble
    ) as app:
        await subscribed_everywhere(app)
        app.clock.turn(hours=1)
        await app.looks(3)
        assert trouble.begun
        filler.unlink()
        await go_on(app, 5)
        await once_each(app)


async def test_a_full_disk_delays_and_loses_nothing(
    small_disk: Path, double: Double, clock: OneClock
) -> None:
    async with open_briefing_app(small_disk / "state.db", double, clock) as app:
        await subscribed_everywhere(app)
        filler = small_disk / "filler"
        fill(filler)
        app.clock.turn(hours=1)
        await app.looks(3)
        posted = sum(len(app.posts(place)) for place in PLACES)
        filler.unlink()
        await go_on(app, 5)
        await once_each(app)
        assert posted <= len(PLACES)
