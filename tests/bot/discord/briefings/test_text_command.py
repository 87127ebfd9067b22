"""`!briefing` as a line, in a channel and in direct messages."""

from __future__ import annotations

import pytest

from tests.bot.discord.app import buttons_of, text_of
from tests.bot.discord.briefings.app import Hall
from tests.bot.discord.briefings.test_destination import long_one
from tests.discord_double.world import Message


async def line(hall: Hall, content: str, user: str = "manager", where: str | None = "general") -> Message:
    before = len(hall.posts(where, user))
    await hall.double.say(where, user, content)
    return (await hall.double.until(lambda: hall.posts(where, user)[before:], what=content))[0]


async def test_the_briefing_of_a_day_for_anybody(hall: Hall) -> None:
    said = await line(hall, "!briefing", "reader")
    assert "Briefing for 2 March 2026" in text_of(said) and "`/briefing subscribe`" in text_of(said)
    said = await line(hall, "!briefing 18 February 2026", "reader")
    assert "13 years ago" in text_of(said)
    assert "Next page" in buttons_of(said) and "Report an error" in buttons_of(said)
    second = await hall.click(said, "Next page", "reader")
    assert "page 2 of" in text_of(second)
    assert "Briefing for 1 March 2026" in text_of(await line(hall, "!briefing yesterday", "reader"))


@pytest.mark.parametrize("typed", ["lavrov", "lits", "2013-13-01", "subscribe?"])
async def test_what_is_no_day_is_said(hall: Hall, typed: str) -> None:
    said = text_of(await line(hall, f"!briefing {typed}", "reader"))
    assert "is neither a day nor one of: list, subscribe" in said and "Write for example" in said


async def test_help_lists_what_can_be_done(hall: Hall) -> None:
    said = text_of(await line(hall, "!help briefing", "reader"))
    assert "subscribe" in said and "A briefing every day from now on" in said


async def test_subscriptions_are_for_managers(hall: Hall) -> None:
    for deed in ("list", "subscribe", "edit", "now", "why"):
        assert "lack the permission" in text_of(await line(hall, f"!briefing {deed}", "reader"))


async def test_a_life_in_lines(hall: Hall) -> None:
    place = hall.double.channel("briefings")
    role = hall.double.guild.role("Readers")
    said = text_of(
        await line(
            hall,
            f"!briefing subscribe <#{place.id}> 09:30 Europe/Berlin mon, wed {role.mention} "
            "topics: missile defence people: lavrov, rasmussen empty-days: pair",
        )
    )
    when = "Monday, Wednesday at 09:30, Europe/Berlin"
    wanted = (when, "Sergei Lavrov", "Missile", role.mention, "from the archive", f"<#{place.id}>")
    assert all(part in said for part in wanted)
    [made] = await hall.all()
    assert "09:30" in text_of(await line(hall, "!briefing list"))
    assert "Briefing for 2 March 2026" in text_of(await line(hall, "!briefing preview"))
    assert "was sent" in text_of(await line(hall, "!briefing now")) and hall.posts("briefings")
    said = text_of(await line(hall, f"!briefing edit {made.key} 21:15 weekdays topics: all ping: none"))
    assert "Monday to Friday at 21:15" in said and "Pings" not in said
    said = text_of(await line(hall, "!briefing edit channel:#general time:9am"))
    assert f"<#{hall.double.channel('general').id}>" in said and "at 09:00" in said
    assert "Sent on request." in text_of(await line(hall, "!briefing why"))
    assert "It is paused." in text_of(await line(hall, "!briefing pause"))
    assert "Next:" in text_of(await line(hall, f"!briefing resume {made.key}"))
    assert "stopped for good" in text_of(await line(hall, "!briefing unsubscribe"))
    assert await hall.all() == ()


async def test_a_long_preview_does_not_fill_the_channel(hall: Hall) -> None:
    await long_one(hall, channel=hall.double.channel("briefings"))
    await line(hall, "!briefing preview")
    await hall.double.until(lambda: "The rest is for your eyes only" in text_of(hall.posts("general")[-1]))
    assert len(hall.posts("general")) == 3


async def test_in_direct_messages_with_a_welcome(hall: Hall) -> None:
    said = await line(hall, "!briefing subscribe 7am welcome:yes", "reader", None)
    assert "Direct messages" in text_of(said) and "every day at 07:00, UTC" in text_of(said)
    await hall.double.until(lambda: len(hall.posts(None, "reader")) == 2)
    assert "Briefing for 2 March 2026" in text_of(hall.posts(None, "reader")[-1])


@pytest.mark.parametrize(
    ("typed", "why"),
    [("lavrov", "is not understood here"), ("25:00", "no time of day"), ("timezone: Berlin", "No time zone"),
     ("topics: xyzzyq", "not one name"), ("ping: Nobodies", "There is no role"),
     ("channel: #nowhere", "Name one"), ("empty-days: often", "is none of: skip, line, pair"),
     ("9999999999999999999999", "is not understood")],
)  # fmt: skip
async def test_what_cannot_be_is_refused_in_words(hall: Hall, typed: str, why: str) -> None:
    assert why in text_of(await line(hall, f"!briefing subscribe {typed}"))
    assert "There is no such subscription" in text_of(await line(hall, "!briefing pause abc"))
    assert await hall.all() == ()
