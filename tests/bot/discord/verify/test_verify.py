"""Is this quotation real? Asked by command, by a line, by a reply and from a message's menu."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.discord.answers.held_words import HeldWords
from bot.discord.answers.queries import NotRepeatable
from bot.discord.ui.pages import AMBER, BLUE, GREEN, GREY, RED
from bot.discord.verify.word_diff import render_diff, word_diff
from briefs.query.claimed_speaker import split_by_clause
from tests.bot.discord.app import BotInServer, OpenApp, buttons_of, colour_of, text_of
from tests.discord_double import Double
from tests.discord_double.world import Message

REAL = "We want real cooperation with Russia"
MENU = "Verify quotation"


async def menu(app: BotInServer, message: Message, user: str = "reader") -> Message:
    return await (await app.double.message_menu(MENU, message, user)).answer()


async def line_reply(app: BotInServer, content: str, to: Message) -> Message:
    before = len(app.double.posts("general"))
    await app.double.say("general", "reader", content, reply_to=to)
    found: list[Message] = await app.double.until(lambda: app.double.posts("general")[before:])
    return found[0]


def colour(message: Message) -> int:
    return colour_of(message)


async def test_each_verdict_has_its_words_and_its_colour(app: BotInServer) -> None:
    exact = await app.slash("verify", text=REAL, by="fogh rasmussen")
    assert "On record, word for word" in text_of(exact) and colour(exact) == GREEN
    assert "`itar-tass-2011-10-26-14`" in text_of(exact) and "5 articles, 2011 to 2013" in text_of(exact)
    wrong = await app.slash("verify", text=REAL, by="lavrov")
    assert "not from this speaker" in text_of(wrong) and colour(wrong) == RED
    assert "words of Anders Fogh Rasmussen.\nNATO Secretary General · 8 June 2011 ·" in text_of(wrong)
    assert "Claimed of lavrov" in text_of(wrong) and "words of Anders Fogh Rasmussen" in text_of(wrong)
    absent = await app.slash("verify", text="Cats never eat cheese on a Monday morning")
    assert "Not found on record" in text_of(absent) and colour(absent) == GREY
    assert "false" not in text_of(absent).lower()
    short = await app.slash("verify", text="zebra")
    assert "Too short to tell" in text_of(short)


async def test_what_was_changed_is_marked_word_by_word(app: BotInServer) -> None:
    changed = await app.slash("verify", text="We want no cooperation with Russia")
    assert "Altered: the record says “real”, not “no”" in text_of(changed) and colour(changed) == RED
    assert "We want ~~no~~ cooperation with Russia" in text_of(changed)
    assert "We want **real** cooperation with Russia" in text_of(changed)
    spelt = await app.slash("verify", text="We want real co-operation with Rusia")
    assert colour(spelt) == AMBER and "~~Rusia~~" in text_of(spelt)


async def test_whose_english_it_is_is_said(app: BotInServer) -> None:
    message = await app.slash("verify", text="There is no movement", by="sergei-lavrov")
    assert "the English is Itar-Tass's" in text_of(message) and "Claimed of Sergei Lavrov" in text_of(message)
    assert text_of(message).count("English") == 1, "nothing is said twice"


@pytest.mark.parametrize(
    "line",
    (
        f'!verify "{REAL}" by rasmussen',
        f"!verify {REAL} by rasmussen",
        f"!verify “{REAL}” — Rasmussen",
        f"!verify «{REAL}»",
    ),
)
async def test_a_line_is_taken_as_it_stands(app: BotInServer, line: str) -> None:
    assert "On record, word for word" in text_of(await app.line(line))


async def test_a_name_that_nobody_bears_is_no_hindrance_and_no_accusation(app: BotInServer) -> None:
    message = await app.slash("verify", text=REAL, by="Zaphod Beeblebrox")
    assert "the claimed speaker is not known here" in text_of(message) and colour(message) == BLUE
    assert "Zaphod Beeblebrox" in text_of(message) and "words of Anders Fogh Rasmussen" in text_of(message)


async def test_who_is_claimed_is_offered_while_typing(app: BotInServer) -> None:
    record = await app.double.autocomplete(
        app.double.guild, "general", "reader", "verify", focused="by", options={"text": REAL, "by": "lavr"}
    )
    await record.response()
    assert "sergei-lavrov" in [choice["value"] for choice in record.choices]


async def test_a_message_is_checked_for_whom_asks_and_posted_for_all_on_a_click(app: BotInServer) -> None:
    said = await app.double.say(
        "general", "manager", f"“{REAL},” Rasmussen said.\n> There is no movement\n— Lavrov"
    )
    private = await menu(app, said)
    assert private.ephemeral and "2 quotations checked" in text_of(private)
    assert "Claimed of Rasmussen" in text_of(private) and "Claimed of Lavrov" in text_of(private)
    assert not app.double.posts("general")
    assert "Post for all" in buttons_of(private)
    record = await app.double.click(private, "reader", "Post for all")
    public = await record.followup()
    assert not public.ephemeral and "2 quotations checked" in text_of(public)
    assert "Post for all" not in buttons_of(public) and "Delete" in buttons_of(public)


async def test_of_what_was_written_nothing_is_written_down(app: BotInServer, tmp_path: Path) -> None:
    said = await app.double.say("general", "manager", "“My zanzibar secret is nobody's,” I said.")
    await app.double.click(await menu(app, said), "reader", "Post for all")
    await app.slash("verify", text="My zanzibar secret, typed")
    await app.written()
    found = {file.name: file.read_bytes().lower().count(b"zanzibar") for file in tmp_path.glob("state.db*")}
    assert found and not any(found.values())


async def test_after_a_restart_a_verdict_says_what_became_of_its_words(open_app: OpenApp) -> None:
    async with Double() as double:
        async with open_app(double) as app:
            said = await double.say("general", "manager", f"“{REAL},” Rasmussen said.")
            private, public = await menu(app, said), await app.slash("verify", text=REAL)
            await app.written()
        async with open_app(double) as app:
            gone = await app.click(private, "Post for all")
            assert gone.ephemeral and "kept for 6 hours at most" in text_of(gone)
            assert double.posts("general") == [public]
            form = await double.click(public, "reader", "Report an error")
            assert (await form.response())["type"] == 9
            await double.click(public, "reader", "Delete")
            await double.until(lambda: public.deleted)
        double.check()


async def test_a_verdict_whose_words_are_gone_still_follows_the_library(open_app: OpenApp) -> None:
    async with open_app() as app:
        public = await app.slash("verify", text=REAL)
        await app.written()
        app.bot.answers.held_words.forget_user(app.double.user("reader").id)
        id = "itar-tass-2011-10-26-14"
        await app.changes(id)
        await app.double.until(lambda: f"`{id}` was changed" in text_of(public), what=text_of(public))
        assert "On record, word for word" in text_of(public)


async def test_who_wrote_a_message_takes_its_words_out_and_deletes_them(app: BotInServer) -> None:
    said = await app.double.say("general", "manager", "“My zanzibar secret is nobody's,” I said.")
    private = await menu(app, said)
    privacy = await app.slash("privacy", user="manager")
    export = await app.click(privacy, "Send me my data", user="manager")
    assert b"zanzibar" in app.double.files[int(export.files[0]["id"])]
    confirm = await app.click(privacy, "Delete my data", user="manager")
    assert "Nothing is kept" in text_of(await app.click(confirm, "Delete it now", user="manager"))
    assert "kept for 6 hours at most" in text_of(await app.click(private, "Post for all"))


async def test_words_are_held_for_a_while_and_for_those_concerned() -> None:
    keys = iter(("one", "two", "three"))
    held = HeldWords(lambda: next(keys), timedelta(seconds=0.05))
    held.keep([("I said so", "Lavrov", None)], (1, 2))
    held.keep([("So did I", None, None)], (3,))
    assert held.of_user(2) == [{"words": [["I said so", "Lavrov", None]]}]
    held.forget_user(2)
    assert held.of_user(1) == [] and held.find("two").claims == (("So did I", None, None),)
    await asyncio.sleep(0.06)
    for key in ("one", "two", None):
        with pytest.raises(NotRepeatable):
            held.find(key)


async def test_a_statement_that_a_verdict_shows_is_kept_with_it(app: BotInServer) -> None:
    message = await app.slash("verify", text=REAL)
    await app.written()
    kept = await app.state.sent_answers.showing("itar-tass-2011-10-26-14")
    assert [answer.message_id for answer in kept] == [message.id]


async def test_a_reply_checks_the_message_it_answers(app: BotInServer) -> None:
    said = await app.double.say("general", "manager", f"He said “{REAL}” you know")
    assert "On record, word for word" in text_of(await line_reply(app, "!verify", said))
    loose = await app.double.say("general", "manager", REAL)
    assert "no quotation marks" in text_of(await line_reply(app, "!verify", loose))


async def test_a_picture_is_asked_for_its_words(app: BotInServer) -> None:
    picture: dict[str, Any] = {
        "id": "77", "filename": "quote.png", "size": 9, "url": "http://127.0.0.1/quote.png",
        "proxy_url": "http://127.0.0.1/quote.png", "content_type": "image/png",
    }  # fmt: skip
    said = await app.double.say("general", "manager", "")
    said.attachments = [picture]
    assert "only a picture" in text_of(await menu(app, said))
    assert "only a picture" in text_of(await line_reply(app, "!verify", said))


async def test_nothing_to_check_brings_an_example(app: BotInServer) -> None:
    assert "Write for example" in text_of(await app.line("!verify"))


async def test_without_the_message_content_intent_the_menu_still_works(open_app: OpenApp) -> None:
    async with open_app(message_content=False) as app:
        said = await app.double.say("general", "manager", f"“{REAL}” — Rasmussen")
        assert "On record, word for word" in text_of(await menu(app, said))
        mention = app.double.world.bot.mention
        assert "On record, word for word" in text_of(await app.line(f"{mention} verify “{REAL}”"))
        blind = await line_reply(app, f"{mention} verify", said)
        assert "cannot be seen" in text_of(blind) or "On record" in text_of(blind)


async def test_hostile_text_is_checked_in_time_and_shown_as_it_stands(app: BotInServer) -> None:
    for text in ("@everyone " * 600, "* _ ~ | ` " * 500, "cooperation " * 500, "**“**" * 900):
        message = await app.slash("verify", text=text[:6000])
        assert "@everyone" not in text_of(message).replace("@\u200b", "")


async def test_a_slow_check_shows_that_it_is_thinking(
    app: BotInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    cog: Any = app.bot.get_cog("VerifyCog")
    checks = cog.verifier
    prompt = checks.check

    async def slow(text: str, by: str | None) -> Any:
        await asyncio.sleep(0.1)
        return await prompt(text, by)

    monkeypatch.setattr(cog, "defer_after", 0.01)
    monkeypatch.setattr(checks, "check", slow)
    record = await app.ask("verify", text=REAL)
    assert (await record.response())["type"] == 5
    assert "On record, word for word" in text_of(await record.answer())


@pytest.fixture
async def plain(app: BotInServer) -> AsyncIterator[BotInServer]:
    await app.bot.core.preferences.change_user(app.double.user("reader").id, plain_text=True)
    yield app


async def test_in_plain_text_no_mark_stands_between_the_words(plain: BotInServer) -> None:
    message = await plain.slash("verify", text="We want no cooperation with Russia")
    assert not message.embeds and "We want no cooperation with Russia" in message.content
    assert "not “no”" in message.content


def test_wordings_are_compared_word_by_word() -> None:
    ours, record = word_diff("It is 300, *now*", "It was 30, now and then")
    assert render_diff(ours, "~~", 200) == "It ~~is 300,~~ \\*now\\*"
    assert render_diff(record, "**", 200) == "It **was 30,** now **and then**"
    assert render_diff([("one two three four", True)], "**", 12) == "**one two** …"


def test_by_is_a_speaker_only_where_somebody_follows() -> None:
    known = {"lavrov"}.__contains__
    assert split_by_clause("no movement by lavrov", known) == ("no movement", "lavrov")
    assert split_by_clause("stand by me", known) == ("stand by me", None)
    assert split_by_clause("“stand” by nobody known", known) == ("“stand”", "nobody known")
    for by in ("By", "by:", "BY=", "--by"):
        assert split_by_clause(f"no movement {by} lavrov", known) == ("no movement", "lavrov")


def test_of_the_words_of_a_shell_a_quoted_one_is_divided_from_what_follows() -> None:
    known = {"lavrov"}.__contains__
    assert split_by_clause(("no", "movement", "By", "lavrov"), known) == ("no movement", "lavrov")
    assert split_by_clause(("stand", "by", "me"), known) == ("stand by me", None)
    assert split_by_clause(("stand by us", "by", "nobody", "known"), known) == ("stand by us", "nobody known")
    assert split_by_clause(("stand by lavrov",), known) == ("stand by lavrov", None)
    assert split_by_clause(("stand", "by"), known) == ("stand by", None)


async def test_a_card_of_the_bots_own_is_checked_against_its_statements(app: BotInServer) -> None:
    for command, options in (
        ("statement", {"statement": "itar-tass-2011-10-26-14"}),
        ("position", {"person": "lavrov", "topic": "missile-defence"}),
    ):
        card = await app.slash(command, **options)
        await app.written()
        checked = await menu(app, card)
        assert colour(checked) in (GREEN, BLUE), text_of(checked)
        assert "Not found" not in text_of(checked) and "Altered" not in text_of(checked)


async def test_markup_hides_no_speaker(app: BotInServer) -> None:
    said = await app.double.say("general", "manager", f"**Sergei Lavrov** said ||“{REAL}”||")
    checked = await menu(app, said)
    assert "not from this speaker" in text_of(checked) and colour(checked) == RED


async def test_who_is_named_and_not_claimed_is_not_accused(app: BotInServer) -> None:
    said = await app.double.say("general", "manager", f"imagine if Lavrov had said “{REAL}”")
    checked = await menu(app, said)
    assert "nobody is said to have said it" in text_of(checked) and colour(checked) == BLUE


async def test_words_are_read_wherever_discord_shows_them(app: BotInServer) -> None:
    said = await app.double.say("general", "manager", "look:")
    said.embeds = [{"type": "rich", "author": {"name": "Rasmussen"}, "description": f"“{REAL}”"}]
    assert "On record, word for word" in text_of(await menu(app, said))
    boxed = await app.double.say("general", "manager", "")
    boxed.components = [
        {"type": 17, "id": 1, "components": [{"type": 10, "id": 2, "content": f"Lavrov: “{REAL}”"}]}
    ]
    assert "not from this speaker" in text_of(await menu(app, boxed))


async def test_a_text_file_is_read(app: BotInServer, monkeypatch: pytest.MonkeyPatch) -> None:
    async def read(file: Any, **_: Any) -> bytes:
        return f"Lavrov: “{REAL}”".encode()

    monkeypatch.setattr("discord.Attachment.read", read)
    said = await app.double.say("general", "manager", "")
    said.attachments = [
        {
            "id": "77", "filename": "message.txt", "size": 60, "url": "http://127.0.0.1/message.txt",
            "proxy_url": "http://127.0.0.1/message.txt", "content_type": "text/plain; charset=utf-8",
        }
    ]  # fmt: skip
    assert "not from this speaker" in text_of(await menu(app, said))


async def test_a_reply_without_a_quotation_is_about_what_it_answers(app: BotInServer) -> None:
    quoted = await app.double.say("general", "manager", f"Lavrov: “{REAL}”")
    reply = await app.double.say("general", "reader", "is that so", reply_to=quoted)
    assert "not from this speaker" in text_of(await menu(app, reply))


async def test_what_waits_for_a_curator_is_found_and_marked(app: BotInServer) -> None:
    words = "The harbour opens in June and not a day before"
    text = f"“{words},” said Dana Weld."
    page = {"id": "harbour", "file": "harbour.txt", "title": "Harbour", "text": text, "publisher": "Post"}
    said = {"start": 1, "end": 1 + len(words), "speaker": "Dana Weld"}
    await app.state.review_queue.queue(page, [said])
    found = await app.slash("search", words="harbour june", everything="yes")
    assert "Not curated" in text_of(found) and "Dana Weld" in text_of(found)
    verdict = await app.slash("verify", text=words, by="lavrov")
    assert "not curated" in text_of(verdict) and "Dana Weld" in text_of(verdict)
    assert colour(verdict) == BLUE
    assert "Not curated" not in text_of(await app.slash("search", words="harbour june"))
