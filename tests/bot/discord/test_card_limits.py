"""Whatever an answer holds, Discord takes it: 4,000 characters, 40 components, and each component's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.discord.answers import answer_items, statement_blocks
from bot.discord.answers.answer_pages import answer_pages
from bot.discord.answers.list_pages import (
    citation_pages,
    people_pages,
    statement_pages,
    stats_pages,
    topics_pages,
)
from bot.discord.answers.queries import RenderedAnswer
from bot.discord.briefings.briefing_card import briefing_card
from bot.discord.briefings.briefing_pages import numbered_pages
from bot.discord.briefings.message import BriefingMessage
from bot.discord.briefings.panel import BriefingPanel, panel_view
from bot.discord.core import message_kwargs
from bot.discord.review.article_card import article_card_page, pages_of
from bot.discord.review.article_controls import ArticleCard, article_components
from bot.discord.review.candidate_card import ReviewState, buttons_for, candidate_page
from bot.discord.server.setup_panel import SetupPanel, setup_view
from bot.discord.ui import Display, PagedAnswer, paginate, translator_for
from bot.discord.verify.verdict_pages import ClaimResult, pages_of_verdicts
from bot.ingest import ArticleReview, CastMember, ReviewEntry
from bot.store import GuildSettings, QuotedReply, Subscription, SubscriptionSettings
from briefs.briefing.composition import Anniversary, Briefing, ChangedPosition, TopicGroup
from briefs.model import Brief
from tests.bot.discord.hostile_values import HostileValues
from tests.discord_double import message_rules
from tests.discord_double.world import COMPONENTS_V2

COMMANDS = (
    "position",
    "compare",
    "timeline",
    "person",
    "topic",
    "search",
    "article",
    "on-this-day",
    "statements",
)
KEY = "k" * 25
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def refuse_too_much(message: dict[str, Any]) -> None:
    """Raises what Discord would answer to a message of discord.py's arguments."""
    view = message.get("view")
    body = {"content": message.get("content") or "", "components": view.to_components() if view else []}
    if view is not None and view.has_components_v2():
        body["flags"] = COMPONENTS_V2
    message_rules.check(body)


def paged_answers(made: HostileValues, display: Display) -> Iterator[PagedAnswer]:
    """Every question's answer, verdicts of one claim and of several, what stands behind a briefing."""
    registry = made.registry()
    reply = QuotedReply(made.text(1), made.text(), made.text())
    replies = {one.id: (reply,) * 3 for one in made.statements}
    for command in COMMANDS:
        yield answer_pages(made.answer(command), display, registry, replies)
    statement, article = made.in_context()
    yield statement_pages(statement, article, display, registry, (reply,) * 3, "https://site.example")
    yield citation_pages(statement, None, display, "https://site.example")
    yield people_pages(registry, display)
    yield topics_pages(registry, display)
    yield stats_pages(registry, {"kind": {"quotation": 3}, "status": {"published": 3}}, display)
    for count in (1, 8):
        found = [
            ClaimResult(made.text() or None, made.verdict(), made.chance.choice((None, statement)), {})
            for _ in range(count)
        ]
        yield pages_of_verdicts(found, made.text(), made.text(1), display)
    yield PagedAnswer("All", "", statement_blocks(made.statements, display), most=3)


def briefing(made: HostileValues) -> Briefing:
    some = made.statements
    brief = Brief("p0", "t0", some[0].said, (), ())
    changed = ChangedPosition(made.people[0], made.topics[0], brief, some[:2])
    return Briefing(
        date(2026, 3, 2),
        made.topics[:3],
        made.people[:3],
        (TopicGroup(made.topics[0], some),),
        12,
        (changed,) * 8,
        tuple(Anniversary(one, 13, True) for one in some[:6]),
        3,
        None,
        False,
        unlisted=some * 3,
    )


def briefing_messages(made: HostileValues, display: Display) -> Iterator[dict[str, Any]]:
    found, known = briefing(made), {one.id: one for one in made.statements}
    card = briefing_card(found, display, made.text(), made.chance.choice((None, "https://site.example")))
    yield BriefingMessage.from_card(card, display, 10**18, known).to_kwargs(KEY)
    for page in numbered_pages(found, display, made.text()):
        yield BriefingMessage.from_page(page, display, 10**18, False, known).to_kwargs(KEY)


def review_messages(made: HostileValues, display: Display) -> Iterator[dict[str, Any]]:
    items = [made.review_item(n) for n in range(made.chance.choice((2, 7, 40)))]
    for item in items[:3]:
        for status in ("waiting", "claimed", "accepted", "rejected"):
            state = ReviewState(status, "1" * 18, MOMENT, "s" * 80, status == "waiting")
            buttons = buttons_for(item, state, display.translator)
            yield message_kwargs(candidate_page(item, state, display), display, *buttons)
    entries = tuple(ReviewEntry(each, None, True, made.text()) for each in items)
    cast = tuple(CastMember(each.named, made.text(), False, (), (each.key,)) for each in items)
    review = ArticleReview("a", made.text(1), made.text() or None, None, cast, entries)
    pages = pages_of(review, display)
    for number in range(len(pages)):
        card = ArticleCard("k" * 10, made.text(1), made.url(), review, pages, number, made.text())
        yield message_kwargs(article_card_page(card, display), display, *article_components(card, display))


def panels(made: HostileValues, display: Display) -> Iterator[dict[str, Any]]:
    many = tuple(range(10**17, 10**17 + 25))
    kept = GuildSettings(
        10**18, 10**18, 10**18, "en", "Europe/Berlin", True, {"verify": many}, None, many, many
    )
    yield {"view": setup_view(SetupPanel(kept, 25, MOMENT), display)}
    names = tuple(p.id for p in made.people[:10]), tuple(t.id for t in made.topics[:10])
    settings = SubscriptionSettings(10**18, guild_id=10**18, people=names[0], topics=names[1], role_id=10**18)
    subscription = Subscription("k" * 10, settings, 0, None, None, MOMENT, MOMENT, None, None, MOMENT)
    people, topics = {p.id: p for p in made.people}, {t.id: t for t in made.topics}
    engine = SimpleNamespace(registry=made.registry(), people=people, topics=topics)
    yield {"view": panel_view(BriefingPanel(subscription, SimpleNamespace(engine=engine), None), display)}  # type: ignore[arg-type]


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, 40))])
def test_every_answer_is_taken(seed: int, plain: bool) -> None:
    made = HostileValues(seed)
    display = Display(translator_for(("en", "ru")[seed % 2]), plain)
    for paged in paged_answers(made, display):
        pages = paginate(paged, plain)
        rendered = RenderedAnswer(pages, paged, None)  # type: ignore[arg-type]
        for number, page in enumerate(pages[:12]):
            for opened in (False, True):
                items = answer_items("k" * 10, rendered, number, display, opened, curates=True)
                refuse_too_much(message_kwargs(page, display, *items))
    for message in (
        *briefing_messages(made, display),
        *review_messages(made, display),
        *panels(made, display),
    ):
        refuse_too_much(message)
