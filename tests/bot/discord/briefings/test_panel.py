"""The panels of briefings: begin, change and stop one with menus alone, for those who may."""

from __future__ import annotations

from typing import Any

from tests.bot.discord.app import buttons_of, choose, ids_of, text_of
from tests.bot.discord.briefings.app import BriefingApp
from tests.discord_double.message_api import CROSSPOSTED
from tests.discord_double.world import Message

SILENT = 1 << 12


async def begun(app: BriefingApp, channel: Any) -> Message:
    return await choose(app, await app.told("panel"), "subnew", channel)


async def test_a_briefing_is_begun_changed_and_stopped_with_menus_alone(app: BriefingApp) -> None:
    double = app.double
    listed = await app.told("panel")
    assert listed.ephemeral and "There is no briefing here yet." in text_of(listed)
    panel = await begun(app, double.channel("briefings"))
    assert "every day at 09:00, UTC" in text_of(panel) and "About everything" in text_of(panel)
    panel = await choose(app, panel, "subhour", "18:00")
    panel = await choose(app, panel, "subtopics", "-", "missile-defence")
    panel = await choose(app, panel, "subpeople", "-", "sergei-lavrov")
    panel = await choose(app, panel, "subempty", "pair")
    panel = await choose(app, panel, "subrole", double.guild.role("Readers"))
    panel = await choose(app, panel, "subplace", double.channel("general"))
    for part in ("at 18:00", "About: Sergei Lavrov, Missile defence", "two people", "Pings <@&", "general"):
        assert part in text_of(panel) or part == "general"
    [one] = await app.all()
    settings = one.settings
    assert settings.channel_id == double.channel("general").id and settings.topics == ("missile-defence",)
    panel = await choose(app, panel, "subtopics", "-", "missile-defence")
    panel = await choose(app, panel, "subpeople", "-", "sergei-lavrov")
    panel = await choose(app, panel, "subrole")
    assert "About everything" in text_of(panel) and "Pings" not in text_of(panel)
    assert "It is paused." in text_of(await app.click(panel, "Pause"))
    assert "Next:" in text_of(await app.click(panel, "Resume"))
    preview = await app.click(panel, "Preview")
    assert preview.ephemeral and preview.id != panel.id
    listed = await app.click(panel, "All briefings")
    assert "#general" in text_of(listed)
    panel = await choose(app, listed, "subopen", one.key)
    stopped = await app.click(panel, "Stop it")
    assert "stopped for good" in text_of(stopped) and not buttons_of(stopped) and await app.all() == ()


async def test_a_briefing_may_be_silent_and_published(app: BriefingApp) -> None:
    news = app.double.world.add_channel(app.double.guild, "news", 5)
    await app.double.gateway.tell("CHANNEL_CREATE", app.double.guild, _payload(news))
    panel = await begun(app, app.double.channel("briefings"))
    assert "Publish to followers" not in buttons_of(panel)
    panel = await app.click(panel, "Send silently")
    assert "nobody is notified" in text_of(panel)
    panel = await choose(app, panel, "subplace", news)
    panel = await app.click(panel, "Publish to followers")
    assert "servers that follow" in text_of(panel)
    app.clock.turn(hours=2)
    [message] = await app.until_posted(news)
    assert message.flags & SILENT and message.flags & CROSSPOSTED


async def test_posts_in_a_forum_have_the_tags_that_were_chosen(app: BriefingApp) -> None:
    forum = app.double.channel("archive")
    panel = await begun(app, forum)
    weekly = next(tag["id"] for tag in forum.tags if tag["name"] == "weekly")
    panel = await choose(app, panel, "subtags", "weekly", "-")
    [one] = await app.all()
    assert one.settings.tags == (int(weekly),)
    await app.told("now")
    [post] = [one for one in app.double.world.channels.values() if one.parent is forum]
    assert [str(tag) for tag in post.applied_tags] == [weekly]
    panel = await choose(app, panel, "subtags", "-", "weekly")
    assert (await app.all())[0].settings.tags == ()


async def test_the_panels_are_for_those_who_manage_the_server(app: BriefingApp) -> None:
    panel = await begun(app, app.double.channel("briefings"))
    listed = await app.told("panel")
    before = await app.all()
    app.double.guild.members[app.double.user("manager").id].roles.clear()
    for action in ("subhour", "subempty"):
        values = {"subhour": "20:00", "subempty": "skip"}
        assert "lack the permission" in text_of(await choose(app, panel, action, values[action]))
    for label in ("Send silently", "Preview", "All briefings", "Pause", "Stop it"):
        assert "lack the permission" in text_of(await app.click(panel, label))
    assert "lack the permission" in text_of(
        await choose(app, listed, "subnew", app.double.channel("general"))
    )
    assert await app.all() == before


async def test_a_panel_in_direct_messages(app: BriefingApp) -> None:
    listed = await app.told("panel", user="reader", where=None)
    panel = await app.click(listed, "A briefing every day", "reader")
    assert "Direct messages" in text_of(panel)
    ids = ids_of(panel)
    assert not [id for id in ids if ":subplace:" in id or ":subrole:" in id]
    assert len(await app.all()) == 1


def _payload(channel: Any) -> dict[str, Any]:
    from tests.discord_double import payloads

    return payloads.channel(channel, None)
