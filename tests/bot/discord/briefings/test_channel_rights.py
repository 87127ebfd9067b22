"""Into a channel goes only what its subscriber may see and say there themselves, and the bot too."""

from __future__ import annotations

import pytest

from tests.bot.discord.app import text_of
from tests.bot.discord.briefings.app import BriefingApp
from tests.discord_double import payloads, permissions
from tests.discord_double.world import PRIVATE_THREAD, Channel, User

SEE, SEND = permissions.VIEW_CHANNEL, permissions.SEND_MESSAGES
THREADS = permissions.SEND_MESSAGES_IN_THREADS


async def deny(app: BriefingApp, name: str, user: str | User, right: int) -> Channel:
    """Takes a right from one user in a channel."""
    channel = app.double.channel(name)
    channel.overwrites[app.double.user(user).id] = (0, right)
    await app.double.gateway.tell("CHANNEL_UPDATE", app.double.guild, payloads.channel(channel))
    known = lambda: app.bot.get_channel(channel.id).overwrites  # noqa: E731
    await app.double.until(lambda: len(known()) == len(channel.overwrites), what="the overwrite is not known")
    return channel


async def thread_in(app: BriefingApp, parent: str, *, private: bool = False, joined: bool = True) -> Channel:
    double = app.double
    thread = double.world.add_thread(
        double.channel(parent), "aside", double.owner, double.mint.fixed(), double.clock.now()
    )
    payload = payloads.channel(thread)
    if private:
        thread.type = payload["type"] = PRIVATE_THREAD
    if joined:
        payload["member"] = {
            "id": payload["id"], "user_id": str(double.world.bot.id), "flags": 0,
            "join_timestamp": "2026-03-02T08:00:00.000000+00:00",
        }  # fmt: skip
    await double.gateway.tell("THREAD_CREATE", double.guild, payload | {"newly_created": True})
    await double.until(lambda: double.guild and app.bot.get_guild(double.guild.id).get_thread(thread.id))
    return thread


@pytest.mark.parametrize(
    ("name", "right", "missing"),
    [("briefings", SEE, "View Channel"), ("briefings", SEND, "Send Messages"), ("archive", SEND, "Send")],
)
async def test_a_manager_cannot_speak_where_they_may_not(
    app: BriefingApp, name: str, right: int, missing: str
) -> None:
    channel = await deny(app, name, "manager", right)
    said = text_of(await app.told("subscribe", channel=channel))
    assert "you lack yourself" in said and missing in said
    assert "Next:" in text_of(await app.told("subscribe", user="owner", channel=channel))
    assert len(await app.all()) == 1


async def test_nor_move_a_briefing_there_nor_by_a_line(app: BriefingApp) -> None:
    channel = await deny(app, "briefings", "manager", SEE)
    await app.subscribed()
    assert "you lack yourself" in text_of(await app.told("edit", channel=channel))
    for line in (f"!briefing subscribe <#{channel.id}>", f"!briefing edit <#{channel.id}>"):
        before = len(app.posts("general"))
        await app.double.say("general", "manager", line)
        said = await app.double.until(lambda: app.posts("general")[before:], what=line)  # noqa: B023
        assert "you lack yourself" in text_of(said[0])
    [subscription] = await app.all()
    assert subscription.settings.channel_id == app.double.channel("general").id


async def test_nor_here_where_only_reading_is_allowed(app: BriefingApp) -> None:
    await deny(app, "general", "manager", SEND)
    assert "you lack yourself: Send Messages" in text_of(await app.told("subscribe"))
    assert await app.all() == ()


async def test_a_thread_is_its_parents_rights_and_a_private_one_its_members(app: BriefingApp) -> None:
    open_to_all = await thread_in(app, "briefings")
    private = await thread_in(app, "general", private=True)
    await deny(app, "briefings", "manager", THREADS)
    assert "Send Messages in Threads" in text_of(await app.told("subscribe", channel=open_to_all))
    assert "View Channel" in text_of(await app.told("subscribe", channel=private))
    # whoever asks within it is one of its members
    assert "Next:" in text_of(await app.told("subscribe", where=private))
    assert len(await app.all()) == 1


async def test_the_bot_must_be_in_a_private_thread_too(app: BriefingApp) -> None:
    private = await thread_in(app, "general", private=True, joined=False)
    assert "the bot lacks: View Channel" in text_of(await app.told("subscribe", where=private))
    assert await app.all() == ()


async def test_a_card_needs_no_permission_to_embed_links(app: BriefingApp) -> None:
    channel = await deny(app, "briefings", app.double.world.bot, permissions.EMBED_LINKS)
    assert "the bot lacks" not in text_of(await app.told("subscribe", channel=channel))
    assert len(await app.all()) == 1


async def test_the_curators_channel_is_chosen_by_whoever_may_write_there(app: BriefingApp) -> None:
    channel = await deny(app, "curators", "manager", SEE)
    record = await app.double.slash(
        app.double.guild, "general", "manager", "settings server", options={"curators-channel": channel}
    )
    assert "you lack yourself: View Channel" in text_of(await record.answer())
    assert app.bot.core.preferences.guild(app.double.guild.id).curators_channel_id is None
