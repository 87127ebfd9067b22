"""The real discord.py against the double: what works on Discord works."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.discord_double import (
    Double,
    ManualClock,
    Unanswered,
    UsageError,
    handled,
    pointed_at,
    running,
)
from tests.discord_double.sample import Form, Small

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x04\x08\x02\0\0\0"


@pytest.fixture
async def double() -> AsyncIterator[Double]:
    async with Double() as made:
        yield made


@pytest.fixture
async def bot(double: Double) -> AsyncIterator[Small]:
    async with running(double, Small()) as made:
        yield made


async def test_slash_prefix_and_mention_reach_one_command(double: Double, bot: Small) -> None:
    record = await double.slash(
        double.guild, "general", "reader", "position", person="lavrov", topic="missiles"
    )
    message = await record.answer()
    await double.say("general", "reader", "!position lavrov missiles")
    await double.say("general", "reader", f"{double.world.bot.mention} position lavrov missiles")
    posts = await double.until(lambda: len(double.posts("general")) == 3 and double.posts("general"))
    assert [post.embeds for post in posts] == [message.embeds] * 3
    assert message.embeds[0]["title"] == "lavrov"
    double.check()


async def test_autocomplete_keystroke_by_keystroke(double: Double, bot: Small) -> None:
    shown = await double.keystrokes(
        double.guild, "general", "reader", "position", focused="person", text="se"
    )
    assert [[choice["value"] for choice in choices] for choices in shown] == [
        ["sergei lavrov", "ban ki-moon"], ["sergei lavrov"], ["sergei lavrov"],
    ]  # fmt: skip
    double.check()


async def test_buttons_selects_and_forms(double: Double, bot: Small) -> None:
    record = await double.slash(double.guild, "general", "reader", "position", person="lavrov")
    card = await record.answer()
    assert (await (await double.click(card, "reader", "Next")).answer()).content == "page 2"
    assert (await (await double.select(card, "reader", "Sergei")).answer()).content == "chose sergei"
    opened = await double.click(card, "reader", "Report an error")
    await opened.response()
    assert opened.modal is not None and opened.modal["title"] == "Report an error"
    sent = await double.submit(opened, {"What is wrong?": "the date"})
    answer = await sent.answer()
    assert (answer.content, answer.ephemeral) == ("Noted: the date", True)
    with pytest.raises(UsageError, match="nothing called 'Previous'"):
        await double.click(card, "reader", "Previous")
    with pytest.raises(UsageError, match="not there for this user"):
        await double.click(answer, "manager", "Next")
    double.check()


async def test_what_is_seen_the_bot_knows_of(double: Double) -> None:
    """A button of a message works as soon as a test sees it, however late the bot reads that it stands."""

    async def dawdle(*_: object) -> None:
        await asyncio.sleep(0.1)

    bot = Small()
    bot.http.http_trace = aiohttp.TraceConfig()
    bot.http.http_trace.on_response_chunk_received.append(dawdle)
    async with running(double, bot):
        card = await (await double.slash(double.guild, "general", "reader", "position", person="x")).answer()
        assert (await (await double.click(card, "reader", "Next")).answer()).content == "page 2"
        await double.say("general", "reader", "!position y")
        line = (await double.until(lambda: double.posts("general")[1:]))[0]
        opened = await double.click(line, "reader", "Report an error")
        await opened.response()
        sent = await double.submit(opened, {"What is wrong?": "the date"})
        assert (await sent.answer()).content == "Noted: the date"
    double.check()


async def test_work_that_goes_on_after_an_answer_is_waited_for(
    double: Double, bot: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command's, a form's and a listener's: discord.py names their tasks as the double thinks it does."""

    begun = []

    async def goes_on(*what: object) -> None:
        begun.append(what)
        await bot.gate.wait()

    async def waited_for() -> bool:
        waiting = asyncio.ensure_future(handled())
        done, _ = await asyncio.wait({waiting}, timeout=0.05)
        bot.gate.set()
        await waiting
        bot.gate.clear()
        return not done

    await (await double.slash(double.guild, "general", "reader", "slow")).response()
    assert await waited_for()
    card = await (await double.slash(double.guild, "general", "reader", "position", person="x")).answer()
    opened = await double.click(card, "reader", "Report an error")
    await opened.response()
    monkeypatch.setattr(Form, "on_submit", goes_on)
    await double.submit(opened, {"What is wrong?": "the date"})
    await double.until(lambda: begun)
    assert await waited_for()
    bot.add_listener(goes_on, "on_message")
    await double.say("general", "reader", "hello")
    await double.until(lambda: len(begun) == 2)
    assert await waited_for()


async def test_direct_message_and_context_menu(double: Double, bot: Small) -> None:
    record = await double.slash(None, None, "stranger", "position", person="lavrov")
    assert (await record.answer()).channel is double.world.dm(double.user("stranger"))
    said = await double.say("general", "reader", "Lavrov said it on Friday")
    checked = await double.message_menu("Check claims", said, "manager")
    assert (await checked.answer()).content == "checked: Lavrov said it on Friday"
    double.check()


async def test_a_client_offers_only_what_is_registered(double: Double, bot: Small) -> None:
    with pytest.raises(UsageError, match="no such command"):
        await double.slash(double.guild, "general", "reader", "compare")
    with pytest.raises(UsageError, match="missing: \\['person'\\]"):
        await double.slash(double.guild, "general", "reader", "position")
    with pytest.raises(UsageError, match="no such options"):
        await double.slash(double.guild, "general", "reader", "position", person="x", who="y")


async def test_thinking_is_replaced_by_the_first_follow_up(double: Double, bot: Small) -> None:
    record = await double.slash(double.guild, "general", "reader", "slow")
    await record.response()
    assert record.message is not None and record.message.loading
    bot.gate.set()
    answer = await record.answer()
    assert answer is record.message and answer.content == "at last" and answer.ephemeral
    assert double.posts("general") == [] and record.followups == []


async def test_a_dropped_connection_is_resumed_and_nothing_is_lost(double: Double, bot: Small) -> None:
    await double.kick()
    await double.until(lambda: not double.gateway.connected)
    await double.say("general", "reader", "!position lavrov while-away")
    posts = await double.until(lambda: double.posts("general"), 10)
    assert posts[0].embeds[0]["description"] == "while-away"
    assert double.gateway.resumes == 1 and len(double.gateway.identifies) == 1


async def test_reconnect_on_request_and_invalid_session(double: Double, bot: Small) -> None:
    await double.gateway.ask_reconnect()
    await double.until(lambda: double.gateway.resumes == 1, 10)
    await double.gateway.invalidate(resumable=True)
    await double.until(lambda: double.gateway.resumes == 2, 10)
    double.check()


async def test_zlib_stream_is_understood(double: Double) -> None:
    double.gateway.compress = True
    async with running(double, Small()) as bot:
        await double.say("general", "reader", "Привет " * 200)
        await double.until(lambda: bot.heard, 5)
        assert bot.heard == [("Привет " * 200)]


async def test_content_is_blank_without_its_intent(double: Double) -> None:
    async with running(double, Small(content=False)) as bot:
        mention = double.world.bot.mention
        for channel, text in (("general", "secret"), ("general", f"{mention} hello"), (None, "in private")):
            await double.say(channel, "reader", text)
        await double.until(lambda: bot.guilds, 5)
        while len(bot.heard) < 3:
            await asyncio.sleep(0.01)
        assert bot.heard == ["", f"{mention} hello", "in private"]


async def test_refused_intent_and_wrong_token(double: Double) -> None:
    double.refuse_message_content()
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(double, Small()) as bot:
            await bot.wait_until_ready()
            await asyncio.sleep(5)
    double.token = "another"
    client = discord.Client(intents=discord.Intents.default())
    with pointed_at(double.address), pytest.raises(discord.LoginFailure):
        await client.login("wrong")
    await client.close()


async def test_files_threads_and_history(double: Double, bot: Small) -> None:
    channel = bot.get_channel(double.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    embed = discord.Embed(title="chart").set_image(url="attachment://chart.png")
    picture = discord.File(io.BytesIO(PNG), "chart.png", description="Who spoke when")
    await channel.send(embed=embed, file=picture)
    stored = double.posts("general")[0]
    assert stored.files[0]["description"] == "Who spoke when" and stored.files[0]["width"] == 8
    assert stored.embeds[0]["image"]["url"] == stored.files[0]["url"]
    plain = await channel.send(file=discord.File(io.BytesIO(b"data"), "a.txt"))
    assert await plain.attachments[0].read() == b"data"
    thread = await plain.create_thread(name="continued")
    await thread.send("second part")
    history = [message.content async for message in thread.history(limit=10, oldest_first=True)]
    assert history[-1] == "second part"
    edited = await plain.edit(content="new words")
    assert edited.content == "new words" and edited.attachments
    await plain.delete()
    assert [message.id async for message in channel.history()] == [stored.id]
    double.check()


async def test_two_shards(double: Double) -> None:
    second = double.world.add_guild("Second", double.owner, shard=(1, 2))
    double.world.add_channel(second, "second-general")
    bot = Small()
    bot.shard_count, bot.shard_ids = 2, [1]
    async with running(double, bot):
        await double.until(lambda: double.commands.registered[None])
        record = await double.slash(second, "second-general", double.owner, "position", person="lavrov")
        await record.answer()
        elsewhere = await double.slash(double.guild, "general", "reader", "position", person="lavrov")
        shard = (double.guild.id >> 22) % 2
        if shard == 0:
            with pytest.raises(Unanswered):
                await elsewhere.response(0.2)


async def test_two_hundred_at_once() -> None:
    async with Double(clock=ManualClock()) as double, running(double, Small()):
        records = [
            await double.slash(double.guild, "general", "reader", "position", person=str(n))
            for n in range(200)
        ]
        answers = [await record.answer(60) for record in records]
        assert [answer.embeds[0]["title"] for answer in answers] == [str(n) for n in range(200)]
        double.check()


async def test_control_over_http(double: Double, bot: Small) -> None:
    async with aiohttp.ClientSession() as session:
        base = f"{double.address}/_control/"
        body = {"command": "position", "options": {"person": "lavrov"}}
        async with session.post(base + "slash", json=body) as answer:
            record = await answer.json()
        assert record["message"]["embeds"][0]["title"] == "lavrov"
        async with session.post(
            base + "click", json={"message": record["message"]["id"], "button": "Next"}
        ) as a:
            assert (await a.json())["message"]["content"] == "page 2"
        async with session.get(base + "violations") as answer:
            assert await answer.json() == {"violations": [], "unanswered": []}
        async with session.post(base + "slash", json={"command": "nothing"}) as answer:
            assert answer.status == 400 and "no such command" in (await answer.json())["error"]
