"""`/follow`: asked once, told as it comes, in one message, with what stops it under each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.store.schema import follow_questions, meta, posted_statements, subscriptions
from tests.bot.discord.app import buttons_of, ids_of, text_of
from tests.bot.discord.briefings.app import BriefingApp
from tests.bot.discord.briefings.test_corrections import OpenApp, disputed, dossiers, make
from tests.discord_double.world import Message


async def follow(
    app: BriefingApp, command: str, user: str = "reader", where: Any = "general", **options: Any
) -> Message:
    named = {name.replace("_", "-"): value for name, value in options.items()}
    record = await app.double.slash(app.double.guild, where, user, f"follow {command}", options=named)
    return await record.answer()


async def all_is_new(app: BriefingApp) -> None:
    """As if every statement of the library had come in after the questions were asked."""
    await app.state.database.execute(update(follow_questions).values(since=0))
    matched = meta.c.name == "follow_matched_to"
    await app.state.database.execute(update(meta).where(matched).values(value="0"))
    assert await app.bot.follow.look() > 0


async def key_of(app: BriefingApp, number: int = -1) -> str:
    return (await app.state.follows.active())[number].key


async def test_what_is_new_comes_once_in_a_direct_message_and_says_why(app: BriefingApp) -> None:
    said = await follow(
        app, "add", people="lavrov", topics="missile defence", note="for the seminar", most_a_day=1
    )
    assert said.ephemeral and "Sergei Lavrov · on Missile defence" in text_of(said)
    assert "Direct messages · at once · at most 1 message a day" in text_of(said)
    assert buttons_of(said) == ["Pause", "Why?", "Stop it"]
    await all_is_new(app)
    found = await app.until_posted(None, 1, "reader")
    told = "\n".join(map(text_of, found))
    assert "You follow: Sergei Lavrov · on Missile defence" in told
    assert "Your note: for the seminar" in told and "The last message here today, of at most 1" in told
    assert buttons_of(found[0])[-3:] == ["Pause", "Stop it", "Report an error"]
    await app.looks()
    assert app.posts(None, "reader") == found
    why = text_of(await follow(app, "why", which=await key_of(app)))
    assert "of them fit" in why and "Sent." in why.replace("Sent in 2 messages.", "Sent.")
    stopped = await app.click(found[-1], "Stop it", "reader")
    assert "stopped for good" in text_of(stopped) and await app.state.follows.active() == ()
    assert "followed no more" in text_of(await app.click(found[-1], "Pause", "reader"))


@pytest.mark.soak
async def test_several_share_a_message_and_are_paused_one_by_one(app: BriefingApp) -> None:
    await follow(app, "add", people="lavrov")
    await follow(app, "add", people="rasmussen", words="missile*")
    await all_is_new(app)
    found = await app.until_posted(None, 1, "reader")
    assert "You follow: Anders Fogh Rasmussen · with the words missile\\*" in "\n".join(map(text_of, found))
    asked = await app.click(found[0], "Pause", "reader")
    assert "Several that you follow come in this message." in text_of(asked)
    first, second = [one.key for one in await app.state.follows.active()]
    record = await app.double.select(asked, "reader", first, menu="Which of them?")
    assert "It rests until you resume it." in text_of(await record.answer())
    assert [one.key for one in await app.state.follows.active()] == [second]
    listed = await follow(app, "list")
    assert listed.ephemeral and text_of(listed).count("Direct messages") == 2
    panel = await (await app.double.select(listed, "reader", first, menu="Pause, stop, or see why")).answer()
    assert "It is paused." not in text_of(await app.click(panel, "Resume", "reader"))
    changed = await follow(app, "edit", which=first, when="weekly", days="fri", time="18:00", words="treaty")
    assert "once a week · Friday, 18:00 UTC" in text_of(changed) and "treaty" in text_of(changed)


async def test_closed_direct_messages_pause_it_and_the_list_says_so(app: BriefingApp) -> None:
    await follow(app, "add", people="lavrov")
    reader = app.double.user("reader")
    reader.accepts_dms = False
    await all_is_new(app)
    await app.looks()
    listed = text_of(await follow(app, "list"))
    assert "direct messages are closed" in listed and app.posts(None, "reader") == []
    reader.accepts_dms = True
    await follow(app, "resume", which=await key_of(app))
    assert await app.until_posted(None, 1, "reader")


async def test_channels_are_opened_by_who_manages_the_server(app: BriefingApp) -> None:
    general = app.double.channel("general")
    refused = await follow(app, "add", people="lavrov", channel=general)
    assert "has not opened" in text_of(refused)
    opened = await follow(app, "channels", user="manager", channel=general, allow=True)
    assert f"<#{general.id}>" in text_of(opened)
    await follow(app, "add", people="lavrov", channel=general)
    assert "Only whoever follows" not in text_of(await follow(app, "list", user="manager"))
    await all_is_new(app)
    [message, *_] = await app.until_posted("general")
    assert "You follow: Sergei Lavrov" in text_of(message)
    other = await app.click(message, "Stop it", "owner")  # who manages the server
    assert "stopped for good" in text_of(other)
    closed = await follow(app, "channels", user="manager", channel=general, allow=False)
    assert "in no channel" in text_of(closed)
    denied = await app.double.slash(
        app.double.guild, "general", "reader", "follow channels", options={"channel": general, "allow": True}
    )
    assert "permission" in text_of(await denied.answer())


async def test_it_is_moved_back_to_direct_messages_by_whoever_follows_it_alone(app: BriefingApp) -> None:
    general = app.double.channel("general")
    await follow(app, "channels", user="manager", channel=general, allow=True)
    await follow(app, "add", people="lavrov", channel=general)
    key = await key_of(app)
    refused = await follow(app, "edit", user="manager", which=key, direct=True)
    assert "Only whoever follows this can have it told in direct messages, or in their feed." in text_of(
        refused
    )
    both = await follow(app, "edit", which=key, direct=True, channel=general)
    assert "one of them" in text_of(both)
    assert "Direct messages" in text_of(await follow(app, "edit", which=key, direct=True))
    await all_is_new(app)
    assert "You follow: Sergei Lavrov" in text_of((await app.until_posted(None, 1, "reader"))[0])
    assert app.posts("general") == []


@pytest.mark.soak
async def test_one_that_asks_for_all_is_refused_and_words_are_checked(app: BriefingApp) -> None:
    assert "Say what you want to follow" in text_of(await follow(app, "add"))
    assert "too short a beginning" in text_of(await follow(app, "add", words="a*"))
    assert "nothing of that kind" in text_of(await follow(app, "why", which="nobody"))
    assert "Nothing yet." in text_of(await follow(app, "list"))
    said = await follow(app, "add", where=None, office="foreign minister", kind="quotation")
    assert "speaking as foreign minister · only quotations" in text_of(said)


@pytest.mark.soak
async def test_what_a_briefing_showed_there_is_not_told_again(app: BriefingApp) -> None:
    """A briefing of the same place comes first; what is new in both stands in it alone."""
    await app.told("subscribe", user="reader", where=None, time="09:00")
    await follow(app, "add", people="lavrov", when="daily", time="10:00")
    await app.state.database.execute(_all_unseen())
    app.clock.turn(hours=1, minutes=1)
    await app.until_posted(None, 1, "reader")
    shown = set(await app.state.database.fetch_column(select(posted_statements.c.statement_id)))
    await all_is_new(app)
    app.clock.turn(hours=1)
    await app.looks()
    times = await app.state.database.fetch_column(select(posted_statements.c.statement_id))
    assert shown and all(times.count(id) == 1 for id in shown)


def _all_unseen() -> Any:
    return update(subscriptions).where(subscriptions.c.purpose == "briefing").values(seen_to=0)


def _ids(message: Message) -> set[str]:
    return {id.removeprefix("or:p:") for id in ids_of(message) if id.startswith("or:p:")}


async def test_what_came_in_since_the_start_is_told_without_looking_for_it(
    open_app: OpenApp, library_copy: Path
) -> None:
    config = "".join(file.read_text("utf-8") for file in library_copy.glob("config/*.yaml"))
    files = dossiers(library_copy)
    id = next(one for one in files if one.startswith("brussels") and one not in config)
    text = files[id].read_text("utf-8")
    make(library_copy, [id], "draft")
    async with open_app(root=library_copy) as app:
        await follow(app, "add", people="lavrov")
        files[id].write_text(text, "utf-8")
        record = await app.double.slash(app.double.guild, "general", "owner", "reload")
        await record.answer()
        await app.until_posted(None, 1, "reader")
        place = app.double.world.dm(app.double.user("reader")).id
        asked = [one.method for one in app.double.requests if one.path == f"/channels/{place}/messages"]
        assert set(asked) == {"POST"}


@pytest.mark.soak
async def test_later_corrections_reach_what_was_told_and_whoever_asks_for_them(
    open_app: OpenApp, library_copy: Path
) -> None:
    async with open_app(root=library_copy) as app:
        await follow(app, "add", people="lavrov", topics="missile defence")
        await follow(app, "add", what="corrections", when="hourly", note="to know")
        await all_is_new(app)
        told = await app.until_posted(None, 1, "reader")
        shown = [id for one in told for id in _ids(one)]
        assert shown
        await disputed(app, library_copy, shown[:1])
        await app.double.until(
            lambda: any(f"`{shown[0]}` is disputed" in text_of(one) for one in told), what="in its message"
        )
        await app.bot.follow.look()  # as its own loop may have done before
        app.clock.turn(hours=1)
        [*_, last] = await app.until_posted(None, len(told) + 1, "reader")
        assert "You follow: corrections of what you saw" in text_of(last)
        assert "Corrected since you saw it" in text_of(last) and "Your note: to know" in text_of(last)
