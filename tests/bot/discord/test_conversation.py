"""Messages to the bot in words: in a channel with a mention, as a reply, in direct messages."""

from __future__ import annotations

from dataclasses import replace

from bot.settings import Cooldown
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, buttons_of, text_of


def mention(app: BotInServer) -> str:
    return app.double.world.bot.mention


async def test_a_mention_in_words_is_answered_as_the_command_is(app: BotInServer) -> None:
    for words, line in (
        ("what did lavrov say about syria?", "!position lavrov syria"),
        ("who spoke on transit in 2012?", "!timeline transit since:2012 until:2012"),
        ("compare lavrov and rasmussen on missile defence", "!compare lavrov rasmussen missile-defence"),
        ("что Лавров говорил о Сирии?", "!position lavrov syria"),
        ("help me find what kerry said about syria", "!position kerry syria"),
    ):
        asked = await app.line(f"{mention(app)} {words}")
        assert text_of(asked) == text_of(await app.line(line)), words
    behind = await app.line(f"what did lavrov say about syria, {mention(app)}?")
    assert text_of(behind) == text_of(await app.line("!position lavrov syria"))


async def test_a_quotation_in_a_message_is_checked(app: BotInServer) -> None:
    words = "“We want real cooperation with Russia”"
    asked = await app.line(f"{mention(app)} did rasmussen really say {words}?")
    assert text_of(asked) == text_of(await app.line(f"!verify {words} by Anders Fogh Rasmussen"))
    said = await app.double.say("general", "manager", f"Lavrov said {words}")
    before = len(app.double.posts("general"))
    await app.double.say("general", "reader", f"{mention(app)} is this real?", reply_to=said)
    posts = lambda: app.double.posts("general")[before:]  # noqa: E731
    (verdict,) = await app.double.until(posts)
    assert "Rasmussen" in text_of(verdict)


async def test_one_of_several_is_asked_for_and_what_is_unknown_is_told(app: BotInServer) -> None:
    several = await app.line(f"{mention(app)} what did sergei say about missile defence?")
    assert buttons_of(several) == ["Pick one"]
    unknown = text_of(await app.line(f"{mention(app)} what did lavrov say about *georgia*?"))
    assert "I found Sergei Lavrov; nothing on record is called “georgia”." in unknown
    both = text_of(await app.line(f"{mention(app)} what did lavrov tell kerry about syria?"))
    assert "I found Sergei Lavrov, John Kerry and Syria, but no one question" in both


async def test_no_message_to_the_bot_is_met_with_silence(app: BotInServer) -> None:
    for said in (mention(app), f"{mention(app)} hello", f"{mention(app)} asdf qwerty", f"{mention(app)} !"):
        shown = text_of(await app.line(said))
        assert "what did Anders Fogh Rasmussen say about" in shown and "`/help`" in shown, said
    answer = await app.line("!position lavrov syria")
    before = len(app.double.posts("general"))
    await app.double.say("general", "reader", "and what did kerry say about syria?", reply_to=answer)
    (reply,) = await app.double.until(lambda: app.double.posts("general")[before:])
    assert text_of(reply) == text_of(await app.line("!position kerry syria"))
    setup = text_of(await app.line(f"{mention(app)} setup", user="manager"))
    assert "`/setup` is a slash command alone" in setup
    assert "Did you mean `!position`" in text_of(await app.line(f"{mention(app)} positoin lavrov syria"))


async def test_direct_messages_are_words_to_the_bot(app: BotInServer) -> None:
    direct = await app.line("what did lavrov say about syria?", channel=None)
    assert "Sergei Lavrov" in text_of(direct) and "Syria" in text_of(direct)
    assert "/help" in text_of(await app.line("hi", channel=None))


async def test_words_to_others_are_left_alone(app: BotInServer) -> None:
    await app.double.say("general", "reader", "what did lavrov say about syria?")
    await app.double.say("general", "reader", "!weather london")
    await app.line("!stats")
    assert len(app.double.posts("general")) == 1


async def test_a_line_of_a_command_may_be_a_sentence(app: BotInServer) -> None:
    sentence = await app.line("!compare lavrov's and kerry's words on the situation in syria")
    assert text_of(sentence) == text_of(await app.line("!compare lavrov kerry syria"))
    for name in ("correct", "dispute", "restore", "withdraw"):  # curators' commands, but for an id
        asked = text_of(await app.line(f"{mention(app)} {name} me if I am wrong, please"))
        assert "curators" not in asked and "`/help`" in asked
    told = text_of(await app.line(f"{mention(app)} withdraw itar-tass-2011-10-26-29 because"))
    assert "Only the curators" in told


async def test_words_are_counted_as_commands_are(open_app: OpenApp) -> None:
    async with open_app(config=replace(CONFIG, cooldown=Cooldown(2, 600.0))) as app:
        for _ in range(2):
            await app.line(f"{mention(app)} what did lavrov say about syria?")
        assert "Too fast" in text_of(await app.line(f"{mention(app)} what did lavrov say about syria?"))
