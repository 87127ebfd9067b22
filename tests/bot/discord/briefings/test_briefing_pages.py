"""Briefings as messages of Discord: within every limit, and no quotation is ever cut."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from random import Random
from types import SimpleNamespace

import discord
import pytest

from bot.discord.briefings.briefing_pages import numbered_pages
from bot.discord.briefings.message import BriefingMessage, carried_delivery_id
from bot.discord.ui import limits
from bot.discord.ui.display import Display, translator_for
from bot.discord.ui.markdown import safe
from bot.discord.ui.pages import Page
from briefs.briefing.composition import BriefingRequest, compose
from briefs.briefing.snapshot import snapshot_of
from briefs.model import LocalizedText
from briefs.render import page_address, phrases

TODAY = date(2026, 6, 15)
PEOPLE = ("ann", "bob", "cem", "dan")
WORDS = ("word", "*bold*", "[link](http://e.org)", "“so”", "@everyone", "a_b", "`code`", "long" * 9, "ум")


def all_of(card: Page) -> str:
    return "\n\n".join([card.body, *(block.text for block in card.blocks)])


def passage(chance: Random) -> str:
    words = chance.choices(WORDS, k=chance.choice([5, 40, 120, 180, 230, 500]))
    return f"Begins {' '.join(words)} ends."


def snapshot(say, library, brief, seed: int):
    """Long words, long names, positions that all changed, anniversaries."""
    chance = Random(seed)
    statements = [
        say(
            f"s{number}", chance.choice(["2013-06-15", "2013-06-15?", "2012-03-04"]), chance.choice(PEOPLE),
            chance.choice(["syria", "shield", "missiles"]), passage=passage(chance),
            kind=chance.choice(["quotation", "reported", "mixed"]), url=f"https://e.org/{'x' * 150}",
            start=number,
        )
        for number in range(30)
    ]  # fmt: skip
    briefs = tuple(brief(who, on, "2012-01") for who in PEOPLE for on in ("syria", "shield", "missiles"))
    made = library(*statements, positions=briefs)
    longer = tuple(
        replace(one, pref_label=LocalizedText(f"{one.pref_label.en} {'and ' * 90}")) for one in made.topics
    )
    return snapshot_of(replace(made, topics=longer))


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_whatever_comes_each_quotation_is_whole_or_not_there(
    say, library, brief, seed: int, plain: bool
) -> None:
    made = snapshot(say, library, brief, seed)
    asked = ("syria", "shield", "missiles") if seed % 2 else ()
    fresh = frozenset(id for id, one in made.statements.items() if one.said.edtf == "2012-03-04")
    found = compose(made, BriefingRequest(TODAY, fresh, topics=asked, people=PEOPLE))
    reader = Display(translator_for("en"), plain)
    site = "https://site.example" if seed % 3 else None
    cards = numbered_pages(found, reader, "The footer. " * 8, site)
    listed = [s for group in found.new for s in group.statements] + [a.statement for a in found.on_this_day]
    for statement in listed:
        told = f"`/statement {statement.id}`"
        words = safe(phrases.passage(statement, reader.translator))
        whole = [card for card in cards if words in all_of(card)]
        assert whole or any(told in all_of(card) for card in cards)
        page = page_address("https://site.example", "statement", statement.id)
        assert not (plain and site) or any(f"({page})" in all_of(card) for card in cards)
        assert all(statement.id in card.statements for card in whole)
    for number, card in enumerate(cards):
        body = BriefingMessage.from_page(card, reader, role=10**18 if not number else None, aside=number > 0)
        sent = BriefingMessage.from_json(body.to_json()).to_kwargs("a" * 25)
        assert len(sent.get("content") or "") <= limits.CONTENT
        assert plain or sent["view"].content_length() <= limits.CARD_TEXT
        assert plain or sum(1 for _ in sent["view"].walk_children()) <= limits.CARD_COMPONENTS


@pytest.mark.parametrize("shape", ["embed", "card", "plain"])
def test_a_message_is_known_again_by_its_words_whatever_its_shape(shape: str) -> None:
    """After a crash the one in the channel may be of an earlier version, which posted an embed."""
    kept = {
        "title": "Briefing for today",
        "text": "**New**\nA line.",
        "footer": "library of today",
        "role": 7,
    }
    body = BriefingMessage.from_json(json.dumps(kept | {"colour": 1, "plain": shape == "plain"}))
    sent = body.to_kwargs("abcdefghij-2026-0")
    message = SimpleNamespace(content=sent.get("content", ""), embeds=[], components=[])
    if shape == "embed":
        message.content = "<@&7>"
        message.embeds = [discord.Embed(title=body.title, description=body.text + " ")]
    else:
        raw = sent["view"].to_components()
        message.components = [discord.components._component_factory(one) for one in raw]
        assert carried_delivery_id(message) == "abcdefghij-2026-0"  # type: ignore[arg-type]
    assert body.is_text_of(message)  # type: ignore[arg-type]
    other = BriefingMessage.from_json(json.dumps(kept | {"colour": 1, "text": "Something else."}))
    assert not other.is_text_of(message)  # type: ignore[arg-type]
