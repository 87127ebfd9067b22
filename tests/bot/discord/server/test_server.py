"""Reports, settings, privacy, gaps and reload: what looks after the library and its users."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.bot.discord.app import CONFIG, Room, Rooms, text_of
from tests.discord_double import Double

STATEMENT = "itar-tass-2011-10-26-01"


async def set_up_curators(room: Room) -> None:
    channel = room.double.channel("curators")
    record = await room.double.slash(
        room.double.guild, "general", "manager", "settings server", options={"curators-channel": channel}
    )
    assert "curators" in text_of(await record.answer()).lower()


async def file_report(room: Room, reason: str, words: str) -> str:
    message = await room.slash("statement", statement=STATEMENT)
    form = await room.double.click(message, "reader", "Report an error")
    await form.response()
    thanks = await (await room.double.submit(form, {"reason": reason, "words": words})).answer()
    assert thanks.ephemeral and "you will be told the outcome" in text_of(thanks)
    return text_of(thanks).split("`")[1]


async def test_a_report_reaches_the_curators_and_its_outcome_the_reporter(room: Room) -> None:
    await set_up_curators(room)
    key = await file_report(room, "words", "It is not so in the article. @everyone <@1>")
    [card] = await room.double.until(lambda: room.double.posts("curators"))
    assert "An error was reported" in text_of(card) and key in text_of(card) and card.pinged == []

    refused = await room.click(card, "Accept", user="manager")
    assert "whom the owner of this bot named" in text_of(refused)

    form = await room.double.click(card, "owner", "Accept")
    await form.response()
    decided = await (await room.double.submit(form, {"outcome": "You are right; it is mended."})).answer()
    assert decided.id == card.id and "Accepted: You are right" in text_of(decided) and not decided.components
    [told] = await room.double.until(lambda: room.double.posts(None, "reader"))
    assert "was accepted" in text_of(told) and "it is mended" in text_of(told)
    report = await room.state.reports.report(key)
    assert (
        report is not None and report.status == "accepted" and report.decided_by == str(room.double.owner.id)
    )


async def test_who_takes_no_direct_messages_is_told_at_the_next_question(room: Room) -> None:
    room.double.user("reader").accepts_dms = False
    await set_up_curators(room)
    await file_report(room, "date", "It was another day.")
    [card] = await room.double.until(lambda: room.double.posts("curators"))
    form = await room.double.click(card, "owner", "Decline")
    await form.response()
    await (await room.double.submit(form, {"outcome": "The day is right."})).answer()
    await room.written()
    record = await room.ask("stats")
    told = await record.followup()
    assert told.ephemeral and "was declined" in text_of(told) and "The day is right." in text_of(told)


async def test_the_person_quoted_can_answer_beside_the_statement(room: Room) -> None:
    await set_up_curators(room)
    await file_report(room, "quoted", "I meant something else.")
    [card] = await room.double.until(lambda: room.double.posts("curators"))
    form = await room.double.click(card, "owner", "Accept and show the reply")
    await form.response()
    await (await room.double.submit(form, {"outcome": ""})).answer()
    shown = text_of(await room.slash("statement", statement=STATEMENT))
    assert "Reply of the person quoted: I meant something else." in shown


async def test_settings_are_for_those_who_manage_the_server(room: Room) -> None:
    record = await room.double.slash(
        room.double.guild, "general", "reader", "settings server", options={"language": "Русский"}, force=True
    )
    refused = await record.answer()
    assert refused.ephemeral and "You lack the permission" in text_of(refused)
    assert room.bot.core.preferences.guild(room.double.guild.id).language is None


async def test_a_command_reserved_for_a_role(room: Room) -> None:
    double = room.double
    reserved = await double.slash(
        double.guild,
        "general",
        "manager",
        "settings allow",
        options={"command": "stats", "role": double.guild.role("Readers")},
    )
    assert "is reserved for" in text_of(await reserved.answer())
    assert "may not use this command" in text_of(await room.slash("stats"))
    await double.set_member(double.guild, "reader", "Readers")
    assert "in numbers" in text_of(await room.slash("stats"))


async def test_plain_text_for_a_user(room: Room) -> None:
    assert "Plain text: yes" in text_of(await room.slash("preferences", **{"plain-text": True}))
    message = await room.slash("position", person="lavrov", topic="missile-defence")
    assert not message.embeds and len(message.content) <= 2000
    assert "\nReported: " in message.content and "> “" not in message.content


async def test_what_is_kept_is_handed_over_and_deleted(room: Room) -> None:
    await room.slash("position", person="lavrov", topic="missile-defence")
    privacy = await room.slash("privacy")
    export = await room.click(privacy, "Send me my data")
    content = room.double.files[int(export.files[0]["id"])]
    assert json.loads(content)["posted_answers"][0]["command"] == "position"
    confirm = await room.click(privacy, "Delete my data")
    done = await room.click(confirm, "Delete it now")
    assert "Nothing is kept" in text_of(done)
    export = await room.click(privacy, "Send me my data")
    assert json.loads(room.double.files[int(export.files[0]["id"])]) == {}


async def test_questions_asked_in_vain_by_two_are_shown_to_curators(room: Room) -> None:
    for user in ("reader", "manager"):
        await room.slash("topic", user=user, topic="quantum gravity of whales")
    await room.written()
    assert "Only the curators" in text_of(await room.slash("gaps"))
    shown = text_of(await room.slash("gaps", user="owner"))
    assert "quantum gravity of whales" in shown and "2 asked" in shown


async def test_reload_swaps_the_library_and_refuses_a_broken_one(rooms: Rooms, library_copy: Path) -> None:
    async with rooms(root=library_copy) as room:
        dossier = library_copy / "seeds/dossiers/itar-tass-2011-10-26.yaml"
        good = dossier.read_text(encoding="utf-8")
        dossier.write_text(
            good.replace("exact: There is no movement", "exact: There is some movement", 1), encoding="utf-8"
        )
        assert "Only the owner" in text_of(await room.slash("reload"))
        broken = text_of(await room.slash("reload", user="owner"))
        assert "the last good library serves on" in broken and "itar-tass-2011-10-26.yaml" in broken
        before = text_of(await room.slash("statement", statement=STATEMENT))
        summary = next(line for line in good.splitlines() if line.strip().startswith("summary:"))
        dossier.write_text(good.replace(summary, summary + " Indeed.", 1), encoding="utf-8")
        taken = text_of(await room.slash("reload", user="owner"))
        assert "The library was taken in" in taken and STATEMENT in taken
        after = await room.slash("statement", statement=STATEMENT)
        assert "Indeed." in text_of(after) and "Indeed." not in before


async def test_curators_may_be_named_by_the_owner(rooms: Rooms) -> None:
    async with Double() as double:
        named = replace(CONFIG, curators=(double.user("manager").id,))
        async with rooms(double, named) as room:
            assert "Asked and not answered" in text_of(await room.slash("gaps", user="manager"))
        double.check()
