"""`/follow feed`: an address of one's own, which shows what was found and no name, until it is taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from bot.follow import FeedReader
from bot.settings import ServeSettings
from tests.bot.discord.app import text_of
from tests.bot.discord.briefings.app import CONFIG, BriefingApp
from tests.bot.discord.briefings.test_corrections import OpenApp
from tests.bot.discord.follow.test_follow import all_is_new, follow

SERVED = replace(CONFIG, serve=ServeSettings(address="https://record.example/"))
ATOM = "{http://www.w3.org/2005/Atom}"


def token_in(text: str) -> str:
    found = re.search(r"https://record\.example/follow/([\w-]{32})\.xml", text)
    assert found, text
    return found[1]


async def test_without_an_address_there_are_no_feeds(app: BriefingApp) -> None:
    assert "answers at no address" in text_of(await follow(app, "feed"))
    assert "answers at no address" in text_of(await follow(app, "add", people="lavrov", feed=True))


async def test_what_was_found_is_read_there_and_nobody_is_named(open_app: OpenApp) -> None:
    async with open_app(config=SERVED) as app:
        shown = await follow(app, "feed")
        assert shown.ephemeral and "Nothing is told there yet" in text_of(shown)
        first = token_in(text_of(shown))
        said = await follow(app, "add", people="lavrov", note="for the seminar", feed=True)
        assert "Your feed" in text_of(said)
        await all_is_new(app)
        await app.looks()
        assert app.posts(None, "reader") == []
        read = FeedReader(app.state).read
        document = await read(app.bot.core.library, first) or ""
        entries = ET.fromstring(document).findall(f"{ATOM}entry")
        assert entries and "You follow: Sergei Lavrov" in document
        reader = app.double.user("reader")
        assert not any(word in document for word in ("seminar", reader.name, str(reader.id)))
        assert document == await read(app.bot.core.library, first)
        again = await follow(app, "feed")
        assert token_in(text_of(again)) == first and "1 question is told there" in text_of(again)
        moved = await app.click(again, "New address", "reader")
        second = token_in(text_of(moved))
        assert second != first and await read(app.bot.core.library, first) is None
        ids = [one.findtext(f"{ATOM}id") for one in entries]
        newer = ET.fromstring(await read(app.bot.core.library, second) or "")
        assert [one.findtext(f"{ATOM}id") for one in newer.findall(f"{ATOM}entry")] == ids
        await app.click(moved, "Close it", "reader")
        assert await read(app.bot.core.library, second) is None
