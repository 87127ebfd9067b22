"""What Discord refuses, the double refuses: limits, deadlines, permissions, windows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from discord.ext import commands

from tests.discord_double import (
    Double,
    ManualClock,
    UsageError,
    permissions,
    running,
)
from tests.discord_double.sample import Small

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x04\x08\x02\0\0\0"


def raw(bot: commands.AutoShardedBot, method: str, path: str, body: object = None) -> object:
    """A request that discord.py itself would not let a careful author make."""
    more = {} if body is None else {"json": body}
    return bot.http.request(discord.http.Route(method, path), **more)


def faults(refusal: pytest.ExceptionInfo[discord.HTTPException]) -> str:
    assert refusal.value.status == 400
    return str(refusal.value)


@pytest.fixture
async def double() -> AsyncIterator[Double]:
    async with Double() as made:
        yield made


@pytest.fixture
async def bot(double: Double) -> AsyncIterator[Small]:
    async with running(double, Small()) as made:
        yield made


async def test_answers_too_late_or_twice() -> None:
    clock = ManualClock()
    async with Double(clock=clock) as double, running(double, Small()) as bot:
        waiting: asyncio.Queue[discord.Interaction] = asyncio.Queue()

        async def on_interaction(interaction: discord.Interaction) -> None:
            await waiting.put(interaction)

        bot.tree.interaction_check = lambda _: asyncio.sleep(0, False)
        bot.add_listener(on_interaction)
        record = await double.slash(double.guild, "general", "reader", "slow")
        interaction = await waiting.get()
        clock.advance(3.1)
        with pytest.raises(discord.NotFound) as late:
            await interaction.response.send_message("too late")
        assert late.value.code == 10062 and double.unanswered == [record]

        record = await double.slash(double.guild, "general", "reader", "slow")
        interaction = await waiting.get()
        await interaction.response.send_message("first")
        path = f"/interactions/{record.id}/{record.token}/callback"
        with pytest.raises(discord.HTTPException) as twice:
            await raw(bot, "POST", path, {"type": 4, "data": {"content": "second"}})
        assert twice.value.code == 40060
        clock.advance(15 * 60 + 1)
        with pytest.raises(discord.HTTPException) as expired:
            await interaction.followup.send("after a quarter of an hour")
        assert expired.value.code == 50027
        assert [one.rule for one in double.violations] == ["10062", "40060", "50027"]
        with pytest.raises(AssertionError, match="unanswered"):
            double.check()


async def test_limits_of_a_message(double: Double, bot: Small) -> None:
    channel = bot.get_channel(double.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    embeds = [discord.Embed(description="x" * 3001) for _ in range(2)]
    with pytest.raises(discord.HTTPException) as refusal:
        await channel.send("x" * 2001, embeds=embeds)
    text = faults(refusal)
    assert "2000 or fewer" in text and "maximum size of 6000" in text
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "a", "custom_id": "same"}] * 2}
    path = f"/channels/{channel.id}/messages"
    with pytest.raises(discord.HTTPException) as refusal:
        await raw(bot, "POST", path, {"components": [row]})
    assert "COMPONENT_CUSTOM_ID_DUPLICATED" in str(refusal.value) or "duplicated" in faults(refusal)
    with pytest.raises(discord.HTTPException) as refusal:
        await channel.send("x", nonce="n" * 26)
    assert "nonce" in faults(refusal)
    with pytest.raises(discord.HTTPException) as refusal:
        await channel.send("  ")
    assert refusal.value.code == 50006
    assert double.posts("general") == [] and len(double.violations) == 4


async def test_limits_of_commands(double: Double, bot: Small) -> None:
    bad = {
        "name": "Position", "description": "", "options": [
            {"type": 3, "name": "a", "description": "x"},
            {"type": 3, "name": "b", "description": "x", "required": True, "autocomplete": True,
             "choices": [{"name": "n", "value": "v" * 101}]},
        ],
    }  # fmt: skip
    with pytest.raises(discord.HTTPException) as refusal:
        await raw(bot, "PUT", f"/applications/{bot.application_id}/commands", [bad])
    assert "regex" in faults(refusal)
    text = double.violations[-1].detail  # discord.py's own words stop at the first level with a fault
    for fault in ("regex", "required", "before non-required", "together with choices", "100 or fewer"):
        assert fault in text
    assert [command["name"] for command in double.commands.registered[None]] == [
        "position", "slow", "Check claims",
    ]  # fmt: skip


async def test_permissions_in_a_channel(double: Double, bot: Small) -> None:
    channel = bot.get_channel(double.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    await double.deny("general", permissions.EMBED_LINKS)
    await channel.send("words are allowed")
    with pytest.raises(discord.Forbidden) as refusal:
        await channel.send(embed=discord.Embed(title="a card"))
    assert refusal.value.code == 50013
    await double.deny("general")
    with pytest.raises(discord.Forbidden) as refusal:
        await channel.send("unseen")
    assert refusal.value.code == 50001
    await double.delete_channel("general")
    with pytest.raises(discord.NotFound) as gone:
        await channel.send("nowhere")
    assert gone.value.code == 10003
    assert double.violations == []


async def test_nonce_is_remembered_for_minutes_only() -> None:
    clock = ManualClock()
    async with Double(clock=clock) as double, running(double, Small()) as bot:
        channel = await bot.fetch_channel(double.channel("briefings").id)
        assert isinstance(channel, discord.TextChannel)
        first = await channel.send("briefing", nonce="delivery-17")
        clock.advance(60)
        again = await channel.send("briefing", nonce="delivery-17")
        assert again.id == first.id and len(double.posts("briefings")) == 1
        clock.advance(600)
        later = await channel.send("briefing", nonce="delivery-17")
        assert later.id != first.id and len(double.posts("briefings")) == 2


async def test_a_lost_reply_leaves_the_message_standing(double: Double, bot: Small) -> None:
    channel = bot.get_channel(double.channel("briefings").id)
    forum = bot.get_channel(double.channel("archive").id)
    assert isinstance(channel, discord.TextChannel) and isinstance(forum, discord.ForumChannel)
    double.faults.add(502, "/messages$", method="POST", lost=True)
    await channel.send("sent once, answered 502, retried with its nonce", nonce="d-1")
    assert len(double.posts("briefings")) == 1
    double.faults.add(None, "/messages$", method="POST", lost=True)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await channel.send("the connection breaks before the answer")
    assert len(double.posts("briefings")) == 2
    double.faults.add(502, "/threads$", method="POST", lost=True)
    await forum.create_thread(name="Today", content="a forum post has no nonce")
    assert [c.name for c in double.guild.channels.values() if c.is_thread] == ["Today", "Today"]


async def test_429_is_retried_and_its_windows_are_fixed(double: Double, bot: Small) -> None:
    channel = bot.get_channel(double.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    double.faults.add(429, "/messages", method="POST", retry_after=0.05)
    await channel.send("after the wait")
    double.faults.add(429, "/messages", method="POST", via=False)
    with pytest.raises(discord.HTTPException) as banned:
        await channel.send("refused at the edge")
    assert banned.value.status == 429
    double.limiter.enforce = True
    double.limiter.buckets["POST", "/channels/{channel_id}/messages"] = (2, 0.3)
    await asyncio.gather(*(channel.send(str(n)) for n in range(5)))
    assert len(double.posts("general")) == 6
    statuses = [one.status for one in double.requests if one.path.endswith("/messages")]
    assert statuses.count(200) == 6


async def test_what_a_quotation_may_ping(double: Double, bot: Small) -> None:
    channel = bot.get_channel(double.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    reader, role = double.user("reader"), double.guild.role("Readers")
    text = f"@everyone {reader.mention} {role.mention}"
    await channel.send(text)
    await channel.send(text, allowed_mentions=discord.AllowedMentions(roles=True))
    await channel.send(text, allowed_mentions=discord.AllowedMentions.all())
    assert [post.pinged for post in double.posts("general")] == [[], ["Readers"], ["reader", "Readers"]]


async def test_user_install_has_five_follow_ups(double: Double, bot: Small) -> None:
    stranger, reader = double.user("stranger"), double.user("reader")
    room = double.world.private(stranger, reader)
    record = await double.slash(
        None, room, stranger, "position", person="lavrov", installed="user", force=True
    )
    await record.answer()
    webhook = f"/webhooks/{bot.application_id}/{record.token}"
    for _ in range(5):
        await raw(bot, "POST", webhook, {"content": "more"})
    with pytest.raises(discord.HTTPException) as refusal:
        await raw(bot, "POST", webhook, {"content": "too much"})
    assert refusal.value.code == 40094


@pytest.fixture
def documented(double: Double) -> None:
    if double.openapi is None:
        pytest.skip("Discord's OpenAPI document is not present beside the checkout")


@pytest.mark.usefixtures("documented")
async def test_openapi_document_refuses_unknown_properties(double: Double, bot: Small) -> None:
    path = f"/channels/{double.channel('general').id}/messages"
    with pytest.raises(discord.HTTPException) as refusal:
        await raw(bot, "POST", path, {"content": "x", "colour": "red"})
    assert "colour" in faults(refusal)


async def test_the_global_limit_is_fifty_a_second() -> None:
    clock, bot = ManualClock(), Small()
    async with Double(clock=clock) as double, running(double, bot):
        rooms = [double.world.add_channel(double.guild, f"room-{n}") for n in range(60)]
        double.limiter.enforce = True
        sending = asyncio.gather(*(bot.get_partial_messageable(room.id).send("x") for room in rooms))
        await double.until(lambda: double.limiter.refused_globally)
        assert sum(len(double.posts(room)) for room in rooms) == 50
        while not sending.done():  # each waits its time, and is refused again while none has passed
            clock.advance(0.5)
            await asyncio.sleep(0.05)
        assert all(len(double.posts(room)) == 1 for room in rooms)


async def test_a_command_hidden_by_permission_is_not_offered(double: Double, bot: Small) -> None:
    command = double.commands.find("position", 1, None)
    assert command is not None
    command["default_member_permissions"] = str(permissions.MANAGE_GUILD)
    with pytest.raises(UsageError, match="permission"):
        await double.slash(double.guild, "general", "reader", "position", person="x")
    await (await double.slash(double.guild, "general", "manager", "position", person="x")).answer()
    forced = await double.slash(double.guild, "general", "reader", "position", person="x", force=True)
    await forced.answer()
