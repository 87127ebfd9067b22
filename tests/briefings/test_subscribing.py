"""`/briefing`: subscribing, looking at it, changing it, and who may."""

from __future__ import annotations

from tests.briefings.hall import Hall
from tests.discord_face.room import buttons_of, text_of


async def test_from_subscription_to_one_message_a_day(hall: Hall) -> None:
    briefings = hall.double.channel("briefings")
    said = await hall.told("subscribe", channel=briefings, time="9:00", timezone="Europe/Berlin")
    assert said.ephemeral and "every day at 09:00, Europe/Berlin" in text_of(said)
    assert hall.posts("briefings") == []
    hall.clock.turn(hours=24)
    [message] = await hall.until_posted("briefings")
    assert "Briefing for 3 March 2026" in text_of(message)
    assert buttons_of(message) == ["Change or stop"]
    await hall.looks()
    assert len(hall.posts("briefings")) == 1
