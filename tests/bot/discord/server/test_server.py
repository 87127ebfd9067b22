"""Reports, settings, privacy, gaps and reload: what looks after the library and its users."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from bot.discord.core.core import reserved_as
from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, buttons_of, text_of
from tests.discord_double import Double

STATEMENT = "itar-tass-2011-10-26-01"


async def set_up_curators(app: BotInServer) -> None:
    channel = app.double.channel("curators")
    record = await app.double.slash(
        app.double.guild, "general", "manager", "settings server", options={"curators-channel": channel}
    )
    assert "curators" in text_of(await record.answer()).lower()


async def file_report(app: BotInServer, reason: str, words: str, name: str = "") -> str:
    message = await app.slash("statement", statement=STATEMENT)
    form = await app.double.click(message, "reader", "Report an error")
    await form.response()
    thanks = await (await app.double.submit(form, {"reason": reason, "words": words, "name": name})).answer()
    assert thanks.ephemeral and "you will be told the outcome" in text_of(thanks)
    return text_of(thanks).split("`")[1]


async def test_a_report_reaches_the_curators_and_its_outcome_the_reporter(app: BotInServer) -> None:
    await set_up_curators(app)
    key = await file_report(app, "words", "It is not so in the article. @everyone <@1>")
    [card] = await app.double.until(lambda: app.double.posts("curators"))
    assert "An error was reported" in text_of(card) and key in text_of(card) and card.pinged == []

    refused = await app.click(card, "Accept", user="manager")
    assert "whom the owner of this bot named" in text_of(refused)

    form = await app.double.click(card, "owner", "Accept")
    await form.response()
    decided = await (await app.double.submit(form, {"outcome": "You are right; it is mended."})).answer()
    assert decided.id == card.id and "Accepted: You are right" in text_of(decided) and not buttons_of(decided)
    [told] = await app.double.until(lambda: app.double.posts(None, "reader"))
    assert "was accepted" in text_of(told) and "it is mended" in text_of(told)
    report = await app.state.reports.report(key)
    assert (
        report is not None and report.status == "accepted" and report.decided_by == str(app.double.owner.id)
    )


async def test_who_takes_no_direct_messages_is_told_at_the_next_question(app: BotInServer) -> None:
    app.double.user("reader").accepts_dms = False
    await set_up_curators(app)
    await file_report(app, "date", "It was another day.")
    [card] = await app.double.until(lambda: app.double.posts("curators"))
    form = await app.double.click(card, "owner", "Decline")
    await form.response()
    await (await app.double.submit(form, {"outcome": "The day is right."})).answer()
    await app.written()
    record = await app.ask("stats")
    told = await record.followup()
    assert told.ephemeral and "was declined" in text_of(told) and "The day is right." in text_of(told)


async def test_the_person_quoted_can_answer_beside_the_statement(app: BotInServer) -> None:
    await set_up_curators(app)
    await file_report(app, "quoted", "I meant something else.", "S. Lavrov")
    [card] = await app.double.until(lambda: app.double.posts("curators"))
    claimed = f"<@{app.double.user('reader').id}> says that they are S. Lavrov, quoted here as Sergei Lavrov."
    assert "Not verified:" in text_of(card) and claimed in text_of(card)
    form = await app.double.click(card, "owner", "Accept and show the reply")
    await form.response()
    refused = await (await app.double.submit(form, {"outcome": "Thanks", "checked": "  "}, "owner")).answer()
    assert "how you checked" in text_of(refused)
    assert "I meant" not in text_of(await app.slash("statement", statement=STATEMENT))
    form = await app.double.click(refused, "owner", "Open the form again")
    await form.response()
    said = {"outcome": "", "checked": "by telephone with the ministry"}
    await (await app.double.submit(form, said, "owner")).answer()
    await app.written()
    assert not buttons_of(card) and "(checked: by telephone" in text_of(card)
    shown = text_of(await app.slash("statement", statement=STATEMENT))
    checked = "— S. Lavrov (checked: by telephone with the ministry)"
    assert f"Reply of the person quoted: I meant something else. {checked}" in shown


async def test_settings_are_for_those_who_manage_the_server(app: BotInServer) -> None:
    record = await app.double.slash(
        app.double.guild, "general", "reader", "settings server", options={"language": "Русский"}, force=True
    )
    refused = await record.answer()
    assert refused.ephemeral and "You lack the permission" in text_of(refused)
    assert app.bot.core.preferences.guild(app.double.guild.id).language is None


async def test_a_command_reserved_for_a_role(app: BotInServer) -> None:
    double = app.double
    reserved = await double.slash(
        double.guild,
        "general",
        "manager",
        "settings allow",
        options={"command": "stats", "role": double.guild.role("Readers")},
    )
    assert "is reserved for" in text_of(await reserved.answer())
    assert "may not use this command" in text_of(await app.slash("stats"))
    await double.set_member(double.guild, "reader", "Readers")
    assert "in numbers" in text_of(await app.slash("stats"))


async def test_what_was_reserved_as_briefing_is_reserved_by_both_names(app: BotInServer) -> None:
    double, role = app.double, app.double.guild.role("Readers")
    for name in ("briefing", "briefings"):
        given = {"command": name, "role": role}
        await (
            await double.slash(double.guild, "general", "manager", "settings allow", options=given)
        ).answer()
        kept = app.bot.core.preferences.guild(double.guild.id).allowed
        assert list(kept) == ["briefing"], name
    assert (
        reserved_as("briefings") == reserved_as("briefing") == "briefing" and reserved_as("stats") == "stats"
    )


async def test_what_is_reserved_is_reserved_for_buttons_too(app: BotInServer) -> None:
    """Whoever lacks the role presses in vain, until they have it; taking an answer away is no question."""
    double = app.double
    answer = await app.slash("position", person="lavrov", topic="missile-defence")
    managers = {"role": double.guild.role("Managers")}
    for command, button in (("position", "›"), ("statement", "Proof"), ("compare", "Compare")):
        pressed = next(one for one in buttons_of(answer) if one.startswith(button))
        given = {"command": command, **managers}
        await (
            await double.slash(double.guild, "general", "manager", "settings allow", options=given)
        ).answer()
        assert "may not use this command" in text_of(await app.click(answer, pressed))
    await app.click(answer, "⋯")
    record = await double.click(answer, "reader", "Delete")
    await record.response()
    await double.until(lambda: answer.deleted)


async def test_plain_text_for_a_user(app: BotInServer) -> None:
    assert "Plain text: yes" in text_of(await app.slash("preferences", **{"plain-text": True}))
    message = await app.slash("position", person="lavrov", topic="missile-defence")
    assert not message.embeds and len(message.content) <= 2000
    assert "\nReported: " in message.content and "> “" not in message.content


async def test_what_is_kept_is_handed_over_and_deleted(app: BotInServer) -> None:
    await app.slash("position", person="lavrov", topic="missile-defence")
    privacy = await app.slash("privacy")
    export = await app.click(privacy, "Send me my data")
    content = app.double.files[int(export.files[0]["id"])]
    assert json.loads(content)["posted_answers"][0]["command"] == "position"
    confirm = await app.click(privacy, "Delete my data")
    done = await app.click(confirm, "Delete it now")
    assert "Nothing is kept" in text_of(done)
    export = await app.click(privacy, "Send me my data")
    assert json.loads(app.double.files[int(export.files[0]["id"])]) == {}


async def test_questions_asked_in_vain_by_two_are_shown_to_curators(app: BotInServer) -> None:
    for user in ("reader", "manager"):
        await app.slash("topic", user=user, topic="quantum gravity of whales")
    await app.written()
    assert "Only the curators" in text_of(await app.slash("gaps", force=True))
    shown = text_of(await app.slash("gaps", user="owner"))
    assert "quantum gravity of whales" in shown and "2 asked" in shown


async def test_reload_swaps_the_library_and_refuses_a_broken_one(
    open_app: OpenApp, library_copy: Path
) -> None:
    async with open_app(root=library_copy) as app:
        dossier = library_copy / "seeds/dossiers/itar-tass-2011-10-26.yaml"
        good = dossier.read_text(encoding="utf-8")
        dossier.write_text(
            good.replace("exact: There is no movement", "exact: There is some movement", 1), encoding="utf-8"
        )
        assert "Only the owner" in text_of(await app.slash("reload", force=True))
        broken = text_of(await app.slash("reload", user="owner"))
        assert "the last good library serves on" in broken and "itar-tass-2011-10-26.yaml" in broken
        before = text_of(await app.slash("statement", statement=STATEMENT))
        summary = next(line for line in good.splitlines() if line.strip().startswith("summary:"))
        dossier.write_text(good.replace(summary, summary + " Indeed.", 1), encoding="utf-8")
        taken = text_of(await app.slash("reload", user="owner"))
        assert "The library was taken in" in taken and STATEMENT in taken
        after = await app.slash("statement", statement=STATEMENT)
        assert "Indeed." in text_of(after) and "Indeed." not in before


async def test_curators_may_be_named_by_the_owner(open_app: OpenApp) -> None:
    async with Double() as double:
        named = replace(CONFIG, curators=(double.user("manager").id,))
        async with open_app(double, named) as app:
            assert "Asked and not answered" in text_of(await app.slash("gaps", user="manager"))
        double.check()


async def test_a_server_that_left_is_forgotten_however_often_the_gateway_comes_back(app: BotInServer) -> None:
    """Each READY names the servers anew: the day from which the thirty count stays the first."""
    guild, preferences = app.double.guild.id, app.state.preferences
    await app.bot.core.preferences.change_guild(guild, language="ru")
    await app.double.remove_bot(app.double.guild)
    await app.double.until(lambda: not app.bot.guilds)
    await app.bot.on_ready()
    first = (await preferences.guild(guild)).removed_at
    assert first is not None
    for _ in range(2):
        await app.bot.on_ready()
    await preferences.guild_left(guild)
    assert (await preferences.guild(guild)).removed_at == first
    assert guild not in app.bot.core.preferences.guilds_kept()
    await app.double.add_bot(app.double.guild)
    await app.double.until(lambda: app.bot.guilds)
    await preferences.guild_left(guild)  # as where it came back while the bot was away
    await app.bot.core.preferences.load()
    await app.bot.on_ready()
    assert guild in app.bot.core.preferences.guilds_kept()
    assert (await preferences.guild(guild)).removed_at is None


async def test_help_names_what_can_be_called_and_whom_it_is_for(app: BotInServer) -> None:
    readers, _, managers = text_of(await app.slash("help")).partition("For curators and those who manage")
    assert "**/position**" in readers and "**/withdraw**" not in readers and "**/withdraw**" in managers
    assert "**/briefing** " in managers
    [by_name] = [line for line in managers.splitlines() if line.startswith("**/briefings**")]
    assert "`subscribe`" in by_name  # alone it is no command
    for name, part in {"follow": "**add**", "setup": "Set the bot up", "briefings": "**why**"}.items():
        assert part in text_of(await app.line(f"!help {name}"))
    await app.slash("preferences", **{"plain-text": True})
    first = await app.line("!help")
    both = await app.double.until(
        lambda: [m for m in app.double.posts("general") if m.id >= first.id][1:], what="all"
    )
    assert "/position" in text_of(first) and "/withdraw" in text_of(both[-1])
