"""What time it is at Discord, as its ids tell."""

from __future__ import annotations

from datetime import timedelta

from bot.server_time import ServerTime, first_snowflake
from tests.bot.delivery.fakes import HandClock


def test_it_is_never_earlier_than_discords_newest_id() -> None:
    clock = HandClock()
    time, later = ServerTime(clock), clock.now() + timedelta(hours=3)
    time.saw(first_snowflake(clock.now() - timedelta(days=1)))
    assert time.now() == clock.now(), "an id of long ago says nothing of now"
    time.saw(first_snowflake(later))
    assert time.now() == later
    clock.turn(minutes=10)
    assert time.now() == later + timedelta(minutes=10)
    [notice] = time.take_notices()
    assert (notice.kind, notice.seconds) == ("offset", -3 * 3600)
