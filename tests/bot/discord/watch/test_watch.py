"""What the watch says in a server, to whom, and when it says nothing.

Nothing is asserted of silence but behind a message that is answered: messages are looked at in their order.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.discord.lifecycle import wants_words
from bot.store.schema import watch_answers, watch_silenced
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, buttons_of, choose, id_of, ids_of, text_of
from tests.discord_double import Double, payloads
from tests.discord_double.world import Channel, Message

TRUE = "We want real cooperation with Russia on missile defence"
ALTERED = "Rasmussen: “We want no real cooperation with Russia on missile defence”"
LAST = "Rasmussen: “Over 65 countries already have, or are developing, a ballistic missile capability”"


@pytest.fixture
async def watched(app: BotInServer) -> AsyncIterator[BotInServer]:
    await opened(app)
    yield app


async def opened(app: BotInServer, **more: Any) -> None:
    chosen = {"watch_channels": [app.double.channel("general").id], "watch_pause": 0, **more}
    await app.bot.core.preferences.change_guild(app.double.guild.id, **chosen)


def answers(app: BotInServer, channel: Any = "general") -> list[Message]:
    posts = app.double.posts(channel, "owner")
    return [one for one in posts if not one.deleted and any(":watchwrong:" in id for id in ids_of(one))]


async def answered(app: BotInServer, said: str, channel: Any = "general", user: str = "reader") -> Message:
    """The answer to a message that has one, and is the next."""
    before = len(answers(app, channel))
    message = await app.double.say(channel, user, said)
    probe = lambda: answers(app, channel)[before:]  # noqa: E731
    answer: Message = (await app.double.until(probe, what=f"no answer to {said!r}"))[0]
    assert answer.reference is message
    await app.bot.watch_service.idle()
    return answer


async def test_both_wordings_with_the_proof_and_a_ping_for_nobody(watched: BotInServer) -> None:
    answer = await answered(watched, ALTERED)
    shown = text_of(answer)
    assert "What the record has" in shown and "~~no~~" in shown and "real cooperation with Russia" in shown
    assert "Anders Fogh Rasmussen" in shown and buttons_of(answer)[-1] == "Wrong here"
    assert "Proof" in buttons_of(answer) and answer.pinged == []
    assert answer.flags & (1 << 12)  # silent
    assert "liar" not in shown and "lie" not in shown.replace("believe", "")


@pytest.mark.soak
async def test_silence_where_nothing_is_contradicted_and_about_bots(watched: BotInServer) -> None:
    double = watched.double
    machine = double.world.add_user("machine", bot=True)
    double.world.add_member(double.guild, machine)
    await double.say("general", "reader", f"Rasmussen: “{TRUE}”")
    await double.say("general", "reader", ALTERED.replace("Rasmussen:", "did Rasmussen say") + "?")
    await double.say("general", machine, ALTERED)
    await double.say("briefings", "manager", ALTERED)
    await answered(watched, LAST)
    assert len(answers(watched)) == 1 and answers(watched, "briefings") == []


async def test_an_edit_changes_the_answer_or_takes_it_back_and_never_doubles(watched: BotInServer) -> None:
    double = watched.double
    answer = await answered(watched, ALTERED)
    message = answer.reference
    assert message is not None
    await double.rewrite(message, f"{ALTERED} or so I was told in here")
    await double.rewrite(message, LAST)
    await double.until(lambda: "65" in text_of(answer), what="the answer does not follow")
    await double.rewrite(message, f"Rasmussen: “{TRUE}”")
    await double.until(lambda: answer.deleted, what="the answer stands")
    await double.rewrite(message, ALTERED)
    await double.until(lambda: len(answers(watched)) == 1, what="no new answer")
    await answered(watched, LAST)
    assert len(answers(watched)) == 2


async def die_after_posting(app: BotInServer, monkeypatch: pytest.MonkeyPatch) -> Message:
    """An answer that stands, and of which no process has kept where."""
    messenger = app.bot.core.messenger

    async def reply(*given: Any, **more: Any) -> None:
        await type(messenger).reply(messenger, *given, **more)
        raise KeyError("the process is no more")

    with monkeypatch.context() as patched:
        patched.setattr(messenger, "reply", reply)
        return await answered(app, ALTERED)


async def test_an_answer_that_no_process_lived_to_keep_has_a_button_and_no_second(
    watched: BotInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    double = watched.double
    answer = await die_after_posting(watched, monkeypatch)
    said = await (await double.click(answer, "reader", "Wrong here")).answer()
    assert "not said again" in text_of(said)
    await double.until(lambda: answer.deleted, what="the answer stands")
    await watched.state.database.execute(delete(watch_silenced))
    watched.bot.watch_service._silenced.clear()
    answer = await die_after_posting(watched, monkeypatch)
    assert answer.reference is not None
    await double.rewrite(answer.reference, LAST)
    await double.until(lambda: "65" in text_of(answer), what="the answer does not follow")
    assert answers(watched) == [answer]


@pytest.mark.parametrize("posted", [True, False])
async def test_an_answer_whose_fate_is_unknown_is_looked_for(watched: BotInServer, posted: bool) -> None:
    double = watched.double
    double.faults.add(None if posted else 400, "/messages$", method="POST", lost=posted)
    message = await double.say("general", "reader", ALTERED)
    if posted:
        await double.until(lambda: answers(watched), what="no answer")
    await watched.bot.watch_service.idle()
    rows = await watched.state.database.fetch_all(select(watch_answers))
    assert [row["answer_id"] for row in rows] == [one.id for one in answers(watched)]
    await double.delete_message(message)
    await double.until(lambda: not answers(watched), what="the answer stands")
    await answered(watched, LAST)


@pytest.mark.soak
async def test_a_deleted_message_takes_its_answer_along(watched: BotInServer) -> None:
    answer = await answered(watched, ALTERED)
    assert answer.reference is not None
    await watched.double.delete_message(answer.reference)
    await watched.double.until(lambda: answer.deleted, what="the answer stands")
    await watched.bot.watch_service.idle()
    assert await watched.state.database.fetch_all(select(watch_answers)) == []


async def test_wrong_here_is_for_its_author_and_moderators_and_silences_the_pair(
    watched: BotInServer,
) -> None:
    double = watched.double
    other = double.world.add_user("other")
    double.world.add_member(double.guild, other)
    answer = await answered(watched, ALTERED)
    refused = await (await double.click(answer, other, "Wrong here")).answer()
    assert "Only whoever wrote the message" in text_of(refused) and not answer.deleted
    said = await (await double.click(answer, "reader", "Wrong here")).answer()
    assert said.ephemeral and "not said again" in text_of(said)
    await double.until(lambda: answer.deleted, what="the answer stands")
    await double.say("general", "reader", ALTERED)
    second = await answered(watched, LAST)
    assert answers(watched) == [second]
    said = await (await double.click(second, "manager", "Wrong here")).answer()
    assert "not said again" in text_of(said)
    await double.until(lambda: second.deleted, what="the answer stands")
    assert sorted((await watched.state.watch.silenced(double.guild.id)).values()) == [1, 1]


@pytest.mark.soak
async def test_a_pause_is_kept_in_each_channel(app: BotInServer) -> None:
    general, desk = app.double.channel("general"), app.double.channel("briefings")
    await opened(app, watch_channels=[general.id, desk.id], watch_pause=30)
    await answered(app, ALTERED)
    await app.double.say("general", "reader", LAST)
    await answered(app, LAST, "briefings", "manager")
    assert len(answers(app)) == 1


@pytest.mark.soak
async def test_a_note_to_the_moderators_leads_to_the_message(app: BotInServer) -> None:
    desk = app.double.channel("curators")
    await opened(app, watch_way="note", watch_desk_id=desk.id)
    message = await app.double.say("general", "reader", ALTERED)
    await app.double.until(lambda: answers(app, "curators"), what="no note")
    await app.bot.watch_service.idle()
    note = answers(app, "curators")[0]
    assert str(message.id) in text_of(note) and answers(app) == []
    await app.double.delete_message(message)
    await app.double.until(lambda: note.deleted, what="the note stands")


@pytest.mark.soak
async def test_a_thread_under_the_message(app: BotInServer) -> None:
    await opened(app, watch_way="thread")
    message = await app.double.say("general", "reader", ALTERED)
    await app.double.until(lambda: message.thread and message.thread.messages, what="no thread")
    await app.bot.watch_service.idle()
    assert message.thread is not None and message.thread.name == "What the record has"
    assert len(answers(app, message.thread)) == 1


@pytest.mark.soak
async def test_a_true_one_is_marked_where_that_is_wanted(app: BotInServer) -> None:
    await opened(app, watch_confirms=True)
    message = await app.double.say("general", "reader", f"Rasmussen: “{TRUE}”")

    def marks(method: str) -> list[str]:
        here = f"{message.id}/reactions"
        return [one.path for one in app.double.requests if one.method == method and here in one.path]

    await app.double.until(lambda: marks("PUT"), what="no mark")
    await app.bot.watch_service.idle()
    assert answers(app) == []
    await app.double.rewrite(message, ALTERED)
    await app.double.until(lambda: marks("DELETE"), what="the mark stands under other words")
    await app.double.until(lambda: answers(app), what="no answer to what it says now")


@pytest.mark.soak
async def test_whoever_has_an_excluded_role_is_left_alone(app: BotInServer) -> None:
    role = app.double.guild.role("Readers")
    await opened(app, watch_without_roles=[role.id])
    await app.double.set_member(app.double.guild, "reader", "Readers")
    await app.double.say("general", "reader", ALTERED)
    await answered(app, LAST, user="manager")
    assert len(answers(app)) == 1


@pytest.mark.soak
async def test_threads_go_with_their_channel_but_for_support(app: BotInServer) -> None:
    double = app.double
    general, archive = double.channel("general"), double.channel("archive")
    await opened(app)

    async def thread(parent: Channel, name: str) -> Channel:
        owner, number = double.user("owner"), double.mint.fixed()
        made = double.world.add_thread(parent, name, owner, number, double.clock.now())
        await double.gateway.tell("THREAD_CREATE", parent.guild, payloads.channel(made))
        return made

    talk, help_me = await thread(general, "cooperation"), await thread(general, "help-needed")
    post = await thread(archive, "a question")
    for place in (help_me, post):
        await double.say(place, "owner", ALTERED)
    await answered(app, LAST, talk, "owner")
    assert answers(app, help_me) == [] and answers(app, post) == []


async def test_the_panel_sets_and_shows_all_of_it(app: BotInServer) -> None:
    double, general = app.double, app.double.channel("general")
    panel = await app.slash("watch", user="manager")
    assert panel.ephemeral and "Watched channels**: none" in text_of(panel)
    for action, value in {
        "watchchannels": general, "watchway": "note", "watchdesk": double.channel("curators"),
        "watchroles": double.guild.role("Readers"), "watchpause": "30",
    }.items():  # fmt: skip
        panel = await choose(app, panel, action, value)
    panel = await app.click(panel, id_of(panel, "watchmark"), user="manager")
    kept = app.bot.core.preferences.guild(double.guild.id)
    assert (kept.watch_channels, kept.watch_way, kept.watch_pause) == ((general.id,), "note", 30)
    assert kept.watch_desk_id == double.channel("curators").id and kept.watch_confirms
    shown = text_of(panel)
    assert f"<#{general.id}>" in shown and "30 minutes" in shown and "message content" not in shown
    setup = await app.slash("setup", user="manager")
    again = await app.click(setup, id_of(setup, "watchpanel"), user="manager")
    assert "30 minutes" in text_of(again)


@pytest.mark.soak
async def test_where_words_cannot_be_seen_the_panel_says_so(open_app: OpenApp) -> None:
    async with open_app(message_content=False) as app:
        panel = await app.slash("watch", user="manager")
        assert "message content intent is off" in text_of(panel)


@pytest.mark.soak
async def test_words_are_asked_for_where_a_setting_or_a_watch_says_so(app: BotInServer) -> None:
    without = replace(CONFIG, message_content=False)
    assert await wants_words(CONFIG, app.state) and not await wants_words(without, app.state)
    await opened(app)
    assert await wants_words(without, app.state)


@pytest.mark.soak
async def test_it_speaks_russian_where_the_server_does_and_goes_on_after_a_restart(open_app: OpenApp) -> None:
    async with Double() as double:
        async with open_app(double) as app:
            await opened(app, language="ru")
            answer = await answered(app, ALTERED)
            assert "Что есть в записях" in text_of(answer)
        async with open_app(double) as app:
            assert answer.reference is not None
            await double.rewrite(answer.reference, f"Rasmussen: “{TRUE}”")
            await double.until(lambda: answer.deleted, what="the answer stands")
        double.check()


async def test_after_a_restart_the_pause_goes_on_and_what_was_called_wrong_stays_so(
    open_app: OpenApp,
) -> None:
    async with Double() as double:
        async with open_app(double) as app:
            await opened(app)
            answer = await answered(app, ALTERED)
            await (await double.click(answer, "reader", "Wrong here")).answer()
            await double.until(lambda: answer.deleted, what="the answer stands")
            await answered(app, LAST)
            await app.bot.core.preferences.change_guild(double.guild.id, watch_pause=30)
        async with open_app(double) as app:
            await double.say("general", "reader", LAST)
            await app.bot.watch_service.idle()
            await app.bot.core.preferences.change_guild(double.guild.id, watch_pause=0)
            await double.say("general", "reader", ALTERED)
            await answered(app, LAST)
            assert len(answers(app)) == 2
        double.check()


@pytest.mark.soak
async def test_a_flood_and_long_messages_are_survived(watched: BotInServer) -> None:
    for number in range(150):
        await watched.double.say("general", "reader", f"{number} " + "“no words” Rasmussen: " * 80)
    await answered(watched, LAST)
    assert len(answers(watched)) == 1
