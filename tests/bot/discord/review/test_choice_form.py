"""A candidate is changed by choosing alone: speaker, topics and kind without an id or a name typed."""

from __future__ import annotations

from typing import Any

from tests.bot.discord.app import buttons_of, text_of
from tests.bot.discord.review.test_review import CurationApp, a_card, open_curation, review
from tests.discord_double.interactions import InteractionRecord

__all__ = ["open_curation", "review"]  # fixtures


def options(form: InteractionRecord, field: str) -> dict[str, bool]:
    """Labels of what can be chosen there, and whether they are chosen already."""
    [found] = [one for one in form.fields if one["custom_id"] == field]
    return {one["label"]: bool(one.get("default")) for one in found["options"]}


def chosen(form: InteractionRecord) -> dict[str, Any]:
    """What a client sends of a form that nobody touched."""
    values: dict[str, Any] = {}
    for one in form.fields:
        marked = [each["value"] for each in one.get("options", ()) if each.get("default")]
        values[one["custom_id"]] = marked if "options" in one else one.get("value") or ""
    return values


async def opened(review: CurationApp, message: Any, button: str) -> InteractionRecord:
    form = await review.double.click(message, "manager", button)
    await form.response()
    return form


async def test_speaker_topics_date_and_kind_are_chosen(review: CurationApp) -> None:
    _, card = await a_card(review)
    assert "Names and words" in buttons_of(card)
    form = await opened(review, card, "Edit")
    people = options(form, "speakers")
    assert people["Sergei Lavrov"] and len(people) > 10 and "Sergei Lavrov (new)" not in people
    assert any(label.startswith("Anders Fogh Rasmussen") for label in people)
    assert any(label.startswith("Missile defence") for label in options(form, "topics"))
    assert options(form, "kind")["The words in quotation marks"]
    wrong = {"topics": ["missile-defence"], "kind": "reported", "summary": "No soldiers there."}
    said = {"said": "2026-04-22 inferred: the day before"}
    sent = await review.double.submit(form, chosen(form) | wrong | said, "manager")
    refused = await sent.followup()
    assert refused.ephemeral and "the whole passage stands inside quotation marks" in text_of(refused)
    again = await opened(review, refused, "Open the form again")
    assert chosen(again)["topics"] == ["missile-defence"] and chosen(again)["kind"] == ["reported"]
    assert chosen(again)["said"] == said["said"]
    await review.double.submit(again, chosen(again) | {"kind": "quotation"}, "manager")
    await review.becomes(card, "Accepted by")
    shown = text_of(card)
    assert "22 April 2026" in shown and "No soldiers there." in shown
    assert "Word for word as" not in shown and "Perhaps the same" not in shown
