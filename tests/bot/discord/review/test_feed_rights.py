"""Who is neither curator nor manager sees and proposes no feed."""

from __future__ import annotations

from typing import Any

from tests.bot.discord.app import BotInServer, text_of

URL = "https://post.example/feed?token=of-a-subscriber"


async def offered(app: BotInServer, user: str) -> list[Any]:
    record = await app.double.autocomplete(
        app.double.guild, "general", user, "feeds remove", focused="url", options={"url": "post"}, force=True
    )
    await record.response()
    return record.choices


async def test_feeds_are_offered_and_shown_to_curators_alone(app: BotInServer) -> None:
    await app.state.feeds.add(URL, added_by="1", guild_id=None)
    assert await offered(app, "reader") == []
    assert [choice["value"] for choice in await offered(app, "owner")] == [URL]
    for command in ("feeds list", "feeds poll"):
        assert URL not in text_of(await app.slash(command, force=True))
    refused = text_of(await app.slash("feeds add", url="https://other.example/feed", force=True))
    assert "Only curators" in refused
    assert "Only the curators" in text_of(await app.slash("feeds remove", url=URL, force=True))
    assert [feed.url for feed in await app.state.feeds.all()] == [URL]
