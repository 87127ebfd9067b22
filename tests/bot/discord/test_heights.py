"""How tall the cards of the shipped library stand on a phone: the bot's own messages, drawn by Chromium."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.bot.discord.app import BotInServer
from tests.discord_double.look_alike import LOOKS, Posted, find_browser, heights
from tests.discord_double.world import Message

MOST = {"position": 900, "compare": 1100, "timeline": 1000, "person": 900, "verify": 500}  # CSS pixels
CLAIMS = (
    ("We want real cooperation with Russia", "fogh rasmussen"),  # as it was said
    ("We want no cooperation with Russia", "fogh rasmussen"),  # a word changed
    ("We want real cooperation with Russia", "lavrov"),  # another's words
    ("There is no movement on the Russia-U.S. track", ""),  # the agency's English
    ("Cats never eat cheese on a Monday morning", "lavrov"),  # not on record
    ("Over 300 countries already have, or are developing, a ballistic missile capability", ""),
)
browser = find_browser()


async def everything(app: BotInServer, locale: str) -> list[tuple[str, Message]]:
    """(command, its answer) for everybody on every topic they spoke on, and what is asked about both."""
    engine = app.bot.core.library.engine
    asked: list[tuple[str, dict[str, str]]] = []
    speakers: dict[str, list[str]] = {}
    for person in (each.id for each in engine.registry.people):
        asked.append(("person", {"person": person}))
        for count in await engine.spoke_on(person):
            asked.append(("position", {"person": person, "topic": count.id}))
            speakers.setdefault(count.id, []).append(person)
    for topic, people in speakers.items():
        asked.append(("timeline", {"topic": topic}))
        for one, other in list(combinations(people, 2))[:2]:
            asked.append(("compare", {"person": one, "topic": topic, "other": other}))
    asked += [("verify", {"text": text} | ({"by": by} if by else {})) for text, by in CLAIMS]
    return [(command, await app.slash(command, **given, locale=locale)) for command, given in asked]


@pytest.mark.soak
@pytest.mark.skipif(browser is None, reason="no Chromium on the PATH")
@pytest.mark.parametrize("locale", ["en-US", "ru"])
async def test_a_card_fits_a_phone(app: BotInServer, locale: str) -> None:
    assert browser is not None
    answers = await everything(app, locale)
    await app.written()
    posted = [
        Posted.of(f"{number} {command}", message, stored=app.double.files)
        for number, (command, message) in enumerate(answers)
    ]
    for look in LOOKS if locale == "en-US" else LOOKS[:1]:
        found = heights(browser, posted, look=look)
        too_tall = {name: tall for name, tall in found.items() if tall > MOST[name.split()[1]]}
        assert not too_tall
