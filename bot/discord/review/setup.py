"""Adds what curators work with: feeds, candidates, revisions and reports."""

from __future__ import annotations

from discord.ext import commands

from bot.discord.answers import Answers
from bot.discord.core import Core
from bot.discord.review.article_intake import ArticleIntake
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.cog import ReviewCog
from bot.discord.review.curate_cog import CurateCog
from bot.discord.review.curators import Curators
from bot.discord.review.feeds_cog import FeedsCog
from bot.discord.review.reports_cog import ReportsCog
from bot.discord.review.revisions_cog import RevisionsCog
from bot.discord.review.undo_cog import UndoCog
from bot.ingest import IngestService, read_feed_settings


async def setup_review(bot: commands.AutoShardedBot, core: Core, answers: Answers) -> None:
    """Add the cogs on one service of ingest.

    Raises LibraryInvalid where config/feeds.yaml of the library cannot be read.
    """
    root = core.library.root
    ingest = IngestService(root, core.library.cache, read_feed_settings(root), core.store, core.clock)
    curators = Curators(core, ingest)
    channel = ReviewChannel(bot, core.settings, core.preferences)
    ready = bot.wait_until_ready
    feeds = FeedsCog(core, ingest, curators, channel, bot.dispatch, ready)
    await bot.add_cog(feeds)
    await bot.add_cog(ReportsCog(core, answers, channel))
    review = ReviewCog(core, curators, channel)
    await bot.add_cog(review)
    await bot.add_cog(review.articles)
    await bot.add_cog(UndoCog(core, curators, review.cards))
    intake = ArticleIntake(core, curators, channel, feeds.poll_loop.take_in)
    await bot.add_cog(CurateCog(core, curators, intake))
    await bot.add_cog(RevisionsCog(core, answers, curators, bot.dispatch, ready))
