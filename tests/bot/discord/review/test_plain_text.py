"""A server that turns to plain text: the cards that stand stay cards, as Discord takes nothing else."""

from __future__ import annotations

from dataclasses import replace

from tests.bot.discord.app import CONFIG, BotInServer, OpenApp, id_of, text_of
from tests.bot.discord.review.test_article_cards import CAST, card_of, choose, page_of, values
from tests.bot.discord.review.test_review import CurationApp, a_card, open_curation, review
from tests.discord_double import Double
from tests.discord_double.world import COMPONENTS_V2, Message

__all__ = ["open_curation", "review"]  # fixtures


async def turn_to_plain_text(app: BotInServer) -> None:
    await app.bot.core.preferences.change_guild(app.double.guild.id, plain_text=True)


def is_card(message: Message) -> bool:
    return bool(message.flags & COMPONENTS_V2) and not message.content


async def test_a_candidates_card_stays_a_card(review: CurationApp) -> None:
    key, card = await a_card(review)
    await turn_to_plain_text(review.app)
    await review.double.click(card, "manager", "Reject")
    await review.becomes(card, "Rejected by")
    # renewed from elsewhere too, where the message is not at hand
    await review.app.slash("undo", user="manager", what=key)
    await review.becomes(card, "Who said what?")
    assert is_card(card)


async def test_so_does_that_of_an_article(review: CurationApp) -> None:
    card = await card_of(review, *page_of(CAST))
    await turn_to_plain_text(review.app)
    await choose(review, card, "arttick", *values(card, "arttick", "1 ·"))
    await review.becomes(card, "3 of 9 ticked")
    await review.double.click(card, "manager", "One by one")
    await review.becomes(card, "Shown one by one below.")
    assert is_card(card)
    await review.cards(2)
    alone = [each for each in review.double.posts("curators") if each.id != card.id]
    assert all(each.content and not is_card(each) for each in alone)  # what is posted now is plain


async def test_so_do_reports_and_proposed_feeds(open_app: OpenApp) -> None:
    async with Double() as double:
        world = double.world
        config = replace(
            CONFIG, curators=(world.user("owner").id,), curators_channel=world.channel("curators").id
        )
        async with open_app(double, config=config) as app:
            answer = await app.slash("statement", statement="rferl-2013-04-23-03")
            form = await double.click(answer, "reader", id_of(answer, "report"))
            await form.response()
            await double.submit(form, {"reason": ["words"], "words": "A word is wrong."}, "reader")
            await double.until(lambda: double.posts("curators"), what="no card of the report")
            await app.slash("feeds add", user="manager", url="https://example.org/feed")
            await double.until(lambda: len(double.posts("curators")) == 2, what="no card of the feed")
            report, feed = double.posts("curators")
            await app.written()
            await turn_to_plain_text(app)
            await app.click(feed, "Follow it", user="owner")
            await double.until(lambda: "is followed" in text_of(feed))
            form = await double.click(report, "owner", "Decline")
            await form.response()
            await double.submit(form, {"outcome": "It is right."}, "owner")
            await double.until(lambda: "Declined: It is right." in text_of(report))
            await app.written()
            assert is_card(report) and is_card(feed)
        double.check()
