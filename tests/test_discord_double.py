"""The real discord.py against the double: what works on Discord works, what Discord refuses is refused."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from discord import app_commands, ui
from discord.ext import commands

from tests.discord_double import Double, ManualClock, Unanswered, UsageError, permissions, pointed_at, running

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x04\x08\x02\0\0\0"


class Form(ui.Modal, title="Report an error"):
    what: ui.TextInput[Form] = ui.TextInput(label="What is wrong?", min_length=5)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Noted: {self.what.value}", ephemeral=True)


class Buttons(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Next", custom_id="page:2")
    async def forward(self, interaction: discord.Interaction, button: ui.Button[Buttons]) -> None:
        await interaction.response.edit_message(content="page 2")

    @ui.button(label="Report an error", custom_id="report")
    async def report(self, interaction: discord.Interaction, button: ui.Button[Buttons]) -> None:
        await interaction.response.send_modal(Form())

    @ui.select(placeholder="Which one?", options=[discord.SelectOption(label="Sergei", value="sergei")])
    async def choose(self, interaction: discord.Interaction, select: ui.Select[Buttons]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"chose {select.values[0]}")


class Small(commands.AutoShardedBot):
    """A bot of one hybrid command, one slow one and one context menu."""

    def __init__(self, *, content: bool = True) -> None:
        intents = discord.Intents.default()
        intents.message_content = content
        super().__init__(
            commands.when_mentioned_or("!"), intents=intents, allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.1, help_command=None,
        )  # fmt: skip
        self.heard: list[str] = []
        self.errors: list[BaseException] = []
        self.gate = asyncio.Event()

    async def setup_hook(self) -> None:
        @self.hybrid_command(description="What a person said")
        async def position(ctx: commands.Context[Small], person: str, topic: str = "anything") -> None:
            embed = discord.Embed(title=person, description=topic)
            await ctx.send(embed=embed, view=Buttons())

        @position.autocomplete("person")
        async def people(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            names = ["sergei lavrov", "ban ki-moon"]
            return [app_commands.Choice(name=n, value=n) for n in names if n.startswith(typed)]

        @self.tree.command(description="Thinks first")
        async def slow(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            await self.gate.wait()
            await interaction.followup.send("at last")

        @self.tree.context_menu(name="Check claims")
        async def check(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(f"checked: {message.content}")

        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message.content)
        await self.process_commands(message)

    async def on_command_error(self, context: object, error: BaseException) -> None:
        self.errors.append(error)


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


async def test_two_hundred_at_once(double: Double, bot: Small) -> None:
    records = [
        await double.slash(double.guild, "general", "reader", "position", person=str(n)) for n in range(200)
    ]
    answers = [await record.answer(20) for record in records]
    assert [answer.embeds[0]["title"] for answer in answers] == [str(n) for n in range(200)]
    double.check()


async def test_openapi_document_refuses_unknown_properties(double: Double, bot: Small) -> None:
    if double.openapi is None:
        pytest.skip("Discord's OpenAPI document is not present")
    path = f"/channels/{double.channel('general').id}/messages"
    with pytest.raises(discord.HTTPException) as refusal:
        await raw(bot, "POST", path, {"content": "x", "colour": "red"})
    assert "colour" in faults(refusal)


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
