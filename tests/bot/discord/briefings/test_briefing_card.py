"""A briefing as one card: what is new first, within one screen and every limit, whatever is new."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bot.discord.briefings.briefing_card import BriefingCard, briefing_card
from bot.discord.briefings.message import BriefingMessage
from bot.discord.ui import Display, limits, translator_for
from briefs.briefing import BriefingRequest, compose, snapshot_of
from briefs.library import read
from tests.discord_double.look_alike import Posted, find_browser, heights
from tests.paths import REPOSITORY

MOST = 900  # CSS pixels
DAYS = (date(2026, 4, 23), date(2026, 10, 26), date(2026, 6, 15))
SIZES = (0, 1, 2, 3, 5, 8, 13, 25, 40)
browser = find_browser()


def cards(language: str) -> dict[str, tuple[BriefingCard, BriefingMessage]]:
    library = read(REPOSITORY)
    snapshot, display = snapshot_of(library), Display(translator_for(language))
    made = {}
    for day in DAYS:
        for size in SIZES:
            fresh = frozenset(sorted(snapshot.statements)[:size])
            found = compose(snapshot, BriefingRequest(day, fresh, when_empty="pair"))
            card = briefing_card(found, display, "library of today")
            message = BriefingMessage.from_card(card, display, 10**18, snapshot.statements)
            made[f"{language} {day} {size}"] = card, BriefingMessage.from_json(message.to_json())
    return made


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_is_new_is_on_one_card_and_all_of_it_behind_it(language: str) -> None:
    for name, (card, message) in cards(language).items():
        view, size = message.to_kwargs("a" * 25)["view"], int(name.split()[-1])
        assert view.content_length() <= limits.CARD_TEXT, name
        assert sum(1 for _ in view.walk_children()) <= limits.CARD_COMPONENTS
        assert len(card.page.statements) >= size and len(card.choices) >= min(size, 25)
        assert card.page.body.count("> “") + card.page.body.count("\n") >= min(size, 3)
        if size == 1 and name.endswith("2026-06-15 1"):
            assert "…" not in card.page.body  # nothing of a single statement is cut
        if size > 13:
            assert card.more == len(card.page.statements)


@pytest.mark.soak
@pytest.mark.skipif(browser is None, reason="no Chromium on the PATH")
async def test_it_fits_a_phone() -> None:
    assert browser is not None
    posted = [
        Posted(name, components=message.to_kwargs("a" * 25)["view"].to_components())
        for language in ("en", "ru")
        for name, (_, message) in cards(language).items()
    ]
    found = await asyncio.to_thread(heights, browser, posted)
    assert not {name: tall for name, tall in found.items() if tall > MOST}
