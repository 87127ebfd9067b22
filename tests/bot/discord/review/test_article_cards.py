"""An article as one card: its cast settled, what is ticked published, the rest put away, all taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from briefs.ingest.extract.candidates import Candidate
from briefs.ingest.fetch.types import WebPage
from briefs.ingest.review import article_document, candidate_document, propose
from tests.bot.discord.app import buttons_of, controls_of, ids_of, text_of
from tests.bot.discord.review.test_review import CurationApp, OpenCuration, open_curation, review
from tests.bot.told_pages import Told, told_page
from tests.discord_double.world import Message

__all__ = ["open_curation", "review"]  # fixtures
LAVROV = ("Sergei Lavrov", "sergei-lavrov", 0.93)
CAST = (
    *[LAVROV] * 4,
    *[("Bert Lowe", None, 0.93)] * 3,
    ("Sergei Lavrov", "sergei-lavrov", 0.7),
    (None, None, 0.3),
)


def page_of(cast: Sequence[Told], **more: Any) -> tuple[str, list[Candidate]]:
    return told_page(cast, "missile-defence", title="What was said", **more)


async def card_of(
    curation: CurationApp, text: str, found: list[Candidate], day: str | None = "2026-04-23"
) -> Message:
    page = WebPage(
        "https://news.example.org/piers", "What was said", False, text, day, day and "stated", "Post"
    )
    queue = curation.app.state.review_queue
    await queue.queue(article_document(propose(page)), [candidate_document(each) for each in found])
    curation.app.bot.dispatch("candidates_waiting")
    (card,) = await curation.cards(1)
    return card


def menu(card: Message, action: str) -> dict[str, Any]:
    return next(one for one in controls_of(card) if one["custom_id"].startswith(f"or:s:{action}:"))


def values(card: Message, action: str, label: str) -> list[str]:
    return [one["value"] for one in menu(card, action)["options"] if label in one["label"]]


async def choose(curation: CurationApp, card: Message, action: str, *chosen: str) -> Any:
    return await curation.double.select(card, "manager", *chosen, menu=menu(card, action)["custom_id"])


async def by(curation: CurationApp, person: str) -> list[Any]:
    from briefs.index import Filter

    return list(await curation.app.bot.core.library.engine.select(Filter(person=person)))


async def test_a_name_is_settled_once_and_one_button_publishes(review: CurationApp) -> None:
    before = len(await by(review, "sergei-lavrov"))
    card = await card_of(review, *page_of(CAST))
    assert "Who speaks" in text_of(card) and "4 of 9 ticked" in text_of(card)
    outsider = await review.app.click(card, "Publish 4 ticked", user="reader")
    assert outsider.ephemeral and "Only the curators" in text_of(outsider)
    form = await choose(review, card, "artone", *values(card, "artone", "Who is Bert Lowe?"))
    await form.response()
    typed = {one["custom_id"]: one.get("value") or "" for one in form.fields if one["custom_id"] == "who"}
    assert typed == {"who": "+Bert Lowe"}
    await review.double.submit(form, {"who": "+Bert Lowe", "fate": ["keep"]}, "manager")
    await review.becomes(card, "7 of 9 ticked")
    await choose(review, card, "arttick", *values(card, "arttick", "1 ·"))
    await review.becomes(card, "6 of 9 ticked")
    await review.double.click(card, "manager", "Publish 6 ticked")
    await review.becomes(card, "Published: 6.")
    assert len(await by(review, "bert-lowe")) == 3
    assert len(await by(review, "sergei-lavrov")) == before + 3
    await review.double.click(card, "manager", "Reject the rest")
    await review.becomes(card, "Nothing of it waits any more.")
    assert buttons_of(card) == ["Undo"]
    await review.double.click(card, "manager", "Undo")
    await review.becomes(card, "Taken back: 3.")
    await review.double.click(card, "manager", "Undo")
    await review.becomes(card, "Taken back: 6.")
    assert "bert-lowe" not in (review.root / "config/people.yaml").read_text("utf-8")
    nothing = await review.app.click(card, "Undo", user="manager")
    assert nothing.ephemeral and "nothing of this article" in text_of(nothing)


@pytest.mark.soak
async def test_a_speaker_is_put_away_and_one_statement_changed(review: CurationApp) -> None:
    card = await card_of(review, *page_of(CAST))
    form = await choose(review, card, "artone", *values(card, "artone", "Who is Bert Lowe?"))
    await form.response()
    await review.double.submit(form, {"who": "", "fate": ["reject"]}, "manager")
    await review.becomes(card, "Rejected: 3.")
    assert "Bert Lowe" not in text_of(card)
    form = await choose(review, card, "artone", values(card, "artone", "1 ·")[0])
    await form.response()
    typed = {one["custom_id"]: one.get("value") or "" for one in form.fields}
    wrong = await review.double.submit(form, typed | {"topics": "no such thing at all"}, "manager")
    assert "no topic is known" in text_of(await wrong.followup())
    form = await choose(review, card, "artone", values(card, "artone", "1 ·")[0])
    await form.response()
    assert "no such thing at all" in [one.get("value") for one in form.fields]
    await review.double.submit(form, typed | {"topics": "ABM, missile shield, +Piers"}, "manager")
    await review.becomes(card, "Missile defence, Piers")
    await review.double.click(card, "manager", "Publish 4 ticked")
    await review.becomes(card, "Published: 4.")
    assert "Piers" in (review.root / "config/topics.yaml").read_text("utf-8")


async def test_a_long_transcript_is_accepted_with_one_button(review: CurationApp) -> None:
    card = await card_of(review, *page_of([LAVROV] * 14, taken_from="transcript"))
    last = next(label for label in buttons_of(card) if label.startswith("1/")).partition("/")[2]
    assert len(text_of(card)) <= 4000 and 3 <= int(last) <= 5
    assert len(ids_of(card)) == len(set(ids_of(card))) and max(map(len, ids_of(card))) <= 100
    before = [one["label"] for one in menu(card, "arttick")["options"]]
    await review.double.click(card, "manager", "›")
    await review.becomes(card, f"Pier number {len(before) + 1} will")
    assert f"2/{last}" in buttons_of(card) and "Who speaks" not in text_of(card)
    assert not {one["label"] for one in menu(card, "arttick")["options"]} & set(before)
    await review.double.click(card, "manager", "‹")
    await review.becomes(card, "Who speaks")
    await review.double.click(card, "manager", "Publish 14 turns")
    await review.becomes(card, "Published: 14.")


async def test_the_day_of_all_that_has_none_is_asked_for_once(review: CurationApp) -> None:
    text, found = page_of([LAVROV] * 3, taken_from="transcript")
    undated = [replace(each, said="", said_basis="inferred") for each in found]
    card = await card_of(review, text, undated, day=None)
    assert "said when?" in text_of(card) and "Publish 0 turns" in buttons_of(card)
    form = await review.double.click(card, "manager", "Said when")
    await form.response()
    wrong = await review.double.submit(form, {"said": "in the spring"}, "manager")
    assert "no date" in text_of(await wrong.followup())
    form = await review.double.click(card, "manager", "Said when")
    await form.response()
    await review.double.submit(form, {"said": "2026-04-23 outside: The clerk's list."}, "manager")
    await review.becomes(card, "3 of 3 ticked")
    assert "Said when" not in buttons_of(card)
    await review.double.click(card, "manager", "Publish 3 turns")
    await review.becomes(card, "Published: 3.")
    piers = [each for each in await by(review, "sergei-lavrov") if "Pier number" in each.passage]
    assert {(each.said.edtf, each.said_basis) for each in piers} == {("2026-04-23", "outside")}


@pytest.mark.soak
async def test_a_card_outlives_a_restart_and_what_was_ticked_with_it(open_curation: OpenCuration) -> None:
    from tests.discord_double import Double

    async with Double() as double:
        async with open_curation(double) as curation:
            card = await card_of(curation, *page_of(CAST))
            await choose(curation, card, "arttick", *values(card, "arttick", "1 ·"))
            await curation.becomes(card, "3 of 9 ticked")
        async with open_curation(double) as curation:
            assert len(double.posts("curators")) == 1
            await curation.double.click(card, "manager", "Tick all")
            await curation.becomes(card, "5 of 9 ticked")
            await curation.double.click(card, "manager", "Publish 5 ticked")
            await curation.becomes(card, "Published: 5.")
        async with open_curation(double) as curation:  # and the decision, with what it was on
            await curation.double.click(card, "manager", "Undo")
            await curation.becomes(card, "Taken back: 5.")
            assert not any("pier" in each.passage.lower() for each in await by(curation, "sergei-lavrov"))


async def test_who_is_only_supposed_is_published_by_a_second_press_that_names_them(
    review: CurationApp,
) -> None:
    before = await by(review, "sergei-lavrov")
    card = await card_of(review, *page_of([("Sergei", "sergei-lavrov", 0.93)]))
    await review.double.click(card, "manager", "Accept")
    await review.becomes(card, "Press again to publish it as Sergei Lavrov")
    assert buttons_of(card)[0].startswith("Publish as Sergei Lavrov") and "Accept" not in buttons_of(card)
    assert await by(review, "sergei-lavrov") == before
    # the form as it opens makes nobody surer; what else was typed stays
    form = await review.double.click(card, "manager", "Names and words")
    await form.response()
    typed = {one["custom_id"]: one.get("value") or "" for one in form.fields}
    await review.double.submit(form, typed | {"summary": "A pier is closed."}, "manager")
    await review.becomes(card, "A pier is closed.")
    assert await by(review, "sergei-lavrov") == before
    await review.double.click(card, "manager", buttons_of(card)[0])
    await review.becomes(card, "Accepted by")
    assert len(await by(review, "sergei-lavrov")) == len(before) + 1
