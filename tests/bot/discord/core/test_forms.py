"""Forms outlive a restart, and what was typed into one that is refused comes back whole."""

from __future__ import annotations

from typing import Any

import pytest

from bot.discord.core.forms import read_form
from tests.bot.discord.app import BotInServer, OpenApp, buttons_of, text_of
from tests.discord_double import Double
from tests.discord_double.interactions import InteractionRecord

STATEMENT = "itar-tass-2011-10-26-01"
LONG = "Nobody of us could say so. " * 36  # 972 characters: nearly all that the form takes


async def open_report(app: BotInServer) -> InteractionRecord:
    message = await app.slash("statement", statement=STATEMENT)
    form = await app.double.click(message, "reader", "Report an error")
    await form.response()
    return form


def typed_in(form: InteractionRecord) -> dict[str, Any]:
    return {one["custom_id"]: one.get("value") for one in form.fields if "value" in one}


async def test_a_form_that_was_opened_before_a_restart_is_taken_after_it(open_app: OpenApp) -> None:
    async with Double() as double:
        async with open_app(double) as app:
            form = await open_report(app)
            assert form.modal is not None and form.modal["custom_id"] == f"or:f:report:{STATEMENT}"
        async with open_app(double) as app:
            sent = await double.submit(form, {"reason": "words", "words": "It is not so."})
            assert "you will be told the outcome" in text_of(await sent.answer())
            [kept] = await app.state.reports.of_reporter(double.user("reader").id)
            assert (kept.statement_id, kept.reason, kept.words) == (STATEMENT, "words", "It is not so.")
        double.check()


@pytest.mark.parametrize("words", [LONG, "```\ncode\n```", "short"])
async def test_what_was_typed_comes_back_in_a_form_that_a_button_opens(app: BotInServer, words: str) -> None:
    form = await open_report(app)
    sent = await app.double.submit(form, {"reason": "quoted", "words": words, "name": ""})
    refused = await sent.answer()
    assert refused.ephemeral and "Please name yourself" in text_of(refused)
    shown = text_of(refused)
    for file in refused.attachments:
        shown += app.double.files[int(file["id"])].decode()
    assert words.strip() in shown and buttons_of(refused) == ["Open the form again"]
    again = await app.double.click(refused, "reader")
    await again.response()
    assert typed_in(again)["words"] == words
    [reason] = [one for one in again.fields if one["custom_id"] == "reason"]
    assert [one["value"] for one in reason["options"] if one.get("default")] == ["quoted"]
    taken = await app.double.submit(again, {"reason": "quoted", "words": words, "name": "Sergei Lavrov"})
    assert "you will be told the outcome" in text_of(await taken.answer())
    # what was taken stands in no form any more
    reader = app.double.user("reader").id
    await app.written()  # it is forgotten once the answer is out
    assert await app.state.refused_forms.typed("report", STATEMENT, reader) is None


async def test_the_button_opens_the_form_after_a_restart_too(open_app: OpenApp) -> None:
    async with Double() as double:
        async with open_app(double) as app:
            form = await open_report(app)
            refused = await (await double.submit(form, {"reason": "quoted", "words": LONG})).answer()
        async with open_app(double):
            again = await double.click(refused, "reader")
            await again.response()
            assert typed_in(again)["words"] == LONG
            taken = await double.submit(again, {"reason": "quoted", "words": LONG, "name": "Sergei Lavrov"})
            assert "you will be told the outcome" in text_of(await taken.answer())
        double.check()


async def test_who_deletes_their_data_is_shown_nothing_of_what_they_typed(app: BotInServer) -> None:
    form = await open_report(app)
    refused = await (await app.double.submit(form, {"reason": "quoted", "words": "secret"})).answer()
    privacy = await app.slash("privacy")
    await app.click(await app.click(privacy, "Delete my data"), "Delete it now")
    again = await app.double.click(refused, "reader")
    await again.response()
    assert "secret" not in typed_in(again).values()


def test_what_a_client_sends_of_each_kind_of_field_is_read() -> None:
    fields = [
        {"type": 4, "custom_id": "text", "value": "words"},
        {"type": 4, "custom_id": "empty", "value": ""},
        {"type": 3, "custom_id": "menu", "values": ["a", "b"]},
        {"type": 21, "custom_id": "radio", "value": "one"},
        {"type": 21, "custom_id": "none", "value": None},
        {"type": 22, "custom_id": "boxes", "values": []},
        {"type": 23, "custom_id": "box", "value": True},
    ]
    labels: list[dict[str, Any]] = [{"type": 18, "id": 1, "component": field} for field in fields]
    rows: list[dict[str, Any]] = [{"type": 1, "components": [{"type": 4, "custom_id": "old", "value": "x"}]}]
    read = read_form({"custom_id": "or:f:it:1", "components": [*labels, *rows]})
    assert {name: read.chosen(name) for name in read.values} == {
        "text": ("words",), "empty": ("",), "menu": ("a", "b"), "radio": ("one",), "none": (), "boxes": (),
        "box": ("yes",), "old": ("x",),
    }  # fmt: skip
    assert read.texts == ("words", "x") and read.text("missing") == ""
