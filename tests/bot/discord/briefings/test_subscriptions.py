"""`/briefing`: subscribing, looking at it, changing it, and who may."""

from __future__ import annotations

from datetime import time

import pytest

from bot.discord.arguments.timezones import parse_timezone
from bot.discord.briefings.schedule_input import parse_time, parse_weekdays
from bot.discord.core.errors import LocalizedUserError
from tests.bot.discord.app import buttons_of, text_of
from tests.bot.discord.briefings.app import BriefingApp


async def test_from_subscription_to_one_message_a_day(app: BriefingApp) -> None:
    briefings = app.double.channel("briefings")
    said = await app.told("subscribe", channel=briefings, time="9:00", timezone="europe/berlin")
    assert said.ephemeral and "every day at 09:00, Europe/Berlin" in text_of(said)
    assert app.posts("briefings") == []
    app.clock.turn(hours=24)
    [message] = await app.until_posted("briefings")
    assert "Briefing for 3 March 2026" in text_of(message)
    assert buttons_of(message) == ["Change or stop"]
    await app.looks()
    assert len(app.posts("briefings")) == 1


async def test_topics_people_role_and_what_a_quiet_day_brings(app: BriefingApp) -> None:
    role = app.double.guild.role("Readers")
    said = await app.told(
        "subscribe", topics="missile defence", people="lavrov, rasmussen", ping=role, empty_days="pair"
    )
    assert all(part in text_of(said) for part in ("Sergei Lavrov", "Anders Fogh Rasmussen", "Missile"))
    app.clock.turn(hours=2)
    [message] = await app.until_posted("general")
    assert message.pinged == ["Readers"] and text_of(message).startswith(role.mention + "\n")
    assert "From the archive: two on" in text_of(message)


async def test_a_person_in_direct_messages(app: BriefingApp) -> None:
    said = await app.told("subscribe", user="reader", where=None, time="10")
    assert "Direct messages" in text_of(said)
    app.clock.turn(hours=3)
    [message] = await app.until_posted(None, 1, "reader")
    assert "Briefing for 2 March 2026" in text_of(message)
    manage = await app.click(message, "Change or stop", "reader")
    await app.click(manage, "Stop it", "reader")
    assert await app.all() == ()


async def test_a_channel_is_for_those_who_manage_the_server(app: BriefingApp) -> None:
    record = await app.double.slash(app.double.guild, "general", "reader", "briefings subscribe", force=True)
    assert "lack the permission" in text_of(await record.answer())
    await app.subscribed()
    app.clock.turn(hours=2)
    [message] = await app.until_posted("general")
    assert "lack the permission" in text_of(await app.click(message, "Change or stop", "reader"))
    assert len(await app.all()) == 1


async def test_the_button_pauses_resumes_changes_and_stops(app: BriefingApp) -> None:
    await app.subscribed()
    app.clock.turn(hours=2)
    [message] = await app.until_posted("general")
    panel = await app.click(message, "Change or stop")
    assert "every day at 09:00, UTC" in text_of(panel)
    assert "It is paused." in text_of(await app.click(panel, "Pause"))
    app.clock.turn(days=2)
    await app.looks()
    assert len(app.posts("general")) == 1
    assert "Next:" in text_of(await app.click(panel, "Resume"))
    form = await app.double.click(panel, "manager", "Change the time")
    await form.response()
    values = {"time": "18:30", "days": "mon-fri", "timezone": "Asia/Tokyo"}
    changed = await (await app.double.submit(form, values)).answer()
    assert "Monday to Friday at 18:30, Asia/Tokyo" in text_of(changed)
    assert "Sent." in text_of(await app.click(panel, "Why?"))
    await app.click(panel, "Stop it")
    assert await app.all() == ()
    assert "stopped already" in text_of(await app.click(message, "Change or stop"))


async def test_a_form_that_was_open_while_the_right_was_taken_away(app: BriefingApp) -> None:
    before = await app.subscribed(time="09:00")
    app.clock.turn(hours=1)
    await app.looks()
    [message] = app.posts("general")
    panel = await app.click(message, "Change or stop")
    form = await app.double.click(panel, "manager", "Change the time")
    await form.response()
    app.double.guild.members[app.double.user("manager").id].roles.clear()
    sent = await app.double.submit(form, {"time": "18:30", "days": "1-7", "timezone": "UTC"})
    assert "You lack the permission" in text_of(await sent.answer())
    [now] = await app.all()
    assert now.settings.local_time == before.settings.local_time


async def test_preview_now_and_the_daily_post_show_the_same(app: BriefingApp) -> None:
    subscription = await app.subscribed(time="09:00")
    app.clock.turn(minutes=30)
    preview = await app.told("preview")
    assert preview.ephemeral and app.posts("general") == []
    assert "sent" in text_of(await app.told("now"))
    app.clock.turn(minutes=40)
    now, daily = await app.until_posted("general", 2)
    assert text_of(preview) == text_of(now) == text_of(daily)
    assert await app.reasons(subscription) == [("delivered", None)] * 2
    why = text_of(await app.told("why"))
    assert why.count("Sent.") == why.count("Sent on request.") == 1 and "2 March 2026" in why


async def test_edit_move_and_unsubscribe(app: BriefingApp) -> None:
    await app.told("subscribe")
    briefings = app.double.channel("briefings")
    said = await app.told("edit", channel=briefings, time="21:15", days="sat, sun", topics="all")
    assert "Saturday, Sunday at 21:15" in text_of(said)
    assert "Nothing was named" in text_of(await app.told("edit"))
    listed = text_of(await app.told("list"))
    assert f"<#{briefings.id}>" in listed and "About everything" in listed
    assert "stopped for good" in text_of(await app.told("unsubscribe"))
    assert "no briefing here yet" in text_of(await app.told("list"))
    assert "Subscribe with" in text_of(await app.told("pause"))


async def test_of_several_one_has_to_be_named(app: BriefingApp) -> None:
    first = await app.subscribed()
    await app.subscribed(time="18:00")
    assert "Name the one you mean" in text_of(await app.told("pause"))
    record = await app.double.autocomplete(
        app.double.guild, "general", "manager", "briefings pause", focused="subscription",
        options={"subscription": "09:00"},
    )  # fmt: skip
    await record.response()
    assert [choice["value"] for choice in record.choices] == [first.key]
    assert "It is paused." in text_of(await app.told("pause", subscription=first.key))


async def test_zones_and_names_are_completed(app: BriefingApp) -> None:
    async def offered(focused: str, typed: str) -> list[str]:
        record = await app.double.autocomplete(
            app.double.guild, "general", "manager", "briefings subscribe", focused=focused,
            options={focused: typed},
        )  # fmt: skip
        await record.response()
        return [choice["value"] for choice in record.choices]

    assert (await offered("timezone", "kathm")) == ["Asia/Kathmandu"]
    assert "UTC" in await offered("timezone", "")
    assert "missile-defence, afghanistan" in await offered("topics", "missile-defence, afgh")


async def test_the_servers_zone_is_the_default_for_briefings_and_for_on_this_day(app: BriefingApp) -> None:
    record = await app.double.slash(
        app.double.guild, "general", "manager", "settings server", timezone="Pacific/Kiritimati"
    )
    assert "Pacific/Kiritimati" in text_of(await record.answer())
    assert "Pacific/Kiritimati" in text_of(await app.told("subscribe"))
    app.clock.turn(days=51, hours=5)  # 22 April, and already the 23rd there
    record = await app.double.slash(app.double.guild, "general", "reader", "on-this-day")
    assert "23 April 2013" in text_of(await record.answer())


async def test_what_cannot_be_is_refused_in_words(app: BriefingApp) -> None:
    assert "no time of day" in text_of(await app.told("subscribe", time="25:00"))
    assert "No time zone is called" in text_of(await app.told("subscribe", timezone="Berlin time"))
    assert "no days of the week" in text_of(await app.told("subscribe", days="someday"))
    assert "not one name" in text_of(await app.told("subscribe", topics="missile-defence, xyzzyq"))
    await app.double.deny("curators", 1 << 11)
    said = text_of(await app.told("subscribe", channel=app.double.channel("curators")))
    assert "lacks: Send Messages" in said
    assert await app.all() == ()


@pytest.mark.parametrize("quiet", ["skip", "line"])
async def test_a_welcome_briefing_on_request(app: BriefingApp, quiet: str) -> None:
    """There is something to read in it, and it is not the whole archive."""
    await app.told("subscribe", welcome=True, empty_days=quiet)
    [message] = await app.until_posted("general")
    assert "Briefing for 2 March 2026" in text_of(message) and "new statement" not in text_of(message)
    assert "From the archive: two on" in text_of(message)


@pytest.mark.parametrize(
    ("text", "at"),
    [("9", time(9)), ("09:30", time(9, 30)), ("0930", time(9, 30)), ("9pm", time(21)), ("12 am", time(0)),
     ("23.59", time(23, 59))],
)  # fmt: skip
def test_times_as_people_write_them(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "13pm", "noonish", "-1"])
def test_no_times(text: str) -> None:
    with pytest.raises(LocalizedUserError):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [("every day", (1, 2, 3, 4, 5, 6, 7)), ("Weekdays", (1, 2, 3, 4, 5)), ("mon, wed,FRI", (1, 3, 5)),
     ("fri - mon", (1, 5, 6, 7)), ("1-3", (1, 2, 3)), ("пн, вс", (1, 7))],
)  # fmt: skip
def test_days_as_people_write_them(text: str, days: tuple[int, ...]) -> None:
    assert parse_weekdays(text) == days


def test_zones_whatever_their_case() -> None:
    assert (parse_timezone("america/new york"), parse_timezone("utc")) == ("America/New_York", "UTC")
