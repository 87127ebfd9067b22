"""One process beside others, or none: the shards that it holds, and what it hears of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.shards.alone import alone_on as alone_on
    from bot.discord.shards.keeper import ShardKeeper as ShardKeeper
    from bot.discord.shards.listener import NewsListener as NewsListener
    from bot.discord.shards.plan import ShardPlan as ShardPlan
    from bot.discord.shards.plan import read_shards as read_shards
else:
    __getattr__ = lazy_exports(__name__)
