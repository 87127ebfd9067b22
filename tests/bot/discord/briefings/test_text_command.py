"""`!briefing` as a line, in a channel and in direct messages."""

from __future__ import annotations

import pytest

from tests.bot.discord.app import buttons_of, text_of
from tests.bot.discord.briefings.app import BriefingApp
from tests.bot.discord.briefings.test_destination import long_one
from tests.discord_double.world import Message


async def line(
    app: BriefingApp, content: str, user: str = "manager", where: str | None = "general"
) -> Message:
    before = len(app.posts(where, user))
    await app.double.say(where, user, content)
    return (await app.double.until(lambda: app.posts(where, user)[before:], what=content))[0]


async def test_the_briefing_of_a_day_for_anybody(app: BriefingApp) -> None:
    said = await line(app, "!briefing", "reader")
    assert "Briefing for 2 March 2026" in text_of(said) and "`/briefings subscribe`" in text_of(said)
    said = await line(app, "!briefing 18 February 2026", "reader")
    assert "13 years ago" in text_of(said)
    assert buttons_of(said)[-4:] == ["‹", "1/2", "›", "⋯"]
    second = await app.click(said, "›", "reader")
    assert "2/2" in buttons_of(second)
    assert "Briefing for 1 March 2026" in text_of(await line(app, "!briefing yesterday", "reader"))


@pytest.mark.parametrize("typed", ["lavrov", "lits", "2013-13-01", "subscribe?"])
async def test_what_is_no_day_is_said(app: BriefingApp, typed: str) -> None:
    said = text_of(await line(app, f"!briefing {typed}", "reader"))
    assert "is neither a day nor one of: list, subscribe" in said and "Write for example" in said


async def test_help_lists_what_can_be_done(app: BriefingApp) -> None:
    said = text_of(await line(app, "!help briefing", "reader"))
    assert "subscribe" in said and "A briefing every day from now on" in said


async def test_subscriptions_are_for_managers(app: BriefingApp) -> None:
    for action in ("list", "subscribe", "edit", "now", "why"):
        assert "lack the permission" in text_of(await line(app, f"!briefing {action}", "reader"))


async def test_a_life_in_lines(app: BriefingApp) -> None:
    place = app.double.channel("briefings")
    role = app.double.guild.role("Readers")
    said = text_of(
        await line(
            app,
            f"!briefing subscribe <#{place.id}> 09:30 Europe/Berlin mon, wed {role.mention} "
            "topics: missile defence people: lavrov, rasmussen empty-days: pair",
        )
    )
    when = "Monday, Wednesday at 09:30, Europe/Berlin"
    wanted = (when, "Sergei Lavrov", "Missile", role.mention, "from the archive", f"<#{place.id}>")
    assert all(part in said for part in wanted)
    [made] = await app.all()
    assert "09:30" in text_of(await line(app, "!briefing list"))
    assert "Briefing for 2 March 2026" in text_of(await line(app, "!briefing preview"))
    assert "was sent" in text_of(await line(app, "!briefing now")) and app.posts("briefings")
    said = text_of(await line(app, f"!briefing edit {made.key} 21:15 weekdays topics: all ping: none"))
    assert "Monday to Friday at 21:15" in said and "Pings" not in said
    said = text_of(await line(app, "!briefing edit channel:#general time:9am"))
    assert f"<#{app.double.channel('general').id}>" in said and "at 09:00" in said
    assert "Sent on request." in text_of(await line(app, "!briefing why"))
    assert "It is paused." in text_of(await line(app, "!briefing pause"))
    assert "Next:" in text_of(await line(app, f"!briefing resume {made.key}"))
    assert "stopped for good" in text_of(await line(app, "!briefing unsubscribe"))
    assert await app.all() == ()


async def test_a_long_preview_does_not_fill_the_channel(app: BriefingApp) -> None:
    await long_one(app, channel=app.double.channel("briefings"))
    await line(app, "!briefing preview")
    await app.double.until(lambda: "The rest is for your eyes only" in text_of(app.posts("general")[-1]))
    assert len(app.posts("general")) == 3


async def test_in_direct_messages_with_a_welcome(app: BriefingApp) -> None:
    said = await line(app, "!briefing subscribe 7am welcome:yes", "reader", None)
    assert "Direct messages" in text_of(said) and "every day at 07:00, UTC" in text_of(said)
    await app.double.until(lambda: len(app.posts(None, "reader")) == 2)
    assert "Briefing for 2 March 2026" in text_of(app.posts(None, "reader")[-1])


@pytest.mark.parametrize(
    ("typed", "why"),
    [("lavrov", "is not understood here"), ("25:00", "no time of day"), ("timezone: Berlin", "No time zone"),
     ("topics: xyzzyq", "not one name"), ("ping: Nobodies", "There is no role"),
     ("channel: #nowhere", "Name one"), ("empty-days: often", "is none of: skip, line, pair"),
     ("9999999999999999999999", "is not understood")],
)  # fmt: skip
async def test_what_cannot_be_is_refused_in_words(app: BriefingApp, typed: str, why: str) -> None:
    assert why in text_of(await line(app, f"!briefing subscribe {typed}"))
    assert "There is no such subscription" in text_of(await line(app, "!briefing pause abc"))
    assert await app.all() == ()
