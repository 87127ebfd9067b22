"""What becomes of a statement is said in every briefing that it stands in, wherever that was posted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.discord.answers.correction_notice import CorrectionNotice
from tests.bot.discord.app import buttons_of, ids_of, text_of
from tests.bot.discord.briefings.app import BriefingApp, OneClock
from tests.bot.discord.briefings.test_destination import long_one, menu_of
from tests.bot.discord.permissions.roles import message_with
from tests.discord_double import payloads
from tests.discord_double import permissions as rights
from tests.discord_double.world import Message

OpenApp = Callable[..., AbstractAsyncContextManager[BriefingApp]]


def dossiers(root: Path) -> dict[str, Path]:
    """The file of each statement."""
    files = sorted(root.glob("seeds/dossiers/*.yaml"))
    listed = re.compile(r"^  - id: (\S+)$", re.MULTILINE)
    return {name: file for file in files for name in listed.findall(file.read_text("utf-8"))}


def one_of_each(root: Path, found: list[Message]) -> dict[str, Message]:
    """For each message a statement that stands in it."""
    known = dossiers(root)
    return {next(id for id in known if f"`{id}`" in text_of(message)): message for message in found}


def make(root: Path, ids: Iterable[str], status: str) -> None:
    """A curator's hand in the dossiers."""
    files = dossiers(root)
    for id in ids:
        text = files[id].read_text("utf-8")
        changed = text.replace(f"- id: {id}\n", f"- id: {id}\n    status: {status}\n")
        files[id].write_text(changed, "utf-8")


async def disputed(app: BriefingApp, root: Path, ids: Iterable[str]) -> None:
    make(root, ids, "disputed")
    record = await app.double.slash(app.double.guild, "general", "owner", "reload")
    await record.answer()


async def all_say_so(app: BriefingApp, chosen: dict[str, Message]) -> None:
    for id, message in chosen.items():
        notice = f"Since this was posted:\n• `{id}` is disputed."
        await app.double.until(lambda m=message, n=notice: n in text_of(m), what=f"{id} in its message")
        assert "Change or stop" in buttons_of(message)


def everywhere(app: BriefingApp, place: str) -> list[Message]:
    """The bot's messages in a channel and in its threads or posts."""
    here = app.double.channel(place)
    around = [here, *(one for one in app.double.world.channels.values() if one.parent is here)]
    return [m for one in around for m in one.messages.values() if m.author is app.double.world.bot]


@pytest.mark.parametrize("place", ["general", "archive"])
async def test_every_message_of_a_long_one_follows(open_app: OpenApp, library_copy: Path, place: str) -> None:
    """In a channel it goes on in a thread; in a forum all of it is one post. By then they are asleep."""
    async with open_app(root=library_copy) as app:
        await long_one(app, channel=app.double.channel(place))
        app.clock.turn(hours=2)
        await app.double.until(lambda: everywhere(app, place))
        await app.settled()
        found = everywhere(app, place)
        assert len(found) >= 3
        for channel in app.double.world.channels.values():
            channel.archived = channel.is_thread
        chosen = one_of_each(library_copy, found)
        await disputed(app, library_copy, chosen)
        await all_say_so(app, chosen)
        threads = [one for one in app.double.world.channels.values() if one.is_thread]
        await app.double.until(lambda: all(one.archived for one in threads))


async def test_so_do_those_that_go_on_in_the_channel(open_app: OpenApp, library_copy: Path) -> None:
    async with open_app(root=library_copy) as app:
        await long_one(app)
        await app.double.deny("general", rights.CREATE_PUBLIC_THREADS)
        app.clock.turn(hours=2)
        found = await app.until_posted("general", 3)
        chosen = one_of_each(library_copy, found)
        await disputed(app, library_copy, chosen)
        await all_say_so(app, chosen)


async def test_and_threads_and_direct_messages(open_app: OpenApp, library_copy: Path) -> None:
    async with open_app(root=library_copy) as app:
        double = app.double
        thread = double.world.add_thread(
            double.channel("general"), "morning", double.owner, double.mint.fixed(), double.clock.now()
        )
        payload = payloads.channel(thread) | {"newly_created": True}
        await double.gateway.tell("THREAD_CREATE", double.guild, payload)
        await long_one(app, channel=thread)
        await long_one(app, where=None, user="reader")
        app.clock.turn(hours=2)
        found = [*await app.until_posted(thread, 3), *await app.until_posted(None, 3, "reader")]
        chosen = one_of_each(library_copy, found)
        await disputed(app, library_copy, chosen)
        await all_say_so(app, chosen)


async def test_plain_text_and_a_restart_between(
    open_app: OpenApp, library_copy: Path, clock: OneClock
) -> None:
    """What a curator decided at a terminal while no bot ran is followed at the next start, once."""
    async with open_app(root=library_copy) as app:
        record = await app.double.slash(
            app.double.guild, "general", "manager", "settings server", **{"plain-text": True}
        )
        await record.answer()
        await long_one(app)
        app.clock.turn(hours=2)
        await app.until_posted("general")
        chosen = one_of_each(library_copy, everywhere(app, "general"))
        assert len(chosen) >= 3 and not any(message.embeds for message in chosen.values())
        for id in chosen:
            await app.state.review_queue.record("curator", "disputed", id, {})
    make(library_copy, chosen, "disputed")
    async with open_app(root=library_copy) as app:
        for id, message in chosen.items():
            said = f"`{id}` is disputed"
            await app.double.until(lambda m=message, s=said: s in m.content, what=f"{id} in its message")
        shown = [message.content for message in chosen.values()]
    async with open_app(root=library_copy) as app:
        await app.looks(3)
        assert [message.content for message in chosen.values()] == shown


async def test_a_card_follows_shows_context_and_takes_reports(open_app: OpenApp, library_copy: Path) -> None:
    async with open_app(root=library_copy) as app:
        await long_one(app, plain=False)
        app.clock.turn(hours=2)
        [message] = await app.until_posted("general")
        assert buttons_of(message)[-2:] == ["Change or stop", "Report an error"]
        await shows_context(app, message)
        shown = menu_of(message)["options"][0]["value"]
        await disputed(app, library_copy, [shown])
        await all_say_so(app, {shown: message})


async def shows_context(app: BriefingApp, message: Message) -> None:
    shown, menu = menu_of(message)["options"][1]["value"], menu_of(message)["custom_id"]
    receipt = await (await app.double.select(message, "reader", shown, menu=menu)).answer()
    assert receipt.ephemeral and "One statement" in text_of(receipt)
    # a message of an earlier version has one button for all of them
    delivery = next(id for id in ids_of(message) if ":briefing:" in id).rpartition(":")[2]
    old = message_with(app.double, message.channel, f"or:b:context:{delivery}", None)
    assert "Which statement?" in text_of(await app.click(old, "it", "reader"))


def test_a_notice_stands_above_the_words_and_leaves_them_whole() -> None:
    words = "> “" + "word " * 370 + "end”"
    one = CorrectionNotice("Since:", {"`a`": "`a` was withdrawn."})
    other = CorrectionNotice("Since:", {"`b`": "`b` was corrected. " + "why " * 200})
    both = other.above(one.above(words, 4096), 4096)
    assert both.startswith("Since:\n• `b` was corrected. why") and "\n• `a` was withdrawn.\n\n> “word" in both
    assert one.above(both, 4096).count("`a`") == 1
    short = other.above(words, 2000)
    assert len(short) <= 2000 and short.endswith(words)
