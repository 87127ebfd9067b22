"""Users' questions, over the socket: lines, slash commands, mentions, lists and names."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.bot.discord.app import (
    CONFIG,
    BotInServer,
    OpenApp,
    buttons_of,
    controls_of,
    ids_of,
    looks_of,
    text_of,
)

POSITION = {"person": "sergei-lavrov", "topic": "missile-defence"}


async def test_a_line_and_a_slash_command_give_the_same_card(app: BotInServer) -> None:
    typed = await app.line("!position lavrov missile-defence")
    slashed = await app.slash("position", person="lavrov", topic="missile-defence")
    mentioned = await app.line(f"{app.double.world.bot.mention} position lavrov missile-defence")
    assert looks_of(typed) == looks_of(slashed) == looks_of(mentioned)
    assert buttons_of(typed) == buttons_of(slashed)
    assert "Sergei Lavrov on Missile defence" in text_of(slashed)
    assert "There is no movement" in text_of(await app.slash("position", **POSITION, until="2011"))


async def test_a_card_says_when_who_where_and_in_what_words(app: BotInServer) -> None:
    first = await app.slash("position", **POSITION)
    shown = text_of(first)
    assert shown.startswith("Sergei Lavrov on Missile defence\nRussian Foreign Minister · 9 statements, ")
    assert "2011–2013, 3 articles" in shown and "**23 April 2013** · reported" in shown and "RFE/RL" in shown
    assert shown.index("23 April 2013") < shown.index("18 February 2013")  # the newest first
    assert not re.search(r"\d{4}-\d\d-\d\d\W", shown.partition("`")[0])  # said once: no figures beside words
    oldest = text_of(await app.slash("position", **POSITION, until="2011"))
    # two looks that nobody takes for each other
    assert re.search(r"· quotation ?\S*\n> “", oldest) and re.search(r"· reported ?\S*\n[^>]", oldest)
    last = await app.click(await app.click(first, "›"), "›")
    assert "library of 23 April 2013" in text_of(last)  # of its newest words, not of a file on this machine


async def test_what_is_new_since_a_day_has_no_brief_of_what_was_said_before(app: BotInServer) -> None:
    brief = ("asks for guarantees while Moscow studies changes", "takes doubts of auditors")
    for days in ({}, {"since": "2013-02"}):
        answer = await app.slash("position", **POSITION, **days)
        assert any(each in text_of(answer) for each in brief) and "¹" in text_of(answer)
    whole = text_of(await (await app.double.select(answer, "reader", "The brief in full")).answer())
    assert all(each in whole for each in brief)
    since = text_of(await app.slash("position", **POSITION, since="2013-04"))
    assert "23 April 2013" in since and not any(each in since for each in brief) and "¹" not in since


async def test_an_answer_says_of_which_days_it_is_and_where_what_it_cut_is(app: BotInServer) -> None:
    for days, told in (
        ({"since": "2013-05"}, "May 2013 and later"),
        ({"since": "2013-05-02"}, "from 2 May 2013 on"),
        ({"since": "2012", "until": "2012"}, "2012"),
    ):
        nothing = text_of(await app.slash("position", **POSITION, **days))
        assert f"Nothing on record for Sergei Lavrov on Missile defence, {told}." in nothing
    some = text_of(await app.slash("position", **POSITION, since="2013-02"))
    assert "5 statements, 2013, 2 articles · February 2013 and later" in some
    found = text_of(await app.slash("search", words="*transit* nowhere", locale="ru"))
    assert found.startswith("“transit nowhere”") and "ни в одном высказывании нет всех этих слов" in found
    second = text_of(await app.click(await app.slash("position", **POSITION), "›"))
    assert "missile defence plans. …”\nshortened; all of it behind “Proof”" in second
    assert second.count("shortened") == 1


async def test_every_statement_has_its_source_and_its_proof(app: BotInServer) -> None:
    """The link opens the page at the words; the receipt is shown to whoever presses, and to nobody else."""
    answer = await app.slash("position", **POSITION)
    links = [one["url"] for one in controls_of(answer) if one.get("label") == "Source"]
    assert len(links) == 3 and all("#:~:text=" in link and len(link) <= 512 for link in links)
    proofs = [id for id in ids_of(answer) if id.startswith("or:p:")]
    assert proofs[0] == "or:p:rferl-2013-04-23-03"
    receipt = await app.click(answer, proofs[0], user="manager")
    shown = text_of(receipt)
    assert (
        receipt.ephemeral
        and "In its context" in shown
        and "Sergei Lavrov**, Russian Foreign Minister" in shown
    )
    assert (
        "the date is known from another source: " in shown
        and "rferl-2013-04-23-03" in shown
        and "SHA-256" in shown
    )
    chosen = await (await app.double.select(answer, "manager", "itar-tass-2011-10-26-05")).answer()
    assert chosen.ephemeral and "There is no movement on the Russia-U.S. track" in text_of(chosen)
    whole = await (await app.double.select(answer, "reader", "The brief in full")).answer()
    assert whole.ephemeral and "Lavrov's oldest statements" in text_of(whole)


async def test_every_question_has_its_answer(app: BotInServer) -> None:
    asked = {
        "compare": {**POSITION, "other": "anders-fogh-rasmussen"},
        "timeline": {"topic": "missile-defence"},
        "person": {"person": "lavrov"},
        "topic": {"topic": "afghanistan"},
        "people": {},
        "topics": {},
        "search": {"words": "strategic"},
        "on-this-day": {"date": "23 April"},
        "statement": {"statement": "itar-tass-2011-10-26-01"},
        "article": {"article": "004"},
        "cite": {"statement": "itar-tass-2011-10-26-01", "form": "bibtex"},
        "lookup": {"kind": "person", "name": "lavrov"},
        "stats": {},
        "about": {},
        "help": {},
        "privacy": {},
    }
    for command, options in asked.items():
        message = await app.slash(command, **options)
        assert len(text_of(message)) > 40, command
        assert "Reference:" not in text_of(message), command


LINES = (
    (
        "!compare lavrov rasmussen missile-defence",
        "Sergei Lavrov and Anders Fogh Rasmussen on Missile defence",
    ),
    ("!position lavrov missile-defence --since 2013", "23 April 2013"),
    ("!position lavrov missile-defence since 2013", "23 April 2013"),
    ("!position lavrov missile-defence until:2011", "26 October 2011"),
    ("!search strategic --person lavrov", "strategic"),
    ("!on-this-day 23 April", "23 April 2013"),
    ("!statement itar-tass-2011-10-26-01", "In its context"),
    ("!позиция lavrov missile-defence", "Sergei Lavrov on Missile defence"),
    ("! position lavrov missile-defence", "Sergei Lavrov on Missile defence"),
    ("!POSITION lavrov missile-defence", "Sergei Lavrov on Missile defence"),
)


async def test_lines_are_read_as_people_write_them(app: BotInServer) -> None:
    for line, shown in LINES:
        assert shown in text_of(await app.line(line)), line


async def test_days_outside_those_asked_for_are_left_out(app: BotInServer) -> None:
    shown = text_of(await app.slash("position", **POSITION, since="2013"))
    assert "2011" not in shown and "23 April 2013" in shown
    refused = await app.slash("position", **POSITION, since="2013", until="2011")
    assert refused.ephemeral and "is after the last" in text_of(refused)


async def test_a_mistyped_command_is_answered_with_the_nearest(app: BotInServer) -> None:
    assert "`!position`" in text_of(await app.line("!postion lavrov missile-defence"))
    assert "`!help`" in text_of(await app.line("!xyzzy", channel=None))


async def test_lines_that_are_meant_for_other_bots_get_no_answer(app: BotInServer) -> None:
    before = len(app.double.posts("general"))
    for line in ("!play never gonna give you up", "!", "!!!", "hello", "nice!position"):
        await app.double.say("general", "reader", line)
    answered = await app.line("!stats")
    assert app.double.posts("general")[before:] == [answered]


async def test_no_line_breaks_the_reader_of_lines(app: BotInServer) -> None:
    for line in ('!position o"brien syria', "!position «lavrov missile-defence", "!position", '!compare "'):
        assert "Reference:" not in text_of(await app.line(line)), line


async def test_nothing_on_record_is_said_with_what_is(app: BotInServer) -> None:
    message = await app.slash("position", person="Asselborn", topic="syria")
    assert "Nothing on record" in text_of(message)
    assert "That is no word about what anybody thinks" in text_of(message)


async def test_direct_messages_and_a_users_own_install(app: BotInServer) -> None:
    line = await app.line("!position lavrov missile-defence", channel=None)
    slash = await app.slash("position", channel=None, **POSITION)
    assert looks_of(line) == looks_of(slash)
    double = app.double
    private = double.world.private(double.user("reader"), double.user("stranger"))
    elsewhere = await app.slash("position", channel=private, installed="user", **POSITION)
    assert looks_of(elsewhere) == looks_of(slash)
    assert text_of(await app.click(elsewhere, "›")) != text_of(slash)


async def test_without_the_message_content_intent_mentions_and_slash_commands_serve(
    open_app: OpenApp,
) -> None:
    async with open_app(message_content=False) as app:
        app.double.refuse_message_content()
        about = text_of(await app.slash("about"))
        assert "message content intent is off" in about
        mentioned = await app.line(f"{app.double.world.bot.mention} position lavrov missile-defence")
        assert "Sergei Lavrov on Missile defence" in text_of(mentioned)


async def test_a_cards_title_leads_to_its_page_where_there_is_a_site(open_app: OpenApp) -> None:
    site = "https://record.example/"
    async with open_app(config=replace(CONFIG, site=site)) as app:
        position = text_of(await app.slash("position", **POSITION))
        page = f"{site}person/sergei-lavrov/on/missile-defence.html"
        assert position.startswith(f"[Sergei Lavrov on Missile defence]({page})\n")
        assert f"({site}topic/syria.html)" in text_of(await app.slash("topic", topic="syria"))
        assert f"({site}person/sergei-lavrov.html)" in text_of(await app.slash("person", person="lavrov"))
        assert site not in text_of(await app.slash("search", words="strategic"))
