"""Where briefings go, in how many messages, and what becomes of one that was cut short."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import discord
import pytest
from sqlalchemy import text

from bot.discord.briefings.destination import DiscordDestination
from bot.store.subscriptions import SubscriptionSettings
from tests.bot.discord.app import buttons_of, controls_of, text_of
from tests.bot.discord.briefings.app import BriefingApp, OneClock
from tests.discord_double import Double, payloads
from tests.discord_double import permissions as rights
from tests.discord_double.world import Channel, Message

OpenApp = Callable[..., AbstractAsyncContextManager[BriefingApp]]
EVERYTHING_NEW = "UPDATE subscriptions SET seen_to = 0"


async def in_plain_text(app: BriefingApp) -> None:
    """As a server and a person may have it: a long briefing is several messages then, of a card it is one."""
    preferences = app.bot.core.preferences
    await preferences.change_guild(app.double.guild.id, plain_text=True)
    await preferences.change_user(app.double.user("reader").id, plain_text=True)


async def long_one(app: BriefingApp, plain: bool = True, **options: Any) -> None:
    """A subscription to which the whole library is new."""
    if plain:
        await in_plain_text(app)
    await app.subscribed(**options)
    await app.state.database.execute(text(EVERYTHING_NEW))


def thread_of(app: BriefingApp, message: Message) -> Channel:
    return app.double.channel(str(message.id))


async def test_a_long_briefing_goes_on_in_a_thread_and_no_quotation_is_cut(app: BriefingApp) -> None:
    await long_one(app)
    app.clock.turn(hours=2)
    [first] = await app.until_posted("general")
    thread = thread_of(app, first)
    rest = app.posts(thread)
    assert thread.name == "Briefing for 2 March 2026" and len(rest) >= 2
    assert "page 1 of" in text_of(first) and "page 2 of" in text_of(rest[0])
    shown = "\n".join(text_of(one) for one in (first, *rest))
    quotations = [line for line in shown.splitlines() if line.startswith("Quotation: ")]
    assert len(quotations) >= 3 and all(line[11] == "“" and line.endswith("”") for line in quotations)
    nonces = [message.nonce for message in (first, *rest)]
    assert len(set(nonces)) == len(nonces) and all(len(str(nonce)) <= 25 for nonce in nonces)
    # By its nonce Discord itself knows a message that comes twice.
    ids = await app.state.database.fetch_column(text("SELECT id FROM deliveries ORDER BY part"))
    assert nonces == list(ids)


async def test_a_card_holds_all_of_a_long_briefing_behind_its_menu_and_button(app: BriefingApp) -> None:
    await long_one(app, plain=False)
    app.clock.turn(hours=2)
    [card] = await app.until_posted("general")
    assert "new statements" in text_of(card) and "New on record" in text_of(card)
    [label] = [each for each in buttons_of(card) if each.startswith("Read all")]
    every = int(re.sub(r"\D", "", label))
    assert every > 30 and len(menu_of(card)["options"]) == 25
    chosen = menu_of(card)["options"][3]["value"]
    record = await app.double.select(card, "reader", chosen, menu=menu_of(card)["custom_id"])
    proof = await record.answer()
    assert proof.ephemeral and f"`{chosen}`" in text_of(proof)
    pages = await app.click(card, label, user="reader")
    assert pages.ephemeral and "All statements of the briefing" in text_of(pages)
    assert any(each.endswith(f"/{-(-every // 3)}") for each in buttons_of(pages))
    await app.click(pages, "›", user="reader")


def menu_of(card: Message) -> dict[str, Any]:
    return next(one for one in controls_of(card) if one.get("options"))


async def test_without_the_right_to_threads_it_goes_on_in_the_channel(app: BriefingApp) -> None:
    await long_one(app)
    await app.double.deny("general", rights.CREATE_PUBLIC_THREADS)
    await app.double.until(lambda: not _may_thread(app))
    app.clock.turn(hours=2)
    assert len(await app.until_posted("general", 3)) >= 3


def _may_thread(app: BriefingApp) -> bool:
    channel = app.bot.get_channel(app.double.channel("general").id)
    return bool(channel and channel.permissions_for(channel.guild.me).create_public_threads)


async def test_a_forum_gets_a_post_and_the_rest_stands_in_it(app: BriefingApp) -> None:
    archive = app.double.channel("archive")
    archive.tag_required = True
    await app.double.gateway.tell("CHANNEL_UPDATE", app.double.guild, payloads.channel(archive))
    await long_one(app, channel=archive)
    app.clock.turn(hours=2)
    await app.double.until(lambda: _posts_of(app, archive))
    await app.settled()
    [post] = _posts_of(app, archive)
    assert post.name == "Briefing for 2 March 2026"
    assert len(app.posts(post)) >= 3


def _posts_of(app: BriefingApp, forum: Channel) -> list[Channel]:
    return [one for one in app.double.world.channels.values() if one.parent is forum]


async def test_a_thread_is_a_place_too(app: BriefingApp) -> None:
    double = app.double
    thread = double.world.add_thread(
        double.channel("general"), "morning", double.owner, double.mint.fixed(), double.clock.now()
    )
    await double.gateway.tell(
        "THREAD_CREATE", double.guild, payloads.channel(thread) | {"newly_created": True}
    )
    await app.subscribed(channel=thread)
    app.clock.turn(hours=2)
    await app.until_posted(thread)
    thread.locked = True
    app.clock.turn(days=1)
    await double.until(lambda: double.posts(None, "manager"))
    assert "may not write" in text_of(double.posts(None, "manager")[0])


@pytest.mark.parametrize("place", ["general", "archive", None])
@pytest.mark.parametrize("lost", [True, False])
async def test_an_answer_that_was_lost_makes_no_second_message(
    app: BriefingApp, place: str | None, lost: bool
) -> None:
    """The request was carried out and nobody said so; or it was not, and nobody said so either."""
    double = app.double
    if place is None:
        await app.subscribed(where=None, user="reader")
    else:
        await app.subscribed(channel=double.channel(place))
    route = r"/channels/\d+/(messages|threads)$"
    double.faults.add(None if lost else 502, route, method="POST", lost=lost)
    app.clock.turn(hours=2)
    for _ in range(40):
        await app.looks(1)
        app.clock.turn(seconds=30)
    await app.settled()
    if place == "archive":
        assert len(_posts_of(app, double.channel("archive"))) == 1
    else:
        assert len(app.posts(place, "reader")) == 1
    subscriptions = await app.all() or await app.state.subscriptions.of_user(double.user("reader").id)
    assert await app.reasons(subscriptions[0]) == [("delivered", None)]


@pytest.mark.parametrize(
    ("status", "listed"),
    [
        (502, False),
        *(pytest.param(status, True, marks=pytest.mark.soak) for status in (500, 502, 503, 504, 524, None)),
    ],
)
async def test_a_post_that_was_carried_out_with_an_error_is_not_repeated(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch, status: int | None, listed: bool
) -> None:
    """A post has no nonce: neither discord.py's own repetition nor the bot's next try may make a second."""
    double, archive = app.double, app.double.channel("archive")
    subscription = await app.subscribed(channel=archive)
    fault = double.faults.add(status, r"/channels/\d+/threads$", method="POST", times=3, lost=True)
    if not listed:
        monkeypatch.setattr(discord.Guild, "active_threads", AsyncMock(return_value=[]))
    app.clock.turn(hours=1)
    await double.until(lambda: _posts_of(app, archive))
    for _ in range(6):
        await app.looks(1)
        app.clock.turn(seconds=30)
    await app.settled()
    assert (len(_posts_of(app, archive)), fault.hits) == (1, 1)
    assert await app.reasons(subscription) == [("delivered", None)]


async def test_a_post_is_found_among_many_that_fell_asleep(app: BriefingApp) -> None:
    double, archive = app.double, app.double.channel("archive")
    subscription = await app.subscribed(channel=archive)
    double.faults.add(None, r"/channels/\d+/threads$", method="POST", lost=True)
    app.clock.turn(hours=1)
    await double.until(lambda: _posts_of(app, archive))
    for number in range(150):
        at = double.clock.now() + number
        double.world.add_thread(archive, f"talk {number}", double.owner, double.mint.fixed(), at)
    for one in _posts_of(app, archive):
        one.archived = True
    for _ in range(10):
        await app.looks(1)
        app.clock.turn(seconds=30)
    assert await app.reasons(subscription) == [("delivered", None)]
    assert len(_posts_of(app, archive)) == 151


async def test_where_nobody_can_look_it_is_not_sent_again(app: BriefingApp) -> None:
    subscription = await app.subscribed()
    await app.double.deny("general", rights.READ_MESSAGE_HISTORY)
    app.double.faults.add(None, r"/messages$", method="POST", lost=True)
    app.clock.turn(hours=2)
    for _ in range(10):
        await app.looks(1)
        app.clock.turn(seconds=30)
    assert await app.reasons(subscription) == [("unsettled", "unreadable")]
    assert len(app.posts("general")) == 1
    assert "Perhaps sent" in text_of(await app.told("why"))


async def test_after_a_restart_a_day_later_it_is_found(
    open_app: OpenApp, double: Double, clock: OneClock
) -> None:
    double.faults.add(None, r"/messages$", method="POST", lost=True)
    async with open_app() as app:
        await app.subscribed()
        clock.turn(hours=2)
        await double.until(lambda: double.posts("general", "manager"))
    for number in range(30):
        await double.say("general", "reader", f"chatter {number}")
    clock.turn(days=1)
    async with open_app() as app:
        await app.until_posted("general", 2)
        assert len(app.posts("general")) == 2
        assert {text_of(one).split("\n")[0] for one in app.posts("general")} == {
            "Briefing for 2 March 2026", "Briefing for 3 March 2026",
        }  # fmt: skip


async def test_two_processes_on_one_database_deliver_once(open_app: OpenApp, clock: OneClock) -> None:
    async with open_app() as one, open_app() as other:
        for place in ("general", "briefings", "curators"):
            channel = one.double.channel(place)
            await one.state.subscriptions.add(SubscriptionSettings(channel.id, guild_id=one.double.guild.id))
        clock.turn(hours=2)
        for _ in range(3):
            await one.settled()
            await other.settled()
            clock.turn(days=1)
        for place in ("general", "briefings", "curators"):
            assert len(one.posts(place)) == 3


@pytest.mark.parametrize(("what", "said"), [("gone", "is gone"), ("forbidden", "may not write")])
async def test_a_place_that_is_lost_pauses_and_tells_the_owner_once(
    app: BriefingApp, what: str, said: str
) -> None:
    subscription = await app.subscribed(channel=app.double.channel("briefings"))
    if what == "gone":
        await app.double.delete_channel("briefings")
    else:
        await app.double.deny("briefings", rights.SEND_MESSAGES)
    app.clock.turn(hours=2)
    [note] = await app.double.until(lambda: app.posts(None))
    assert said in text_of(note) and f"/briefings resume {subscription.key}" in text_of(note)
    for _ in range(3):
        app.clock.turn(days=1)
        await app.looks(2)
    assert len(app.posts(None)) == 1
    assert said in text_of(await app.told("list"))
    if what == "forbidden":
        await app.double.allow("briefings")
        await app.told("resume")
        app.clock.turn(days=1)
        await app.until_posted("briefings")


@pytest.mark.parametrize("place", ["briefings", "archive"])
async def test_a_server_that_removed_the_bot(
    open_app: OpenApp, double: Double, clock: OneClock, place: str
) -> None:
    """Found out at the next start, when nothing of that server is known any more."""
    async with open_app() as app:
        subscription = await app.subscribed(channel=double.channel(place))
    await double.remove_bot(double.guild)
    clock.turn(hours=2)
    async with open_app() as app:
        await double.until(lambda: app.posts(None), what="a note to the owner")
        kept = await app.state.subscriptions.get(subscription.key)
        assert kept is not None and kept.paused_reason == "forbidden"


async def test_a_library_that_shrinks_and_grows_again_makes_nothing_new(
    open_app: OpenApp, library_copy: Path, clock: OneClock
) -> None:
    """Nor one that is re-ordered, or indexed anew."""
    files = sorted(library_copy.glob("seeds/dossiers/*.yaml"))
    free, name = uncited(library_copy)
    whole = free.read_text("utf-8")
    async with open_app(root=library_copy) as app:
        subscription = await app.subscribed(empty_days="skip")
    clock.turn(hours=2)
    for number in range(3):
        fewer = whole.replace(f"- id: {name}\n", f"- id: {name}\n    status: draft\n")
        free.write_text(whole if number % 2 else fewer, "utf-8")
        for file in files:  # the same dossiers under names in another order
            file.rename(file.with_name(f"{9 - number}{file.name[1:]}"))
        files = sorted(library_copy.glob("seeds/dossiers/*.yaml"))
        free = next(file for file in files if file.name.endswith(free.name[1:]))
        clock.turn(days=1)
        async with open_app(root=library_copy) as app:
            await app.settled()
            assert app.posts("general") == []
            assert (await app.reasons(subscription))[0] == ("skipped", "empty")


def uncited(root: Path) -> tuple[Path, str]:
    """A statement that nothing else in the library leans on, and its dossier."""
    files = sorted(root.glob("seeds/dossiers/*.yaml"))
    everything = "\n".join(one.read_text("utf-8") for one in (*files, *root.glob("config/*.yaml")))
    for file in files:
        for name in re.findall(r"^  - id: (\S+)$", file.read_text("utf-8"), re.MULTILINE):
            if len(re.findall(rf"{re.escape(name)}\b", everything)) == 1:
                return file, name
    raise AssertionError("every statement is cited")


async def test_new_statements_after_a_reload_and_nothing_twice(
    open_app: OpenApp, library_copy: Path, clock: OneClock
) -> None:
    file, name = uncited(library_copy)
    kept = file.read_text(encoding="utf-8")
    draft = kept.replace(f"- id: {name}\n", f"- id: {name}\n    status: draft\n")
    file.write_text(draft, encoding="utf-8")
    async with open_app(root=library_copy) as app:
        subscription = await app.subscribed(empty_days="skip")
        clock.turn(hours=2)
        await app.settled()
        assert await app.reasons(subscription) == [("skipped", "empty")]
        file.write_text(kept, encoding="utf-8")
        record = await app.double.slash(app.double.guild, "general", "owner", "reload")
        assert "Added" in text_of(await record.answer())
        clock.turn(days=1)
        [message] = await app.until_posted("general")
        assert "1 new statement" in text_of(message)
        clock.turn(days=1)
        await app.settled()
        assert len(app.posts("general")) == 1


async def test_the_gateway_tells_the_newest_message_of_a_channel_and_none_of_direct_ones(
    app: BriefingApp,
) -> None:
    subscription = await app.subscribed(channel=app.double.channel("general"))
    await app.state.database.execute(text(EVERYTHING_NEW))
    app.clock.turn(hours=2)
    [*_, posted] = await app.until_posted("general")
    place = DiscordDestination(app.bot, subscription)
    assert place.newest() == posted.id
    said = await app.double.say("general", "reader", "and now?")
    await app.double.until(lambda: place.newest() == said.id, what="the newest message to be another one")
    direct = await app.subscribed(where=None, user="reader")
    assert DiscordDestination(app.bot, direct).newest() is None
