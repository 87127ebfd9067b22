"""`/curate add`: an article comes in as a file, by its address or as text, and its card is posted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.discord.app import buttons_of, text_of
from tests.bot.discord.review.test_review import BODY, QUOTED, CurationApp, open_curation, review
from tests.briefs.ingest.loopback_site import story
from tests.discord_double.errors import UsageError
from tests.discord_double.interactions import InteractionRecord
from tests.discord_double.world import Message

__all__ = ["open_curation", "review"]  # fixtures
PLAIN = (
    "The harbour of Port Ellen\n\n"
    f"“{QUOTED},” Russian Foreign Minister Sergei Lavrov told reporters in Moscow on Thursday.\n"
)
TURNS = """WEBVTT

00:00:01.000 --> 00:00:06.000
<v Sergei Lavrov>We shall never station a single soldier on that island, whatever is offered.</v>

00:00:07.000 --> 00:00:12.000
<v Sergei Lavrov>The harbour stays open to every ship that asks for shelter from the storm.</v>
"""
Given = dict[str, Any]


async def form_of(review: CurationApp) -> InteractionRecord:
    form = await review.app.ask("curate add", user="manager", channel="curators")
    await form.response()
    return form


async def told_of(review: CurationApp, given: Given, form: InteractionRecord | None = None) -> Message:
    sent = await review.double.submit(form or await form_of(review), given, "manager")
    return await sent.answer(timeout=60)  # the process that reads has to start


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("speech.txt", PLAIN.encode()),
        ("speech.html", f"<html><title>The harbour</title><body><p>{BODY}</body></html>".encode()),
        ("interview.vtt", TURNS.encode()),
    ],
    ids=["text", "html", "transcript"],
)
async def test_a_file_is_attached(review: CurationApp, name: str, body: bytes) -> None:
    facts = {"published": "2011-05-12", "publisher": "Port Ellen Gazette", "title": "What was said"}
    told = await told_of(review, {"A file": (name, body)} | facts)
    assert told.ephemeral and "“What was said”: " in text_of(told)
    assert f"<#{review.double.world.channel('curators').id}>" in text_of(told)
    [card] = await review.cards(1)
    shown = text_of(card)
    assert "single soldier" in shown and "Lavrov" in shown
    assert {"Accept", "Publish"} & {label.split(" ")[0] for label in buttons_of(card)}
    queue = review.app.bot.core.store.review_queue
    [row] = [each for each in await queue.waiting() if each.article["title"] == "What was said"][:1]
    assert row.article["published"] == "2011-05-12" and row.article["publisher"] == "Port Ellen Gazette"


async def test_the_text_itself_or_an_address(review: CurationApp) -> None:
    told = await told_of(review, {"source": PLAIN})
    assert "1 statement waits for a curator" in text_of(told)
    form = await review.double.click(told, "manager", "Add another")
    await form.response()
    again = await told_of(review, {"source": PLAIN}, form)
    assert "It was taken in before, as `" in text_of(again)
    review.website.pages["/story"] = story("A harbour", BODY.replace("island", "other island"))
    address = f"{review.website.base}/story"
    assert "wait" in text_of(await told_of(review, {"source": address}))
    assert "It was taken in before, as `" in text_of(await told_of(review, {"source": address}))


async def test_a_saved_page_has_its_address(review: CurationApp) -> None:
    page = f"<html><title>The harbour</title><body><p>{BODY}</body></html>".encode()
    address = "https://gazette.example/harbour?utm_source=feed"
    await told_of(review, {"file": ("page.html", page), "source": address})
    [row, *_] = await review.app.bot.core.store.review_queue.waiting()
    assert row.article["url"] == "https://gazette.example/harbour"


async def test_what_cannot_be_taken_is_said_and_stands_in_the_form(
    review: CurationApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = {"source": "", "published": "", "title": ""}
    said = {
        "Attach a file": {"title": "Nothing at all"},
        "Beside a file only the address": {"file": ("a.txt", b"words"), "source": "and more words"},
        "the other day": {"source": PLAIN, "published": "the other day"},
        "could not be taken in": {"file": ("film.bin", bytes(range(256)) * 40)},
    }
    for expected, given in said.items():
        refused = await told_of(review, nothing | given)
        assert refused.ephemeral and expected in text_of(refused)
        again = await review.double.click(refused, "manager", "Open the form again")
        await again.response()
        values = {one["custom_id"]: one.get("value") or "" for one in again.fields}
        assert {name: values[name] for name in nothing} == nothing | {
            name: text for name, text in given.items() if name in nothing
        }
    monkeypatch.setattr("bot.discord.review.article_intake.LONGEST_FILE", 1_000_000)
    refused = await told_of(review, nothing | {"file": ("long.txt", b"word " * 300_000)})
    assert "larger than 1 MB" in text_of(refused)
    assert not await review.app.bot.core.store.review_queue.waiting()
    with pytest.raises(UsageError, match="too large for Discord"):
        await told_of(review, {"file": ("film.mp4", bytes(11 * 1024 * 1024))})


async def test_nobody_is_quoted_in_it(review: CurationApp) -> None:
    told = await told_of(
        review, {"source": "The weather\n\nIt rained over the harbour from noon to night.\n"}
    )
    assert "nobody is quoted or reported in it" in text_of(told)


async def test_whoever_lost_the_right_sends_nothing(review: CurationApp) -> None:
    form = await form_of(review)
    sent = await review.double.submit(form, {"source": PLAIN}, "reader")
    assert "Only the curators of this library can do that." in text_of(await sent.answer())
    assert not await review.app.bot.core.store.review_queue.waiting()
