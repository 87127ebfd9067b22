"""How tall the curators' cards of the shipped articles stand on a phone, drawn by Chromium."""

from __future__ import annotations

import pytest

from bot.discord.core import message_kwargs
from bot.discord.review.article_card import article_card_page, pages_of
from bot.discord.review.article_controls import ArticleCard, article_components
from bot.discord.review.candidate_card import ReviewState, buttons_for, candidate_page
from bot.discord.ui import Display, translator_for
from bot.ingest import ReviewItem, review_article
from briefs.ingest.fetch.types import WebPage
from briefs.ingest.review import article_document, candidate_document, propose
from briefs.query import person_entity
from tests.bot.discord.review.test_review import CurationApp, extract_of, open_curation, review
from tests.discord_double.look_alike import Posted, find_browser, heights
from tests.paths import REPOSITORY

__all__ = ["open_curation", "review"]  # fixtures
MOST = 700  # CSS pixels
browser = find_browser()


async def waiting(curation: CurationApp, text: str, name: str) -> tuple[ReviewItem, ...]:
    """What is found in an article, as it waits for a curator."""
    app, url = curation.app, f"https://news.example.org/{name}"
    known = app.bot.core.library.engine.registry
    page = WebPage(url, text.split("\n")[0][:150], False, text, "2026-04-23", "stated", "Post")
    found = extract_of(text, tuple(map(person_entity, known.people)), known.topics)
    article = propose(page)
    await app.state.review_queue.queue(
        article_document(article), [candidate_document(each) for each in found]
    )
    cog = app.bot.get_cog("ReviewCog")
    items: tuple[ReviewItem, ...] = await cog.curators.reader_session().items(article.id)  # type: ignore[union-attr]
    return items


def cards(items: tuple[ReviewItem, ...], curation: CurationApp, display: Display) -> list[Posted]:
    """A card for each candidate as it waits and as it was claimed, and the pages of the article's card."""
    shown = []
    for item in items:
        state = ReviewState("waiting")
        buttons = buttons_for(item, state, display.translator)
        shown.append(message_kwargs(candidate_page(item, state, display), display, *buttons))
    review = review_article(items, curation.app.bot.core.library.engine)
    pages = pages_of(review, display)
    for number in range(len(pages)):
        card = ArticleCard(items[0].key, review.title, "https://news.example.org/a", review, pages, number)
        buttons = article_components(card, display)
        shown.append(message_kwargs(article_card_page(card, display), display, *buttons))
    name = f"{display.language} {items[0].row.article_id}"
    return [
        Posted(f"{name} {number}", components=one["view"].to_components()) for number, one in enumerate(shown)
    ]


@pytest.mark.soak
@pytest.mark.skipif(browser is None, reason="no Chromium on the PATH")
async def test_a_curators_card_fits_a_phone(review: CurationApp) -> None:
    assert browser is not None
    posted: list[Posted] = []
    for file in sorted((REPOSITORY / "seeds/articles").glob("*.txt")):
        items = await waiting(review, file.read_text("utf-8"), file.stem)
        for language in ("en", "ru"):
            posted += cards(items, review, Display(translator_for(language)))
    found = heights(browser, posted)
    assert len(found) > 150
    assert not {name: tall for name, tall in found.items() if tall > MOST}


async def test_a_card_holds_the_words_and_the_sentences_around_them(review: CurationApp) -> None:
    around = "They met at noon. The hall was full. “{}, ” said Sergei Lavrov in Moscow, who then left."
    long = " ".join(f"word {number} of a speech that goes on" for number in range(60))
    display = Display(translator_for("en"))
    for words in ("We shall meet again in the autumn of the next year", long):
        text = f"A meeting\n\n{around.format(words)}\n"
        item, *_ = await waiting(review, text, str(len(words)))
        body = candidate_page(item, ReviewState("waiting"), display).body
        assert words[:60] in " ".join(body.replace("\n> ", " ").split())
        assert "The hall was full." in body and "said Sergei Lavrov in Moscow" in body
        assert (words in body) == (words is not long)
        plain = candidate_page(item, ReviewState("waiting"), Display(translator_for("en"), True)).body
        assert words[:1400] in plain and "The hall was full." in plain
